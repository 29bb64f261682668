package export

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// bibtexForm is an @online entry of BibLaTeX for each article, in UTF-8. Its note lists what is said: the id, the speaker, and the
// words: in quotation marks those that stand so, else all of the content. White space is one space, as TeX has it, a control
// character is U+FFFD, and ' and ` are the marks that TeX makes of them; everything else comes out of TeX as it is in the text.
func bibtexForm() Form {
	return Form{
		Name: "bibtex", MediaType: "application/x-bibtex", Ext: ".bib",
		About: "an entry an article, its statements in the note",
		open:  openBibTeX,
	}
}

// cslForm is the articles as a list of CSL-JSON, with the same notes.
func cslForm() Form {
	return Form{
		Name: "csl", MediaType: "application/vnd.citationstyles.csl+json", Ext: ".json",
		About: "CSL-JSON: an item an article, its statements in the note",
		open:  openCSL,
	}
}

// citationKey is what an article is cited by.
func citationKey(d dixit.DocumentRef) string { return "dixit-" + d.SHA256[:min(len(d.SHA256), 16)] }

// note is a line for each statement that says something.
func note(records []dixit.Record) string {
	var b strings.Builder
	for _, r := range records {
		s := r.Statement
		if !said(s) {
			continue
		}
		words := s.Text()
		if quoted := quotedText(s); quoted != "" {
			words = "“" + quoted + "”"
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "[%s] ", s.ID)
		if s.Speaker.Name != "" {
			b.WriteString(s.Speaker.Name + ": ")
		}
		b.WriteString(words)
	}
	return b.String()
}

func openBibTeX(w io.Writer, _ Options) (Writer, error) {
	return &byDocument{write: func(doc *dixit.Document, records []dixit.Record) error {
		_, err := io.WriteString(w, bibtexEntry(doc, records))
		return err
	}}, nil
}

// bibtexEntry is the entry of one document.
func bibtexEntry(doc *dixit.Document, records []dixit.Record) string {
	d := records[0].Doc
	var b strings.Builder
	fmt.Fprintf(&b, "@online{%s", citationKey(d))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, ",\n  %s = {%s}", name, value)
		}
	}
	var authors []string
	for _, a := range doc.Authors {
		if a := texEscaped(a); a != "" {
			authors = append(authors, "{"+a+"}") // whole, or it would be taken apart into names
		}
	}
	field("author", strings.Join(authors, " and "))
	title := texEscaped(d.Title)
	if title != "" {
		title = "{" + title + "}" // or styles would change its capitals
	}
	field("title", title)
	field("organization", texEscaped(d.Outlet))
	field("date", publishedDate(d.Published))
	if webAddress(d.URL) {
		field("url", urlEscaped(d.URL))
	}
	field("note", texEscaped(note(records)))
	b.WriteString("\n}\n\n")
	return b.String()
}

// texEscaped is s so that TeX sets it as it is: its special characters as commands, and nothing that its fonts join.
func texEscaped(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, c := range strings.Join(strings.FieldsFunc(s, texSpace), " ") {
		if c == last && strings.ContainsRune("-'`,", c) || c == '`' && (last == '?' || last == '!') {
			b.WriteString("{}")
		}
		last = c
		switch {
		case strings.ContainsRune("$&#%_", c):
			b.WriteString(`\` + string(c))
		case c == '\u00a0':
			b.WriteByte('~')
		case unicode.IsControl(c):
			b.WriteRune(utf8.RuneError)
		default:
			if command := texCommand(c); command != "" {
				b.WriteString(`\` + command + "{}")
			} else {
				b.WriteRune(c)
			}
		}
	}
	return b.String()
}

// texSpace reports whether TeX takes c for a space.
func texSpace(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// texCommand is the command that sets c; "" if c sets itself.
func texCommand(c rune) string {
	switch c {
	case '\\':
		return "textbackslash"
	case '{':
		return "textbraceleft"
	case '}':
		return "textbraceright"
	case '~':
		return "textasciitilde"
	case '^':
		return "textasciicircum"
	case '<':
		return "textless"
	case '>':
		return "textgreater"
	case '|':
		return "textbar"
	case '"':
		return "textquotedbl"
	default:
		return ""
	}
}

// urlEscaped is an address without the characters that would end or change a field: they are not legal in one as they are.
func urlEscaped(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("{}\\^`|\"<>", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

type cslItem struct {
	ID             string    `json:"id"`
	Type           string    `json:"type"`
	Title          string    `json:"title,omitempty"`
	ContainerTitle string    `json:"container-title,omitempty"`
	Author         []cslName `json:"author,omitempty"`
	Issued         *cslDate  `json:"issued,omitempty"`
	URL            string    `json:"URL,omitempty"`
	Language       string    `json:"language,omitempty"`
	Note           string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func openCSL(w io.Writer, _ Options) (Writer, error) {
	out := bufio.NewWriter(w)
	before := "[\n"
	g := &byDocument{write: func(doc *dixit.Document, records []dixit.Record) error {
		var item bytes.Buffer
		if err := objects(&item).Encode(cslOf(doc, records)); err != nil {
			return err
		}
		_, err := out.WriteString(before + strings.TrimSuffix(item.String(), "\n"))
		before = ",\n"
		return err
	}}
	g.end = func() error {
		if before != ",\n" {
			out.WriteString("[")
		}
		out.WriteString("\n]\n")
		return out.Flush()
	}
	return g, nil
}

// cslOf is the item of one document.
func cslOf(doc *dixit.Document, records []dixit.Record) cslItem {
	d := records[0].Doc
	item := cslItem{
		ID: citationKey(d), Type: "webpage", Title: d.Title, ContainerTitle: d.Outlet, Language: d.Lang, Note: note(records),
	}
	if d.Outlet != "" {
		item.Type = "article-newspaper"
	}
	if webAddress(d.URL) {
		item.URL = d.URL
	}
	for _, a := range doc.Authors {
		if a != "" {
			item.Author = append(item.Author, cslName{a})
		}
	}
	if date := publishedDate(d.Published); date != "" {
		item.Issued = &cslDate{[][]int{dateParts(date)}}
	}
	return item
}
