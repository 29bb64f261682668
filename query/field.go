package query

import (
	"math"
	"strconv"
	"strings"

	"dixit"
	"dixit/ledger"
)

// Fields are the names that can stand before a colon, each with what it asks for, in the order in which help shows them.
func Fields() [][2]string {
	return [][2]string{
		{"speaker", "the speaker's name, in any spelling: speaker:rubio"},
		{"about", "what was said, and what that is about"},
		{"to", "who was spoken to"},
		{"via", "who stands in the chain before the speaker"},
		{"cue", "the words that report: said, warned"},
		{"outlet", "who published it"},
		{"agency", "the agency that it is from"},
		{"title", "the title of the article"},
		{"act", "what is done by saying it: deny, promise"},
		{"kind", "direct, mixed, indirect, question, …"},
		{"source", "person, organisation, anonymous, document, …"},
		{"region", "headline, body, caption"},
		{"tier", "1: words or an act; 2: a state of mind"},
		{"said", "the day of the saying: said:2025-09, said>=2025"},
		{"published", "the day of publication; after:DAY, before:DAY"},
		{"depth", "how long the chain is: depth>1"},
		{"confidence", "0 to 1"},
		{"cluster", "statements of the same words: the id of the first"},
		{"tag", "a word that somebody has put on it"},
		{"note", "what somebody has written about it"},
		{"struck", "yes or no: whether somebody has struck it"},
	}
}

// fieldOf is the field that a name means.
func fieldOf(name string) (ledger.Field, bool) {
	switch name {
	case "by", "from":
		return ledger.Speaker, true
	case "after", "before", "since", "until":
		return ledger.Published, true
	}
	for _, f := range Fields() {
		if f[0] == name {
			return ledger.Field(name), true
		}
	}
	return "", false
}

// values reports whether a field takes values and not words.
func values(f ledger.Field) bool {
	switch f {
	case ledger.OfAct, ledger.OfKind, ledger.OfRegion, ledger.OfTier, ledger.OfSource, ledger.OfCluster, ledger.Tagged, ledger.OfStruck, ledger.SaidOn, ledger.Published, ledger.Depth, ledger.Confidence:
		return true
	}
	return false
}

// field reads a field and what it shall hold.
func (p *parser) field(depth int) (ledger.Expr, error) {
	at := p.now
	f, ok := fieldOf(at.text)
	if !ok {
		return nil, p.mistake(at, "no field "+strconv.Quote(at.text)+"; there are "+names()+"; a word with a colon is written in quotation marks")
	}
	op := strings.TrimPrefix(at.op, ":")
	switch at.text {
	case "after", "since":
		op += ">="
	case "before", "until":
		op += "<="
	}
	if len(op) > 2 {
		return nil, p.mistake(at, at.text+" takes a day: "+at.text+":2025-09")
	}
	if op == "" || op == "=" {
		p.next()
		if p.now.kind == opening || p.now.kind == word || p.now.kind == phrase || p.now.kind == unclosed {
			e, err := p.unary(f, depth)
			if e == nil && err == nil {
				err = p.mistake(at, at.text+" of what?")
			}
			return e, err
		}
		return nil, p.mistake(at, at.text+" of what?")
	}
	if !ordered(f) {
		return nil, p.mistake(at, at.text+" is not more or less than another; write "+at.text+":")
	}
	p.next()
	if p.now.kind != word && p.now.kind != phrase {
		return nil, p.mistake(at, at.text+" of what?")
	}
	v := p.now
	p.next()
	return p.compared(v, f, op)
}

func names() string {
	var list []string
	for _, f := range Fields() {
		list = append(list, f[0])
	}
	return strings.Join(list, ", ")
}

// ordered reports whether the values of a field can be compared.
func ordered(f ledger.Field) bool {
	return f == ledger.SaidOn || f == ledger.Published || f == ledger.Depth || f == ledger.Confidence
}

// value reads a value of a field.
func (p *parser) value(f ledger.Field) (ledger.Expr, error) {
	at := p.now
	p.next()
	if at.star {
		return nil, p.mistake(at, "a * stands only at the end of a word or a phrase")
	}
	if ordered(f) {
		return p.compared(at, f, "")
	}
	v := ledger.Value{Field: f, Is: strings.ToLower(at.text)}
	if tag, err := ledger.TagOf(at.text); f == ledger.Tagged && err == nil {
		v.Is = tag
	}
	if err := ledger.Check(v); err != nil {
		return nil, p.mistake(at, err.Error())
	}
	return v, nil
}

// compared is a field compared with a value; op is "" for equal.
func (p *parser) compared(at token, f ledger.Field, op string) (ledger.Expr, error) {
	low, high, isRange := strings.Cut(at.text, "/") // as EDTF writes an interval
	if !isRange {
		low, high, isRange = strings.Cut(at.text, "..")
	}
	if isRange && op != "" {
		return nil, p.mistake(at, "a range cannot be compared")
	}
	if !isRange {
		high = low
	}
	var e ledger.Expr
	var err error
	if f == ledger.Depth || f == ledger.Confidence {
		e, err = numbers(f, op, low, high)
	} else {
		e, err = days(f, op, low, high)
	}
	if err == nil {
		err = ledger.Check(e)
	}
	if err != nil {
		return nil, p.mistake(at, err.Error())
	}
	return e, nil
}

// days is a range of days; either end may be "" or "..".
func days(f ledger.Field, op, low, high string) (ledger.Expr, error) {
	e := ledger.Days{Field: f}
	var err error
	if low != "" && low != ".." && op != "<=" && op != "<" {
		if op == ">" {
			if e.First, err = LastDay(low); err == nil {
				e.First = shifted(e.First, 1)
			}
		} else {
			e.First, err = FirstDay(low)
		}
	}
	if err == nil && high != "" && high != ".." && op != ">=" && op != ">" {
		if op == "<" {
			if e.Last, err = FirstDay(high); err == nil {
				e.Last = shifted(e.Last, -1)
			}
		} else {
			e.Last, err = LastDay(high)
		}
	}
	if err == nil && e.First == "" && e.Last == "" {
		err = dixit.Errorf(dixit.Invalid, "no day in it")
	}
	return e, err
}

func numbers(f ledger.Field, op, low, high string) (ledger.Expr, error) {
	e := ledger.Number{Field: f, Min: math.Inf(-1), Max: math.Inf(1)}
	for _, end := range []struct {
		text string
		skip bool
		to   *float64
	}{{low, op == "<" || op == "<=", &e.Min}, {high, op == ">" || op == ">=", &e.Max}} {
		if end.text == "" || end.skip {
			continue
		}
		n, err := strconv.ParseFloat(end.text, 64)
		if err != nil || math.IsNaN(n) {
			return nil, dixit.Errorf(dixit.Invalid, "%s %.40q: not a number", f, end.text)
		}
		*end.to = n
	}
	switch op {
	case ">":
		e.Min = math.Nextafter(e.Min, math.Inf(1))
	case "<":
		e.Max = math.Nextafter(e.Max, math.Inf(-1))
	}
	return e, nil
}
