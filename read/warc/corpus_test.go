package warc

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// corpus is a folder of small archives of many makers, which is not part of the repository.
const corpus = "../../../shared/corpora/warc"

// keptRecord is a record that outlives the next.
type keptRecord struct {
	Type, URL, Block       string
	Offset, Length, Within int64
}

// readAll reads an archive to its end, with the records that can be read and the errors in words.
func readAll(t testing.TB, name string, data []byte, limits Limits) (records []keptRecord, problems []string) {
	t.Helper()
	r := NewReader(name, bytes.NewReader(data), limits)
	for n := 0; ; n++ {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return records, problems
		}
		if n > len(data)+1 {
			t.Fatalf("%s: more records than bytes", name)
		}
		if err != nil {
			if e, ok := errors.AsType[*RecordError](err); !ok {
				t.Fatalf("%s: %v is not about a record", name, err)
			} else if e.Offset < 0 || e.Offset > int64(len(data)) {
				t.Fatalf("%s: %v is outside of the file", name, err)
			}
			problems = append(problems, err.Error())
			continue
		}
		records = append(records, keptRecord{rec.Type, rec.URL(), string(rec.Block), rec.Offset, rec.Length, rec.Within})
	}
}

// archives are the files of the corpus by name, with how many records the index there says they have; -1 where it counts none.
func archives(t testing.TB) (files map[string][]byte, counts map[string]int) {
	t.Helper()
	index, err := os.ReadFile(filepath.Join(corpus, "index.tsv"))
	if err != nil {
		t.Skipf("no corpus of web archives: %v", err)
	}
	files, counts = map[string][]byte{}, map[string]int{}
	for line := range strings.Lines(string(index)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 5 || f[0] == "file" || strings.HasSuffix(f[0], ".cdx") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(corpus, f[0]))
		if err != nil {
			t.Fatal(err)
		}
		if strconv.Itoa(len(data)) != f[3] {
			t.Errorf("%s: %d bytes, the index says %s", f[0], len(data), f[3])
		}
		n, err := strconv.Atoi(f[4])
		if err != nil || n == 0 {
			n = -1
		}
		files[f[0]], counts[f[0]] = data, n
	}
	return files, counts
}

func TestCorpus(t *testing.T) {
	files, counts := archives(t)
	total := 0
	for name, data := range files {
		records, problems := readAll(t, name, data, Limits{})
		if problems != nil {
			t.Errorf("%s: %q", name, problems)
		}
		want := counts[name]
		if want < 0 {
			want = 2 // the ARC files: filedesc and a page
		}
		if len(records) != want {
			t.Errorf("%s: %d records, want %d", name, len(records), want)
		}
		total += len(records)
		if other, ok := files[name+".gz"]; ok {
			same(t, name, records, other)
		}
		if records[len(records)-1].Within > 0 {
			continue // all in one gzip member
		}
		at := int64(0)
		for _, r := range records {
			if r.Offset != at {
				t.Errorf("%s: a record at %d, the one before it ends at %d", name, r.Offset, at)
			}
			at = r.Offset + r.Length
			again(t, name, data, r)
		}
		if rest := bytes.TrimSpace(data[min(at, int64(len(data))):]); len(rest) > 0 {
			t.Errorf("%s: records end at %d of %d bytes", name, at, len(data))
		}
		same(t, name+" as zstd", records, recompress(t, data, records))
	}
	t.Logf("%d records in %d files", total, len(files))
}

// again reads one record by its place alone.
func again(t *testing.T, name string, data []byte, want keptRecord) {
	t.Helper()
	r := NewReaderAt(name, bytes.NewReader(data[want.Offset:want.Offset+want.Length]), want.Offset, Limits{})
	rec, err := r.Next()
	if err != nil {
		t.Errorf("%s @%d: read again: %v", name, want.Offset, err)
		return
	}
	got := keptRecord{rec.Type, rec.URL(), string(rec.Block), rec.Offset, rec.Length, rec.Within}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s @%d: read again (-first +again):\n%s", name, want.Offset, diff)
	}
	if err := rec.Verify(); err != nil && !strings.Contains(name, "digest") {
		t.Errorf("%s: %v", name, err)
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) || r.Offset() != want.Offset+want.Length {
		t.Errorf("%s @%d: %v behind it, at %d", name, want.Offset, err, r.Offset())
	}
}

// same reads another form of an archive and compares what is in the records.
func same(t *testing.T, name string, want []keptRecord, data []byte) {
	t.Helper()
	got, problems := readAll(t, name, data, Limits{})
	if problems != nil || len(got) != len(want) {
		t.Errorf("%s: %d records, want %d; %q", name, len(got), len(want), problems)
		return
	}
	for i := range want {
		// two makers of the same archive write their own warcinfo
		if want[i].Type != Warcinfo && (got[i].Type != want[i].Type || got[i].Block != want[i].Block) {
			t.Errorf("%s: record %d differs", name, i)
		}
	}
}
