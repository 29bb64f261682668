package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"

	"golang.org/x/text/unicode/norm"
)

// pageToken is a run of letters and digits, or one mark.
type pageToken struct {
	span  dixit.Span
	block int
	word  bool
	quote bool   // a quotation mark, not an apostrophe
	fold  string // in small letters without accents, as browsers compare
}

// page is a document as a browser searches it. It finds more than a browser does (words inside words with hyphens, whatever white
// space lies between), so what it finds once a browser does not find twice.
type page struct {
	doc    *dixit.Document
	tokens []pageToken
	places map[string][]int // of each fold, in order
}

func newPage(doc *dixit.Document) *page {
	p := &page{doc: doc, places: map[string][]int{}}
	for i, b := range doc.Blocks {
		p.read(b.Span, i)
	}
	return p
}

// read adds the tokens of one block.
func (p *page) read(block dixit.Span, number int) {
	s := p.doc.Text.Slice(block)
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		end := i + n
		t := pageToken{block: number, word: inWord(c)}
		for t.word && end < len(s) {
			c, n := utf8.DecodeRuneInString(s[end:])
			if !inWord(c) {
				break
			}
			end += n
		}
		if !unicode.IsSpace(c) {
			t.span = dixit.Span{Start: block.Start + i, End: block.Start + end}
			t.quote = strings.ContainsRune("\"“”„‟«»‹›‘’‚‛'`´", c) && !insideWord(s, i, end)
			t.fold = folded(s[i:end])
			p.places[t.fold] = append(p.places[t.fold], len(p.tokens))
			p.tokens = append(p.tokens, t)
		}
		i = end
	}
}

// inWord reports whether c is a letter, a digit, or what goes with one: an accent, or a character that only says how others are
// shown.
func inWord(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.In(c, unicode.M, unicode.Cf) || c == '_'
}

// insideWord reports whether letters or digits stand on both sides of s[i:end].
func insideWord(s string, i, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end:])
	return inWord(before) && inWord(after)
}

// folded is s in small letters without accents.
func folded(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.ToLower(strings.Map(func(c rune) rune {
				if unicode.In(c, unicode.Mn, unicode.Cf) {
					return -1
				}
				return c
			}, norm.NFKD.String(s)))
		}
	}
	return strings.ToLower(s)
}

// run is a stretch of tokens [from, to).
type run struct{ from, to int }

func (r run) empty() bool { return r.from >= r.to }

// words is how many words r has: letters and digits that nothing parts count as one.
func (p *page) words(r run) int {
	n := 0
	for i := r.from; i < r.to; i++ {
		if p.begins(i, r) {
			n++
		}
	}
	return n
}

// begins reports whether a word begins at token i of r.
func (p *page) begins(i int, r run) bool {
	return p.tokens[i].word && (i < r.from+2 || !p.joins(i-1))
}

// joins reports whether token i is a mark inside a word, as in "don't" and "3.5".
func (p *page) joins(i int) bool {
	if i <= 0 || i+1 >= len(p.tokens) || p.tokens[i].word {
		return false
	}
	before, t, after := p.tokens[i-1], p.tokens[i], p.tokens[i+1]
	return before.word && after.word && before.span.End == t.span.Start && t.span.End == after.span.Start
}

// head is the first n words of r.
func (p *page) head(r run, n int) run {
	end := r.from
	for i := r.from; i < r.to; i++ {
		if p.begins(i, r) {
			n--
		}
		if n < 0 {
			break
		}
		if p.tokens[i].word {
			end = i + 1
		}
	}
	return run{r.from, end}
}

// tail is the last n words of r.
func (p *page) tail(r run, n int) run {
	from := r.to
	for i := r.to - 1; i >= r.from && n > 0; i-- {
		if p.begins(i, r) {
			n--
			from = i
		}
	}
	return run{from, r.to}
}

// before is what stands right before token i, in one block: n words and the marks after them.
func (p *page) before(i, n int) run {
	r := run{i, i}
	for j := i - 1; n > 0 && j >= 0 && p.tokens[j].block == p.tokens[i-1].block; j-- {
		if p.tokens[j].word && !p.joins(j-1) {
			n--
			r.from = j
		}
	}
	return r
}

// after is what stands right after token i-1, in one block: n words and the marks before them.
func (p *page) after(i, n int) run {
	r := run{i, i}
	for j := i; n > 0 && j < len(p.tokens) && p.tokens[j].block == p.tokens[i].block; j++ {
		if p.tokens[j].word && !p.joins(j+1) {
			n--
			r.to = j + 1
		}
	}
	return r
}

// maxTries is how many places are looked at to see that words are unique. Where that is not enough there is no directive.
const maxTries = 1000

// first is where core stands for the first time, at token from or later, right between before and after, each of the three in one
// block. It is -1 if it does not, or if too many places would have to be looked at.
func (p *page) first(from int, before, core, after run) int {
	rarest := before.from
	for i := before.from; i < after.to; i++ {
		if len(p.places[p.tokens[i].fold]) < len(p.places[p.tokens[rarest].fold]) {
			rarest = i
		}
	}
	places := p.places[p.tokens[rarest].fold]
	i, _ := slices.BinarySearch(places, from+rarest-core.from)
	for tries := 0; i < len(places) && tries < maxTries; i, tries = i+1, tries+1 {
		shift := places[i] - rarest
		if p.again(before, shift) && p.again(core, shift) && p.again(after, shift) {
			return core.from + shift
		}
	}
	return -1
}

// again reports whether r stands in the text shift tokens further, in one block.
func (p *page) again(r run, shift int) bool {
	for i := r.from; i < r.to; i++ {
		j := i + shift
		if j < 0 || j >= len(p.tokens) || p.tokens[j].fold != p.tokens[i].fold ||
			p.tokens[j].block != p.tokens[r.from+shift].block {
			return false
		}
	}
	return true
}
