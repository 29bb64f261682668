// Package query reads what a person types to search a ledger (docs/query.md). One parser serves every face of dixit.
//
//	query   = and { "OR" and }
//	and     = unary { [ "AND" ] unary }
//	unary   = { "NOT" | "-" } primary
//	primary = "(" query ")" | field value | words
//	words   = ( word | phrase ) [ "*" ] [ "NEAR" [ "/" number ] words ]
//	field   = name ( ":" | ">" | ">=" | "<" | "<=" )
//	value   = "(" query ")" | words | a day, a range of days, a number
//
// It does not search: see ledger.
package query

import (
	"strings"
	"unicode/utf8"

	"dixit"
	"dixit/ledger"
)

// Parse reads a query. Of "" and white space it makes an expression that wants everything, ledger.All{}. Errors are Invalid
// and name the character, counted from 1, at which the mistake is.
func Parse(s string) (ledger.Expr, error) {
	if !utf8.ValidString(s) {
		return nil, dixit.Errorf(dixit.Invalid, "query: not valid UTF-8")
	}
	if len(s) > maxLength {
		return nil, dixit.Errorf(dixit.Invalid, "query: more than %d bytes", maxLength)
	}
	p := parser{all: s, rest: s}
	p.next()
	if p.now.kind == end {
		return ledger.All{}, nil
	}
	e, err := p.or(ledger.Anywhere, 0)
	if err != nil {
		return nil, err
	}
	if p.now.kind != end {
		return nil, p.mistake(p.now, "a ) without its (")
	}
	if err := ledger.Check(e); err != nil {
		return nil, dixit.Errorf(dixit.Invalid, "query: %w", err)
	}
	return e, nil
}

// maxLength is how long a query may be, in bytes.
const maxLength = 8192

// deepest is how many parentheses may be open at once.
const deepest = 24

// parser reads a query one token ahead.
type parser struct {
	all, rest string
	now       token
}

// or reads what stands between the alternatives; f is the field that parentheses around it belong to.
func (p *parser) or(f ledger.Field, depth int) (ledger.Expr, error) {
	if depth > deepest {
		return nil, p.mistake(p.now, "too many parentheses")
	}
	var any ledger.Any
	for {
		e, err := p.and(f, depth)
		if err != nil {
			return nil, err
		}
		any = append(any, e)
		if p.now.kind != or {
			break
		}
		p.next()
	}
	if len(any) == 1 {
		return any[0], nil
	}
	return any, nil
}

func (p *parser) and(f ledger.Field, depth int) (ledger.Expr, error) {
	var all ledger.All
	for {
		e, err := p.unary(f, depth)
		if err != nil {
			return nil, err
		}
		if e != nil {
			all = append(all, e)
		}
		if p.now.kind == and {
			p.next()
			continue
		}
		if p.now.kind == end || p.now.kind == closing || p.now.kind == or {
			break
		}
	}
	switch len(all) {
	case 0:
		return nil, p.mistake(p.now, "no word to look for, only signs")
	case 1:
		return all[0], nil
	}
	return all, nil
}

// unary reads one part. It is nil where signs stand that are no word.
func (p *parser) unary(f ledger.Field, depth int) (ledger.Expr, error) {
	switch at := p.now; at.kind {
	case not:
		if p.next(); p.now.kind == not {
			return nil, p.mistake(p.now, "NOT twice")
		}
		e, err := p.unary(f, depth)
		if e == nil || err != nil {
			return nil, orMistake(err, p.mistake(at, "NOT of what?"))
		}
		return ledger.Not{X: e}, nil
	case opening:
		p.next()
		e, err := p.or(f, depth+1)
		if err != nil {
			return nil, err
		}
		if p.now.kind != closing {
			return nil, p.mistake(at, "the ( here has no )")
		}
		p.next()
		return e, nil
	case field:
		if f != ledger.Anywhere {
			return nil, p.mistake(at, "a field inside a field")
		}
		return p.field(depth)
	case word, phrase:
		return p.words(f)
	case or, and:
		return nil, p.mistake(at, at.text+" needs something on both sides; the word itself is written \""+strings.ToLower(at.text)+"\"")
	case near:
		return nil, p.mistake(at, "NEAR stands between two words")
	case unclosed:
		return nil, p.mistake(at, "the phrase that begins here does not end")
	case closing:
		return nil, p.mistake(at, "nothing in these parentheses")
	default:
		return nil, p.mistake(at, "the query ends where a word is expected")
	}
}

func orMistake(err, mistake error) error {
	if err != nil {
		return err
	}
	return mistake
}

// words reads a word or a phrase, and the word that it stands near.
func (p *parser) words(f ledger.Field) (ledger.Expr, error) {
	at := p.now
	if values(f) {
		return p.value(f)
	}
	t, err := p.term(f)
	if t == nil || err != nil {
		return nil, err
	}
	if p.now.kind != near {
		return *t, nil
	}
	n := p.now
	p.next()
	if p.now.kind != word {
		return nil, p.mistake(n, "NEAR stands between two words")
	}
	u, err := p.term(f)
	if err != nil {
		return nil, err
	}
	if u == nil || at.kind != word || len(ledger.Fold(t.Text)) != 1 || len(ledger.Fold(u.Text)) != 1 || p.now.kind == near {
		return nil, p.mistake(n, "NEAR stands between two words")
	}
	if n.number < 0 {
		return nil, p.mistake(n, "NEAR/ needs a number")
	}
	e := ledger.Near{A: *t, B: *u, Within: n.number}
	if err := ledger.Check(e); err != nil {
		return nil, p.mistake(n, err.Error())
	}
	return e, nil
}

// term reads a word or a phrase; nil where it has neither letter nor digit.
func (p *parser) term(f ledger.Field) (*ledger.Term, error) {
	at := p.now
	p.next()
	if len(ledger.Fold(at.text)) == 0 {
		if at.star {
			return nil, p.mistake(at, "a * stands only at the end of a word or a phrase")
		}
		return nil, nil
	}
	return &ledger.Term{Field: f, Text: at.text, Prefix: at.star}, nil
}

// mistake is an error at a token.
func (p *parser) mistake(at token, what string) error {
	return dixit.Errorf(dixit.Invalid, "query, character %d: %s", utf8.RuneCountInString(p.all[:at.start])+1, what)
}
