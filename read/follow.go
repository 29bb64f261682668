package read

import (
	"bufio"
	"errors"
	"io"
	"os"

	"dixit/read/warc"
)

// Follow says what to tell of a run besides its documents and errors. Its functions are called on the goroutine that ranges
// over the documents, in the order of what is read; each may be nil.
type Follow struct {
	// Begin is called for a file before it is read. It is told the file's size in bytes, and says where to begin: at the
	// zero Place, or at one that At gave for a file with the same bytes. If done is set the file is passed over.
	Begin func(f *os.File, size int64) (from Place, done bool)
	// At is called before what begins at a place of the file that Begin was called for last: what stands before it was
	// yielded or passed over. Only archives and NDJSON that are files of their own have places.
	At func(Place)
	// End is called when that file was read; whole tells whether it was to its end.
	End func(whole bool)
	// Skipped is called for everything in an input that is neither a document nor damaged.
	Skipped func(Skip)
	// Bytes is called when bytes of an input were read. They run ahead of the documents.
	Bytes func(n int)
}

// Place is a place in a file at which reading can be taken up again.
type Place struct {
	Offset int64 // bytes of the file: of a line, or of an archive's record or the member that it is in
	Within int64 // in an archive: bytes of the decompressed member before the record; in NDJSON: lines before the place
}

// Skip is something that was passed over.
type Skip struct {
	Path   string // as of a document
	URL    string // "" if it has none
	Reason string // in words: "status 404", "a picture"
	Of     string // the address of the page that it repeats, "" if it repeats none
}

func (f Follow) skipped(s Skip) {
	if f.Skipped != nil {
		f.Skipped(s)
	}
}

func (f Follow) end(whole bool) {
	if f.End != nil {
		f.End(whole)
	}
}

// counted is in with its bytes counted.
func (f Follow) counted(in io.Reader) *counted { return &counted{in: in, tell: f.Bytes} }

// begin prepares to read a file from where it is wanted; done is set if it is not wanted at all.
func (o *Options) begin(f *os.File) (in *counted, done bool) {
	in, o.from = o.Follow.counted(f), Place{}
	in.file = true
	info, err := f.Stat()
	if o.Follow.Begin == nil || err != nil {
		return in, false
	}
	if o.from, done = o.Follow.Begin(f, info.Size()); done {
		in.count(int(info.Size()))
	}
	return in, done
}

// resume goes to where reading begins, if in is a file of a form that has places.
func (o Options) resume(r *bufio.Reader, in io.Reader, f form) (Options, error) {
	c, ok := in.(*counted)
	if err := o.part(c, ok, f); err != nil {
		return o, err
	}
	if !ok || !c.file || f != formArchive && f != formNDJSON {
		o.from, o.here = Place{}, nil
		return o, nil
	}
	o.here = func() int64 { return c.n - int64(r.Buffered()) }
	o.seek = func(to int64) error {
		err := c.seek(to)
		r.Reset(c)
		return err
	}
	if o.from.Offset == 0 {
		return o, nil
	}
	if f == formArchive {
		if head, _ := r.Peek(4); warc.HasDictionary(head) {
			return o, nil // what comes before is passed over
		}
	}
	return o, o.seek(o.from.Offset)
}

// at tells the place of what comes next.
func (o Options) at(p Place) {
	if o.here != nil && o.Follow.At != nil {
		o.Follow.At(p)
	}
}

// line tells the place of a line that comes next, after so many others.
func (o Options) line(before int) {
	if o.here != nil {
		o.at(Place{o.here(), int64(before)})
	}
}

// counted is an input whose bytes are counted.
type counted struct {
	in   io.Reader
	tell func(n int)
	file bool  // in is a file that was not read before
	n    int64 // where it stands, in bytes
	err  error // why it could not be read on
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.count(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

func (c *counted) count(n int) {
	c.n += int64(n)
	if c.tell != nil {
		c.tell(n)
	}
}

// seek goes on at an offset. What is passed over counts as read.
func (c *counted) seek(to int64) error {
	s, ok := c.in.(io.Seeker)
	if !ok {
		return os.ErrInvalid
	}
	if _, err := s.Seek(to, io.SeekStart); err != nil {
		return err
	}
	c.count(int(to - c.n))
	return nil
}
