package read

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"dixit"
)

// maxLine is how long a line of NDJSON may be for a document of at most n bytes: JSON may write a character as six.
func maxLine(n int64) int64 { return n + n/2 }

// ndjson reads a document a line, as they come. A line that cannot be read is one error.
func ndjson(ctx context.Context, name string, r *bufio.Reader, opt Options, yield func(*dixit.Document, error) bool) bool {
	number, fields := int(opt.from.Within), newChooser(opt.Map)
	if opt.Part.From > 0 {
		var err error
		if number, err = opt.linesPart(r); err != nil {
			return yield(nil, fileError(name, err))
		}
	}
	for opt.here == nil || opt.Part.holds(opt.here()) {
		if ctx.Err() != nil {
			return yield(nil, ctx.Err())
		}
		opt.line(number)
		data, long, err := readLine(r, maxLine(opt.maxBytes()))
		if err != nil && !errors.Is(err, io.EOF) {
			return yield(nil, fileError(name, err))
		}
		number++
		switch {
		case long:
			if !yield(nil, dixit.Errorf(dixit.TooLarge, "ndjson %s line %d: over %d bytes", name, number, maxLine(opt.maxBytes()))) {
				return false
			}
		case len(bytes.TrimSpace(data)) > 0:
			d := &dixit.Document{Path: name, Source: bytes.TrimSpace(data)}
			problem := fields.object(d, d.Source)
			if problem == nil {
				problem = bounded(d)
			}
			if problem != nil {
				kind := dixit.KindOf(problem)
				if !yield(nil, dixit.Errorf(kind, "ndjson %s line %d: %w", name, number, problem)) {
					return false
				}
			} else {
				if d.Name == "" {
					d.Name = nameOf(name) + "-" + strconv.Itoa(number)
				}
				if !yield(finish(d, opt), nil) {
					return false
				}
			}
		}
		if err != nil {
			return true
		}
	}
	return true
}

// readLine reads to the next line end. Of a line over limit bytes nothing is kept and long is true.
func readLine(r *bufio.Reader, limit int64) (data []byte, long bool, err error) {
	for {
		piece, err := r.ReadSlice('\n')
		if int64(len(data)+len(piece)) > limit {
			data, long = nil, true
		}
		if !long {
			data = append(data, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return data, long, err
		}
	}
}

// sideFile is the ending of the file that says of a plain text what it cannot say itself.
const sideFile = ".meta.json"

// aside fills d from the side file of the text file at path, if there is one.
func aside(d *dixit.Document, path string) error {
	if d.MediaType != "text/plain" {
		return nil
	}
	name := strings.TrimSuffix(path, ".txt") + sideFile
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 1<<20 {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return fileError(name, err)
	}
	f, err := newChooser(nil).record(data)
	if err != nil {
		return dixit.Errorf(dixit.Unreadable, "%s: %w", name, err)
	}
	f.fill(d)
	for i, b := range lineBlocks(d.Text.String(), d.Title) { // the same lines, told apart with the title known
		b.Source = d.Blocks[i].Source
		d.Blocks[i] = b
	}
	return nil
}

// published accepts a day or an instant, RFC 3339 or nearly so.
func published(s string) (string, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			if layout == time.DateOnly {
				return s, true
			}
			return t.Format(time.RFC3339), true
		}
	}
	return "", false
}

// oneLine is the cause in a JSON error, without the library's name before it.
func oneLine(err error) error {
	s := strings.TrimPrefix(strings.ReplaceAll(err.Error(), "\n", " "), "json: ")
	return errors.New(strings.TrimPrefix(s, "jsontext: "))
}
