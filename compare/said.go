package compare

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dixit"
	"dixit/copies"
	"dixit/copies/wordhash"
)

// Said is a statement made ready to be compared. It does not change and may be shared by goroutines.
type Said struct {
	ID  string // of the statement
	Doc string // address of its document

	order   place
	words   []word
	bearing []int // the words that bear meaning
	spans   []dixit.Span
	whole   []bool // of each quotation, whether all of it is in one content
	speaker speaker
	prints  []uint32
	day     int64 // of publication, counted from a fixed one; 0 if unknown
}

// Len is how many words were said.
func (s *Said) Len() int { return len(s.words) }

// Of makes a statement ready.
func Of(doc dixit.DocumentRef, s dixit.Statement) *Said {
	out := &Said{ID: s.ID, Doc: doc.SHA256, order: placeOf(doc, s), words: wordsOf(s), speaker: speakerOf(s), day: dayOf(doc.Published)}
	for i, w := range out.words {
		if w.bears {
			out.bearing = append(out.bearing, i)
		}
	}
	for _, f := range s.Content {
		out.spans = append(out.spans, f.Span())
	}
	for _, q := range s.Quotes {
		inner := dixit.Span{Start: q.Words.Span().Start + len(q.Open), End: q.Words.Span().End - len(q.Close)}
		out.whole = append(out.whole, slices.ContainsFunc(out.spans, func(c dixit.Span) bool { return c.Contains(inner) }))
	}
	out.prints = out.printed()
	return out
}

// bears is the n-th word of s that bears meaning.
func (s *Said) bears(n int) word { return s.words[s.bearing[n]] }

// Wording is a hash of all that Alike looks at but the place: two statements of different documents that have the same one are
// alike to the same others.
func (s *Said) Wording() uint64 {
	h := []uint64{s.speaker.hash(), uint64(s.day)}
	for _, w := range s.words {
		h = append(h, w.hash, uint64(w.stretch))
	}
	return wordhash.Row(h...)
}

// overlaps reports whether s and t are words of one document that have a place in common, as a statement and what is said inside
// it, or one of two who speak together.
func (s *Said) overlaps(t *Said) bool {
	if s.Doc != t.Doc {
		return false
	}
	for _, a := range s.spans {
		if slices.ContainsFunc(t.spans, a.Overlaps) {
			return true
		}
	}
	return false
}

// place is where a statement comes among others.
type place struct {
	unknown bool // the day is
	day     string
	relayed bool // it is not the news agency itself that prints the agency's words
	instant int64
	untimed bool
	doc     string
	start   int // code point of the document
	id      string
}

func placeOf(doc dixit.DocumentRef, s dixit.Statement) place {
	p := place{unknown: true, relayed: !copies.IsOwn(doc.Agency, doc.Outlet), untimed: true, doc: doc.SHA256, id: s.ID}
	if dayOf(doc.Published) != 0 {
		p.unknown, p.day = false, doc.Published[:len(time.DateOnly)]
		if t, err := time.Parse(time.RFC3339, doc.Published); err == nil {
			p.untimed, p.instant = false, t.Unix()
		}
	}
	if len(s.Content) > 0 {
		p.start = s.Content[0].Start()
	}
	return p
}

// Compare is negative if s was said before t, as far as anybody can tell: by the day of publication, unknown ones last; within a
// day the news agency itself first, then by the instant, days without one last; then by the documents' addresses and the places
// in them. Only a statement is equal to itself.
func (s *Said) Compare(t *Said) int {
	a, b := s.order, t.order
	return cmp.Or(
		compareBool(a.unknown, b.unknown), strings.Compare(a.day, b.day), compareBool(a.relayed, b.relayed),
		compareBool(a.untimed, b.untimed), cmp.Compare(a.instant, b.instant), strings.Compare(a.doc, b.doc),
		cmp.Compare(a.start, b.start), strings.Compare(a.id, b.id))
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// dayOf is the number of a day of publication, 0 for none.
func dayOf(published string) int64 {
	if len(published) < len(time.DateOnly) {
		return 0
	}
	t, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)])
	if err != nil {
		return 0
	}
	const day = 24 * 60 * 60
	return t.Unix()/day + 1<<20 // the years before 1970 too are greater than 0
}
