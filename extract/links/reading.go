package links

import (
	"unicode"
	"unicode/utf8"

	"dixit/neural"
)

// Phrase is a run of words that the tagger gave one role.
type Phrase struct {
	Role       neural.Label // BeginSource, BeginCue or BeginContent
	Block      int          // which block of the passage it stands in
	First, End int          // its words: [First, End) of the block
	Sentence   int          // of its first word, counted through the passage
	Confidence float64      // mean probability of its labels
}

// Passage is a stretch of a document that is read for statements by itself.
type Passage struct {
	Text    string          // the document's
	Words   [][]neural.Word // by block
	Phrases []Phrase        // in order
}

// Reading is a passage with all that features ask for at hand, so that what stands between two phrases is known without
// looking at it again.
type Reading struct {
	Passage
	counts [][]counts // by block: of the words before each word, and one more for the end
	facts  []fact     // by phrase
}

// counts are how many words of a kind there are.
type counts struct {
	commas, colons, quotes, stops, joins int32
	open, straight                       int32 // quotation marks that are not closed, and straight ones
}

// fact is what is known of a phrase by itself. Words are given by their hashes, 0 for none; numbers in buckets.
type fact struct {
	first, second, last uint32 // its own words; second is 0 if it has one
	ending              uint32 // the last three letters of last
	before, before2     uint32 // the word before it, and the one before that
	after               uint32 // the word after it
	capital             bool   // begins with a capital
	opens, closes       bool   // begins or ends with a quotation mark, or beside one
	inside              bool   // begins inside a quotation of its block
	edge                uint32 // 1: begins its block, 2: ends it, 3: both
	confidence          uint32
	length              uint32 // words
}

// Read makes a reading of p.
func Read(p Passage) *Reading {
	r := &Reading{Passage: p, counts: make([][]counts, len(p.Words)), facts: make([]fact, len(p.Phrases))}
	size := len(p.Words)
	for _, words := range p.Words {
		size += len(words)
	}
	all := make([]counts, size)
	for b, words := range p.Words {
		n := len(words) + 1
		r.counts[b], all = all[:n:n], all[n:]
		count(r.counts[b], p.Text, words)
	}
	for i := range p.Phrases {
		r.facts[i] = r.fact(p.Phrases[i])
	}
	return r
}

// inside reports whether a quotation is open.
func (n counts) inside() bool { return n.open > 0 || n.straight%2 == 1 }

// longestCounted is the length of the longest word that is counted: "because".
const longestCounted = 7

// count counts the words of a block into out, which has one more than they.
func count(out []counts, t string, words []neural.Word) {
	var n counts
	for i, w := range words {
		out[i] = n
		if w.Span.Len() > longestCounted {
			continue
		}
		switch t[w.Span.Start:w.Span.End] {
		case ",":
			n.commas++
		case ":", "—", "–", "―", "-", ";", "(", ")":
			n.colons++
		case "“":
			n.quotes++
			n.open++
		case "”":
			n.quotes++
			n.open = max(0, n.open-1)
		case "\"":
			n.quotes++
			n.straight++
		case ".", "?", "!":
			n.stops++
		case "and", "but", "or", "while", "as", "who", "when", "after", "because", "if", "which":
			n.joins++
		}
	}
	out[len(words)] = n
}

// fact gathers what is known of p.
func (r *Reading) fact(p Phrase) fact {
	words := r.Words[p.Block]
	last := r.word(p.Block, p.End-1)
	f := fact{
		first: hash(r.word(p.Block, p.First)), last: hash(last), ending: hash(last[max(0, len(last)-3):]),
		before: hash(r.word(p.Block, p.First-1)), before2: hash(r.word(p.Block, p.First-2)),
		after: hash(r.word(p.Block, p.End)),
		opens: mark(r.word(p.Block, p.First)) || mark(r.word(p.Block, p.First-1)), closes: mark(last) || mark(r.word(p.Block, p.End)),
		inside:     r.counts[p.Block][p.First].inside(),
		confidence: level(p.Confidence), length: distance(p.End - p.First),
	}
	if p.First+1 < p.End {
		f.second = hash(r.word(p.Block, p.First+1))
	}
	c, _ := utf8.DecodeRuneInString(r.word(p.Block, p.First))
	f.capital = unicode.IsUpper(c)
	if p.First <= 1 {
		f.edge = 1
	}
	if p.End >= len(words)-1 {
		f.edge |= 2
	}
	return f
}

