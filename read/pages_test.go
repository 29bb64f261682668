package read

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"
)

// filler stands for {L} and {M} in the pages: paragraphs long enough to be an article's.
var filler = strings.NewReplacer(
	"{L}", "The council voted on Tuesday to rebuild the old bridge over the river, which was closed last year after an engineer found cracks in two of its piers. ",
	"{M}", "Work is to begin in May and to last two years, according to a plan that was published with the vote and that names three firms from the region. ",
)

// TestPages runs the pages of testdata/pages.txtar.
func TestPages(t *testing.T) {
	casetest.Spec{Glob: "testdata/pages.txtar", AtLeast: 25, Find: func(t *testing.T, in string) string {
		d, err := Bytes("page.html", []byte(filler.Replace(in)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		check(t, d)
		return describe(d)
	}}.Run(t)
}

// describe is a document in lines. Its language is told unless it is English, plainly.
func describe(d *dixit.Document) string {
	var b strings.Builder
	lang := d.Lang
	if lang == "en" {
		lang = ""
	}
	for _, f := range [][2]string{
		{"title", d.Title}, {"outlet", d.Outlet}, {"published", d.Published}, {"guessed", d.Guessed}, {"url", d.URL}, {"lang", lang}, {"authors", strings.Join(d.Authors, "; ")},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
		}
	}
	for _, block := range d.Blocks {
		s := []rune(d.Text.Slice(block.Span))
		if len(s) > 40 {
			s = append(s[:40], '…')
		}
		fmt.Fprintf(&b, "%s %s | %s\n", block.Kind, block.Region, string(s))
	}
	return b.String()
}

// TestCorpora reads whole collections: nothing fails, and what must hold holds.
func TestCorpora(t *testing.T) {
	for path, limit := range map[string]int{"corpora/transcripts-kremlin/pages.jsonl.gz": 350, "corpora/articles-allsides/allsides.jsonl.gz": 3000} {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			n := 0
			for line := range casetest.Lines(t, casetest.Shared(t, "..", path)) {
				if n == limit {
					break
				}
				var o struct {
					ID         any
					HTML, Text string
				}
				if err := json.Unmarshal(line, &o); err != nil {
					t.Fatal(err)
				}
				d, err := Bytes(fmt.Sprint(o.ID), []byte(o.HTML+o.Text), Options{})
				if err != nil {
					t.Errorf("%v: %v", o.ID, err)
					continue
				}
				check(t, d)
				n++
			}
			t.Logf("%d documents", n)
		})
	}
}
