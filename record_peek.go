package dixit

import (
	"bytes"
	"math"
)

// Peek is what can be told of a record without decoding it.
type Peek struct {
	Start, End int  // code points between which its content lies
	Quotes     bool // it may have quotations
}

// PeekRecord looks into a record that MarshalJSON wrote, which takes a hundredth of the time that DecodeRecord takes and checks nothing. Of
// what it does not understand it says that the content may be anywhere. What is looked for cannot be part of a string, in which a
// quotation mark has a backslash before it.
func PeekRecord(data []byte) Peek {
	any := Peek{0, math.MaxInt, true}
	_, rest, ok := bytes.Cut(data, []byte(`"content":[`))
	content, rest, closed := bytes.Cut(rest, []byte(`],"quotes":[`))
	if !ok || !closed {
		return any
	}
	p := Peek{Start: math.MaxInt, Quotes: !bytes.HasPrefix(rest, []byte("]"))}
	for {
		_, after, more := bytes.Cut(content, []byte(`{"start":`))
		if !more {
			break
		}
		start, tail, ok := leadingNumber(after)
		tail, comma := bytes.CutPrefix(tail, []byte(`,"end":`))
		end, tail, also := leadingNumber(tail)
		if !ok || !comma || !also {
			return any
		}
		p.Start, p.End, content = min(p.Start, start), max(p.End, end), tail
	}
	return p
}

// leadingNumber is the number that data begins with, and what comes after it; not ok if there is none of up to nine figures.
func leadingNumber(data []byte) (n int, rest []byte, ok bool) {
	const most = 9
	i := 0
	for ; i < len(data) && i <= most && '0' <= data[i] && data[i] <= '9'; i++ {
		n = 10*n + int(data[i]-'0')
	}
	return n, data[i:], 0 < i && i <= most
}
