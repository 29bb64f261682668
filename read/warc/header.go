package warc

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// Field is one named field of a header, white space around name and value cut and folded lines joined.
type Field struct{ Name, Value string }

// Header is the named fields of a record or of an HTTP message, in their order.
type Header []Field

// Get is the value of the first field of that name, in any case, or "".
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Set gives the first field of that name a value, or adds one.
func (h *Header) Set(name, value string) {
	i := slices.IndexFunc(*h, func(f Field) bool { return strings.EqualFold(f.Name, name) })
	if i < 0 {
		*h = append(*h, Field{name, value})
		return
	}
	(*h)[i].Value = value
}

// headerEnd is where the header at the beginning of data ends, the empty line included: lines may end in LF alone. It is -1
// where there is no empty line.
func headerEnd(data []byte) int {
	for at := 0; at < len(data); {
		n := bytes.IndexByte(data[at:], '\n')
		if n < 0 {
			return -1
		}
		if len(bytes.TrimRight(data[at:at+n], "\r")) == 0 {
			return at + n + 1
		}
		at += n + 1
	}
	return -1
}

// split parses a header: its first line, and its fields. A line that is no field is passed over.
func split(data []byte) (first string, fields Header) {
	for i, line := range strings.Split(strings.TrimRight(string(data), "\r\n"), "\n") {
		line = strings.TrimRight(line, "\r")
		if i == 0 {
			first = line
			continue
		}
		if n := len(fields); n > 0 && line != "" && (line[0] == ' ' || line[0] == '\t') {
			fields[n-1].Value += " " + strings.TrimSpace(line)
			continue
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			fields = append(fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return first, fields
}

// parseWARC parses a record's header, which ends with the empty line, and says how long the block is.
func parseWARC(data []byte) (*Record, int64, error) {
	first, fields := split(data)
	r := &Record{Version: strings.TrimSpace(first), Header: fields, Type: strings.ToLower(fields.Get("WARC-Type"))}
	s := fields.Get("Content-Length")
	if s == "" {
		return nil, 0, damaged("no content-length")
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return nil, 0, damaged("content-length %.40q is no number", s)
	}
	if r.Type == "" {
		return nil, 0, damaged("no warc-type")
	}
	return r, n, nil
}

// maxARCLine is how long the line before an ARC record may be, in bytes.
const maxARCLine = 8 << 10

// parseARC parses the line before an ARC record, without its end: URL, address, date, media type and length, with five fields
// more between the last two in version 2. URLs with spaces in them were written as they came.
func parseARC(line []byte) (*Record, int64, bool) {
	line = bytes.TrimRight(line, "\r")
	if !bytes.Contains(line, []byte(":")) {
		return nil, 0, false
	}
	f := strings.Fields(string(line))
	date := -1
	for i := len(f) - 3; i >= 2 && i >= len(f)-8; i-- {
		if allDigits(f[i]) && (len(f[i]) == 14 || len(f[i]) == 12) {
			date = i
			break
		}
	}
	if date < 0 || len(f[0]) == 0 || !strings.Contains(f[0], ":") || !allDigits(f[len(f)-1]) {
		return nil, 0, false
	}
	n, err := strconv.ParseInt(f[len(f)-1], 10, 64)
	if err != nil {
		return nil, 0, false
	}
	stamp := f[date] + "00"[:14-len(f[date])]
	r := &Record{Version: "ARC", Type: Response, Header: Header{
		{"WARC-Target-URI", strings.Join(f[:date-1], " ")},
		{"WARC-IP-Address", f[date-1]},
		{"WARC-Date", stamp},
		{"Content-Type", f[date+1]},
		{"Content-Length", f[len(f)-1]},
	}}
	if strings.HasPrefix(f[0], "filedesc:") {
		r.Type = Warcinfo
	}
	return r, n, true
}

func allDigits(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

// isVersion reports whether data begins with a line that begins a WARC record.
func isVersion(data []byte) bool {
	rest, ok := bytes.CutPrefix(data, []byte("WARC/"))
	if !ok {
		return false
	}
	n := bytes.IndexByte(rest[:min(len(rest), 12)], '\n')
	if n < 0 {
		return false
	}
	version := bytes.TrimRight(rest[:n], "\r ")
	major, minor, ok := bytes.Cut(version, []byte("."))
	return ok && allDigits(string(major)) && allDigits(string(minor))
}

// isStart reports whether data begins a record: of an ARC file too, if arc is set.
func isStart(data []byte, arc bool) bool {
	if isVersion(data) {
		return true
	}
	if !arc {
		return false
	}
	n := bytes.IndexByte(data[:min(len(data), maxARCLine)], '\n')
	if n < 0 {
		return false
	}
	_, _, ok := parseARC(data[:n])
	return ok
}

// nextStart is where the first record after the first byte of data begins, at the beginning of a line; -1 if there is none.
func nextStart(data []byte, arc bool) int {
	for at := 0; ; {
		n := bytes.IndexByte(data[at:], '\n')
		if n < 0 {
			return -1
		}
		at += n + 1
		if isStart(data[at:], arc) {
			return at
		}
	}
}
