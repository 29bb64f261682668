package relational

import (
	"bytes"
	"encoding/json"
	"strconv"

	"dixit"
)

// blocksOf reads blocks as packBlocks writes them, which encoding/json takes longer to read than all else that is read of a document. What
// is written in any other way is left to it.
func blocksOf(raw []byte) (list []block, err error) {
	if list, ok := plainBlocks(raw); ok {
		return list, nil
	}
	err = json.Unmarshal(raw, &list)
	return list, err
}

// plainBlocks is blocksOf for what is written to the letter as packBlocks does.
func plainBlocks(raw []byte) ([]block, bool) {
	const each = 64 // bytes of a block, or more
	list := make([]block, 0, len(raw)/each)
	r := blockReader{rest: raw, ok: true}
	for separator := "["; r.ok; separator = "," {
		if len(list) > 0 && string(r.rest) == "]" {
			return list, true
		}
		r.literal(separator + `{"start":`)
		b := block{Start: r.number()}
		r.literal(`,"end":`)
		b.End = r.number()
		b.Kind, b.Region = dixit.BlockKind(r.word(`,"kind":"`)), dixit.Region(r.word(`,"region":"`))
		b.Source, b.Turn = r.span(`,"source":`), r.span(`,"turn":`)
		r.literal("}")
		list = append(list, b)
	}
	return nil, false
}

// blockReader reads what is expected; ok is false once something else came.
type blockReader struct {
	rest []byte
	ok   bool
}

func (r *blockReader) literal(s string) {
	if !r.ok || len(r.rest) < len(s) || string(r.rest[:len(s)]) != s {
		r.ok = false
		return
	}
	r.rest = r.rest[len(s):]
}

func (r *blockReader) number() int {
	i := 0
	for i < len(r.rest) && '0' <= r.rest[i] && r.rest[i] <= '9' {
		i++
	}
	n, err := strconv.Atoi(string(r.rest[:i]))
	r.ok = r.ok && err == nil && (i == 1 || r.rest[0] != '0')
	r.rest = r.rest[i:]
	return n
}

// word is the text after a key, of plain letters.
func (r *blockReader) word(key string) string {
	r.literal(key)
	i := bytes.IndexByte(r.rest, '"')
	if !r.ok || i < 0 || bytes.ContainsFunc(r.rest[:i], func(c rune) bool { return c < 'a' || 'z' < c }) {
		r.ok = false
		return ""
	}
	w := string(r.rest[:i])
	r.rest = r.rest[i+1:]
	return w
}

// span is the span after a key, the zero Span if the key does not come.
func (r *blockReader) span(key string) (s dixit.Span) {
	if !bytes.HasPrefix(r.rest, []byte(key)) {
		return s
	}
	r.literal(key + `{"Start":`)
	s.Start = r.number()
	r.literal(`,"End":`)
	s.End = r.number()
	r.literal("}")
	return s
}
