package copies

// Kind is how one document is a copy of another.
type Kind string

// The kinds of copy.
const (
	SameText Kind = "same-text" // the same words in the same order
	Near     Kind = "near"      // about as long, with changes
	Part     Kind = "part"      // the one stands in the other, for the most part
	Version  Kind = "version"   // of the same address: what stood there at another time
	Story    Kind = "story"     // no copy of it, but of another copy of it: two ends of one story
)

// What a copy is. Of the pairs of documents that the measurement in corpus_test.go looks at, those that share a story have more
// than least of the shorter one's shingles in common, those that share a form (the questions of a series of interviews, a list
// of captions) 0.55 at most. Texts of a few sentences may be an outlet's notice about itself, which stands in everything it
// prints: one of them is a part of nothing.
const (
	least        = 0.6 // of the shorter one's shingles
	leastVersion = 0.2 // the same, of documents with one address
	leastNear    = 16  // shingles of a text that can be near another
	leastPart    = 50  // shingles of a text that can be a part of a longer one
	alike        = 0.7 // length of the shorter to that of the longer, of texts that are near each other
)

// Likeness is what two documents have in common.
type Likeness struct {
	Kind  Kind    // "" if neither is a copy of the other
	Share float64 // of the first one's shingles, how many the second one has: 0 to 1
}

// Compare says whether a and b are copies, and how much of a stands in b. It is exact but for collisions of 64-bit hashes, and
// whether they are copies does not hang on which is first. SameAddress says that both were published at one address.
func Compare(a, b *Sketch, sameAddress bool) Likeness {
	x, y := a.distinct(), b.distinct()
	if len(x) == 0 || len(y) == 0 {
		return Likeness{}
	}
	n := common(x, y)
	l := Likeness{Share: float64(n) / float64(len(x))}
	short, long := min(len(x), len(y)), max(len(x), len(y))
	contained, near := float64(n)/float64(short), float64(short) >= alike*float64(long)
	switch {
	case a.words == b.words && a.whole == b.whole:
		l.Kind = SameText
	case sameAddress && contained >= leastVersion:
		l.Kind = Version
	case contained < least:
	case near && short >= leastNear:
		l.Kind = Near
	case short >= leastPart:
		l.Kind = Part
	}
	return l
}

// common counts what two sorted lists have in common.
func common(a, b []uint64) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}
