// Package query reads what a person types to search a ledger: words, "phrases", beginnings of words, and days.
//
// It does not search: see ledger. It knows no fields and no operators: every word is a word to look for, AND and OR too.
package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/ledger"
)

// Parse reads words, "phrases" and beginnings*, all of which must match. Curly quotation marks do as well as straight ones, and
// a phrase may end in a * too. Words without a letter or a digit are left out, but there must be others then; of "" and white
// space Parse makes no terms. Errors are Invalid and name the character, counted from 1, at which the mistake is.
func Parse(words string) ([]ledger.Term, error) {
	if !utf8.ValidString(words) {
		return nil, dixit.Errorf(dixit.Invalid, "query: not valid UTF-8")
	}
	p := parser{all: words, rest: words}
	for p.space(); p.rest != ""; p.space() {
		if err := p.term(); err != nil {
			return nil, err
		}
	}
	if len(p.terms) == 0 && strings.TrimSpace(words) != "" {
		return nil, dixit.Errorf(dixit.Invalid, "query %.40q: no word to look for, only signs", words)
	}
	if err := (ledger.Filter{Terms: p.terms}).Check(); err != nil {
		return nil, dixit.Errorf(dixit.Invalid, "query: %w", err)
	}
	return p.terms, nil
}

const (
	marks = `"“”„` // any of them opens a phrase, any closes it
	star  = "*"
)

// parser reads rest, an end of all, into terms.
type parser struct {
	all, rest string
	terms     []ledger.Term
}

func (p *parser) space() { p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace) }

// take removes n bytes from the front of rest and returns them.
func (p *parser) take(n int) string {
	s := p.rest[:n]
	p.rest = p.rest[n:]
	return s
}

// term reads a phrase or a word, and the star after it.
func (p *parser) term() error {
	begin := p.rest
	t := ledger.Term{}
	if _, size := utf8.DecodeRuneInString(p.rest); strings.ContainsAny(p.rest[:size], marks) {
		p.take(size)
		end := strings.IndexAny(p.rest, marks)
		if end < 0 {
			return p.mistake(begin, "the phrase that begins here does not end")
		}
		t.Phrase, t.Text = true, p.take(end)
		_, size := utf8.DecodeRuneInString(p.rest)
		p.take(size)
	} else {
		end := strings.IndexFunc(p.rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(marks+star, r) })
		if end < 0 {
			end = len(p.rest)
		}
		t.Text = p.take(end)
	}
	known := len(ledger.Words(t.Text)) > 0
	if at := p.rest; strings.HasPrefix(at, star) {
		p.take(len(star))
		if next, size := utf8.DecodeRuneInString(p.rest); !known || size > 0 && !unicode.IsSpace(next) {
			return p.mistake(at, "a * stands only at the end of a word or a phrase")
		}
		t.Prefix = true
	}
	if known {
		p.terms = append(p.terms, t)
	}
	return nil
}

// mistake is an error at the point from which rest is what remains.
func (p *parser) mistake(rest, what string) error {
	at := utf8.RuneCountInString(p.all[:len(p.all)-len(rest)]) + 1
	return dixit.Errorf(dixit.Invalid, "query, character %d: %s", at, what)
}
