package read

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"pgregory.net/rapid"
)

// TestTurns runs the texts of testdata/turns.txtar.
func TestTurns(t *testing.T) {
	casetest.Spec{Glob: "testdata/turns.txtar", AtLeast: 20, Find: func(t *testing.T, in string) string {
		d, err := Bytes("case.txt", []byte(in), Options{})
		if err != nil {
			t.Fatal(err)
		}
		check(t, d)
		var b strings.Builder
		if d.Agency != "" {
			fmt.Fprintf(&b, "from %s\n", d.Agency)
		}
		for _, block := range d.Blocks {
			s := []rune(strings.ReplaceAll(d.Text.Slice(block.Span), "\n", " "))
			if len(s) > 50 {
				s = append(s[:50], '…')
			}
			fmt.Fprintf(&b, "%s %s [%s] | %s\n", block.Kind, block.Region, d.Text.Slice(block.Turn), string(s))
		}
		return b.String()
	}}.Run(t)
}

// TestTurnsOfPages: headings of a page end a turn, and a label may stand in a paragraph of its own.
func TestTurnsOfPages(t *testing.T) {
	page := `<html><body><article><h1>Talk</h1><p>MS. LIND:</p><p>I thank you all, and I am glad to see you here at the bridge that we have built.</p>
<p>Q Will you open it for us before the winter comes, as you said that you would?</p><p><b>MS. LIND:</b> We will, and you can count on me and on all of us.</p>
<h2>More from Harford</h2><p>The bridge was closed last year after an engineer found cracks in two of its piers.</p></article></body></html>`
	d, err := Bytes("page.html", []byte(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var turns []string
	for _, b := range d.Blocks {
		if b.Region == dixit.Body {
			turns = append(turns, d.Text.Slice(b.Turn))
		}
	}
	if got := strings.Join(turns, ","); got != "MS. LIND,MS. LIND,Q,MS. LIND,," {
		t.Errorf("turns %q of %q", got, d.Text.String())
	}
}

// TestAnyTurns: whatever a text is, blocks stay in order and hold all of it, and the label of a turn is in the text before it.
func TestAnyTurns(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"MS. LIND:  ", "Q    ", "Q: ", "A: ", "Ada Lind: ", "AL — ", "((Post)) ", "The Mayor (Ms Lind)\n\n", "I thank you. ", "We know. ", "“No,” ", "she said. ",
		"(Applause.)", "END 2:05 P.M. EDT", "\n\n", "\n", "\n\n", " ", "é:", "* * *", "(", "):", "—", "KYIV (AP) — ", "© AFP", "14:32",
	})
	rapid.Check(t, func(t *rapid.T) {
		data := strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), "")
		d, err := Bytes("x.txt", []byte(data), Options{})
		if err != nil {
			return
		}
		end := 0
		for _, b := range d.Blocks {
			if b.Span.Start < end || b.Span.Len() <= 0 || strings.TrimSpace(d.Text.String()[end:b.Span.Start]) != "" {
				t.Fatalf("block %v after %d of %q", b.Span, end, data)
			}
			end = b.Span.End
			if b.Turn.Len() < 0 || b.Turn.End > b.Span.End || strings.TrimSpace(d.Text.Slice(b.Turn)) != d.Text.Slice(b.Turn) {
				t.Fatalf("turn %v of block %v of %q", b.Turn, b.Span, data)
			}
		}
	})
}

// TestTranscripts counts the transcripts among collections. Those among news are few, and each was looked at: it is one or holds one.
func TestTranscripts(t *testing.T) {
	if testing.Short() {
		t.Skip("7,000 documents in short mode")
	}
	for _, c := range []struct {
		path        string
		first       int // documents
		least, most int
	}{
		{"corpora/transcripts-whitehouse/whitehouse.jsonl.gz", 300, 270, 300},
		{"corpora/transcripts-kremlin/articles.jsonl.gz", 4000, 670, 700},
		{"corpora/articles-wikinews/wikinews.jsonl.gz", 300, 14, 20},
		{"corpora/articles-allsides/allsides.jsonl.gz", 3000, 10, 20},
	} {
		t.Run(strings.Split(c.path, "/")[1], func(t *testing.T) {
			found, n := 0, 0
			for line := range casetest.Lines(t, casetest.Shared(t, "..", c.path)) {
				if n++; n > c.first {
					break
				}
				var o struct {
					Title, Text string
					Paragraphs  []string
				}
				if err := json.Unmarshal(line, &o); err != nil {
					t.Fatal(err)
				}
				d := &dixit.Document{Title: o.Title, MediaType: "text/plain"}
				if err := setText(d, o.Text+strings.Join(o.Paragraphs, "\n\n")); err != nil {
					continue // a page of pictures
				}
				turns(d)
				for _, b := range d.Blocks {
					if b.Turn.Len() > 0 {
						found++
						break
					}
				}
			}
			if found < c.least || found > c.most {
				t.Errorf("%d transcripts, want %d to %d", found, c.least, c.most)
			}
		})
	}
}
