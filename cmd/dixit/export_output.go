package main

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"strings"

	"dixit/export"

	"github.com/klauspost/compress/zstd"
)

// exportOutput is where an export goes: standard output, a file that takes its name when it is whole, or a folder.
type exportOutput struct {
	writer export.Writer
	ends   []func() error // what is to be closed, in order
	part   string         // the file while it is written; "" for none
	path   string
}

// newExportOutput begins the output that opts ask for.
func newExportOutput(t *terminal, form export.Form, opts exportOptions) (_ *exportOutput, err error) {
	settings := export.Options{Excel: opts.excel}
	if opts.base != "" {
		if settings.Permalink, err = export.Permalinks(opts.base); err != nil {
			return nil, err
		}
	}
	out := &exportOutput{path: opts.out}
	defer func() {
		if err != nil {
			err = unwritten(out.close(err))
		}
	}()
	if strings.HasSuffix(opts.out, "/") {
		if err := os.MkdirAll(opts.out, 0o755); err != nil {
			return nil, err
		}
		root, err := os.OpenRoot(opts.out) // so that no name leads out of the folder
		if err != nil {
			return nil, err
		}
		out.ends = append(out.ends, root.Close)
		out.writer, err = form.NewFolder(root, settings)
		return out, err
	}
	to, err := out.open(t)
	if err != nil {
		return nil, err
	}
	out.writer, err = form.New(to, settings)
	return out, err
}

// open opens the file, or standard output if there is none to be written.
func (o *exportOutput) open(t *terminal) (io.Writer, error) {
	var file io.Writer = t.out
	if o.path != "" {
		name := o.path
		// What is there and no plain file (a device, a pipe, a link) is written to and not replaced.
		if info, err := os.Lstat(o.path); err != nil || info.Mode().IsRegular() {
			name += ".part"
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666) // not to be a pipe's own reader
		if err != nil {
			return nil, err
		}
		if name != o.path {
			o.part = name
		}
		o.ends = append(o.ends, f.Close)
		file = f
	}
	buffered := bufio.NewWriterSize(file, 64<<10)
	o.ends = append([]func() error{buffered.Flush}, o.ends...)
	var compressed io.WriteCloser
	switch {
	case strings.HasSuffix(o.path, ".gz"):
		compressed = gzip.NewWriter(buffered)
	case strings.HasSuffix(o.path, ".zst"):
		var err error
		if compressed, err = zstd.NewWriter(buffered, zstd.WithEncoderConcurrency(1)); err != nil {
			return nil, err
		}
	default:
		return buffered, nil
	}
	o.ends = append([]func() error{compressed.Close}, o.ends...)
	return compressed, nil
}

// close ends the output, or gives it up if err is why it is not whole. It returns the first error.
func (o *exportOutput) close(err error) error {
	if o.writer != nil && err == nil {
		err = o.writer.Close()
	}
	if days, ok := o.writer.(interface{ abandon(error) error }); ok && err != nil {
		days.abandon(err) // what failed is what matters
	}
	for _, end := range o.ends {
		if e := end(); err == nil {
			err = e
		}
	}
	switch {
	case o.part == "":
	case err == nil:
		err = os.Rename(o.part, o.path)
	default:
		os.Remove(o.part) // what failed is what matters
	}
	return unwritten(err)
}
