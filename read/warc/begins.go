package warc

import (
	"bytes"
	"io"
)

// Begins reports whether head, the first few thousand bytes of a file, begins a web archive, compressed or not.
func Begins(head []byte) bool {
	f := formOf(head)
	if skippable(head) {
		return HasDictionary(head) // only archives begin with one
	}
	if f != unknown {
		return new(decoders).begins(head)
	}
	return isStart(bytes.TrimLeft(head, "\r\n"), bytes.HasPrefix(head, []byte("filedesc:")))
}

// HasDictionary reports whether an archive with this head begins with a dictionary of zstd, so that it has to be read from there.
func HasDictionary(head []byte) bool { return skippable(head) && head[0] == 0x5d }

// begins reports whether the member at the beginning of head holds a record at its own beginning, as far as can be told.
func (d *decoders) begins(head []byte) bool {
	var in io.Reader
	var err error
	switch formOf(head) {
	case gzipped:
		in, err = d.gzip(bytes.NewReader(head))
	case zstandard:
		in, err = d.zstd(&frame{in: &source{buf: head, mark: -1, err: io.EOF}})
	default:
		return false
	}
	if err != nil {
		return false
	}
	var first [512]byte
	n, _ := io.ReadFull(in, first[:])
	return isStart(bytes.TrimLeft(first[:n], "\r\n"), true)
}
