package read

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"dixit"
	"dixit/read/warc"
)

// Part is a part of a file: the records of an archive, or the lines of NDJSON, that begin at or after byte From and before byte To of
// the file as it lies on disk. To 0 is its end. The zero Part is all of it. Parts that follow on each other hold together what is in
// the file, and nothing twice, whatever the bytes are at which they meet.
//
// A record is in the part in which it begins: one in segments is read on behind To, and its segments at the beginning of the next
// part are passed over. Records that are compressed together begin where what they are compressed in begins.
type Part struct{ From, To int64 }

// holds reports whether what begins at an offset is before the end of the part.
func (p Part) holds(offset int64) bool { return p.To == 0 || offset < p.To }

// part prepares to read a part of a file, of a form that has parts. An archive is read on to where the next part begins, which is not
// every record at or after the end of this one: before some there is no line end, so that only those who come along find them.
func (o *Options) part(c *counted, isFile bool, form form) error {
	if o.Part == (Part{}) {
		return nil
	}
	if !isFile || !c.file || form != formArchive && form != formNDJSON {
		return dixit.Errorf(dixit.Invalid, "%s has no parts that could be read for themselves", form)
	}
	file, ok := c.in.(*os.File)
	if o.Part.To == 0 || form == formNDJSON || !ok {
		return nil
	}
	again, err := os.Open(file.Name())
	if err != nil {
		return err
	}
	defer again.Close()
	o.Part.To, err = border(again, file.Name(), form, o.Part.To)
	return err
}

// archivePart goes to where the part of an archive begins.
func (o Options) archivePart(r *warc.Reader) error {
	if o.Part.From == 0 {
		return nil
	}
	return r.From(o.Part.From, o.seek)
}

// linesPart goes to the first line that begins in the part, and says how many come before it.
func (o Options) linesPart(in io.Reader) (before int, err error) {
	if o.Part.From == 0 {
		return 0, nil
	}
	if err := o.seek(0); err != nil {
		return 0, err
	}
	buf := make([]byte, 256<<10)
	at, last := int64(0), int64(-1) // and the last line end that is not behind From
	for at < o.Part.From {
		n, err := in.Read(buf[:min(int64(len(buf)), o.Part.From-at)])
		before += bytes.Count(buf[:n], []byte("\n"))
		if i := bytes.LastIndexByte(buf[:n], '\n'); i >= 0 {
			last = at + int64(i)
		}
		if at += int64(n); err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		if n == 0 {
			return before, nil
		}
	}
	if last == o.Part.From-1 {
		return before, o.seek(o.Part.From)
	}
	return before + 1, o.pastLine(in, buf, at)
}

// pastLine goes behind the line that offset at is in.
func (o Options) pastLine(in io.Reader, buf []byte, at int64) error {
	for {
		n, err := in.Read(buf)
		if i := bytes.IndexByte(buf[:n], '\n'); i >= 0 {
			return o.seek(at + int64(i) + 1)
		}
		at += int64(n)
		switch {
		case errors.Is(err, io.EOF):
			return o.seek(at)
		case err != nil:
			return err
		}
	}
}

// Parts divides a file into parts of about so many bytes, at places where a record or a line begins. Where it is one part, why says
// why it could not be divided, "" if it is not larger.
func Parts(ctx context.Context, path string, about int64) (parts []Part, why string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, "", fileError(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, "", fileError(path, err)
	}
	size := info.Size()
	if size <= about+about/2 || about <= 0 {
		return []Part{{}}, "", nil
	}
	head := make([]byte, sniffed)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, "", fileError(path, err)
	}
	form := sniff(head[:n])
	if form != formArchive && form != formNDJSON {
		return []Part{{}}, string(form) + " is read from its beginning to its end", nil
	}
	from := int64(0)
	for wanted := about; wanted < size-about/2; wanted = max(wanted, from) + about {
		if ctx.Err() != nil {
			return nil, "", ctx.Err()
		}
		at, err := border(f, path, form, wanted)
		if err != nil {
			return nil, "", fileError(path, err)
		}
		if at >= size {
			break
		}
		if at > from {
			parts, from = append(parts, Part{from, at}), at
		}
	}
	if from == 0 {
		return []Part{{}}, "no record of it can be read without what is before", nil
	}
	return append(parts, Part{From: from}), "", nil
}

// border is the first offset of a file, not before wanted, at which a record or a line begins; its size if none does.
func border(f *os.File, path string, form form, wanted int64) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if form == formNDJSON {
		buf := make([]byte, 64<<10)
		for at := wanted - 1; ; {
			n, err := f.ReadAt(buf, at)
			if i := bytes.IndexByte(buf[:n], '\n'); i >= 0 {
				return at + int64(i) + 1, nil
			}
			if at += int64(n); errors.Is(err, io.EOF) {
				return info.Size(), nil
			} else if err != nil {
				return 0, err
			}
		}
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	r := warc.NewReader(path, f, warc.Limits{Block: DefaultMaxBytes + 1<<20})
	err = r.From(wanted, func(offset int64) error {
		_, err := f.Seek(offset, io.SeekStart)
		return err
	})
	var rec *warc.Record
	if err == nil {
		if rec, err = r.Next(); err == nil {
			return rec.Offset, nil
		}
	}
	if damage, ok := errors.AsType[*warc.RecordError](err); ok {
		return damage.Offset, nil // whoever reads the part will say so
	}
	if errors.Is(err, io.EOF) {
		return info.Size(), nil
	}
	return 0, err
}
