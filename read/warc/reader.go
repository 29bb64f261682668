package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Limits bound what a record may cost. The zero Limits are the defaults.
type Limits struct {
	Header int   // bytes of a header, of a record or of an HTTP message; 0 means 64 KiB
	Block  int64 // bytes of a record's block, and of an HTTP body decoded; 0 means 32 MiB
	Ratio  int64 // decompressed bytes for a compressed one, once a member or a body gives over 1 MiB; 0 means 200
}

// free is how many bytes a member may give whatever its size.
const free = 1 << 20

func (l Limits) withDefaults() Limits {
	if l.Header <= 0 {
		l.Header = 64 << 10
	}
	if l.Block <= 0 {
		l.Block = 32 << 20
	}
	if l.Ratio <= 0 {
		l.Ratio = 200
	}
	return l
}

// behind is how many bytes after a record are looked at, to see that it ends where it says.
const behind = 64

// kept is how far back one can go when a compressed member turns out to be damaged, in bytes of the archive.
const kept = 16 << 20

// Reader reads the records of an archive in order. It is not safe for concurrent use.
type Reader struct {
	name   string
	limits Limits
	form   form
	arc    bool // the records are ARC's
	lost   bool // the beginning of a record or member has to be looked for
	raw    source
	dec    decoders

	member source // what the member gives, decompressed
	inside bool   // a member is open
	start  int64  // where it begins
	wasted int64  // bytes read and decompressed for members that were damaged
}

// NewReader reads in from its beginning. The name is for errors.
func NewReader(name string, in io.Reader, limits Limits) *Reader {
	return NewReaderAt(name, in, 0, limits)
}

// NewReaderAt goes on reading at an offset that a record or [Reader.Offset] gave: in stands there already. A zstd archive with a
// dictionary has to be read from its beginning.
func NewReaderAt(name string, in io.Reader, offset int64, limits Limits) *Reader {
	r := &Reader{name: name, limits: limits.withDefaults()}
	r.raw.reset(in, offset, kept)
	return r
}

// Offset is where reading can be taken up again, in bytes of the archive: the end of the record given last, or the beginning
// of the member that it is in where that holds more.
func (r *Reader) Offset() int64 {
	if r.inside && r.form != plain {
		return r.start
	}
	return r.raw.offset()
}

// Next gives the next record, io.EOF after the last. A *RecordError is about one record: call Next again for the one after it.
// Any other error comes from what is read, and will come again.
func (r *Reader) Next() (*Record, error) {
	for {
		if !r.inside {
			if err := r.open(); err != nil {
				return nil, err
			}
		}
		in := &r.member
		if r.form == plain {
			in = &r.raw
		}
		rec, err := r.record(in)
		if rec != nil || err != nil {
			return rec, err
		}
		if r.form == plain {
			return nil, r.end()
		}
		if r.inside = false; r.raw.offset() == r.start {
			return nil, r.broken(damaged("empty %s", memberName(r.form)))
		}
	}
}

// end is the end of the archive, or why there is no more of it.
func (r *Reader) end() error {
	if err := r.raw.broken(); err != nil {
		return fmt.Errorf("warc %s @%d: %w", r.name, r.raw.offset(), err)
	}
	return io.EOF
}

func (r *Reader) fail(offset int64, err error) error {
	return &RecordError{r.name, offset, err}
}

// open begins with the member that the archive stands at, or with the next that can be found; with the whole of a plain one.
func (r *Reader) open() error {
	if r.lost {
		r.find()
	}
	for {
		r.raw.setMark()
		r.start = r.raw.offset()
		head := r.raw.peek(16)
		if len(head) == 0 {
			return r.end()
		}
		if r.form == unknown && !r.begin(head) {
			return r.broken(damaged("no record here"))
		}
		if r.form == plain {
			r.raw.mark, r.inside = -1, true
			return nil
		}
		if skippable(head) && r.form == zstandard {
			if err := r.skipFrame(); err != nil {
				return err
			}
			continue
		}
		if formOf(head) != r.form {
			return r.broken(damaged("no %s here", memberName(r.form)))
		}
		in, err := r.decompress()
		if err != nil {
			return r.broken(memberError(err, r.form))
		}
		r.member.reset(&bounded{in: in, from: &r.raw, start: r.start, limits: r.limits}, 0, int(r.limits.Block))
		r.inside = true
		return nil
	}
}

