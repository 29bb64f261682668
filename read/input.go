package read

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// input is what documents are read from: a file, a stream, what comes out of a compression, or a member of an archive.
type input struct {
	name string // for reports
	r    *bufio.Reader
	raw  counter // what r reads

	file       io.ReaderAt // the same bytes, if they can be read from anywhere; else nil
	size       int64       // of file
	path       string      // of the file, beside which its side file may lie; "" if it is none
	compressed bool        // it comes out of a compression
	member     bool        // it is a member of an archive
}

// within stands between the name of an archive and that of its member.
const within = "!/"

func newInput(name string, r io.Reader) *input {
	in := &input{name: name, raw: counter{r: r}}
	in.r = bufio.NewReaderSize(&in.raw, sniffed)
	return in
}

// newMember is a member of an archive. Its name is shown and never opened.
func (in *input) newMember(name string, r io.Reader) *input {
	m := newInput(in.memberName(name), r)
	m.member = true
	return m
}

// memberName is how a member of the archive is called in reports: without anything that a terminal would obey.
func (in *input) memberName(name string) string {
	name = strings.Map(func(c rune) rune {
		if !unicode.IsPrint(c) {
			return utf8.RuneError
		}
		return c
	}, strings.ToValidUTF8(name, "\ufffd"))
	const most = 300
	if len(name) > most {
		name = strings.ToValidUTF8(name[:most], "") + "…"
	}
	return in.name + within + strings.ReplaceAll(name, within, "\ufffd")
}

// offset is how many bytes were taken from what lies under r.
func (in *input) offset() int64 { return in.raw.n - int64(in.r.Buffered()) }

// counter counts what is read, and remembers why there is no more.
type counter struct {
	r   io.Reader
	n   int64
	err error
}

// Read reads what is under it.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.err = err
	return n, err
}

// broken reports whether the input ended in damage.
func (c *counter) broken() bool { return c.err != nil && !errors.Is(c.err, io.EOF) }

// file reads one file.
func file(ctx context.Context, path string, opt Options, yield func(*dixit.Document, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, fileError(path, err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return yield(nil, fileError(path, err))
	}
	whole, done := opt.begin(f)
	if done {
		return true
	}
	in := newInput(path, whole)
	in.file, in.size, in.path = f, info.Size(), path
	more := in.documents(ctx, opt, yield)
	opt.Follow.end(more && whole.err == nil && ctx.Err() == nil)
	return more
}

// stream reads the documents of one stream, called name.
func stream(ctx context.Context, name string, r io.Reader, opt Options, yield func(*dixit.Document, error) bool) bool {
	return newInput(name, r).documents(ctx, opt, yield)
}

// documents reads the documents of an input, by what its first bytes say it is: those of lists, tables and archives one by one
// as they come, anything else whole.
func (in *input) documents(ctx context.Context, opt Options, yield func(*dixit.Document, error) bool) bool {
	head, err := peek(in.r)
	if err != nil {
		return yield(nil, fileError(in.name, err))
	}
	form := sniff(head)
	if opt, err = opt.resume(in.r, in.raw.r, form); err != nil {
		return yield(nil, fileError(in.name, err))
	}
	switch form {
	case formEmpty:
		return yield(nil, dixit.Errorf(dixit.Unreadable, "%s: empty", in.name))
	case formArchive:
		return archive(ctx, in.name, in.r, opt, yield)
	case formNDJSON:
		return ndjson(ctx, in.name, in.r, opt, yield)
	case formObject, formArray:
		return jsonValues(ctx, in.name, in.r, opt, yield)
	case formFeed:
		return feed(ctx, in.name, in.r, opt, yield)
	case formParquet:
		return in.parquet(ctx, opt, yield)
	case formGzip, formZstd, formBzip2:
		return in.decompressed(ctx, form, opt, yield)
	case formTar, formZip:
		if in.member {
			return yield(nil, dixit.Errorf(dixit.Unreadable, "%s: an archive inside an archive is not read", in.name))
		}
		if form == formTar {
			return in.tar(ctx, opt, yield)
		}
		return in.zip(ctx, opt, yield)
	case formText:
		if t := tableOf(head, opt.Map); t != nil {
			return t.read(ctx, in, opt, yield)
		}
		return in.single(opt, yield)
	case formHTML, formDOCX, formOffice:
		return in.single(opt, yield)
	default:
		return yield(nil, fileError(in.name, refused(form)))
	}
}

// single reads an input that is one document.
func (in *input) single(opt Options, yield func(*dixit.Document, error) bool) bool {
	data, err := io.ReadAll(io.LimitReader(in.r, opt.maxBytes()+1))
	if err != nil {
		return yield(nil, fileError(in.name, err))
	}
	return yield(whole(in.name, in.path, data, opt))
}

// refused says that a form is not read, and what to give instead.
func refused(f form) error {
	switch f {
	case formArray, formFeed, formArchive, formParquet, formGzip, formZstd, formBzip2, formZip, formTar: // by Bytes
		return dixit.Errorf(dixit.Unreadable, "%s may hold several documents", f)
	}
	return dixit.Errorf(dixit.Unreadable, "%s is not read; give text, html, docx, json, csv, parquet, a feed, warc, zip or tar", f)
}

// peek looks at the beginning of an input. One that begins with a JSON object is not waited for any further: a pipe that has
// written one document is answered before it writes the next.
func peek(r *bufio.Reader) ([]byte, error) {
	_, err := r.Peek(1)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head, _ := r.Peek(r.Buffered())
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("{")) {
		return head, nil
	}
	head, _ = r.Peek(sniffed) // damage behind the first byte is met again by whoever reads on
	return head, nil
}

// maxSpool is how many bytes are put by for a format that cannot be read as it comes.
const maxSpool = 2 << 30

// anywhere gives the input as bytes that can be read from anywhere, by way of a temporary file if need be, and what to call
// when they are no longer needed.
func (in *input) anywhere() (whole io.ReaderAt, size int64, done func(), err error) {
	if in.file != nil {
		return in.file, in.size, func() {}, nil
	}
	f, err := os.CreateTemp("", "dixit-")
	if err != nil {
		return nil, 0, nil, dixit.Errorf(dixit.Unreadable, "no room to put it by: %w", err)
	}
	done = func() { _, _ = f.Close(), os.Remove(f.Name()) }
	_ = os.Remove(f.Name()) // where the system lets one, so that nothing stays whatever happens
	size, err = io.Copy(f, io.LimitReader(in.r, maxSpool+1))
	if err == nil && size > maxSpool {
		err = dixit.Errorf(dixit.TooLarge, "over %d bytes that do not come from a file", int64(maxSpool))
	}
	if err != nil {
		done()
		return nil, 0, nil, err
	}
	return f, size, done, nil
}
