package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// csvForm is a table of comma-separated values (RFC 4180) in UTF-8 with a header. Lines end in a line feed. Pieces of a cue or a
// content are joined by " … ", several addressees by "; ", a chain by " > ". start and end are code points of the document's text,
// around all of the statement.
//
// Without Excel the cells are what the record says, whatever a spreadsheet program makes of them.
func csvForm() Form {
	return Form{
		Name: "csv", MediaType: "text/csv; charset=utf-8", Ext: ".csv",
		About: "a table, a row a statement; with --excel for spreadsheets",
		open:  openCSV,
	}
}

// csvColumns names the columns of the table.
func csvColumns() []string {
	return strings.Split("id,doc_id,url,outlet,published,region,speaker,speaker_qid,role,cue,content,kind,act,addressee,"+
		"when,when_basis,chain,about,start,end,cluster,permalink", ",")
}

type csvWriter struct {
	table *csv.Writer
	opt   Options
	links links
}

func openCSV(w io.Writer, opt Options) (Writer, error) {
	if opt.Excel {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return nil, err
		}
	}
	t := &csvWriter{csv.NewWriter(w), opt, links{opt: opt}}
	return t, t.table.Write(csvColumns())
}

func (t *csvWriter) Write(r dixit.Record, doc *dixit.Document) error {
	s := r.Statement
	span := s.Span()
	row := []string{
		s.ID, r.Doc.ID, r.Doc.URL, r.Doc.Outlet, r.Doc.Published, string(s.Region),
		s.Speaker.Name, "", s.Speaker.Role, dixit.TextOf(s.Cue), s.Text(), string(s.Kind), string(s.Act), strings.Join(dixit.Names(s.Addressee), "; "),
		s.When.EDTF, s.When.Basis, strings.Join(dixit.Names(s.Chain), " > "), labels(s.About),
		strconv.Itoa(doc.Text.CodePoint(span.Start)), strconv.Itoa(doc.Text.CodePoint(span.End)), r.Cluster, t.links.of(s, doc),
	}
	if t.opt.Excel {
		for i, cell := range row {
			row[i] = Guarded(cell)
		}
	}
	return t.table.Write(row)
}

func (t *csvWriter) Close() error {
	t.table.Flush()
	return t.table.Error()
}

// labels are what a statement is about, the best first.
func labels(list []dixit.Topic) string {
	parts := make([]string, len(list))
	for i, t := range list {
		parts[i] = t.Label
	}
	return strings.Join(parts, "; ")
}

// Guarded is a cell of CSV so that no spreadsheet program takes it for a formula: with an apostrophe before it if it begins like one, or
// with a character that such programs drop or end a cell at. What stands before the sign of a formula and may be skipped is
// skipped here too: white space, quotation marks, characters that do not show. (OWASP ASVS 1.2.10.)
func Guarded(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	rest := strings.TrimLeftFunc(cell, skipped)
	sign, _ := utf8.DecodeRuneInString(rest)
	if cell != "" && unicode.IsControl(first) || rest != "" && strings.ContainsRune("=+-@", plainSign(sign)) {
		return "'" + cell
	}
	return cell
}

// skipped reports whether a spreadsheet program may skip c at the beginning of a cell.
func skipped(c rune) bool {
	return unicode.IsSpace(c) || unicode.In(c, unicode.C, unicode.Mn, unicode.Quotation_Mark) || c == '`' || c == '´'
}

// plainSign is the ASCII sign that c is another form of: full-width, small, superscript, subscript, or the minus of mathematics.
func plainSign(c rune) rune {
	switch c {
	case '＝', '﹦', '⁼', '₌':
		return '='
	case '＋', '﹢', '⁺', '₊':
		return '+'
	case '－', '﹣', '⁻', '₋', '−':
		return '-'
	case '＠', '﹫':
		return '@'
	default:
		return c
	}
}
