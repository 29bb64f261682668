package read

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"github.com/google/go-cmp/cmp"
)

// filler stands for {L} and {M} in the pages: paragraphs long enough to be an article's.
var filler = strings.NewReplacer(
	"{L}", "The council voted on Tuesday to rebuild the old bridge over the river, which was closed last year after an engineer found cracks in two of its piers. ",
	"{M}", "Work is to begin in May and to last two years, according to a plan that was published with the vote and that names three firms from the region. ",
)

// TestPages runs the pages of testdata: usual ones, and odd ones.
func TestPages(t *testing.T) {
	casetest.Spec{Glob: "testdata/*pages.txtar", AtLeast: 80, Find: func(t *testing.T, in string) string {
		d, err := Bytes("page.html", []byte(filler.Replace(in)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		check(t, d)
		return describe(d)
	}}.Run(t)
}

// TestSource checks that blocks of a page say where in its file they stand, and those of a page inside something else say nothing.
func TestSource(t *testing.T) {
	const html = "<html><head><title>Bridge</title></head><body><p> The <b>bridge</b> &amp; more. </p><p>It will\nstand.</p></body></html>"
	d, err := Bytes("page.html", []byte(html), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, html[b.Source.Start:b.Source.End])
	}
	if diff := cmp.Diff([]string{"", "The <b>bridge</b> &amp; more.", "It will\nstand."}, got); diff != "" {
		t.Error(diff)
	}
	object, err := json.Marshal(map[string]string{"html": html})
	if err != nil {
		t.Fatal(err)
	}
	if d, err = Bytes("page.ndjson", object, Options{}); err != nil || len(d.Blocks) != 3 || d.Blocks[1].Source != (dixit.Span{}) {
		t.Errorf("%v, %v", d.Blocks, err)
	}
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
