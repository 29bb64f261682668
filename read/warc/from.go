package warc

// From goes to the first record that begins at or after an offset of the archive, or to the first member that begins with one; Next
// gives it then. The reader must be new. It looks at the beginning of the archive first, which says what form it has; seek is then
// asked to put what is read at an offset.
//
// Where members or records stand one behind the other, this finds the one that reading from the beginning comes to. It may be misled
// by an archive that is stored, not compressed, in a record of another.
func (r *Reader) From(offset int64, seek func(offset int64) error) error {
	head := r.raw.peek(maxARCLine)
	if r.begin(head); r.form == zstandard && HasDictionary(head) {
		if err := r.skipFrame(); err != nil {
			return err
		}
	}
	if offset <= 0 {
		offset = 0
	}
	in, at := r.raw.r, offset
	if r.form == plain && at > 0 {
		r.arc = !isVersion(trimmedLines(head))
		at-- // the line end before what may be the first record
	}
	if err := seek(at); err != nil {
		return err
	}
	r.raw.reset(in, at, kept)
	switch {
	case at == offset && r.form != plain:
		r.lost = true
	case offset > 0:
		r.inside = true
		r.resync(&r.raw, 0)
	}
	return nil
}

// trimmedLines is data without the empty lines before it.
func trimmedLines(data []byte) []byte {
	for len(data) > 0 && (data[0] == '\r' || data[0] == '\n') {
		data = data[1:]
	}
	return data
}
