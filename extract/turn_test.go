package extract_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"pgregory.net/rapid"
)

// TestAnyTranscript: whatever stands between labels, records hold what they promise, and what is said in a turn stays in it.
func TestAnyTranscript(t *testing.T) {
	x := extractor(t)
	piece := rapid.SampledFrom([]string{
		"\n\nMS. LIND:  ", "\n\nQ    ", "\n\nMS. LIND:  ", "\n\n", "I think ", "we told you ", "that the bridge will open", ". ", "? ", "“", "” ", "he said ",
		"President Moss promised ", "(Applause.)", "\n\n(Laughter.)\n\n", "declined to comment", "\n\nEND 2:05 P.M. EDT\n\n", "[sic] ", "— ", "é ",
	})
	rapid.Check(t, func(t *rapid.T) {
		data := "MS. LIND:  I thank you.\n\nQ    Do you?\n\nMS. LIND:  I do." + strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
		d, e := find(t, x, "x.txt", []byte(data))
		if d == nil {
			t.Fatalf("not read: %q", data)
		}
		for _, s := range e.Statements {
			spoken := ""
			for i, f := range s.Content {
				turn := d.Text.Slice(d.Blocks[slices.IndexFunc(d.Blocks, func(b dixit.Block) bool { return b.Span.Contains(f.Span()) })].Turn)
				if i > 0 && turn != spoken {
					t.Fatalf("%q over the turns of %q and %q", s.Text(), spoken, turn)
				}
				spoken = turn
			}
		}
	})
}

// TestTranscripts: in real transcripts every paragraph that somebody speaks is a statement of somebody, and no quotation in it is
// left over.
func TestTranscripts(t *testing.T) {
	if testing.Short() {
		t.Skip("real transcripts in short mode")
	}
	x := extractor(t)
	const documents = 8
	n, named, turns := 0, 0, 0
	for line := range casetest.Lines(t, casetest.Shared(t, "..", "corpora/transcripts-whitehouse/whitehouse.jsonl.gz")) {
		var o struct{ Title, Date, Text string }
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		if n++; n > documents {
			break
		}
		data, err := json.Marshal(map[string]string{"title": o.Title, "text": o.Text, "published": o.Date})
		if err != nil {
			t.Fatal(err)
		}
		d, e := find(t, x, o.Title, data)
		spoken := map[dixit.Span]bool{}
		for _, s := range e.Statements {
			if s.Parent == "" && len(s.Cue) == 0 && !s.Mention.IsZero() {
				turns++
				spoken[s.Content[0].Span()] = true
				if s.Speaker.Name != "" && s.When.EDTF == o.Date {
					named++
				}
			}
		}
		for _, b := range d.Blocks {
			if b.Turn.Len() > 0 && b.Span.Len() > 200 && !slices.ContainsFunc(e.Statements, func(s dixit.Statement) bool {
				return len(s.Content) > 0 && b.Span.Contains(s.Content[0].Span()) && len(s.Cue) == 0
			}) {
				t.Errorf("%s: nobody says %q", o.Title, d.Text.Slice(b.Span))
			}
		}
		for _, q := range e.Loose {
			for _, b := range d.Blocks {
				if b.Turn.Len() > 0 && b.Span.Contains(q.Words.Span()) {
					t.Errorf("%s: %s belongs to nobody", o.Title, q.Words.Text())
				}
			}
		}
	}
	if named < turns || turns < 100*documents {
		t.Errorf("%d of %d paragraphs are said by somebody on a day", named, turns)
	}
}
