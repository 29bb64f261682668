package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
)

// passive is the listener of a cue that is a passive: its subject in "Lind was told that", the subject of the main clause in
// "Asked by CNN how it went, Lind". ok is false if the cue is active, or nobody is named.
func (c *clause) passive() (subject dixit.Span, ok bool) {
	for i := range c.words {
		if c.words[i].role != neural.BeginCue || !participle(c.words[i].low) {
			continue
		}
		if aux := c.auxiliary(i); aux >= 0 {
			return c.subject(aux)
		}
		if c.reduced(i) {
			return c.mainSubject(i)
		}
	}
	return subject, false
}

// auxiliary is the first word of the verb group of the passive participle number i, -1 if it is active.
func (c *clause) auxiliary(i int) int {
	first, be := -1, false
	for j := i - 1; j >= 0 && i-j <= 5; j-- {
		w := &c.words[j]
		switch {
		case w.low == "is", w.low == "are", w.low == "was", w.low == "were", w.low == "been", w.low == "being", w.low == "be",
			w.low == "wasn't", w.low == "wasn’t", w.low == "weren't", w.low == "weren’t":
			first, be = j, true
			continue
		case w.low == "has", w.low == "have", w.low == "had", w.low == "will", w.low == "would":
			first = j
			continue
		case w.low == "not", w.low == "also", w.low == "then", w.low == "later", w.low == "never", w.low == "still", w.low == "just",
			w.low == "already", w.low == "now", w.low == "both", w.low == "all", strings.HasSuffix(w.low, "ly"):
			continue
		case strings.HasSuffix(w.low, "’re"), strings.HasSuffix(w.low, "'re"), strings.HasSuffix(w.low, "’m"), strings.HasSuffix(w.low, "'m"):
			return j + 1 // "they're told"
		case be && (w.owns || strings.HasSuffix(w.low, "’ve") || strings.HasSuffix(w.low, "'ve")):
			return j + 1 // "he's been told": the subject is the word itself
		}
		break
	}
	if !be {
		return -1
	}
	return first
}

// subject is the noun phrase right before word i: the source, a pronoun, or the words back to a mark.
func (c *clause) subject(i int) (s dixit.Span, ok bool) {
	if i == 0 || !c.words[i-1].letters || c.words[i-1].role == neural.BeginContent && !c.saidAfter(i) {
		return s, true // nobody that is named
	}
	from := i - 1
	if c.words[from].role != neural.BeginSource && pronoun(c.words[from].low) {
		return c.stem(from, i), true
	}
	for from > 0 && i-from < longestPhrase && c.words[from-1].letters && c.words[from-1].role == c.words[i-1].role && !c.parts(from-1) {
		from--
	}
	if neverBegins(c.words[from].low) && !pronoun(c.words[from].low) {
		return s, false
	}
	return c.stem(from, i), true
}

// saidAfter reports whether there is content after word i: what stands before a passive and was taken for content is its subject
// then.
func (c *clause) saidAfter(i int) bool {
	for ; i < len(c.words); i++ {
		if c.words[i].role == neural.BeginContent {
			return true
		}
	}
	return false
}

// stem is the words [from, to) of a subject without a contracted auxiliary: "he" of "he's".
func (c *clause) stem(from, to int) dixit.Span {
	s := c.span(from, to)
	last := c.words[to-1].span
	if n := strings.LastIndexAny(c.text[last.Start:last.End], "'’"); n > 0 {
		s.End = last.Start + n
	}
	return s
}

// parts reports whether word i cannot stand in the subject that follows it.
func (c *clause) parts(i int) bool {
	w := c.words[i].low
	return neverBegins(w) && w != "of" || timeWord(w)
}

// reduced reports whether the participle number i is a passive without an auxiliary: "Asked by", "when asked about". It stands
// at the head of its clause, and somebody or a question follows.
func (c *clause) reduced(i int) bool {
	if c.words[i].low == "told" && c.low(i+1) != "by" && c.low(i+1) != "that" && c.low(i+1) != "of" && c.low(i+1) != "about" {
		return false
	}
	switch before := c.low(i - 1); before {
	case "", "when", "if", "once", ",", "“", "\"", "-", "—", "–", "repeatedly", "recently":
	default:
		return false
	}
	for j := i + 1; j < len(c.words) && c.words[j].role != neural.BeginContent; j++ {
		if c.words[j].role == neural.BeginSource {
			return c.low(j-1) == "by" || c.words[max(0, j-2)].low == "by"
		}
	}
	return c.low(i-1) != "," || c.low(i+1) == "by" || c.low(i+1) == "about"
}

// mainSubject is the next source in the sentence that is not the draft's own, or the noun phrase after the next comma.
func (c *clause) mainSubject(i int) (s dixit.Span, ok bool) {
	if c.low(i-1) == "," && c.role(i-2) == neural.BeginSource { // "Lind, asked about the bridge, said"
		from := i - 2
		for from > 0 && c.words[from-1].role == neural.BeginSource {
			from--
		}
		return c.span(from, i-1), true
	}
	for j := i + 1; j < len(c.words); j++ {
		w := &c.words[j]
		if w.role == neural.Outside && w.label == neural.BeginSource {
			end := j + 1
			for end < len(c.words) && c.words[end].label == neural.InSource {
				end++
			}
			return c.stem(j, end), true
		}
		if w.low == "," && c.role(j+1) == neural.Outside && c.label(j+1) == neural.Outside {
			if end := c.nounPhrase(j+1, true); end > j+1 && c.words[j+1].low != "it" {
				return c.span(j+1, end), true
			} else if pronoun(c.low(j + 1)) {
				return c.stem(j+1, j+2), true
			}
		}
	}
	// The main clause stands before: "Lind said yes, when asked by CNN".
	for j := i - 1; j >= 0; j-- {
		if c.words[j].role == neural.Outside && c.words[j].label == neural.BeginSource {
			return c.span(j, j+1), true
		}
	}
	return s, false
}

func (c *clause) label(i int) neural.Label {
	if i < 0 || i >= len(c.words) {
		return neural.Outside
	}
	return c.words[i].label
}

func pronoun(w string) bool {
	for _, cut := range [...]string{"’ve", "'ve", "’d", "'d", "’m", "'m", "’re", "'re"} {
		w = strings.TrimSuffix(w, cut)
	}
	return subjectPronoun(w) || w == "it" || w == "who" || w == "you"
}

func subjectPronoun(w string) bool {
	return w == "he" || w == "she" || w == "they" || w == "i" || w == "we"
}

// participle reports whether w is a participle of a verb whose passive has the listener for its subject.
func participle(w string) bool {
	switch w {
	case "told", "asked", "informed", "warned", "questioned", "advised", "urged", "ordered", "instructed", "notified", "assured",
		"reminded", "briefed", "pressed", "quizzed", "cautioned", "invited":
		return true
	}
	return false
}
