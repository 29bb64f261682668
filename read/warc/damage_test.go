package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// mutate damages data somewhere and tells which bytes of the original are not as they were: from, to. Bytes after them may
// have moved.
func mutate(rng *rand.Rand, data []byte) (out []byte, from, to int) {
	at := rng.IntN(len(data))
	n := 1 + rng.IntN(40)
	end := min(at+n, len(data))
	switch rng.IntN(6) {
	case 0: // one bit
		out = bytes.Clone(data)
		out[at] ^= 1 << rng.IntN(8)
		return out, at, at + 1
	case 1: // bytes lost
		return slices.Concat(data[:at], data[end:]), at, end
	case 2: // cut short
		return bytes.Clone(data[:at]), at, len(data)
	case 3: // bytes put in
		junk := make([]byte, n)
		for i := range junk {
			junk[i] = byte(rng.UintN(256))
		}
		return slices.Concat(data[:at], junk, data[at:]), at, at
	case 4: // a digit changed, where lengths are
		out = bytes.Clone(data)
		for i := at; i < len(data); i++ {
			if '0' <= data[i] && data[i] <= '9' {
				out[i] = '0' + byte(rng.IntN(10))
				return out, i, i + 1
			}
		}
		return out, len(data), len(data)
	default: // overwritten
		out = bytes.Clone(data)
		for i := at; i < end; i++ {
			out[i] = byte(rng.UintN(256))
		}
		return out, at, end
	}
}

// Whatever happens to some bytes, the records that they are not in are read.
func TestMutations(t *testing.T) {
	times := 4000
	if testing.Short() {
		times = 400
	}
	for _, f := range []form{plain, gzipped, zstandard} {
		data := made(t, 6, f)
		whole, problems := readAll(t, "x", data, Limits{})
		if len(whole) != 13 || problems != nil {
			t.Fatalf("form %d: %d records, %q", f, len(whole), problems)
		}
		for seed := range times {
			rng := rand.New(rand.NewPCG(uint64(seed), uint64(f)))
			bad, from, to := mutate(rng, data)
			got, _ := readAll(t, "x", bad, Limits{Block: 1 << 20})
			have := map[string]bool{}
			for _, r := range got {
				have[r.Type+r.URL+r.Block] = true
			}
			for _, r := range whole {
				end := int(r.Offset + r.Length)
				// damage that touches a record may take the line end that it begins after
				if end < from || int(r.Offset) > to {
					if !have[r.Type+r.URL+r.Block] {
						t.Errorf("form %d seed %d: bytes %d to %d damaged, and the record at %d to %d is lost", f, seed, from, to, r.Offset, end)
					}
				}
			}
		}
	}
}

func TestMutatedCorpus(t *testing.T) {
	files, _ := archives(t)
	times := 40
	if testing.Short() {
		times = 4
	}
	for name, data := range files {
		for seed := range times {
			rng := rand.New(rand.NewPCG(uint64(seed), 99))
			for range 1 + seed%5 {
				data, _, _ = mutate(rng, data)
				if len(data) == 0 {
					data = []byte{'W'}
				}
			}
			readAll(t, name, data, Limits{Block: 1 << 20})
		}
	}
}

