package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// form is how an archive is compressed.
type form int

const (
	unknown form = iota
	plain
	gzipped
	zstandard
)

// probed is how many compressed bytes are tried when a member is looked for.
const probed = 4 << 10

// formOf tells the form from what a member begins with; skippable frames are zstd too.
func formOf(head []byte) form {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")) && len(head) > 3 && head[3]&0xe0 == 0:
		return gzipped
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")), skippable(head):
		return zstandard
	}
	return unknown
}

func skippable(head []byte) bool {
	return len(head) >= 4 && head[0]&0xf0 == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18
}

// window is the largest window of zstd that is decoded, in bytes.
const window = 32 << 20

// decoders decompress members. They are made when first needed and used again.
type decoders struct {
	gz   *gzip.Reader
	zs   *zstd.Decoder
	dict []byte // of a zstd archive, from its first frame
}

// gzip begins with the member that in stands at, and reads not a byte beyond its end.
func (d *decoders) gzip(in io.Reader) (io.Reader, error) {
	if d.gz == nil {
		d.gz = new(gzip.Reader)
	}
	if err := d.gz.Reset(in); err != nil {
		return nil, err
	}
	d.gz.Multistream(false)
	return d.gz, nil
}

// zstd begins with a frame.
func (d *decoders) zstd(in io.Reader) (io.Reader, error) {
	if d.zs == nil {
		opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window), zstd.WithDecoderLowmem(true)}
		if d.dict != nil {
			opts = append(opts, zstd.WithDecoderDicts(d.dict))
		}
		zs, err := zstd.NewReader(nil, opts...)
		if err != nil {
			return nil, err
		}
		d.zs = zs
	}
	if err := d.zs.Reset(in); err != nil {
		return nil, err
	}
	return d.zs, nil
}

// frame gives the bytes of one zstd frame and ends with it. The decoder would read on into the next.
type frame struct {
	in      *source
	left    int64 // bytes of the part that is being given
	started bool
	last    bool // the part is the last
	check   bool // a checksum follows the last block
}

// Read gives bytes of the frame.
func (f *frame) Read(p []byte) (int, error) {
	for f.left == 0 {
		if f.last {
			return 0, io.EOF
		}
		if err := f.part(); err != nil {
			return 0, err
		}
	}
	n, err := f.in.Read(p[:min(int64(len(p)), f.left)])
	f.left -= int64(n)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// part finds how long the next part is: the frame's header, or a block with its header.
func (f *frame) part() error {
	if !f.started {
		var h zstd.Header
		if err := h.Decode(f.in.peek(zstd.HeaderMaxSize)); errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF // the end of a frame it is not
		} else if err != nil {
			return err
		}
		f.started, f.check, f.left = true, h.HasCheckSum, int64(h.HeaderSize)
		return nil
	}
	head := f.in.peek(3)
	if len(head) < 3 {
		return io.ErrUnexpectedEOF
	}
	bits := int64(head[0]) | int64(head[1])<<8 | int64(head[2])<<16
	f.left = 3 + bits>>3
	switch bits >> 1 & 3 {
	case 1: // one byte, many times
		f.left = 3 + 1
	case 3:
		return zstd.ErrReservedBlockType
	}
	if bits&1 == 1 {
		f.last = true
		if f.check {
			f.left += 4
		}
	}
	return nil
}

// bounded gives what a member decompresses to and stops where it grows out of proportion.
type bounded struct {
	in     io.Reader
	from   *source
	start  int64 // of the member
	limits Limits
	n      int64
}

// Read gives decompressed bytes; its errors say what is wrong with the member.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p[:min(len(p), chunk)])
	b.n += int64(n)
	if read := b.from.offset() - b.start; b.n > free && b.n > read*b.limits.Ratio {
		return 0, tooLarge("over %d bytes of %d compressed ones", b.n-1, read)
	}
	return n, err
}

func memberName(f form) string {
	if f == zstandard {
		return "zstd frame"
	}
	return "gzip member"
}

// memberError says what is wrong with a member of a form.
func memberError(err error, f form) error {
	if errors.Is(err, ErrTooLarge) {
		return err
	}
	name := memberName(f)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return damaged("truncated %s", name)
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return tooLarge("%s: %v", name, err)
	}
	return fmt.Errorf("%w: %w", damaged("damaged %s", name), err)
}
