package relate

import (
	"strings"

	"dixit"
)

// Bond says how a statement a stands to a statement b of another document, and what shows it.
type Bond struct {
	Type dixit.RelationType
	A, B []dixit.Fragment // the words of each that show it; B may be empty where a's own words say it all
	Why  string
}

// Between is how a stands to b, which is of another document: that it quotes the same words, reiterates, contradicts, disputes,
// denies, praises or criticises what b says. It is false where nothing of that is plain. Which of two was said first is for the
// caller to say.
func Between(a, b dixit.Record) (Bond, bool) {
	x, y := newNode(&a.Statement), newNode(&b.Statement)
	if len(x.Content) == 0 || len(y.Content) == 0 || len(x.Cue) == 0 {
		return Bond{}, false
	}
	if onePerson(a.Statement.Speaker, b.Statement.Speaker) {
		return x.again(y)
	}
	if !otherSpeaker(x, y) {
		return Bond{}, false
	}
	return x.takesUp(y)
}

// onePerson reports whether speakers of different documents are surely one: an id says so, or a name of two words at least.
func onePerson(a, b dixit.Speaker) bool {
	if !Identified(a) || a.Kind != b.Kind {
		return false
	}
	return a.ID != "" && a.ID == b.ID || a.Name == b.Name && strings.Contains(a.Name, " ")
}

// Identified reports whether a speaker can be known again in another document, so that Between may find that both are one.
func Identified(s dixit.Speaker) bool {
	return (s.Kind == dixit.Person || s.Kind == dixit.Organisation) && (s.ID != "" || strings.Contains(s.Name, " "))
}

// again is how a stands to b, of the same speaker.
func (a *node) again(b *node) (Bond, bool) {
	for _, q := range a.Quotes {
		phrase := bare(q)
		if n := len(strings.Fields(phrase)); n >= leastCited && n <= 60 && !insideOut(q) && b.holds(phrase) {
			return Bond{dixit.Cites, []dixit.Fragment{q.Words}, nil, "the words in quotation marks stand in both"}, true
		}
	}
	subject := a.said().Same(b.said())
	if !subject.Plain {
		return Bond{}, false
	}
	first := subject.Shared[0]
	if cue := a.cueWord(repetition); !cue.IsZero() && !a.refuses() && a.Act == b.Act && subject.Weight >= 0.6*a.said().weight() {
		return Bond{dixit.Reiterates, []dixit.Fragment{cue, first.A}, []dixit.Fragment{first.B}, "“" + cue.Text() + "”, and shared words"}, true
	}
	for _, s := range a.said().Signs(b.said()) {
		if s.Weight >= surely && (s.Kind == Negation || s.Kind == Modality || s.Kind == Acts) {
			return Bond{dixit.Contradicts, s.A, s.B, s.Why + ", of the same thing"}, true
		}
	}
	return Bond{}, false
}

// takesUp is how a stands to b, of another speaker whom a names: by words of b in quotation marks, or as a statement on what b
// is about.
func (a *node) takesUp(b *node) (Bond, bool) {
	kind, cue := a.manner()
	if kind == "" || kind == dixit.Reiterates || a.refuses() || a.supposed() || !b.asserted() {
		return Bond{}, false
	}
	name := a.naming(b)
	if name.IsZero() || !a.speaksOfWords() {
		return Bond{}, false
	}
	for _, q := range a.Quotes {
		phrase := bare(q)
		if n := len(strings.Fields(phrase)); n >= 2 && n <= 8 && b.holds(phrase) {
			return Bond{kind, []dixit.Fragment{cue, name, q.Words}, nil, "“" + cue.Text() + "” words that stand there: “" + phrase + "”"}, true
		}
	}
	subject := a.said().Same(b.said())
	if !subject.Plain || subject.Weight < 0.6*a.said().weight() {
		return Bond{}, false
	}
	first := subject.Shared[0]
	return Bond{kind, []dixit.Fragment{cue, name, first.A}, []dixit.Fragment{first.B}, "“" + cue.Text() + "” what “" + name.Text() + "” says of the same thing"}, true
}

// asserted reports whether b is something said that can be taken up.
func (b *node) asserted() bool {
	return b.Tier == 1 && !b.Negated && b.Kind != dixit.Question && b.Kind != dixit.Nonresponse
}

// speaksOfWords reports whether a's content has a word for something said: “claim”, “comment”.
func (a *node) speaksOfWords() bool {
	for w := range strings.FieldsSeq(strings.ToLower(a.Text())) {
		if (speech | request).is(root(strings.Trim(w, ".,;:“”\"‘’'"))) {
			return true
		}
	}
	return false
}
