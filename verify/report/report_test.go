package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"
	"dixit/read"
	"dixit/verify"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// made is a draft in Markdown of quotations, each in a paragraph, verified against a source; speakers are known where it gives one.
func made(t rapid.TB, markdown, source string) Draft {
	t.Helper()
	file := document(t, "drafts/a b.md", markdown)
	doc, origin, err := read.Markdown(file)
	if err != nil {
		t.Fatal(err)
	}
	var ex dixit.Extraction
	for _, b := range doc.Blocks {
		if s := doc.Text.Slice(b.Span); strings.HasPrefix(s, "“") && strings.Contains(s, "”") {
			end := b.Span.Start + strings.LastIndex(s, "”") + len("”")
			f, err := doc.Text.Fragment(dixit.Span{Start: b.Span.Start, End: end})
			if err != nil {
				t.Fatal(err)
			}
			ex.Loose = append(ex.Loose, dixit.Quotation{Words: f, Open: "“", Close: "”", CloseOK: true, Why: "unattributed"})
		}
	}
	index := verify.NewMemory(func(context.Context, *dixit.Document) (dixit.Extraction, error) { return dixit.Extraction{}, nil })
	if source != "" {
		d := document(t, "source.txt", source)
		d.Title, d.URL = "<script>alert(1)</script>", "https://example.org/a?b=1&c=“2”"
		index.Add(d)
	}
	results, err := verify.Draft(context.Background(), doc, ex, index)
	if err != nil {
		t.Fatal(err)
	}
	return Draft{
		Name: file.Path, Doc: doc, Results: results, File: file.Text, Place: origin.Source,
		Link: func(p verify.Place) string { return "javascript:alert(1)" },
	}
}

func document(t rapid.TB, name, s string) *dixit.Document {
	t.Helper()
	d, err := read.Bytes(name, []byte(s), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	sampleDraft = `# Wall

“We will build a *great* wall and nobody builds walls better than me,” he said.

“We will never build a <b>great</b> wall and nobody builds walls better than me,” he said.

“Nobody <script>alert(2)</script> knows the purple elephant of the north,” he said.
`
	sampleSource = "“We will build a great wall and nobody builds walls better than me,” he said in June. It rained <script>alert(3)</script> all day."
)

// TestNDJSON: each line is an object, whose words stand in the file where it says they do.
func TestNDJSON(t *testing.T) {
	d := made(t, sampleDraft, sampleSource)
	var out bytes.Buffer
	if err := NDJSON(&out, d); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, line := range lines {
		var o struct {
			Draft, Type, Quote string
			Start, End         int
			Verdict            verify.Verdict
		}
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatal(err)
		}
		if got := string([]rune(sampleDraft)[o.Start:o.End]); o.Draft != "drafts/a b.md" || o.Type != "verdict" || o.Quote != got {
			t.Errorf("%d: %+v is %q", i, o, got)
		}
	}
}

// TestSARIF: what SARIF 2.1.0 asks of a log is there, rules are those that results name, and each region is where it says by lines, by
// offset and by its snippet.
func TestSARIF(t *testing.T) {
	d := made(t, sampleDraft, sampleSource)
	var out bytes.Buffer
	if err := SARIF(&out, d, d); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || len(log.Runs[0].Artifacts) != 2 || len(log.Runs[0].Results) != 4 || strings.Contains(out.String(), ": null") {
		t.Fatalf("%s", &out)
	}
	for _, r := range log.Runs[0].Results {
		rule := log.Runs[0].Tool.Driver.Rules[r.RuleIndex]
		at := r.Locations[0].Physical
		region := *at.Region
		lines := strings.Split(sampleDraft, "\n")
		got := string([]rune(lines[region.StartLine-1])[region.StartColumn-1 : region.EndColumn-1])
		offset := string([]rune(sampleDraft)[*region.CharOffset : *region.CharOffset+region.CharLength])
		if rule.ID != r.RuleID || at.Artifact.URI != "drafts/a%20b.md" || region.StartLine != region.EndLine || got != region.Snippet.Text || offset != got {
			t.Errorf("%+v: %q, %q", r, got, offset)
		}
		for _, related := range r.Related {
			if related.Physical.Artifact.URI != "https://example.org/a?b=1&c=“2”" && !strings.HasPrefix(related.Physical.Artifact.URI, "https://example.org/a?b=1") {
				t.Errorf("%+v", related)
			}
		}
	}
}

// TestHTML: a page that is well formed and safe: all text of the draft is on it, and nothing in draft or source is markup.
func TestHTML(t *testing.T) {
	d := made(t, sampleDraft, sampleSource)
	var out bytes.Buffer
	if err := HTML(&out, d); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	for _, bad := range []string{"<script", "javascript:alert", "<b>great", "href=\"https://fonts", "src="} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	marks := 0
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		if n.Data == "mark" {
			marks++
		}
	}
	for _, b := range d.Doc.Blocks {
		for _, w := range strings.Fields(d.Doc.Text.Slice(b.Span)) {
			if !strings.Contains(text.String(), w) {
				t.Errorf("%q is not on the page", w)
			}
		}
	}
	if marks != 3 {
		t.Errorf("%d quotations are marked", marks)
	}
}

// TestNothing: a draft without quotations makes a report too.
func TestNothing(t *testing.T) {
	d := made(t, "It rained.", "")
	for name, write := range map[string]func(*bytes.Buffer) error{
		"ndjson": func(b *bytes.Buffer) error { return NDJSON(b, d) },
		"sarif":  func(b *bytes.Buffer) error { return SARIF(b, d) },
		"html":   func(b *bytes.Buffer) error { return HTML(b, d) },
		"none":   func(b *bytes.Buffer) error { return SARIF(b) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil || !utf8.Valid(out.Bytes()) || strings.Contains(out.String(), "null") {
			t.Errorf("%s: %v\n%s", name, err, &out)
		}
	}
}

// TestReportsKeepPlaces: whatever markup a draft has, the words of every object stand in the file where it says.
func TestReportsKeepPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
			"“We will *build* a wall,” he said.\n\n", "“", "”", "*", "**", "_", "[a](b)", "&amp;", "é", "\r\n", "\n\n", " build a wall ", "> ", "- ", "`x`", "~~not~~", "<i>", "\\*",
		}), 1, 20).Draw(t, "pieces")
		markdown := "“It is” so.\n\n" + strings.Join(pieces, "")
		d := made(t, markdown, "We will build a wall, and it is so.")
		var out bytes.Buffer
		if err := NDJSON(&out, d); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			var o struct {
				Quote      string
				Start, End int
			}
			if err := json.Unmarshal([]byte(line), &o); err != nil {
				t.Fatal(err)
			}
			if got := string([]rune(markdown)[o.Start:o.End]); got != o.Quote {
				t.Fatalf("%q is %q in %q", o.Quote, got, markdown)
			}
		}
		for _, write := range []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return SARIF(b, d) },
			func(b *bytes.Buffer) error { return HTML(b, d) },
		} {
			if err := write(&out); err != nil {
				t.Fatal(fmt.Errorf("%q: %w", markdown, err))
			}
		}
	})
}