// What is wrong is said in words, and what follows is read.
func TestDamage(t *testing.T) {
	record := func(length, block, end string) string {
		return "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: " + length + "\r\n\r\n" + block + end
	}
	good := record("4", "good", "\r\n\r\n")
	zip := func(s string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(s))
		_ = z.Close()
		return b.String()
	}
	cut := zip(good)[:len(zip(good))-9]
	for _, c := range []struct{ name, data, blocks, problem string }{
		{"line feeds alone", strings.ReplaceAll(good+good, "\r\n", "\n"), "good good", ""},
		{"no line ends", record("3", "one", "") + good, "one good", ""},
		{"one line end", record("3", "one", "\r\n") + good, "one good", ""},
		{"many line ends", record("3", "one", "\r\n\r\n\r\n\r\n\r\n") + good, "one good", ""},
		{"line ends in front", "\r\n\r\n" + good, "good", ""},
		{"no line ends at the end", record("3", "one", ""), "one", ""},
		{"nothing in it", record("0", "", "\r\n\r\n") + good, " good", ""},
		{"too short", record("2", "one", "\r\n\r\n") + good, "good", "@0: content-length 2 is wrong"},
		{"too long", record("12", "one", "\r\n\r\n") + good + good, "good good", "@0: content-length 12 is wrong"},
		{"far too long", record("120000", "one", "\r\n\r\n") + good, "good", "@0: truncated record: 67 bytes of 120000"},
		{"absurdly long", record("99999999999", "one", "\r\n\r\n") + good, "good", "@0: a record of 99999999999 bytes"},
		{"beyond numbers", record("99999999999999999999", "one", "\r\n\r\n") + good, "good", "@0: content-length \"99999999999999999999\" is no number"},
		{"negative", record("-3", "one", "\r\n\r\n") + good, "good", "@0: content-length \"-3\" is no number"},
		{"no length", strings.Replace(good, "Content-Length", "Content-Size", 1) + good, "good", "@0: no content-length"},
		{"a header cut off", "WARC/1.0\r\nWARC-Type: resource\r\n" + good, "good", "@0: a header without an end"},
		{"only a header", good + "WARC/1.0\r\nWARC-Type: res", "good", "truncated header"},
		{"junk in front", "junk\r\n" + good, "good", "@0: no record here"},
		{"junk between", good + "junk\r\n" + good, "good good", "no record here"},
		{"an archive in an archive", record(fmt.Sprint(2*len(good)), good+good, "\r\n\r\n") + good, good + good + " good", ""},
		{"a gzip member cut short", zip(good) + cut, "good", "truncated gzip member"},
		{"a gzip member cut in front", zip(good)[5:] + zip(good), "good", "@0: no record here"},
		{"between gzip members", zip(good) + cut + zip(good), "good good", "gzip member"},
		{"many in one member", zip(good+good) + zip(good), "good good good", ""},
		{"damage inside a member", zip(record("2", "one", "\r\n\r\n")+good) + zip(good), "good good", "@0: content-length 2 is wrong"},
		{"junk between members", zip(good) + "junk" + zip(good), "good good", "no gzip member here"},
		{"nothing", "", "", ""},
		{"no archive", "Just a text.\n", "", "@0: no record here"},
	} {
		records, problems := readAll(t, "x", []byte(c.data), Limits{})
		var blocks []string
		for _, r := range records {
			blocks = append(blocks, r.Block)
		}
		if got := strings.Join(blocks, " "); got != c.blocks {
			t.Errorf("%s: blocks %q, want %q", c.name, got, c.blocks)
		}
		if got := strings.Join(problems, "; "); !strings.Contains(got, c.problem) || (c.problem == "") != (got == "") || len(problems) > 1 {
			t.Errorf("%s: problems %q, want %q", c.name, got, c.problem)
		}
	}
}

