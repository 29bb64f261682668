package read

import (
	"compress/bzip2"
	"context"
	"errors"
	"io"

	"dixit"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Bounds on what comes out of a compression. All of a dump may be any size, but not any size for its own: text shrinks to a
// third or a fifteenth, pages a little further, and what shrinks to less than a two-hundredth was made to.
const (
	maxGrowth  = 200
	freeOutput = 1 << 20  // bytes that may come out of whatever little
	zstdWindow = 32 << 20 // bytes that a zstd frame may ask to be kept
)

// decompressed reads what an input holds in compressed form: anything but something compressed again.
func (in *input) decompressed(ctx context.Context, f form, opt Options, yield func(*dixit.Document, error) bool) bool {
	if in.compressed {
		return yield(nil, dixit.Errorf(dixit.Unreadable, "%s: %s inside a compression is not read", in.name, f))
	}
	z := &decompressor{form: f, in: in}
	if err := z.open(); err != nil {
		return yield(nil, fileError(in.name, z.explain(err)))
	}
	defer z.close()
	inner := newInput(in.name, z)
	inner.compressed, inner.member = true, in.member
	return inner.documents(ctx, opt, yield)
}

// decompressor gives what an input holds in compressed form.
type decompressor struct {
	form  form
	in    *input
	out   io.Reader
	zstd  *zstd.Decoder
	given int64 // bytes that came out, of late
	start int64 // where in the input these were begun
	err   error
}

func (z *decompressor) open() (err error) {
	switch z.form {
	case formGzip:
		z.out, err = gzip.NewReader(z.in.r)
	case formZstd:
		z.zstd, err = zstd.NewReader(z.in.r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow), zstd.WithDecoderLowmem(true))
		z.out = z.zstd
	default:
		z.out = bzip2.NewReader(z.in.r)
	}
	return err
}

func (z *decompressor) close() {
	if z.zstd != nil {
		z.zstd.Close()
	}
}

// Read gives bytes until what is compressed ends, is damaged, or gives too many of them.
func (z *decompressor) Read(p []byte) (int, error) {
	if z.err != nil {
		return 0, z.err
	}
	n, err := z.out.Read(p[:min(len(p), sniffed)])
	z.given += int64(n)
	if err == nil {
		err = z.proportion()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = z.explain(err)
	}
	z.err = err
	return n, err
}

// proportion refuses what gives more than maxGrowth bytes for one. Only the last few megabytes count, so that an honest
// beginning does not pay for a bomb behind it.
func (z *decompressor) proportion() error {
	taken := z.in.offset() - z.start
	if z.given > freeOutput && z.given > maxGrowth*taken {
		return dixit.Errorf(dixit.TooLarge, "over %d bytes out of %d", z.given-1, taken)
	}
	if taken > 8<<20 {
		z.start += taken / 2
		z.given /= 2
	}
	return nil
}

// explain says where in the input what is wrong.
func (z *decompressor) explain(err error) error {
	at := z.in.offset()
	switch {
	case dixit.KindOf(err) != dixit.Internal:
		return dixit.Errorf(dixit.KindOf(err), "%s @%d: %w", z.form, at, err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return dixit.Errorf(dixit.Unreadable, "%s @%d: cut off", z.form, at)
	case errors.Is(err, gzip.ErrHeader):
		return dixit.Errorf(dixit.Unreadable, "%s @%d: not gzip from here on", z.form, at)
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return dixit.Errorf(dixit.TooLarge, "%s @%d: a window of over %d bytes", z.form, at, zstdWindow)
	}
	return dixit.Errorf(dixit.Unreadable, "%s @%d: %w", z.form, at, err)
}