// word is word i of a block, "" beyond its ends.
func (r *Reading) word(block, i int) string {
	words := r.Words[block]
	if i < 0 || i >= len(words) {
		return ""
	}
	s := words[i].Span
	return r.Text[s.Start:s.End]
}

// mark reports whether w is a quotation mark.
func mark(w string) bool {
	switch w {
	case "“", "”", "\"", "‘", "’", "'":
		return true
	}
	return false
}

// hash is FNV-1a of w with its Latin letters in lower case, 0 for "".
func hash(w string) uint32 {
	if w == "" {
		return 0
	}
	h := uint32(2166136261)
	for _, c := range []byte(w) {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// distance puts a number of words into one of ten buckets.
func distance(n int) uint32 {
	switch {
	case n <= 3:
		return uint32(max(n, 0))
	case n <= 5:
		return 4
	case n <= 8:
		return 5
	case n <= 14:
		return 6
	case n <= 24:
		return 7
	case n <= 48:
		return 8
	}
	return 9
}

// level puts a probability into one of eight buckets.
func level(p float64) uint32 {
	for i, top := range [...]float64{.5, .65, .78, .87, .93, .97, .99} {
		if p < top {
			return uint32(i)
		}
	}
	return 7
}

// next is the phrase after number i in a direction, 1 or -1, None if there is none in its block.
func (r *Reading) next(i, step int) int {
	j := i + step
	if j < 0 || j >= len(r.Phrases) || r.Phrases[j].Block != r.Phrases[i].Block {
		return None
	}
	return j
}

// gap is how many words stand between phrases i and j of one block.
func (r *Reading) gap(i, j int) int {
	return max(0, r.Phrases[i].First-r.Phrases[j].End, r.Phrases[j].First-r.Phrases[i].End)
}

// beyond tells which phrase stands next to number i in a direction, and how near.
func (r *Reading) beyond(i, step int) uint32 {
	j := r.next(i, step)
	if j == None {
		return 0
	}
	return 1 + uint32(r.Phrases[j].Role/2)*16 + distance(r.gap(i, j))
}

// between is what stands between two phrases.
type between struct {
	gap       int       // words
	blocks    int       // borders of blocks, at most 2
	sentences uint32    // borders of sentences, at most 3
	pattern   uint32    // the roles of the first six phrases between
	roles     [3]uint32 // how many sources, cues and contents, at most 3 each
	n         counts    // marks and joining words, 0 over the border of a block
}

// between looks at what stands between phrases number i and j, whichever comes first.
func (r *Reading) between(i, j int) between {
	if i > j {
		i, j = j, i
	}
	a, b := r.Phrases[i], r.Phrases[j]
	out := between{blocks: min(b.Block-a.Block, 2), sentences: uint32(min(max(0, b.Sentence-a.Sentence), 3))}
	if a.Block == b.Block {
		out.gap = max(0, b.First-a.End)
		from, to := r.counts[a.Block][a.End], r.counts[a.Block][max(a.End, b.First)]
		out.n = counts{
			commas: to.commas - from.commas, colons: to.colons - from.colons, quotes: to.quotes - from.quotes,
			stops: to.stops - from.stops, joins: to.joins - from.joins,
		}
	} else {
		out.gap = len(r.Words[a.Block]) - a.End + b.First
	}
	for k := i + 1; k < j && k <= i+6; k++ {
		out.pattern = out.pattern*4 + uint32(r.Phrases[k].Role+1)/2
	}
	for k := i + 1; k < j; k++ {
		if n := &out.roles[r.Phrases[k].Role/2]; *n < 3 {
			*n++
		}
	}
	return out
}