// counting counts what is read of it.
type counting struct {
	in io.Reader
	n  int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// endless gives the same byte for ever.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// A member that decompresses to ten thousand times its size is given up after a megabyte or so of it.
func TestBomb(t *testing.T) {
	var bomb bytes.Buffer
	z, _ := gzip.NewWriterLevel(&bomb, gzip.BestCompression)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: %d\r\n\r\n", 30<<20)
	_, _ = io.CopyN(z, endless(0), 30<<20)
	_ = z.Close()
	in := &counting{in: bytes.NewReader(bomb.Bytes())}
	r := NewReader("x", in, Limits{})
	_, err := r.Next()
	if !errors.Is(err, ErrTooLarge) || r.member.offset()+int64(len(r.member.buf)) > 4<<20 {
		t.Errorf("%v after %d bytes", err, r.member.offset())
	}
	if in.n > 2*chunk+int64(bomb.Len())/8 {
		t.Errorf("%d bytes read of %d", in.n, bomb.Len())
	}
	block := slices.Concat([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), bomb.Bytes())
	m, err := (&Record{Block: block}).HTTP()
	if err != nil {
		t.Fatal(err)
	}
	if body, err := m.Body(); !errors.Is(err, ErrTooLarge) || body != nil {
		t.Errorf("an http body of %d bytes, %v", len(body), err)
	}
}

// Archives made to be read over and over take time by their size only.
func TestHostile(t *testing.T) {
	const size = 2 << 20
	started := time.Now()
	for name, unit := range map[string]string{
		"versions":        "WARC/1.0\n",
		"headers":         "WARC/1.0\nA",
		"long records":    "WARC/1.0\nWARC-Type: a\nContent-Length: 1000000\n\n",
		"gzip magic":      "\x1f\x8b\x08\x00",
		"gzip members":    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\x01\x09\x00\xf6\xffWARC/1.0\n",
		"gzip, no end":    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\x00\x09\x00\xf6\xffWARC/1.0\n",
		"zstd magic":      "\x28\xb5\x2f\xfd",
		"zstd windows":    "\x28\xb5\x2f\xfd\x00\x78\x01\x00\x00",
		"skippable":       "\x50\x2a\x4d\x18\x00\x00\x00\x00",
		"line ends":       "\r\n",
		"arc lines":       "http://a 1.1.1.1 20200101000000 text/html 1000000\n",
		"lines of fields": "a:b\n",
	} {
		at := time.Now()
		readAll(t, name, bytes.Repeat([]byte(unit), size/len(unit)), Limits{})
		t.Logf("%s: %v", name, time.Since(at).Round(time.Millisecond))
	}
	if took := time.Since(started); took > time.Minute {
		t.Errorf("%v for 12 archives of 2 MB", took)
	}
}

func newRand(seed int) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), 7)) }

// brotliArchive holds a page three times: in brotli, in brotli and two segments, and as it is.
func brotliArchive(t *testing.T, page string) []byte {
	t.Helper()
	message := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	encoded := message + "Content-Encoding: br\r\n\r\n" + squeeze(t, page, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	var out bytes.Buffer
	w := NewWriter(&out, false)
	write := func(kind, block string, header ...Field) {
		if _, err := w.Write(kind, header, []byte(block)); err != nil {
			t.Fatal(err)
		}
	}
	half := len(encoded) / 2
	write(Response, encoded)
	write(Response, encoded[:half], Field{"WARC-Record-ID", "<urn:a>"}, Field{"WARC-Segment-Number", "1"})
	write(Continuation, encoded[half:], Field{"WARC-Segment-Origin-ID", "<urn:a>"}, Field{"WARC-Segment-Number", "2"},
		Field{"WARC-Segment-Total-Length", fmt.Sprint(len(encoded))})
	write(Response, message+"\r\n"+page)
	return out.Bytes()
}

// nested is members that each begin inside of the one before and share their end, a megabyte on, where they are damaged: a
// reader that went back to the second byte of each would read the megabyte a thousand times.
func nested() []byte {
	const deep, step = 1000, 10 + 5 + 9
	var out []byte
	stored := func(n int) { out = append(out, 0, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8)) }
	for i := range deep {
		out = append(out, "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00"...)
		stored(9 + (deep-1-i)*step)
		out = append(out, "WARC/1.0\n"...)
	}
	for range 16 {
		stored(65535)
		out = append(out, bytes.Repeat([]byte{'x'}, 65535)...)
	}
	return append(out, 7) // a block of a kind that does not exist
}

func TestNestedMembers(t *testing.T) {
	data := nested()
	r := NewReader("x", bytes.NewReader(data), Limits{})
	for {
		if _, err := r.Next(); errors.Is(err, io.EOF) {
			break
		}
	}
	if most := int64(64<<20 + 16*len(data) + 4<<20); r.wasted > most || r.wasted < 32<<20 {
		t.Errorf("%d bytes read in vain for a file of %d", r.wasted, len(data))
	}
}
