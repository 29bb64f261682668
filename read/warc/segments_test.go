package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// segment is a record "kind id number/total block", kind r for a response and c for a continuation; number and total may be "-".
func segment(s string) string {
	f := strings.Fields(s)
	var b strings.Builder
	kind := map[string]string{"r": Response, "c": Continuation, "q": Request}[f[0]]
	fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nContent-Length: %d\r\n", kind, len(f[3]))
	if kind == Continuation {
		fmt.Fprintf(&b, "WARC-Record-ID: <urn:part>\r\nWARC-Segment-Origin-ID: <urn:%s>\r\n", f[1])
	} else {
		fmt.Fprintf(&b, "WARC-Record-ID: <urn:%s>\r\n", f[1])
	}
	number, total, _ := strings.Cut(f[2], "/")
	if number != "-" {
		fmt.Fprintf(&b, "WARC-Segment-Number: %s\r\n", number)
	}
	if total != "" {
		fmt.Fprintf(&b, "WARC-Segment-Total-Length: %s\r\n", total)
	}
	return b.String() + "\r\n" + f[3] + "\r\n\r\n"
}

func TestJoiner(t *testing.T) {
	for _, c := range []struct {
		name     string
		segments string
		want     []string
	}{
		{"one record", "r a - abc", []string{"abc"}},
		{"two segments", "r a 1 abc, c a 2/6 def", []string{"abcdef"}},
		{"three", "r a 1 abc, c a 2 def, c a 3/9 ghi, r b - xyz", []string{"abcdefghi", "xyz"}},
		{"others between", "r a 1 abc, q b - get, c a 2/6 def", []string{"get", "abcdef"}},
		{"one missing", "r a 1 abc, c a 3/9 ghi, r b - xyz", []string{"segment \"3\" comes after segment 1", "xyz"}},
		{"the first missing", "c a 2/6 def, r b - xyz", []string{"segment \"2\" of a record that does not come before it", "xyz"}},
		{"the last missing", "r a 1 abc, c a 2 def", []string{"no segment after segment 2"}},
		{"another begins", "r a 1 abc, r b 1 def, c b 2/6 ghi", []string{"no segment after segment 1", "defghi"}},
		{"of another record", "r a 1 abc, c b 2/6 def, c a 2/6 def", []string{"segment \"2\" of a record that does not come before it", "abcdef"}},
		{"twice", "r a 1 abc, c a 2 def, c a 2 def", []string{"segment \"2\" comes after segment 2"}},
		{"a wrong length", "r a 1 abc, c a 2/7 def", []string{"segments of 6 bytes, \"7\" were written"}},
		{"no number", "r a 1 abc, c a -/6 def", []string{"segment \"\" comes after segment 1"}},
		{"too large", "r a 1 abcdefgh, c a 2/16 ijklmnop", []string{"a record in segments of over 12 bytes"}},
	} {
		var data strings.Builder
		for s := range strings.SplitSeq(c.segments, ", ") {
			data.WriteString(segment(s))
		}
		var got []string
		reason := func(err error) {
			e, ok := errors.AsType[*RecordError](err)
			if !ok {
				t.Fatalf("%s: %v", c.name, err)
			}
			got = append(got, e.Err.Error())
		}
		r, j := NewReader("x", strings.NewReader(data.String()), Limits{}), NewJoiner("x", Limits{Block: 12})
		for {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if rec, err = j.Add(rec); err != nil {
				reason(err)
			}
			if rec != nil {
				got = append(got, string(rec.Block))
			}
		}
		if err := j.Close(); err != nil {
			reason(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Whatever happens to segments and bodies in brotli, nothing panics and nothing is joined that was not written so.
func TestMutatedSegments(t *testing.T) {
	page := "<p>" + strings.Repeat("She said that it was so. ", 40) + "</p>"
	data := brotliArchive(t, page)
	times := 10_000
	if testing.Short() {
		times = 500
	}
	whole := 0
	for seed := range times {
		rng := newRand(seed)
		bad, _, _ := mutate(rng, data)
		r, j := NewReader("x", bytes.NewReader(bad), Limits{Block: 1 << 20}), NewJoiner("x", Limits{Block: 1 << 20})
		for n := 0; ; n++ {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if n > len(bad) {
				t.Fatalf("seed %d: more records than bytes", seed)
			}
			if err != nil {
				continue
			}
			if rec, err = j.Add(rec); rec == nil || err != nil {
				continue
			}
			m, err := rec.HTTP()
			if err != nil {
				continue
			}
			if body, err := m.Body(); err == nil && string(body) == page {
				whole++
			}
		}
	}
	if whole < times { // of three copies of the page a mutation damages one or two
		t.Errorf("%d pages were read of %d archives", whole, times)
	}
}
