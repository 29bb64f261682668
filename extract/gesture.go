package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
)

// gesture is the draft of what somebody said without words, whose verb or noun is word i; nil if it is none: "nodded", "shook
// her head", "gave a thumbs up", "to applause from the crowd". It is of the second tier unless it answers a question.
func (l *line) gesture(i int) *draft {
	from, to := l.gestureAt(i)
	if from == to {
		return nil
	}
	s := l.subject(from)
	if s == nil || s.end-s.first > 12 {
		return nil
	}
	d := &draft{source: s, cue: []phrase{l.phrase(neural.BeginCue, from, to)}, kind: dixit.Nonverbal, act: "state", tier: 2, why: []string{"a gesture"}}
	for _, w := range cueWords(l.text, d.cue) {
		switch w {
		case "applauded", "applause", "cheers", "ovation":
			d.act = "praise"
		case "wept", "sobbed", "tears":
			d.act = "feel"
		}
	}
	if l.answers(i) {
		d.tier = 1
	}
	return d
}

// gestureAt is the words of the gesture that word i is the verb of; from == to if it is none.
func (l *line) gestureAt(i int) (from, to int) {
	after := func(words ...string) bool {
		for k, w := range words {
			if l.low(i+1+k) != w {
				return false
			}
		}
		return true
	}
	owner := func(j int) bool {
		w := l.low(j)
		return w == "his" || w == "her" || w == "their" || w == "its" || w == "my"
	}
	switch l.low(i) {
	case "nodded", "shrugged", "wept", "sobbed", "applauded", "booed", "winked", "grimaced", "saluted":
		to = i + 1
		if next := l.low(to); next == "in" && (l.low(to+1) == "agreement" || l.low(to+1) == "approval") {
			to += 2
		}
		if next := l.low(to); !l.ends(to) && (determines(next) || capitalised(l.at(to))) && l.low(i) != "applauded" && l.low(i) != "booed" {
			return i, i // "shrugged the report off", "saluted Lind": somebody's doing, not a reply
		}
		if l.low(i) == "shrugged" && l.low(to) == "off" || (l.low(i) == "applauded" || l.low(i) == "booed") && !l.ends(to) {
			return i, i // "applauded the decision" is praise in words
		}
		return i, to
	case "shook", "bowed", "hung":
		if owner(i+1) && l.low(i+2) == "head" {
			return i, i + 3
		}
	case "raised":
		if owner(i+1) && (l.low(i+2) == "hand" || l.low(i+2) == "fist" || l.low(i+2) == "hands") {
			return i, i + 3
		}
	case "rolled":
		if owner(i+1) && l.low(i+2) == "eyes" {
			return i, i + 3
		}
	case "gave", "flashed", "giving", "made":
		for _, g := range [...]string{"a thumbs up", "a thumbs-up", "the thumbs up", "the thumbs-up", "a thumbs down", "a thumbs-down", "a nod", "a shrug", "a peace sign", "a victory sign", "a standing ovation"} {
			if words := strings.Fields(g); after(words...) {
				return i, i + 1 + len(words)
			}
		}
	case "burst", "broke":
		if after("into", "tears") || after("into", "applause") || after("into", "cheers") || after("down", "in", "tears") {
			to = i + 3
			if l.low(i+1) == "down" {
				to++
			}
			return i, to
		}
	}
	return i, i
}

// ends reports whether a clause can end before word i.
func (l *line) ends(i int) bool {
	w := l.low(i)
	return w == "" || !isLetter(w) || w == "and" || w == "but" || w == "as" || w == "when" || w == "while" || w == "after" || w == "at"
}

func isLetter(w string) bool {
	return w[0] >= 'a' && w[0] <= 'z' || w[0] >= 0x80 && w != "”" && w != "“" && w != "—" && w != "–"
}

// answers reports whether the sentence of word i, before it, tells of a question.
func (l *line) answers(i int) bool {
	sentence := l.article.tagged.sentences[l.block]
	for j := i - 1; j >= 0 && i-j < reach && sentence[j] == sentence[i]; j-- {
		if w := l.low(j); w == "asked" || w == "questioned" || w == "pressed" || w == "question" {
			return true
		}
	}
	return false
}
