package query

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a token is.
type tokenKind int

const (
	end tokenKind = iota
	word
	phrase   // without its marks
	unclosed // a mark that opens a phrase which does not end
	field    // a name and a comparison
	opening
	closing
	and
	or
	not
	near
)

// token is a part of a query.
type token struct {
	kind   tokenKind
	start  int    // byte of the query
	text   string // of a word or a phrase, of an operator; the name of a field
	op     string // of a field: : > >= < <=
	star   bool   // after a word or a phrase
	number int    // of NEAR/number
}

const (
	marks = `"“”„«»` // any of them opens a phrase, any closes it
	star  = '*'
)

// usual is how near NEAR is where no number says so, in words between, as in Lucene and FTS5.
const usual = 10

// next reads the next token.
func (p *parser) next() {
	p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace)
	p.now = token{start: len(p.all) - len(p.rest)}
	if p.rest == "" {
		return
	}
	c, size := utf8.DecodeRuneInString(p.rest)
	switch {
	case c == '(':
		p.take(size, opening)
	case c == ')':
		p.take(size, closing)
	case c == '-' && p.begins(p.rest[size:]):
		p.take(size, not)
	case strings.ContainsRune(marks, c):
		p.phrase(size)
	default:
		p.word()
	}
}

// begins reports whether s begins with something that a minus can exclude: "-word", not "- word" and not "--".
func (p *parser) begins(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune(marks+"(", c)
}

func (p *parser) take(n int, kind tokenKind) {
	p.now.kind, p.now.text = kind, p.rest[:n]
	p.rest = p.rest[n:]
}

func (p *parser) phrase(size int) {
	n := strings.IndexAny(p.rest[size:], marks)
	if n < 0 {
		p.take(len(p.rest), unclosed)
		return
	}
	closes := size + n
	_, width := utf8.DecodeRuneInString(p.rest[closes:])
	text := p.rest[size:closes]
	p.take(closes+width, phrase)
	p.now.text = text
	p.star()
}

// star takes the * that a word or a phrase may end with.
func (p *parser) star() {
	if strings.HasPrefix(p.rest, string(star)) {
		p.rest, p.now.star = p.rest[1:], true
	}
}

// word reads a word, an operator, or the name of a field with its comparison.
func (p *parser) word() {
	n := strings.IndexFunc(p.rest, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(marks+"()*", c) })
	if n < 0 {
		n = len(p.rest)
	}
	if n == 0 { // a star that nothing stands before
		p.take(1, word)
		p.now.star = true
		return
	}
	text := p.rest[:n]
	if name, op := fieldName(text); name != "" {
		p.take(len(name)+len(op), field)
		p.now.text, p.now.op = strings.ToLower(name), op
		return
	}
	switch {
	case text == "AND" || text == "&&":
		p.take(n, and)
	case text == "OR" || text == "||":
		p.take(n, or)
	case text == "NOT":
		p.take(n, not)
	case text == "NEAR" || strings.HasPrefix(text, "NEAR/"):
		p.nearness(text)
	default:
		p.take(n, word)
		p.star()
	}
}

func (p *parser) nearness(text string) {
	p.take(len(text), near)
	p.now.number = usual
	if _, n, ok := strings.Cut(text, "/"); ok {
		number, err := strconv.Atoi(n)
		if err != nil || number < 0 {
			number = -1 // which is refused
		}
		p.now.number = number
	}
}

// fieldName is the name of a field and the comparison in the beginning of s: letters, then a colon or a comparison, and no
// second slash, which would make it an address. It is "" if s is a plain word.
func fieldName(s string) (name, op string) {
	n := strings.IndexFunc(s, func(c rune) bool { return c < 'A' || c > 'z' || c > 'Z' && c < 'a' })
	if n <= 0 {
		return "", ""
	}
	for _, op := range []string{":>=", ":<=", ":>", ":<", ">=", "<=", ":", ">", "<", "="} {
		if rest, ok := strings.CutPrefix(s[n:], op); ok && !strings.HasPrefix(rest, "//") {
			return s[:n], op
		}
	}
	return "", ""
}
