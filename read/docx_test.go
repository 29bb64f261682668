package read

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"pgregory.net/rapid"
)

// The declarations of a word document.
const (
	wordTypes     = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	wordRelations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	wordSpaces    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
)

// wordOf is a word document with that body, and with those parts, name and content in turn.
func wordOf(body string, more ...string) string {
	members := []memberFile{
		{"[Content_Types].xml", wordTypes},
		{"_rels/.rels", wordRelations},
		{"word/document.xml", `<?xml version="1.0"?><w:document ` + wordSpaces + `><w:body>` + body + `</w:body></w:document>`},
	}
	for i := 0; i+1 < len(more); i += 2 {
		members = append(members, memberFile{more[i], strings.ReplaceAll(more[i+1], "SPACES", wordSpaces)})
	}
	return zipOf(members...)
}

// TestDOCX: the body of a word document, as XML, and the blocks that are read from it. A case may go on with other parts, each after a
// line "== NAME".
func TestDOCX(t *testing.T) {
	casetest.Spec{Glob: "testdata/docx.txtar", AtLeast: 18, Find: func(t *testing.T, in string) string {
		body, rest, _ := strings.Cut(in, "\n== ")
		var more []string
		for rest != "" {
			var name, content string
			name, rest, _ = strings.Cut(rest, "\n")
			content, rest, _ = strings.Cut(rest, "\n== ")
			more = append(more, name, content)
		}
		d, err := Bytes("a.docx", []byte(wordOf(body, more...)), Options{})
		if err != nil {
			return err.Error() + "\n"
		}
		var b strings.Builder
		for _, bl := range d.Blocks {
			fmt.Fprintf(&b, "%s %s: %q\n", bl.Region, bl.Kind, d.Text.Slice(bl.Span))
		}
		return b.String()
	}}.Run(t)
}

// TestDOCXIsADocument: a word document is one wherever it lies, whatever member comes first, and what is another office document is
// refused with its name.
func TestDOCXIsADocument(t *testing.T) {
	const text = "“It rained,” she said."
	word := wordOf("<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>")
	late := zipOf(memberFile{"word/document.xml", `<w:document ` + wordSpaces + `><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:document>`},
		memberFile{"[Content_Types].xml", wordTypes}, memberFile{"_rels/.rels", wordRelations})
	for name, in := range map[string]string{"plain": word, "late": late, "in a zip": zipOf(memberFile{"a.docx", word})} {
		texts, problems := all(t, strings.NewReader(in), Options{}, "-")
		if len(problems) > 0 || len(texts) != 1 || texts[0] != text {
			t.Errorf("%s: %q %q", name, texts, problems)
		}
	}
	d, err := Bytes("a.docx", []byte(word), Options{})
	if err != nil || d.MediaType != docxType || d.Blocks[0].Source != (dixit.Span{}) {
		t.Errorf("%v %v", d, err)
	}
	sheet := zipOf(memberFile{"[Content_Types].xml", wordTypes}, memberFile{"_rels/.rels", strings.Replace(wordRelations, "word/document", "xl/workbook", 1)})
	if _, err := Bytes("a.xlsx", []byte(sheet), Options{}); err == nil || !strings.Contains(err.Error(), "a spreadsheet (xlsx) is not read") {
		t.Errorf("a spreadsheet: %v", err)
	}
}

// TestHostileDOCX: what was made to do harm is one error.
func TestHostileDOCX(t *testing.T) {
	paragraph := "<w:p><w:r><w:t>It rained.</w:t></w:r></w:p>"
	var digits strings.Builder
	for i := range 400_000 {
		fmt.Fprintf(&digits, "%x ", i*i)
	}
	entities := `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document ` + wordSpaces + `><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>`
	for name, c := range map[string]struct{ in, want string }{
		"a bomb":        {wordOf("<w:p><w:r><w:t>" + strings.Repeat(" ", 18<<20) + "</w:t></w:r></w:p>"), "bytes out of"},
		"a large part":  {wordOf(strings.Repeat(paragraph, 600_000)), "over 20971520 bytes"},
		"deep":          {wordOf(strings.Repeat("<w:tbl>", 300)), "over 256 deep"},
		"deep and gone": {wordOf("<w:del>" + strings.Repeat("<w:tbl>", 100_000)), "damaged"},
		"entities":      {zipOf(memberFile{"[Content_Types].xml", wordTypes}, memberFile{"word/document.xml", entities}), "declares entities"},
		"not closed":    {wordOf("<w:p><w:r><w:t>It rained."), "damaged"},
		"no text":       {wordOf("<w:p/>"), "no text in it"},
		"a note bomb":   {wordOf(paragraph, "word/footnotes.xml", `<w:footnotes SPACES>`+strings.Repeat(" ", 18<<20)+`</w:footnotes>`), "bytes out of"},
		"long":          {wordOf("<w:p><w:r><w:t>" + digits.String() + "</w:t></w:r></w:p>"), "a paragraph of"},
		"elsewhere":     {zipOf(memberFile{"[Content_Types].xml", wordTypes}, memberFile{"_rels/.rels", strings.Replace(wordRelations, "word/document.xml", "../../../etc/passwd", 1)}), "is not read"},
	} {
		d, err := Bytes("a.docx", []byte(c.in), Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v %.200v", name, err, d)
		}
	}
}

// TestDOCXKeepsSpans: whatever a word document holds, its blocks are in order and lie in its text, and a damaged one is an error.
func TestDOCXKeepsSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
			"<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "“It rained,” ", "é", "\n", "<w:tab/>", "<w:br/>", "<w:del>", "</w:del>",
			"<w:p><w:r><w:t>She said.</w:t></w:r></w:p>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "&#160;",
		}), 0, 30).Draw(t, "pieces")
		in := []byte(wordOf(strings.Join(pieces, "")))
		if at := rapid.IntRange(-1, len(in)-1).Draw(t, "damaged"); at >= 0 && rapid.Bool().Draw(t, "damage") {
			in[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		}
		d, err := Bytes("a.docx", bytes.Clone(in), Options{})
		if err != nil {
			return
		}
		end := 0
		for _, b := range d.Blocks {
			if b.Span.Start < end || strings.TrimSpace(d.Text.Slice(b.Span)) == "" {
				t.Fatalf("%v in %q", b, d.Text.String())
			}
			if _, err := d.Text.Fragment(b.Span); err != nil {
				t.Fatal(err)
			}
			end = b.Span.End
		}
	})
}
