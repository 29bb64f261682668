package about

import (
	"cmp"
	"slices"
	"strings"

	"dixit"
	"dixit/who"
	"dixit/who/fold"
)

// Most is how many labels a statement has at most.
const Most = 6

// mostWords bounds how many words of a statement are read: a turn in a transcript may be a speech.
const mostWords = 2000

// mostPronouns is how many pronouns of a statement are followed.
const mostPronouns = 3

// What speaks for a label. Names come before all else; the numbers order what is of one sort.
const (
	aThing  = 40 // an organisation, a place, a name of which nothing is known
	aPerson = 36
	meant   = 30 // a name that only a pronoun stands for
	called  = 6  // somebody who may only be spoken to: "Thank you, Ada."
	aGroup  = 9  // a people, a party's members: they are more often who something is done to
	several = 8  // a phrase of several words
	single  = 5
	again   = 2 // each time it is said again, to maxAgain
	shared  = 1 // each other statement of the document that has it, to maxShared
)

const (
	maxAgain  = 3
	maxShared = 4
)

// candidate is something that may be a label.
type candidate struct {
	label, key string
	score      int
	times      int
	at         int // its place among the candidates
	titled     bool
}

// Fill gives the statements of a document, all of them, their topics. The cast is that of the document.
func Fill(cast *who.Cast, doc *dixit.Document, statements []dixit.Statement) {
	found := make([][]candidate, len(statements))
	count := map[string]int{}
	for i, s := range statements {
		found[i] = read(cast, s)
		for _, c := range found[i] {
			count[c.key]++
		}
	}
	title := " " + keyOf(strings.FieldsFunc(fold.String(doc.Title), func(r rune) bool { return r == ' ' || r == ',' || r == ':' || r == '\'' })) + " "
	for i := range statements {
		for k := range found[i] {
			c := &found[i][k]
			c.score += again*min(c.times-1, maxAgain) + shared*min(count[c.key]-1, maxShared)
			c.titled = doc.Title != "" && strings.Contains(title, " "+c.key+" ")
		}
		statements[i].About = best(found[i])
	}
}

// best are the labels of the first candidates in their order, those left out that another one has in it.
func best(list []candidate) []dixit.Topic {
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), compareBool(b.titled, a.titled), cmp.Compare(a.at, b.at))
	})
	var out []dixit.Topic
	var keys []string
	for _, c := range list {
		if len(out) == Most {
			break
		}
		if slices.ContainsFunc(keys, func(k string) bool { return strings.Contains(" "+k+" ", " "+c.key+" ") }) {
			continue
		}
		keys = append(keys, c.key)
		out = append(out, dixit.Topic{Label: c.label})
	}
	return out
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// reader reads one statement.
type reader struct {
	cast     *who.Cast
	s        dixit.Statement
	self     string // the key of the speaker's name
	list     []candidate
	pronouns int

	addressed string // the name of somebody who may be spoken to
}

// read is what may be labels of s.
func read(cast *who.Cast, s dixit.Statement) []candidate {
	r := &reader{cast: cast, s: s, self: fold.String(s.Speaker.Name)}
	p := &phrases{
		found: func(label, key string, alone bool) {
			score := several
			if alone {
				score = single
			}
			r.put(label, key, score)
		},
	}
	n := 0
	for _, f := range s.Content {
		for w := range cast.Words(f.Span()) {
			if n++; n > mostWords {
				break
			}
			r.word(p, w)
		}
		r.settle(who.Word{})
		p.add(who.Word{})
	}
	if !slices.ContainsFunc(r.list, func(c candidate) bool { return c.score != called }) {
		return nil
	}
	return r.list
}

// word takes one word of what was said.
func (r *reader) word(p *phrases, w who.Word) {
	r.settle(w)
	switch {
	case w.Name != "":
		r.spoken(p.before, w)
	case w.Role && singular(w.Key) == w.Key:
		p.drop(w) // "the senior official" is somebody
		return
	case w.Function && followed(w.Key) && r.pronouns < mostPronouns:
		r.pronouns++
		if name, kind := r.cast.Meant(w.Span, r.s.Mention.Span()); name != "" {
			r.name(name, kind, meant)
		}
	}
	p.add(w)
}

// spoken takes a name as it is written; before is the word before it. The name in full is the label, but where it only has more
// capitals, or something before a country.
func (r *reader) spoken(before, w who.Word) {
	name := w.Name
	if who.Country(w.Text) != "" || acronym(name) && !acronym(w.Text) {
		name = w.Text
	}
	if w.Kind == who.NameOfOne && !before.Letters {
		r.addressed = name // or spoken to: the next word tells
		return
	}
	r.name(name, w.Kind, 0)
}

// settle takes the name of somebody who may be spoken to; w is the word after it.
func (r *reader) settle(w who.Word) {
	if r.addressed == "" {
		return
	}
	score := aPerson
	if !w.Letters && w.Key != "(" {
		score = called
	}
	r.name(r.addressed, who.NameOfOne, score)
	r.addressed = ""
}

// followed reports whether a word is a pronoun whose meaning is looked for.
func followed(w string) bool {
	switch w {
	case "he", "she", "him", "her", "his", "it", "its":
		return true
	}
	return false
}

// name takes a name; score is 0 for what its kind says.
func (r *reader) name(name string, kind who.NameKind, score int) {
	if score == 0 {
		switch score = aThing; kind {
		case who.NameOfOne:
			score = aPerson
		case who.GroupName:
			score = aGroup
		}
	}
	if key := fold.String(name); key != r.self && len(name) > 1 && !empty(key) {
		r.put(name, key, score)
	}
}

// put enters a candidate, or says that it was there again.
func (r *reader) put(label, key string, score int) {
	for i := range r.list {
		if r.list[i].key == key {
			r.list[i].times++
			r.list[i].score = max(r.list[i].score, score)
			return
		}
	}
	const most = 200
	if len(r.list) < most {
		r.list = append(r.list, candidate{label: label, key: key, score: score, times: 1, at: len(r.list)})
	}
}
