package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"dixit/internal/casetest"
)

// TestSnapshots serves 200 real snapshots of a feed as what successive polls give, with an interrupt and a restart at every 40th:
// all 179 items are kept, each once, and those again whose words have changed.
func TestSnapshots(t *testing.T) {
	if testing.Short() {
		t.Skip("parses 16 MB of feeds")
	}
	files, err := filepath.Glob(filepath.Join(casetest.Shared(t, "..", "corpora/transcripts-state-rss"), "snapshots", "*.rss.gz"))
	if err != nil || len(files) != 200 {
		t.Fatalf("%d snapshots: %v", len(files), err)
	}
	n := 0
	w := newWeb(nil)
	w.give = func(r *http.Request) (answer, bool) {
		if r.URL.Path != "/feed" {
			return article(r.URL.Path), r.URL.Path != "/robots.txt"
		}
		return answer{kind: "application/rss+xml", body: gunzip(t, files[min(n, len(files)-1)])}, true
	}
	folder := t.TempDir()
	kept, stopped := map[string]int{}, map[int]bool{}
	synctest.Test(t, func(t *testing.T) {
		for n < len(files) {
			ctx, stop := context.WithCancel(t.Context())
			f, err := New(Options{Folder: folder, Transport: w, Items: true})
			if err != nil {
				t.Fatal(err)
			}
			served := w.give
			w.give = func(r *http.Request) (answer, bool) {
				a, ok := served(r)
				switch {
				case r.URL.Path != "/feed":
				case n%40 == 39 && !stopped[n]: // while the poll is under way: nobody has got this answer
					stopped[n] = true
					stop()
				default:
					if n++; n == len(files) {
						time.AfterFunc(time.Minute, stop)
					}
				}
				return a, ok
			}
			err = f.Watch(ctx, []string{"https://www.state.example/feed"}, MinEvery, func(_ context.Context, archives []string) error {
				for _, d := range documents(t, archives...) {
					kept[d.ID]++
				}
				return nil
			})
			w.give = served
			if err := errors.Join(err, f.Close()); err != nil {
				t.Fatal(err)
			}
		}
	})
	again := 0
	for _, n := range kept {
		again += n - 1
	}
	if len(kept) != 179 {
		t.Errorf("%d items", len(kept))
	}
	t.Logf("%d items, %d changed", len(kept), again)
}

func gunzip(t testing.TB, path string) string {
	file, err := os.Open(path)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Error(err)
		return ""
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Error(err)
	}
	return string(data)
}
