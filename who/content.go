package who

import (
	"iter"

	"dixit"
	"dixit/who/fold"
)

// Word is a word or a mark of a document, or a name in it, as Words gives them to whoever reads what was said.
type Word struct {
	Span       dixit.Span // bytes of the document's text
	Text       string     // as written, in one line, without a possessive ending
	Key        string     // Text, folded
	Name       string     // the fullest name that the document gives for it; "" where it is no name
	Kind       NameKind   // of Name
	Letters    bool       // a word rather than a mark
	Capital    bool       // begins with a capital
	Initial    bool       // first of its sentence or of a quotation in it: the capital says nothing
	Function   bool       // an article, a pronoun, a preposition, an auxiliary or the like
	Determiner bool       // an article, an owner, a number: a noun follows
	Time       bool       // tells when
	Role       bool       // somebody who does something: "minister", "lawyer"
	Possessive bool       // "Trump’s"
}

// NameKind is what sort of thing has a name.
type NameKind string

// The kinds of name.
const (
	SomeName  NameKind = "name" // nothing says what it is
	NameOfOne NameKind = "person"
	BodyName  NameKind = "organisation"
	PlaceName NameKind = "place"
	GroupName NameKind = "group"
)

// Words yields the words of a stretch of the text in order. Those of a name come as one, and its title before it one by one.
// A name that two bear, either as likely, comes as it is written.
func (c *Cast) Words(s dixit.Span) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		from, to := c.within(s)
		o := c.occurrenceFrom(from)
		for i := from; i < to; {
			for o < len(c.occurrences) && c.occurrences[o].to <= i {
				o++
			}
			if o < len(c.occurrences) && c.occurrences[o].from <= i && c.occurrences[o].to > c.occurrences[o].from {
				end := min(c.occurrences[o].to, to)
				if !yield(c.nameWord(c.occurrences[o], i, end)) {
					return
				}
				i = end
				continue
			}
			w := &c.words[i]
			if !yield(Word{
				Span: w.span, Text: w.text, Key: w.key, Letters: w.letters, Capital: w.capital, Initial: w.initial, Possessive: w.possessive,
				Function: w.class.is(function | preposition | relative), Determiner: w.class.is(determiner | quantifier), Time: w.class.is(timeWord), Role: w.class.is(role),
			}) {
				return
			}
			i++
		}
	}
}

// nameWord is the words [from, to) of a name as one.
func (c *Cast) nameWord(o occurrence, from, to int) Word {
	last := &c.words[to-1]
	w := Word{
		Span: dixit.Span{Start: c.words[from].span.Start, End: last.span.End}, Text: c.join(from, to), Letters: true, Capital: true,
		Kind: SomeName, Possessive: last.possessive,
	}
	w.Name, w.Key = w.Text, c.keys(from, to)
	if o.entity >= 0 {
		x := &c.entities[c.root(o.entity)]
		w.Name, w.Kind = clip(undotted(x.name)), x.nature.kind()
	}
	return w
}

func (n nature) kind() NameKind {
	switch n {
	case aPerson:
		return NameOfOne
	case aBody:
		return BodyName
	case aPlace:
		return PlaceName
	case aGroup:
		return GroupName
	}
	return SomeName
}

// Meant is whom a pronoun inside what somebody says means: "he" a person, "it" the organisation or place that was named last in
// its sentence. The speaker is named at mention, which may be empty; nobody says "he" of himself inside quotation marks. It is ""
// where nobody fits.
func (c *Cast) Meant(pronoun, mention dixit.Span) (string, NameKind) {
	s := &scene{Cast: c}
	m := s.mention(Place{Mention: pronoun}, nil)
	if m.from >= m.to {
		return "", ""
	}
	if from, to := c.within(mention); from < to {
		if o := c.occurrenceAt(to - 1); o >= 0 && c.occurrences[o].entity >= 0 {
			m.outer = s.known(c.occurrences[o].entity, "")
		}
	}
	e := -1
	switch key := c.words[m.from].key; key {
	case "he", "she", "him", "her", "his":
		e = s.personBefore(pronounGender(key), m)
	case "it", "its":
		e = s.thingInSentence(m)
	}
	if e < 0 || e == m.outer.entity {
		return "", ""
	}
	x := &c.entities[c.root(e)]
	return clip(undotted(x.name)), x.nature.kind()
}

// thingInSentence is the organisation or place that was named last before m in its sentence, -1 if there is none.
func (s *scene) thingInSentence(m mention) int {
	for k := s.occurrenceFrom(m.from) - 1; k >= 0 && s.words[s.occurrences[k].from].sentence == s.words[m.from].sentence; k-- {
		o := s.occurrences[k]
		if o.entity < 0 || o.entity == m.outer.entity {
			continue
		}
		if is := s.entities[o.entity].nature; is == aBody || is == aPlace {
			return o.entity
		}
	}
	return -1
}

// Country is the name of the country that a name, a capital or an adjective means: "Kyiv" and "Ukrainian" are Ukraine. It is ""
// if none.
func Country(name string) string { return atlas().country[fold.String(name)] }
