package warc

import "bytes"

// record reads the record that in stands at: the member that is open, or the whole archive if it is plain. It gives neither a
// record nor an error at the end of in.
func (r *Reader) record(in *source) (*Record, error) {
	if done, err := r.blank(in); done || err != nil {
		return nil, err
	}
	at := in.offset()
	rec, size, length, err := r.header(in)
	switch {
	case err != nil:
		return nil, r.lose(in, 0, err)
	case length > r.limits.Block:
		return nil, r.lose(in, size, tooLarge("a record of %d bytes, at most %d are read", length, r.limits.Block))
	}
	whole := size + int(length)
	data := in.peek(whole + behind)
	ended := len(data) < whole+behind
	if len(data) < whole {
		return nil, r.lose(in, size, damaged("truncated record: %d bytes of %d", len(data)-size, length))
	}
	if ended && in.broken() != nil {
		return nil, r.unless(in)
	}
	if !r.ends(data[whole:], ended) {
		return nil, r.lose(in, size, damaged("content-length %d is wrong", length))
	}
	tail := terminator(data[whole:])
	in.skip(whole + tail)
	rec.Block, rec.limits = data[size:whole:whole], r.limits
	rec.Offset, rec.Length = at, int64(whole+tail)
	if r.form != plain {
		rec.Offset, rec.Within, rec.Length = r.start, at, 0
		if ended && len(bytes.Trim(data[whole:], "\r\n")) == 0 {
			r.inside = false
			if at == 0 {
				rec.Length = r.raw.offset() - r.start
			}
		}
	}
	return rec, nil
}

// lose gives up the record that in stands at, whose header has size bytes, and goes to the next. Where what is wrong is the
// member and not the record in it, that is the error.
func (r *Reader) lose(in *source, size int, err error) error {
	at := in.offset()
	if r.resync(in, size); len(in.peek(1)) == 0 {
		if problem := r.unless(in); problem != nil {
			return problem
		}
	}
	if r.form != plain {
		at = r.start
	}
	return r.fail(at, err)
}

// unless gives up the member, where it is not what is in it that is damaged, but itself; or the archive, if it cannot be read.
// Otherwise it is nil.
func (r *Reader) unless(in *source) error {
	problem := in.broken()
	switch {
	case problem == nil:
		return nil
	case r.form == plain:
		return r.end()
	}
	return r.broken(memberError(problem, r.form))
}

// blank passes over empty lines between records and reports whether in ends there.
func (r *Reader) blank(in *source) (done bool, err error) {
	for {
		data := in.peek(behind)
		if len(data) == 0 {
			return true, r.unless(in)
		}
		n := len(data) - len(bytes.TrimLeft(data, "\r\n"))
		in.skip(n)
		if n < len(data) {
			return false, nil
		}
	}
}

// header parses the header that in stands at, without reading it. It gives its size and the length of the block, in bytes.
func (r *Reader) header(in *source) (rec *Record, size int, length int64, err error) {
	head := in.peek(16)
	if !bytes.HasPrefix(head, []byte("WARC/")) {
		data := in.peek(maxARCLine)
		if n := bytes.IndexByte(data, '\n'); n >= 0 {
			if rec, length, ok := parseARC(data[:n]); ok {
				r.arc = true
				return rec, n + 1, length, nil
			}
		}
		return nil, 0, 0, damaged("no record here")
	}
	if !isVersion(head) {
		return nil, 0, 0, damaged("no version of warc: %.16q", head)
	}
	for n := 4 << 10; ; n *= 4 {
		n = min(n, r.limits.Header)
		data := in.peek(n)
		end := headerEnd(data)
		if next := nextStart(data, false); next >= 0 && (end < 0 || next < end) {
			return nil, 0, 0, damaged("a header without an end")
		}
		switch {
		case end >= 0:
			rec, length, err = parseWARC(data[:end])
			return rec, end, length, err
		case len(data) < n:
			return nil, 0, 0, damaged("truncated header")
		case n == r.limits.Header:
			return nil, 0, 0, tooLarge("a header of over %d bytes", n)
		}
	}
}

// terminator is how many bytes of line ends follow a block: two of them, as the format has it, or what there is.
func terminator(after []byte) int {
	n := 0
	for range 2 {
		switch {
		case bytes.HasPrefix(after[n:], []byte("\r\n")):
			n += 2
		case bytes.HasPrefix(after[n:], []byte("\n")):
			n++
		}
	}
	return n
}

// ends reports whether a block ends where its header says: two line ends follow it, or the end, or another record, since
// many archives have one line end or none there.
func (r *Reader) ends(after []byte, ended bool) bool {
	if ended && len(after) <= 8 || bytes.HasPrefix(after, []byte("\r\n\r\n")) || bytes.HasPrefix(after, []byte("\n\n")) {
		return true
	}
	if r.arc && bytes.HasPrefix(after, []byte("\n")) {
		return true
	}
	return isVersion(bytes.TrimLeft(after, "\r\n"))
}

// resync passes over size bytes that are not worth another look and then to the next line that begins a record, or to the end.
// Where the member itself is damaged the next call of record finds that out.
func (r *Reader) resync(in *source, size int) {
	in.skip(max(size-1, 0)) // the line end before what may be the next record stays
	in.mark = -1
	for {
		data := in.peek(chunk)
		if n := nextStart(data, r.arc); n >= 0 {
			in.skip(n)
			return
		}
		if len(data) < chunk {
			in.skip(len(data))
			return
		}
		in.skip(len(data) - overlap(data))
	}
}

// overlap is how many bytes at the end of data may be the beginning of a line that begins a record.
func overlap(data []byte) int {
	last := bytes.LastIndexByte(data[len(data)-maxARCLine:], '\n')
	if last < 0 {
		return 1
	}
	return maxARCLine - last
}
