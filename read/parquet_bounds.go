package read

import (
	"encoding/binary"
	"io"
	"slices"

	"dixit"
)

// Bounds on a Parquet file, which the library has none of: it makes room for whatever length the file says. A page is what
// writers put a megabyte or a few thousand rows into.
const (
	maxPage       = 64 << 20 // bytes of a page, decompressed
	maxPageValues = 4 << 20
	maxPageHeader = 4 << 20 // bytes
	maxStructs    = 10_000  // in the footer, and one more for each structBytes bytes of the file
	structBytes   = 4096
)

// thrift walks over a structure in Thrift's compact protocol (github.com/apache/thrift, doc/specs/thrift-compact-protocol.md),
// which the headers of Parquet files are written in, to see that it is whole and asks for no more room than it has.
type thrift struct {
	data    []byte
	at      int
	structs int // that may yet be in lists
	fields  []int
	number  func(fields []int, v int64) // is called for each whole number in a structure, with the numbers of the fields that lead there
}

// Types of the compact protocol.
const (
	thriftByte   = 3
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12
)

// structure passes over a structure and reports whether it is sound.
func (t *thrift) structure() bool {
	const deepest = 16
	if len(t.fields) > deepest {
		return false
	}
	t.fields = append(t.fields, 0)
	defer func() { t.fields = t.fields[:len(t.fields)-1] }()
	for {
		head, ok := t.byte()
		if !ok || head == 0 {
			return ok
		}
		last := &t.fields[len(t.fields)-1]
		if *last += int(head >> 4); head>>4 == 0 {
			id, ok := t.varint()
			if !ok {
				return false
			}
			*last = int(id)
		}
		if kind := head & 0xf; kind > 2 && !t.value(kind) { // a boolean is in its type
			return false
		}
	}
}

// value passes over a value.
func (t *thrift) value(kind byte) bool {
	switch kind {
	case 1, 2, thriftByte:
		return t.skip(1)
	case thriftDouble:
		return t.skip(8)
	case thriftBinary:
		n, ok := t.uvarint()
		return ok && t.skip(n)
	case thriftList, thriftSet:
		return t.list()
	case thriftMap:
		n, ok := t.uvarint() // Parquet has none
		return ok && n == 0
	case thriftStruct:
		return t.structure()
	}
	v, ok := t.varint()
	if ok && t.number != nil {
		t.number(t.fields, v)
	}
	return ok && kind > 2 && kind < thriftDouble
}

// list passes over a list. Each of its elements takes a byte at least.
func (t *thrift) list() bool {
	head, ok := t.byte()
	n := uint64(head >> 4)
	if ok && n == 15 {
		n, ok = t.uvarint()
	}
	if !ok || n > uint64(len(t.data)-t.at) {
		return false
	}
	if head&0xf == thriftStruct {
		if t.structs -= int(n); t.structs < 0 {
			return false
		}
	}
	for range n {
		if !t.value(head & 0xf) {
			return false
		}
	}
	return true
}

func (t *thrift) byte() (byte, bool) {
	if t.at >= len(t.data) {
		return 0, false
	}
	t.at++
	return t.data[t.at-1], true
}

func (t *thrift) skip(n uint64) bool {
	if n > uint64(len(t.data)-t.at) {
		return false
	}
	t.at += int(n)
	return true
}

func (t *thrift) uvarint() (uint64, bool) {
	v, n := binary.Uvarint(t.data[t.at:])
	t.at += max(n, 0)
	return v, n > 0
}

func (t *thrift) varint() (int64, bool) {
	v, n := binary.Varint(t.data[t.at:])
	t.at += max(n, 0)
	return v, n > 0
}

// boundFooter checks the footer of a Parquet file.
func boundFooter(whole io.ReaderAt, size int64) error {
	var end [8]byte
	if size < 12 {
		return dixit.Errorf(dixit.Unreadable, "parquet: cut off")
	}
	if _, err := whole.ReadAt(end[:], size-8); err != nil {
		return err
	}
	n := int64(binary.LittleEndian.Uint32(end[:]))
	switch {
	case string(end[4:]) != "PAR1", n > size-12:
		return dixit.Errorf(dixit.Unreadable, "parquet: cut off, or its end is damaged")
	case n > directoryBytes+size/8:
		return dixit.Errorf(dixit.TooLarge, "parquet: a footer of %d bytes", n)
	}
	data := make([]byte, n)
	if _, err := whole.ReadAt(data, size-8-n); err != nil {
		return err
	}
	t := thrift{data: data, structs: maxStructs + int(size/structBytes)}
	if !t.structure() {
		return dixit.Errorf(dixit.Unreadable, "parquet: the footer is damaged or says too much")
	}
	return nil
}

// pageHeader is what the header of a page says.
type pageHeader struct {
	length                                     int // of the header, in bytes
	uncompressed, compressed, values, encoding int64
}

// deltaByteArray is the number of an encoding in which few bytes give any number, all at once.
const deltaByteArray = 7

// boundPages checks the headers of all pages of a column in a row group, which begin at an offset and have size bytes.
func boundPages(whole io.ReaderAt, offset, size int64) error {
	for end := offset + size; offset < end; {
		h, err := readPageHeader(whole, offset, end)
		if err != nil {
			return err
		}
		switch {
		case h.compressed < 0 || h.uncompressed < 0 || h.values < 0:
			return dixit.Errorf(dixit.Unreadable, "parquet @%d: damaged page header", offset)
		case h.uncompressed > maxPage, h.compressed > maxPage, h.values > maxPageValues, h.uncompressed > freeOutput && h.uncompressed/maxGrowth > h.compressed:
			return dixit.Errorf(dixit.TooLarge, "parquet @%d: a page of %d bytes and %d values out of %d bytes", offset, h.uncompressed, h.values, h.compressed)
		case h.encoding == deltaByteArray:
			return dixit.Errorf(dixit.Unreadable, "parquet @%d: the encoding DELTA_BYTE_ARRAY is not read", offset)
		}
		offset += int64(h.length) + h.compressed
	}
	return nil
}

// readPageHeader reads the header of the page at an offset, of a column that ends at end.
func readPageHeader(whole io.ReaderAt, offset, end int64) (h pageHeader, err error) {
	for room := int64(256); ; room *= 16 {
		data := make([]byte, min(room, end-offset))
		if _, err := whole.ReadAt(data, offset); err != nil {
			return h, err
		}
		t := thrift{data: data, structs: 100, number: h.number}
		if t.structure() {
			h.length = t.at
			return h, nil
		}
		if room >= maxPageHeader || room >= end-offset {
			return h, dixit.Errorf(dixit.Unreadable, "parquet @%d: damaged page header", offset)
		}
	}
}

// number takes a number of the header: of the page itself, or of the header for its kind in field 5, 7 or 8.
func (h *pageHeader) number(fields []int, v int64) {
	switch {
	case slices.Equal(fields, []int{2}):
		h.uncompressed = v
	case slices.Equal(fields, []int{3}):
		h.compressed = v
	case len(fields) == 2 && fields[0] >= 5 && fields[1] == 1:
		h.values = v
	case slices.Equal(fields, []int{5, 2}), slices.Equal(fields, []int{8, 4}):
		h.encoding = v
	}
}
