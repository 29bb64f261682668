package postgres

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
)

// vector is a tsvector.
type vector []lexeme

// lexeme is a word of a vector with its places, in order; none if they do not matter.
type lexeme struct {
	word   string
	places []uint16
}

// sort brings the words into the order of PostgreSQL, by their bytes, and leaves none twice.
func (v *vector) sort() {
	slices.SortFunc(*v, func(a, b lexeme) int { return cmp.Compare(a.word, b.word) })
	*v = slices.CompactFunc(*v, func(a, b lexeme) bool { return a.word == b.word })
}

// binary is v as PostgreSQL takes it where data are binary (tsvectorrecv).
func (v vector) binary() []byte {
	size := 4
	for _, l := range v {
		size += len(l.word) + 3 + 2*len(l.places)
	}
	b := binary.BigEndian.AppendUint32(make([]byte, 0, size), uint32(len(v)))
	for _, l := range v {
		b = append(append(b, l.word...), 0)
		b = binary.BigEndian.AppendUint16(b, uint16(len(l.places)))
		for _, at := range l.places {
			b = binary.BigEndian.AppendUint16(b, at)
		}
	}
	return b
}

// literal is v as PostgreSQL reads it in text.
func (v vector) literal() string {
	var b strings.Builder
	for _, l := range v {
		b.WriteString(literalOf(l.word))
		for i, at := range l.places {
			b.WriteByte(":,"[min(i, 1)])
			b.WriteString(strconv.Itoa(int(at)))
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// literalOf is a word as PostgreSQL reads it. Letters, digits and accents are all it may be of, and need nothing.
func literalOf(word string) string {
	if strings.ContainsAny(word, `'\`) {
		word = strings.NewReplacer("'", "''", `\`, `\\`).Replace(word)
	}
	return "'" + word + "'"
}
