package read

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"dixit"
)

// rows cuts a table into rows.
type rows struct {
	r      *bufio.Reader
	limit  int64 // bytes of a row
	next   int   // the line that r stands at
	line   int   // where the row given last begins
	broken bool  // there is no more
}

// row gives the next row without its line end, io.EOF after the last. It is one line unless a cell in quotation marks goes on in
// the next.
func (r *rows) row(delimiter byte) ([]byte, error) {
	r.line = r.next
	var row []byte
	long := false
	for open := false; ; {
		data, tooLong, err := readLine(r.r, r.limit)
		r.next++
		if err != nil && !errors.Is(err, io.EOF) {
			r.broken = true
			return nil, err
		}
		if !tooLong {
			open = endsQuoted(data, delimiter, open)
		}
		if long = long || tooLong || int64(len(row)+len(data)) > r.limit; long {
			row = nil
		} else {
			row = append(row, data...)
		}
		switch {
		case err != nil && len(row) == 0 && !long:
			return nil, io.EOF
		case err != nil && open:
			r.broken = true
			return nil, dixit.Errorf(dixit.Unreadable, "a quotation mark is not closed")
		case long && !open:
			return nil, dixit.Errorf(dixit.TooLarge, "over %d bytes", r.limit)
		case !open:
			return bytes.TrimRight(row, "\r\n"), nil
		}
	}
}

// endsQuoted reports whether a line ends inside a cell in quotation marks, where it begins inside one or not. A mark opens
// a cell at its beginning only, and closes it before a delimiter or a line end only: elsewhere it is a letter.
func endsQuoted(line []byte, delimiter byte, quoted bool) bool {
	for at := 0; at < len(line); {
		if quoted {
			end := closing(line[at:], delimiter)
			if end < 0 {
				return true
			}
			at, quoted = at+end+1, false
		} else if line[at] == '"' {
			at, quoted = at+1, true
			continue
		}
		next := bytes.IndexByte(line[at:], delimiter)
		if next < 0 {
			return false
		}
		at += next + 1
	}
	return quoted
}

// closing is where the mark stands that closes a cell, -1 if it is not in data. Two marks are one letter.
func closing(data []byte, delimiter byte) int {
	for at := 0; ; {
		n := bytes.IndexByte(data[at:], '"')
		if n < 0 {
			return -1
		}
		at += n
		switch {
		case at+1 == len(data), data[at+1] == delimiter, data[at+1] == '\n', data[at+1] == '\r' && (at+2 == len(data) || data[at+2] == '\n'):
			return at
		case data[at+1] == '"':
			at++
		}
		at++
	}
}

// cells cuts the row that data begins with into at most n cells. rest is what follows its line end, nil if that is not in data.
func cells(data []byte, delimiter byte, n int) (row []string, rest []byte) {
	for len(row) < n {
		var cell []byte
		if len(data) > 0 && data[0] == '"' {
			end := closing(data[1:], delimiter)
			if end < 0 {
				return append(row, unquoted(data[1:])), nil
			}
			cell, data = data[1:1+end], data[end+2:]
			row = append(row, unquoted(cell))
		} else {
			end := bytes.IndexAny(data, string([]byte{delimiter, '\n'}))
			if end < 0 {
				end = len(data)
			}
			cell, data = data[:end], data[end:]
			row = append(row, string(bytes.TrimSuffix(cell, []byte("\r"))))
		}
		data = bytes.TrimPrefix(data, []byte("\r"))
		switch {
		case len(data) == 0:
			return row, nil
		case data[0] == '\n':
			return row, data[1:]
		}
		data = data[1:]
	}
	return row, data
}

// unquoted is a cell that stood in quotation marks.
func unquoted(cell []byte) string {
	return string(bytes.ReplaceAll(cell, []byte(`""`), []byte(`"`)))
}
