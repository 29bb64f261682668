package read

import (
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"pgregory.net/rapid"
)

// inMarkdown reads s as Markdown.
func inMarkdown(t testing.TB, s string) (*dixit.Document, Origin, error) {
	t.Helper()
	text, err := dixit.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return Markdown(&dixit.Document{Path: "a.md", Text: text, Source: []byte(s), MediaType: "text/plain"})
}

// TestMarkdown: texts in Markdown, the blocks that are read from them, and what stands in the text where each comes from, if that is not
// the same.
func TestMarkdown(t *testing.T) {
	casetest.Spec{Glob: "testdata/markdown.txtar", AtLeast: 25, Find: func(t *testing.T, in string) string {
		d, origin, err := inMarkdown(t, in)
		if err != nil {
			return err.Error() + "\n"
		}
		var b strings.Builder
		for _, bl := range d.Blocks {
			words, from := d.Text.Slice(bl.Span), origin.Source(bl.Span)
			fmt.Fprintf(&b, "%s %s: %q\n", bl.Region, bl.Kind, words)
			if source := in[from.Start:from.End]; source != words {
				fmt.Fprintf(&b, "  from %q\n", source)
			}
		}
		return b.String()
	}}.Run(t)
}

// markdownPieces are what Markdown is made of.
func markdownPieces() []string {
	return []string{
		"*", "**", "_", "`", "``", "[", "]", "(", ")", "![", "](", "][", "[^1]", "[^1]: ", "[a]: http://x", "<", ">", "<b>", "<!--", "-->", "&amp;", "&ldquo;", "&",
		"~~", "\\", "\"", "“It rained”", "she said", "é", " ", "\n", "\n\n", "# ", "> ", "- ", "1. ", "---", "===", "```", "| a | b |", "|--|--|", "\r\n", "\t", "\u200b",
	}
}

// TestMarkdownKeepsPlaces: whatever a text holds, blocks are in order and in the text, every character of them that stands in the file
// stands where Origin says, and the places of later ones are later.
func TestMarkdownKeepsPlaces(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom(markdownPieces()), 0, 40).Draw(rt, "pieces"), "")
		d, origin, err := inMarkdown(t, in)
		if err != nil {
			return
		}
		end, from := 0, 0
		for _, b := range d.Blocks {
			if b.Span.Start < end || strings.TrimSpace(d.Text.Slice(b.Span)) == "" {
				rt.Fatalf("block %v of %q", b, d.Text.String())
			}
			end = b.Span.End
			for i, r := range d.Text.Slice(b.Span) {
				at := dixit.Span{Start: b.Span.Start + i, End: b.Span.Start + i + len(string(r))}
				s := origin.Source(at)
				source := in[s.Start:s.End]
				switch {
				case s.Len() == 0 && r == '\n':
					continue
				case source != string(r) && !strings.HasPrefix(source, "&"), s.Start < from:
					rt.Fatalf("%q at %v is %q at %v, in %q", r, at, source, s, in)
				}
				from = s.End
			}
		}
	})
}

// TestMarkdownEnds: texts made to be looked through again and again are read to their end, within the test's time.
func TestMarkdownEnds(t *testing.T) {
	const size = 256 << 10
	for _, unit := range []string{"*a ", "_a", "[", "](", "[a](", "![", "`a``b", "<a", "<!--", "~~", "~~a", "[^", "&a", "\\", "> ", "a**b*", "[a][", "# ", "- ", "|"} {
		if _, _, err := inMarkdown(t, "It rained. "+strings.Repeat(unit, size/len(unit))); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}
