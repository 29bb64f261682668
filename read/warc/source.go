package warc

import (
	"errors"
	"io"
)

// chunk is how many bytes are asked for at once.
const chunk = 64 << 10

// source is a window on a stream. Bytes ahead can be looked at before they are read, and bytes read can be read again from a
// mark on. It gives bytes singly, so that decompressors read no further than they must and offsets stay exact.
type source struct {
	r    io.Reader
	buf  []byte
	at   int   // the next byte, in buf
	base int64 // offset of buf[0] in the stream
	mark int   // bytes from here on are kept, in buf; -1 for none
	keep int   // how many bytes are kept at most for the mark
	err  error // why there are no more than are in buf
}

// reset begins with a stream whose first byte is at offset. The buffer stays.
func (s *source) reset(r io.Reader, offset int64, keep int) {
	*s = source{r: r, buf: s.buf[:0], base: offset, mark: -1, keep: keep}
}

// offset is where the next byte stands in the stream.
func (s *source) offset() int64 { return s.base + int64(s.at) }

// setMark keeps the bytes from the next on.
func (s *source) setMark() { s.mark = s.at }

// rewind goes back to n bytes after the mark, if they are still kept and n is not ahead.
func (s *source) rewind(n int) {
	if s.mark >= 0 && s.mark+n < s.at {
		s.at = s.mark + n
	}
}

// fill sees to it that n bytes lie ahead, unless the stream ends before, and grows no faster than bytes come.
func (s *source) fill(n int) {
	for idle := 0; len(s.buf)-s.at < n && s.err == nil; {
		s.compact()
		free := cap(s.buf) - len(s.buf)
		if free < chunk/2 {
			grown := make([]byte, len(s.buf), 2*cap(s.buf)+chunk)
			copy(grown, s.buf)
			s.buf, free = grown, cap(grown)-len(s.buf)
		}
		got, err := s.r.Read(s.buf[len(s.buf) : len(s.buf)+min(free, max(chunk, n))])
		s.buf, s.err = s.buf[:len(s.buf)+got], err
		if idle++; got > 0 {
			idle = 0
		} else if idle > 100 && err == nil {
			s.err = io.ErrNoProgress
		}
	}
}

// compact drops bytes that nobody can ask for again, when they are most of the buffer.
func (s *source) compact() {
	if s.mark >= 0 && s.at-s.mark > s.keep {
		s.mark = -1
	}
	from := s.at
	if s.mark >= 0 {
		from = s.mark
	}
	if from < chunk || from < len(s.buf)/2 {
		return
	}
	s.buf = s.buf[:copy(s.buf, s.buf[from:])]
	s.at, s.base = s.at-from, s.base+int64(from)
	if s.mark >= 0 {
		s.mark = 0
	}
}

// peek looks at the next n bytes, or fewer at the end. They are valid until the next call of any other method.
func (s *source) peek(n int) []byte {
	s.fill(n)
	return s.buf[s.at:min(s.at+n, len(s.buf))]
}

// skip passes over n bytes that were looked at.
func (s *source) skip(n int) { s.at = min(s.at+n, len(s.buf)) }

// broken is why the stream ended, unless it ended as it should.
func (s *source) broken() error {
	if s.err == nil || errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// Read reads what is ahead.
func (s *source) Read(p []byte) (int, error) {
	if s.fill(1); s.at == len(s.buf) {
		return 0, s.err
	}
	n := copy(p, s.buf[s.at:])
	s.at += n
	return n, nil
}

// ReadByte reads one byte.
func (s *source) ReadByte() (byte, error) {
	if s.at == len(s.buf) {
		if s.fill(1); s.at == len(s.buf) {
			return 0, s.err
		}
	}
	s.at++
	return s.buf[s.at-1], nil
}
