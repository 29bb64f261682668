package read

import (
	"slices"

	"dixit"

	"golang.org/x/text/transform"
)

// offsets lead from places in a decoded text back to the bytes that it was decoded from. The zero offsets are those of a text
// that is its file.
//
// No table is kept: a text is decoded once more, up to the place that is asked for. That is exact for every encoding, also for
// one whose bytes mean what bytes long before them say (ISO-2022-JP), and for damage. Places that are asked for in their order
// cost one pass in all.
type offsets struct {
	fresh func() transform.Transformer // makes a decoder; nil: the text is its file
	data  []byte
	cut   int // bytes cut off the beginning of what was decoded: a byte order mark

	decoder    transform.Transformer
	text, file int // where the decoder is, in what was decoded and in data
}

// source is the byte of the file that place at of the text comes from; for one inside a character it is the character's first.
func (o *offsets) source(at int) int {
	if o.fresh == nil {
		return at
	}
	at += o.cut
	if o.decoder == nil || at < o.text {
		o.decoder, o.text, o.file = o.fresh(), 0, 0
	}
	var window [4096]byte
	for o.text < at {
		written, used, _ := o.decoder.Transform(window[:min(len(window), at-o.text)], o.data[o.file:], true)
		if written == 0 && used == 0 {
			break // at is inside a character
		}
		o.text, o.file = o.text+written, o.file+used
	}
	return o.file
}

// settle makes of the sources of blocks, ranges of the decoded text, ranges of the file.
func (o *offsets) settle(blocks []dixit.Block) {
	if o.fresh == nil {
		return
	}
	var ends []*int
	for i := range blocks {
		if s := &blocks[i].Source; s.Len() > 0 {
			ends = append(ends, &s.Start, &s.End)
		}
	}
	slices.SortStableFunc(ends, func(a, b *int) int { return *a - *b })
	for _, end := range ends {
		*end = o.source(*end)
	}
}