// begin finds the form of the archive by its first bytes.
func (r *Reader) begin(head []byte) bool {
	r.form = formOf(head)
	if r.form == unknown && isStart(bytes.TrimLeft(r.raw.peek(maxARCLine), "\r\n"), true) {
		r.form = plain
	}
	return r.form != unknown
}

func (r *Reader) decompress() (io.Reader, error) {
	if r.form == gzipped {
		return r.dec.gzip(&r.raw)
	}
	return r.dec.zstd(&frame{in: &r.raw})
}

// broken gives up the member that is open and sees to it that the next is looked for: from its second byte on, since what is
// damaged may have been read far into what is not. Once much has been read in vain that way the search begins where the
// reader stands, so that a file made to be read over and over is not.
func (r *Reader) broken(err error) error {
	r.wasted += r.raw.offset() - r.start + r.member.offset()
	if r.wasted <= 64<<20+16*r.raw.offset() {
		r.raw.rewind(1)
	}
	if r.raw.offset() == r.start {
		r.raw.skip(1)
	}
	r.inside, r.lost = false, true
	if r.raw.broken() != nil && len(r.raw.peek(1)) == 0 {
		return r.end()
	}
	return r.fail(r.start, err)
}

// find goes to the next member that begins with a record, to the next record if the form of the archive is not known yet, or
// to the end.
func (r *Reader) find() {
	r.lost = false
	for {
		data := r.raw.peek(chunk)
		r.raw.mark = -1
		last := len(data) < chunk
		end := len(data)
		if !last {
			end -= maxARCLine // what begins here has to be seen whole
		}
		at := r.candidate(data, end)
		if r.form == unknown {
			if n := nextStart(data, true); n >= 0 && n < at {
				at = n
			}
		}
		r.raw.skip(at)
		if at < end || last {
			return
		}
	}
}

// candidate is where the first member before end begins in data, or end.
func (r *Reader) candidate(data []byte, end int) int {
	for at := 0; at < end; at++ {
		n := bytes.IndexAny(data[at:end], "\x1f\x28")
		if n < 0 {
			break
		}
		at += n
		f := formOf(data[at:])
		if f != unknown && (f == r.form || r.form == unknown) && r.dec.begins(data[at:min(at+probed, len(data))]) {
			return at
		}
	}
	return end
}

// skipFrame passes over a skippable frame. The first of a zstd archive may be a dictionary.
func (r *Reader) skipFrame() error {
	head := r.raw.peek(8)
	if len(head) < 8 {
		r.raw.skip(8)
		return r.fail(r.start, damaged("truncated zstd frame"))
	}
	n := int64(head[4]) | int64(head[5])<<8 | int64(head[6])<<16 | int64(head[7])<<24
	dictionary := head[0] == 0x5d && r.start == 0 && n <= 4<<20
	r.raw.skip(8)
	if dictionary {
		dict := bytes.Clone(r.raw.peek(int(n)))
		r.raw.skip(len(dict))
		return r.dictionary(dict)
	}
	r.raw.mark = -1
	if got, err := io.CopyN(io.Discard, &r.raw, n); err != nil {
		if errors.Is(err, io.EOF) {
			return r.fail(r.start, damaged("truncated zstd frame: %d bytes of %d", got, n))
		}
		return r.end()
	}
	return nil
}

// dictionary takes the dictionary of a zstd archive, which may itself be compressed.
func (r *Reader) dictionary(dict []byte) error {
	if formOf(dict) == zstandard {
		in, err := r.dec.zstd(bytes.NewReader(dict))
		if err == nil {
			dict, err = io.ReadAll(io.LimitReader(in, 16<<20))
		}
		if err != nil {
			return r.fail(r.start, damaged("zstd dictionary: %v", err))
		}
		r.dec.zs.Close()
	}
	r.dec.zs, r.dec.dict = nil, dict
	return nil
}
