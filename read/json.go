package read

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strconv"

	"dixit"
)

// jsonValues reads the objects of a JSON list, or objects that are written one after the other over several lines, a document
// each, as they come. One that cannot be read is one error.
func jsonValues(ctx context.Context, name string, r *bufio.Reader, opt Options, yield func(*dixit.Document, error) bool) bool {
	v := &values{r: r, limit: maxLine(opt.maxBytes()), line: 1}
	fields := newChooser(opt.Map)
	for number := 1; ; number++ {
		if ctx.Err() != nil {
			return yield(nil, ctx.Err())
		}
		data, problem := v.next()
		if errors.Is(problem, io.EOF) {
			return number > 1 || yield(nil, dixit.Errorf(dixit.Unreadable, "json %s: an empty list", name))
		}
		d := &dixit.Document{Path: name, Source: data}
		if problem == nil {
			problem = fields.object(d, data)
		}
		if problem == nil {
			problem = bounded(d)
		}
		if problem != nil {
			if !yield(nil, dixit.Errorf(kindOf(problem), "json %s line %d: %w", name, v.began, problem)) {
				return false
			}
			if v.err != nil {
				return true
			}
			continue
		}
		if d.Name == "" {
			d.Name = nameOf(name)
			if number > 1 || v.listed || v.more() {
				d.Name += "-" + strconv.Itoa(number)
			}
		}
		if !yield(finish(d, opt), nil) {
			return false
		}
	}
}

// values cuts JSON into the objects of its outermost lists, and those outside lists, without looking into them.
type values struct {
	r      *bufio.Reader
	limit  int64 // bytes of an object
	line   int   // where r stands
	began  int   // the line where the value given last begins
	listed bool  // it stands in a list
	err    error // why there is no more
}

// next gives the next value, or an error about it (TooLarge, or Unreadable if it is cut off, after which there is none);
// io.EOF after the last.
func (v *values) next() ([]byte, error) {
	c, err := v.skip()
	if err != nil {
		return nil, err
	}
	v.began = v.line
	if c != '{' { // something else, which whoever reads it will say is no object
		return v.scalar(c), nil
	}
	var data []byte
	var n nesting
	long := false
	for {
		if n.step(c); int64(len(data)) >= v.limit {
			data, long = nil, true
		}
		if !long {
			data = append(data, c)
		}
		switch {
		case n.depth == 0 && long:
			return nil, dixit.Errorf(dixit.TooLarge, "over %d bytes", v.limit)
		case n.depth == 0:
			return data, nil
		}
		if c, err = v.read(); errors.Is(err, io.EOF) {
			return nil, dixit.Errorf(dixit.Unreadable, "an object that is not closed")
		} else if err != nil {
			return nil, err
		}
	}
}

// skip passes over what stands between values and gives the first byte of the next.
func (v *values) skip() (byte, error) {
	for {
		c, err := v.read()
		if err != nil {
			return 0, err
		}
		switch c {
		case '[':
			v.listed = true
		case ']':
			v.listed = false
		case ' ', '\t', '\r', '\n', ',', 0xef, 0xbb, 0xbf, 0x1e:
		default:
			return c, nil
		}
	}
}

// scalar gives the rest of a line that begins with c, up to a comma, as far as a message can use it.
func (v *values) scalar(c byte) []byte {
	data := []byte{c}
	for {
		next, err := v.r.Peek(1)
		if err != nil || next[0] == '\n' || next[0] == ',' || next[0] == ']' {
			return data
		}
		if c, _ = v.read(); len(data) < 100 {
			data = append(data, c)
		}
	}
}

// more reports whether another value follows.
func (v *values) more() bool {
	for {
		next, err := v.r.Peek(1)
		switch {
		case err != nil:
			return false
		case next[0] > ' ':
			return true
		}
		_, _ = v.read()
	}
}

// read reads a byte.
func (v *values) read() (byte, error) {
	c, err := v.r.ReadByte()
	if err != nil {
		v.err = err
	} else if c == '\n' {
		v.line++
	}
	return c, err
}

// nesting follows JSON byte by byte, only to know where a value ends.
type nesting struct {
	depth   int
	quoted  bool // inside a string
	escaped bool // behind a backslash
}

// step takes the next byte.
func (n *nesting) step(c byte) {
	switch {
	case n.escaped:
		n.escaped = false
	case n.quoted:
		n.escaped, n.quoted = c == '\\', c != '"'
	case c == '"':
		n.quoted = true
	case c == '{' || c == '[':
		n.depth++
	case c == '}' || c == ']':
		n.depth--
	}
}
