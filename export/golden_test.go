package export

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// small are the documents of testdata/small.ndjson.
func small(t *testing.T) []Entry {
	t.Helper()
	data, err := os.ReadFile("testdata/small.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	var list []Entry
	for e, err := range Read(bytes.NewReader(data)) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	return list
}

// written is what a form makes of entries.
func written(t *testing.T, f Form, entries []Entry, opt Options) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := f.New(&b, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if k, ok := w.(Keeper); ok {
			err = k.Keep(e)
		} else {
			err = writeAll(w, e)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writeAll(w Writer, e Entry) error {
	for _, s := range e.Extraction.Statements {
		if err := w.Write(dixit.Record{Doc: e.Doc.Ref(), Statement: s, Engine: e.Extraction.Engine}, e.Doc); err != nil {
			return err
		}
	}
	return nil
}

// TestGolden proves that two small documents are in every form what they were.
func TestGolden(t *testing.T) {
	entries := small(t)
	opt := Options{Permalink: func(id string) string { return "https://dixit.example/s/" + id }}
	for _, f := range Forms() {
		t.Run(f.Name, func(t *testing.T) {
			golden(t, f.Name, readable(t, f, written(t, f, entries, opt)))
		})
	}
	t.Run("excel", func(t *testing.T) {
		golden(t, "excel", string(written(t, csvForm(), entries, Options{Excel: true})))
	})
}

// golden compares with the file of this name, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if casetest.Update() {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// readable is a file so that a person can read it: the rows of Parquet, the files of an archive.
func readable(t *testing.T, f Form, data []byte) string {
	t.Helper()
	var b strings.Builder
	switch f.Ext {
	case ".parquet":
		rows, err := parquet.Read[parquetRow](bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		lines := json.NewEncoder(&b)
		for _, r := range rows {
			if err := lines.Encode(r); err != nil {
				t.Fatal(err)
			}
		}
	case ".zip":
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, member := range archive.File {
			r, err := member.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString("-- " + member.Name + " --\n" + string(text) + "\n")
		}
	default:
		return string(data)
	}
	return b.String()
}

// TestSmallAgain proves that NDJSON that is read and written is the same, byte for byte.
func TestSmallAgain(t *testing.T) {
	want, err := os.ReadFile("testdata/small.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(written(t, ndjsonForm(), small(t), Options{}))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestFolder proves that a form that has files for each document writes the same into a folder as into an archive.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	entries := append(small(t), small(t)...) // the names of the latter are taken
	if _, err := csvForm().NewFolder(root, Options{}); dixit.KindOf(err) != dixit.Invalid {
		t.Errorf("csv in a folder: %v", err)
	}
	w, err := bratForm().NewFolder(root, Options{})
	for _, e := range entries {
		if err == nil {
			err = writeAll(w, e)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	data := written(t, bratForm(), entries, Options{})
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.File) != 2*len(entries) {
		t.Errorf("%d files", len(archive.File))
	}
	for _, member := range archive.File {
		r, err := member.Open()
		if err != nil {
			t.Fatal(err)
		}
		want, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, member.Name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v", member.Name, err)
		}
	}
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// TestStreams proves that forms write as they go: of many documents no more is held back than the last few, but by Parquet, which
// writes when it has a group of rows.
func TestStreams(t *testing.T) {
	const documents = 3500
	entries := small(t)
	for _, f := range Forms() {
		t.Run(f.Name, func(t *testing.T) {
			var out counter
			w, err := f.New(&out, Options{})
			if err != nil {
				t.Fatal(err)
			}
			rows := 0
			for i := range documents {
				e := entries[i%len(entries)]
				doc := *e.Doc
				doc.ID, doc.Name = fmt.Sprint(doc.ID, i), fmt.Sprint(doc.Name, i)
				if err := writeAll(w, Entry{Doc: &doc, Extraction: e.Extraction}); err != nil {
					t.Fatal(err)
				}
				rows += len(e.Extraction.Statements)
			}
			before := out
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			held := float64(out-before) / float64(out)
			most := 0.02
			switch f.Ext {
			case ".parquet":
				most = 0.9 // all after the first group of rows, and the list of groups
			case ".zip":
				most = 0.15 // the list of files stands at its end
			}
			if rows <= rowGroup || held > most {
				t.Errorf("%.3f of %d bytes are held back, of %d statements", held, out, rows)
			}
		})
	}
}
