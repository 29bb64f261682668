package neural

import (
	"bytes"
	"encoding/binary"
)

// vocabulary finds a word's number in the model file's own bytes, a hash table with linear probing: nothing is built at start.
type vocabulary struct {
	slots   []byte // uint32 each: 0, or 1 + the number of a word
	offsets []byte // uint32 each, one more than words
	words   []byte
}

// size is the number of words.
func (v *vocabulary) size() int { return len(v.offsets)/4 - 1 }

// word is word n.
func (v *vocabulary) word(n uint32) []byte {
	return v.words[binary.LittleEndian.Uint32(v.offsets[4*n:]):binary.LittleEndian.Uint32(v.offsets[4*n+4:])]
}

// find returns the number of a word, given its FNV-1a hash.
func (v *vocabulary) find(word []byte, hash fnv) (n uint32, ok bool) {
	mask := uint32(len(v.slots)/4 - 1)
	for i := uint32(hash.fold(len(v.slots) / 4)); ; i = (i + 1) & mask {
		n := binary.LittleEndian.Uint32(v.slots[4*i:])
		if n == 0 {
			return 0, false
		}
		if bytes.Equal(v.word(n-1), word) {
			return n - 1, true
		}
	}
}

// vocabulary reads the words and checks what find relies on: an empty slot, and slots and offsets that lie inside.
func (d *decoder) vocabulary(words, slots int) vocabulary {
	v := vocabulary{slots: d.section(4 * slots), offsets: d.section(4 * (words + 1))}
	if d.cut || slots&(slots-1) != 0 || slots <= words {
		d.cut = true
		return vocabulary{}
	}
	v.words = d.section(int(binary.LittleEndian.Uint32(v.offsets[4*words:])))
	used, before := 0, uint32(0)
	for i := range slots {
		n := binary.LittleEndian.Uint32(v.slots[4*i:])
		if n > uint32(words) {
			d.cut = true
		}
		if n > 0 {
			used++
		}
	}
	for i := range words + 1 {
		at := binary.LittleEndian.Uint32(v.offsets[4*i:])
		if at < before || at > uint32(len(v.words)) {
			d.cut = true
		}
		before = at
	}
	d.cut = d.cut || used == slots
	return v
}
