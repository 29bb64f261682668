package read

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what was read into testdata as what is wanted; read the diff")

// filler stands for {L} and {M} in the pages: paragraphs long enough to be an article's.
var filler = strings.NewReplacer(
	"{L}", "The council voted on Tuesday to rebuild the old bridge over the river, which was closed last year after an engineer found cracks in two of its piers. ",
	"{M}", "Work is to begin in May and to last two years, according to a plan that was published with the vote and that names three firms from the region. ",
)

// TestPages runs the pages of testdata/pages.txtar.
func TestPages(t *testing.T) {
	const path = "testdata/pages.txtar"
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range a.Files {
		want[f.Name] = string(f.Data)
	}
	out := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".want") {
			continue
		}
		d, err := Bytes(f.Name+".html", []byte(filler.Replace(string(f.Data))), Options{})
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		check(t, d)
		got := describe(d)
		if diff := cmp.Diff(want[f.Name+".want"], got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
	}
	if len(out.Files) < 2*25 {
		t.Errorf("%d pages, want at least 25", len(out.Files)/2)
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func describe(d *dixit.Document) string {
	var b strings.Builder
	for _, f := range [][2]string{
		{"title", d.Title}, {"outlet", d.Outlet}, {"published", d.Published}, {"url", d.URL}, {"lang", d.Lang}, {"authors", strings.Join(d.Authors, "; ")},
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

// shared is the folder of real material beside the repository; the test is skipped where there is none.
func shared(t *testing.T, path string) string {
	t.Helper()
	full := filepath.Join("../../shared", path)
	if _, err := os.Stat(full); err != nil {
		t.Skipf("no %s beside the repository", filepath.Join("shared", path))
	}
	return full
}

// TestCorpora reads whole collections: nothing fails, and what must hold holds.
func TestCorpora(t *testing.T) {
	for path, limit := range map[string]int{"corpora/transcripts-kremlin/pages.jsonl.gz": 350, "corpora/articles-allsides/allsides.jsonl.gz": 3000} {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			f, err := os.Open(shared(t, path))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			z, err := gzip.NewReader(f)
			if err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(z)
			lines.Buffer(nil, 64<<20)
			n := 0
			for lines.Scan() && n < limit {
				var o struct {
					ID         any
					HTML, Text string
				}
				if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
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
			if err := lines.Err(); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d documents", n)
		})
	}
}
