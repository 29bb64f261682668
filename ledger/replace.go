package ledger

import (
	"slices"

	"dixit"
)

// Change says what Replace has done to the statements of a document.
type Change struct {
	Same    int // were found again, with their ids
	Added   int // are new, and nobody's successor
	Moved   int // were found otherwise: their ids lead to others now
	Gone    int // were not found again, and have no successor
	Counted int // how many more statements count now, those of copies included; may be negative
}

// leastShared is how much of two statements must be the same for the one to be the other's successor, in code points of their
// cues and contents, of the longer one's.
const leastShared = 0.6

// Successors finds out which of the statements that an engine finds in a document are those that another engine found there.
type Successors struct {
	now   []dixit.Statement
	words map[int][]int // by the code point at which their words begin
	near  map[int][]int // by the stretches of the text that their words lie in
}

// stretch is how many code points of a text are looked at as one.
const stretch = 512

// NewSuccessors prepares for what an engine finds now.
func NewSuccessors(now []dixit.Statement) *Successors {
	s := &Successors{now, map[int][]int{}, map[int][]int{}}
	for i, st := range now {
		if list := wordsOf(st); len(list) > 0 {
			s.words[list[0].Start()] = append(s.words[list[0].Start()], i)
		}
		for at := range stretches(st) {
			s.near[at] = append(s.near[at], i)
		}
	}
	return s
}

// Of is which one is the successor of a statement that another engine found; -1 if none is. It is one with the same content (of
// those without content, the same cue), before others one with the same source, cue or speaker; else the one that shares most of
// its cue and content, 0.6 of the longer one's code points at least, and has its source at the same place, or neither has one.
func (s *Successors) Of(was dixit.Statement) int {
	best, most := -1, 0.0
	if list := wordsOf(was); len(list) > 0 {
		for _, i := range s.words[list[0].Start()] {
			if x := 1 + likeness(was, s.now[i]); sameWords(was, s.now[i]) && x > most {
				best, most = i, x
			}
		}
	}
	if best >= 0 {
		return best
	}
	for at := range stretches(was) {
		for _, i := range s.near[at] {
			if !sameSource(was, s.now[i]) {
				continue
			}
			if x := shared(was, s.now[i]); x >= leastShared && (x > most || x == most && i < best) {
				best, most = i, x
			}
		}
	}
	return best
}

// wordsOf is the content of s, or its cue where it has none.
func wordsOf(s dixit.Statement) []dixit.Fragment {
	if len(s.Content) > 0 {
		return s.Content
	}
	return s.Cue
}

// stretches are the stretches of the text that the cue and the content of s lie in.
func stretches(s dixit.Statement) map[int]bool {
	out := map[int]bool{}
	for _, f := range slices.Concat(s.Cue, s.Content) {
		for at := f.Start() / stretch; at <= f.End()/stretch; at++ {
			out[at] = true
		}
	}
	return out
}

// sameWords reports whether s and t say the same words at the same place.
func sameWords(s, t dixit.Statement) bool {
	return len(s.Content) == len(t.Content) && slices.Equal(wordsOf(s), wordsOf(t))
}

// likeness tells statements apart that say the same words: those of two who speak together, or of one inside another.
func likeness(s, t dixit.Statement) float64 {
	n := 0.0
	switch {
	case s.Mention == t.Mention:
		n += 8
	case sameSource(s, t):
		n += 4
	}
	if slices.Equal(s.Cue, t.Cue) {
		n += 2
	}
	if s.Speaker.Name == t.Speaker.Name {
		n++
	}
	return n
}

// sameSource reports whether the sources of s and t stand at one place, or neither has one.
func sameSource(s, t dixit.Statement) bool {
	if s.Mention.IsZero() || t.Mention.IsZero() {
		return s.Mention.IsZero() && t.Mention.IsZero()
	}
	return s.Mention.Span().Overlaps(t.Mention.Span())
}

// shared is how much of the cue and content of the longer of s and t is in the other too, in code points: 0 to 1.
func shared(s, t dixit.Statement) float64 {
	a, b := slices.Concat(s.Cue, s.Content), slices.Concat(t.Cue, t.Content)
	both := 0
	for _, f := range a {
		for _, g := range b {
			both += max(0, min(f.End(), g.End())-max(f.Start(), g.Start()))
		}
	}
	if long := max(points(a), points(b)); long > 0 {
		return float64(both) / float64(long)
	}
	return 0
}

// points counts code points.
func points(list []dixit.Fragment) int {
	n := 0
	for _, f := range list {
		n += f.End() - f.Start()
	}
	return n
}
