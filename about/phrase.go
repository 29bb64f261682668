package about

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/who"
)

// longest is how many words a label has at most, a name apart.
const longest = 3

// phrase is the words of a noun phrase on their way to a label.
type phrase struct {
	words []string // as they are to be shown
	keys  []string
	parts []part
}

// phrases are the noun phrases in the words of a statement: runs of adjectives and nouns that end in a noun. It knows parts of speech
// only from a list, from endings and from the word before.
type phrases struct {
	now    phrase
	before who.Word // the word before
	found  func(label, key string, single bool)
}

// add takes the next word.
func (p *phrases) add(w who.Word) {
	defer func() { p.before = w }()
	if !w.Letters || w.Name != "" || w.Function || w.Determiner || w.Time || strings.ContainsAny(w.Key, "'’") {
		if w.Key == "-" {
			return
		}
		p.end(w)
		return
	}
	is := p.partHere(w)
	switch is {
	case noun:
		p.push(w, noun)
	case adjective:
		if n := len(p.now.parts); n > 0 && p.now.parts[n-1] == noun {
			p.end(w)
		}
		p.push(w, adjective)
	default:
		p.end(w)
	}
	if w.Possessive {
		p.end(w)
	}
}

// drop forgets the phrase that ends in w, which is somebody.
func (p *phrases) drop(w who.Word) {
	p.now = phrase{}
	p.before = w
}

func (p *phrases) push(w who.Word, is part) {
	p.now.words = append(p.now.words, shown(w))
	p.now.keys = append(p.now.keys, w.Key)
	p.now.parts = append(p.now.parts, is)
}

// partHere is what w is where it stands.
func (p *phrases) partHere(w who.Word) part {
	is, listed := partOf(w.Key)
	if w.Capital && !w.Initial && !acronym(w.Text) {
		if who.Country(w.Key) != "" {
			return adjective // "Russian energy"
		}
		if is == verb || is == both {
			return noun // a title or a programme
		}
	}
	switch {
	case is == both && p.nounBefore():
		return noun
	case is == both, is == noun && p.before.Key == "to" && (!listed || done(w.Key)), is == noun && p.subjectBefore():
		return verb
	case is == verb && strings.HasSuffix(w.Key, "ing") && p.before.Determiner:
		return noun // "the killing"
	}
	return is
}

// done reports whether a noun in the singular is a verb after "to". One goes to a few things without an article.
func done(w string) bool {
	switch w {
	case "war", "peace", "court", "power", "school", "prison", "jail", "democracy", "freedom", "justice", "health", "terrorism", "trade":
		return false
	}
	return singular(w) == w
}

// subjectBefore reports whether a verb follows the word before: "should visit", "they supply".
func (p *phrases) subjectBefore() bool {
	switch p.before.Key {
	case "also", "will", "would", "can", "could", "should", "may", "might", "must", "cannot", "shall", "not", "never", "i", "we", "he", "she", "they", "you", "who",
		"don't", "don’t", "won't", "won’t":
		return true
	}
	return false
}

// nounBefore reports whether the word before makes a noun likely: an article or an owner, an adjective or a noun, a preposition.
func (p *phrases) nounBefore() bool {
	b := p.before
	switch {
	case len(p.now.parts) > 0:
		return singular(b.Key) == b.Key // "nations cut", "guarantees cover"
	case b.Determiner && !pronoun(b.Key), b.Possessive:
		return true
	case b.Function:
		switch b.Key {
		case "of", "for", "on", "in", "by", "with", "about", "from", "over", "against", "into", "at", "without", "under", "between", "through", "no", "during", "after", "before":
			return true
		}
	}
	return false
}

// pronoun reports whether a determiner is more often a pronoun, which a verb follows.
func pronoun(w string) bool {
	switch w {
	case "that", "this", "these", "those", "some", "all", "both", "many", "most", "which", "it", "who", "others":
		return true
	}
	return false
}

// end ends the phrase before w.
func (p *phrases) end(w who.Word) {
	n := p.now
	p.now = phrase{words: n.words[:0], keys: n.keys[:0], parts: n.parts[:0]}
	for len(n.parts) > 0 && n.parts[len(n.parts)-1] != noun {
		n = n.cut(0, len(n.parts)-1)
	}
	if len(n.parts) == 0 {
		return
	}
	if w.Key == "of" && len(n.words) == 1 && fused(n.keys[0]) {
		p.now.words, p.now.keys, p.now.parts = append(p.now.words, n.words[0], "of"), append(p.now.keys, n.keys[0], "of"), append(p.now.parts, noun, noun)
		return
	}
	n = n.cut(max(0, len(n.parts)-longest), len(n.parts))
	for len(n.parts) > 1 && (n.keys[0] == "of" || n.parts[0] == adjective && (plain(n.keys[0]) || strings.HasSuffix(n.keys[0], "ed") || strings.HasSuffix(n.keys[0], "ing"))) {
		n = n.cut(1, len(n.parts))
	}
	last := len(n.parts) - 1
	if n.keys[last] == "of" {
		n = n.cut(0, last)
		last--
	}
	if last < 0 {
		return
	}
	head := n.keys[last]
	if empty(singular(head)) || empty(head) || len(n.words) == 1 && plain(head) || utf8.RuneCountInString(head) < 3 && n.words[last] == head || !strings.ContainsFunc(head, unicode.IsLetter) {
		return
	}
	p.found(strings.Join(n.words, " "), keyOf(n.keys), len(n.words) == 1)
}

func (p phrase) cut(from, to int) phrase {
	return phrase{p.words[from:to], p.keys[from:to], p.parts[from:to]}
}

// shown is w as a label shows it: in small letters where its capital says nothing.
func shown(w who.Word) string {
	if w.Initial && w.Capital && !acronym(w.Text) {
		return w.Key
	}
	return w.Text
}

func acronym(s string) bool {
	capitals := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals > 1
}
