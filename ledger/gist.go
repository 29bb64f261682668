package ledger

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"dixit"
)

// Gist is what a document is found by when words are looked for that somebody may have quoted from it: each of its words, folded, and
// each of its pairs of words in a row, both once. Whoever looks for words in a row finds every document that holds them among those
// that hold all of their pairs (GistQuery), and those that hold nearly the same among those that hold most; neither the places of words
// nor the texts are needed for it, and the whole is an eighth of a ledger.
//
// What nobody sees, a soft hyphen, is no part of a word. In a row are the words of the article: link lines and boilerplate stand
// between nothing; and what stands in brackets, a remark in a transcript, is read both ways.
func Gist(doc *dixit.Document) []string {
	const each = 4 // bytes of text for a word or a pair, or more
	g := gist{seen: map[string]bool{}, paired: make(map[uint64]bool, doc.Text.Len()/each), list: make([]string, 0, doc.Text.Len()/each)}
	row := make([]string, 0, doc.Text.Len()/each)
	for _, b := range doc.Blocks {
		s := seen(doc.Text.Slice(b.Span))
		words := Fold(s)
		if b.Region == dixit.LinkLine || b.Region == dixit.Boilerplate {
			g.add(words...)
			continue
		}
		row = append(row, words...)
		if bare, ok := withoutBrackets(s); ok {
			if n := len(row) - len(words); n > 0 { // the word before the block stands before either reading
				g.pairs(append([]string{row[n-1]}, Fold(bare)...))
			} else {
				g.pairs(Fold(bare))
			}
		}
		if b.Turn.Len() > 0 && b.Span.Contains(b.Turn) { // nor does a label stand between words
			g.pairs(Fold(seen(doc.Text.Slice(dixit.Span{Start: b.Turn.End, End: b.Span.End}))))
		}
	}
	g.add(row...)
	g.pairs(row)
	return g.list
}

// GistQuery is the pairs of the words looked for, and the words themselves, each once; those first that are likely to be rare, the
// longest.
func GistQuery(words []string) (pairs, single []string) {
	row := Fold(seen(strings.Join(words, " ")))
	p, s := gist{seen: map[string]bool{}, paired: map[uint64]bool{}}, gist{seen: map[string]bool{}, paired: map[uint64]bool{}}
	s.add(longestFirst(len(row), func(i int) (string, int) { return row[i], len(row[i]) })...)
	p.add(longestFirst(max(0, len(row)-1), func(i int) (string, int) { return pair(row[i], row[i+1]), len(row[i]) + len(row[i+1]) })...)
	return p.list, s.list
}

// longestFirst are n strings of which f gives each with its length, the longest first.
func longestFirst(n int, f func(i int) (string, int)) []string {
	list, length := make([]string, n), map[string]int{}
	for i := range list {
		var long int
		list[i], long = f(i)
		length[list[i]] = long
	}
	slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(length[b], length[a]) })
	return list
}

// gist gathers words and pairs, each once.
type gist struct {
	list   []string
	seen   map[string]bool
	paired map[uint64]bool // by number (pairNumber), with the words that are written as a pair is
}

func (g *gist) add(list ...string) {
	for _, s := range list {
		if n, ok := asPair(s); ok {
			g.addPair(n)
		} else if !g.seen[s] {
			g.seen[s] = true
			g.list = append(g.list, s)
		}
	}
}

// pairs adds the pairs of words in a row.
func (g *gist) pairs(row []string) {
	for i := 1; i < len(row); i++ {
		g.addPair(pairNumber(row[i-1], row[i]))
	}
}

func (g *gist) addPair(n uint64) {
	if !g.paired[n] {
		g.paired[n] = true
		g.list = append(g.list, pairText(n))
	}
}

// pairSpace is how many pairs there are: so many that two pairs of words are seldom one, and so few that they are short.
const pairSpace = 36 * 36 * 36 * 36 * 36

// pair stands for two words in a row, written like a word that begins with a nought.
func pair(a, b string) string { return pairText(pairNumber(a, b)) }

// pairText is the pair of a number.
func pairText(n uint64) string {
	b := [...]byte{'0', '0', '0', '0', '0', '0'}
	for i := len(b) - 1; i > 0; i-- {
		b[i] = digits36[n%36]
		n /= 36
	}
	return string(b[:])
}

const digits36 = "0123456789abcdefghijklmnopqrstuvwxyz"

// asPair is the number of a pair; false if s is not written as one.
func asPair(s string) (n uint64, ok bool) {
	if len(s) != 6 || s[0] != '0' {
		return 0, false
	}
	for i := 1; i < len(s); i++ {
		digit := strings.IndexByte(digits36, s[i])
		if digit < 0 {
			return 0, false
		}
		n = n*36 + uint64(digit)
	}
	return n, true
}

// pairNumber is a hash of two words (FNV-1a, then mixed as by MurmurHash3), less than pairSpace.
func pairNumber(a, b string) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range [...]string{a, " ", b} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h % pairSpace
}

// seen is s without the characters that nobody sees.
func seen(s string) string {
	if ascii(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// withoutBrackets is s without what stands in brackets, if it is short; false if nothing does.
func withoutBrackets(s string) (string, bool) {
	const longest = 120 // bytes
	var b strings.Builder
	from := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '(' && s[i] != '[' {
			continue
		}
		if end := strings.IndexAny(s[i+1:min(len(s), i+1+longest)], ")]"); end >= 0 {
			b.WriteString(s[from:i])
			b.WriteByte(' ')
			i += end + 1
			from = i + 1
		}
	}
	b.WriteString(s[from:])
	return b.String(), from > 0
}
