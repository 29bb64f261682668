package compare

import (
	"slices"

	"dixit"
	"dixit/copies/wordhash"
)

// speaker is who said something, as far as two speakers are compared.
type speaker struct {
	kind  dixit.SpeakerKind
	id    string
	words []string // of the name of a person or an organisation, folded; none if it has none
	chain [][]string
}

func speakerOf(s dixit.Statement) speaker {
	sp := speaker{kind: s.Speaker.Kind, id: s.Speaker.ID}
	if sp.named() {
		sp.words = fold(s.Speaker.Name)
	}
	for _, l := range s.Chain[:max(0, len(s.Chain)-1)] {
		sp.chain = append(sp.chain, fold(l.Name))
	}
	return sp
}

// named reports whether the name of s is that of somebody, and not what he is called ("officials").
func (s speaker) named() bool { return s.kind == dixit.Person || s.kind == dixit.Organisation }

// last is the last word of the name, by which the speaker of a short quotation is found; "" if there is no name.
func (s speaker) last() string {
	if len(s.words) == 0 {
		return ""
	}
	return s.words[len(s.words)-1]
}

func (s speaker) hash() uint64 {
	h := []uint64{wordhash.Of(string(s.kind)), wordhash.Of(s.id)}
	for _, name := range append([][]string{s.words}, s.chain...) {
		h = append(h, 0)
		for _, w := range name {
			h = append(h, wordhash.Of(w))
		}
	}
	return wordhash.Row(h...)
}

// relation is what two speakers may be to each other.
type relation int

// The relations.
const (
	others   relation = iota // they are two
	possible                 // they may be one, or one speaks for the other
	same                     // they have one name
)

// relationOf says what two speakers are to each other. One who has no name ("officials", "the president", "he") may be anybody; a
// person and a body may speak for each other. Two names are one if they end in the same word and the one has all words of the
// other: "Trump" and "Donald Trump", but not "Hillary Clinton" and "Bill Clinton". Of two that are not, the one may relay the other.
func relationOf(a, b speaker) relation {
	switch {
	case len(a.words) == 0 || len(b.words) == 0:
		return possible
	case a.last() == b.last() && (within(a.words, b.words) || within(b.words, a.words)):
		return same
	case a.id != "" && a.id == b.id, a.kind != b.kind, within(a.words, b.words), within(b.words, a.words),
		a.relays(b.words), b.relays(a.words):
		return possible
	}
	return others
}

// relays reports whether s's words came through somebody of that name.
func (s speaker) relays(name []string) bool {
	return slices.ContainsFunc(s.chain, func(l []string) bool { return len(l) > 0 && (within(l, name) || within(name, l)) })
}

// within reports whether all the words of a are in b.
func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}
