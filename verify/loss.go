package verify

import (
	"slices"
	"strings"
)

// Quoting part of a sentence is ordinary journalism, and what stands there stands there: it is EXACT. It is PARTIAL where the words
// right beside the part change what it says, and the draft leaves them out: "we will win" from "I don't think we will win", from "We
// will win if they help us", from "Perhaps we will win"; "20" from "20 million"; a statement from "We won?".
//
// What is beside is looked for in the same sentence and the same speech: before the part back to a comma or another mark, or
// a "but" (a denial, a condition, a word that makes it less sure, and those only close by); after it in the next word (a denial, a
// condition); at both ends what belongs to a number. Inside an ellipsis likewise at both its ends. A draft that says the same in
// its own words beside the quotation (He did not think they “will win”) has left nothing out.

// The kinds of loss.
const (
	lostNegation  = "negation"
	lostCondition = "condition"
	lostHedge     = "hedge"
	lostNumber    = "number"
	lostQuestion  = "question"
)

// How far before a part its denial and its hedge may stand, in words.
const (
	denialReach = 10
	hedgeReach  = 3
)

// losses are what the source has right beside the parts of h and changes what they say.
func (p *pattern) losses(h hit, q Quotation) []Loss {
	var out []Loss
	add := func(kind string, token int, echo string) {
		if token < 0 || echoed(kind, echo) {
			return
		}
		if f, err := h.src.doc.Text.Fragment(h.src.tokens[token].span); err == nil {
			out = append(out, Loss{kind, f})
		}
	}
	first, last := h.first(), h.last()
	kind, at := h.src.before(first, 0)
	add(kind, at, q.Before)
	for i, e := range p.elements {
		b := h.bind[i]
		if e.kind != gap || i+1 == len(p.elements) || b.to == b.from {
			continue
		}
		kind, at := h.src.after(b.from-1, b.to)
		add(kind, at, "")
		if at < 0 {
			if kind, at = h.src.before(b.to, b.from); kind != lostHedge { // which is shown to be left out
				add(kind, at, "")
			}
		}
	}
	kind, at = h.src.after(last, len(h.src.tokens))
	add(kind, at, q.After)
	if end := last + 1; end < len(h.src.tokens) && h.src.tokens[end].is("?") && h.src.startsSentence(first) && !strings.HasPrefix(strings.TrimLeft(q.After, "’”'\" "), "?") {
		add(lostQuestion, end, "")
	}
	return out
}

// echoed reports whether the draft's words beside the quotation say the same.
func echoed(kind, beside string) bool {
	return slices.ContainsFunc(Fold(beside), func(w string) bool {
		switch kind {
		case lostNegation:
			return negative(w)
		case lostCondition:
			return condition(w)
		case lostHedge:
			return modal(w) || hedge(w) || opinion(w)
		}
		return false
	})
}

// opinion reports whether w, in lower case, says that somebody thinks so.
func opinion(w string) bool {
	switch w {
	case "think", "thinks", "thought", "believe", "believes", "believed", "guess", "suppose", "suspect", "hope", "hopes", "hoped", "wish", "wishes",
		"doubt", "doubts", "imagine", "assume", "feel", "feels":
		return true
	}
	return false
}

// before finds what changes the sense of the words from token first on, in the tokens back to limit.
func (s *Source) before(first, limit int) (kind string, at int) {
	t := s.tokens
	if first > limit && first < len(t) && s.partOfNumber(first-1, first) {
		return lostNumber, first - 1
	}
	if first > limit && s.block[first-1] != s.block[first] {
		return "", -1
	}
	if first > limit && first < len(t) && t[first-1].class != word && capital(t[first].key) && function(t[first].key) && t[first].key[0] != 'I' {
		return "", -1 // “Nothing — They came”: another sentence, whatever the mark
	}
	words, at := 0, -1
	for i := first - 1; i >= limit && words < denialReach; i-- {
		k := strings.ToLower(t[i].key)
		switch {
		case s.block[i] != s.block[first], t[i].class == quote && (t[i].is(`"`) || s.outerMark(t[i].span)), t[i].class == border, t[i].class == dots,
			t[i].class == sign && strings.Contains(".?!", k):
			return kind, at
		case t[i].class == sign && strings.Contains(",;:", k), t[i].class == dash && !s.tight(i):
			if at < 0 && t[i].class != dash { // after a dash another thought begins
				return s.opened(i, limit)
			}
			return kind, at
		case t[i].class != word:
			continue
		case k == "but", k == "because", (k == "and" || k == "or") && i+1 < len(t) && grammaticalPerson(t[i+1].key):
			return kind, at
		case negative(k) && (i+1 == first || !s.onlySaysMore(i)): // "not only" with what it adds to; but “only” alone turns it round
			return lostNegation, i
		case kind != "":
		case condition(k) && k != "whether" && k != "until":
			kind, at = lostCondition, i
		case k == "doubt" && i > limit && negative(t[i-1].key):
		case words < hedgeReach && (hedge(k) || opinion(k)), words < 2 && (k == "may" || k == "might" || k == "could" || k == "would" || k == "should"):
			kind, at = lostHedge, i
		}
		words++
	}
	return kind, at
}

// onlySaysMore reports whether the denial at token i denies nothing: not only, no doubt.
func (s *Source) onlySaysMore(i int) bool {
	if i+1 >= len(s.tokens) {
		return false
	}
	switch strings.ToLower(s.tokens[i+1].key) {
	case "only", "just", "doubt", "question", "matter", "wonder", ",":
		return true
	}
	return false
}

// opened finds the condition that the sentence of token i begins with, which holds for what comes after its comma.
func (s *Source) opened(i, limit int) (string, int) {
	for ; i > limit && !s.startsSentence(i); i-- {
	}
	if i >= limit && s.tokens[i].class == word {
		if k := strings.ToLower(s.tokens[i].key); k == "if" || k == "unless" || k == "provided" {
			return lostCondition, i
		}
	}
	return "", -1
}

// startsSentence reports whether token i begins a sentence, a paragraph or a quotation.
func (s *Source) startsSentence(i int) bool {
	if i == 0 || s.block[i] != s.block[i-1] {
		return true
	}
	t := s.tokens[i-1]
	return t.class == border || t.class == dots || t.class == quote && s.outerMark(t.span) || t.is(".") || t.is("?") || t.is("!")
}

// after finds what changes the sense of the words up to token last, in the next ones before limit.
func (s *Source) after(last, limit int) (kind string, at int) {
	if last < 0 || last+1 >= limit || s.startsSentence(last+1) { // what comes then is another sentence
		return "", -1
	}
	if s.partOfNumber(last, last+1) {
		return lostNumber, last + 1
	}
	i := last + 1
	comma := s.tokens[i].is(",") || s.tokens[last].is(",")
	if s.tokens[i].is(",") {
		i++
	}
	if i >= limit || s.tokens[i].class != word {
		return "", -1
	}
	k := strings.ToLower(s.tokens[i].key)
	next := ""
	if i+1 < limit {
		next = strings.ToLower(s.tokens[i+1].key)
	}
	switch {
	case negative(k) && !comma && !s.onlySaysMore(i):
		return lostNegation, i
	case k == "if" || k == "unless" || k == "except" || k == "provided" || k == "only" && (next == "if" || next == "when"):
		return lostCondition, i
	case k == "as" && next == "long":
		return lostCondition, i
	}
	return "", -1
}

// partOfNumber reports whether tokens a and b, one after the other, are parts of one number: 20 and million, a sign and its figures.
func (s *Source) partOfNumber(a, b int) bool {
	x, y := s.tokens[a], s.tokens[b]
	switch {
	case x.class == border || y.class == border:
		return false
	case x.class == dash: // a minus
		return digit(rune(y.key[0])) && x.span.End == y.span.Start && (a == 0 || s.tokens[a-1].span.End < x.span.Start)
	case isWord(&x) && number(x.key) && !unit(strings.ToLower(x.key)):
		return magnitude(strings.ToLower(y.key)) || y.is("%")
	}
	return false
}

// tight reports whether the dash at token i stands between two words without a space.
func (s *Source) tight(i int) bool {
	t := s.tokens
	return i > 0 && i+1 < len(t) && t[i-1].class == word && t[i+1].class == word &&
		t[i-1].span.End == t[i].span.Start && t[i].span.End == t[i+1].span.Start
}

// denied is the loss of words that the source says were not said, or are not so, unless the draft says so too.
func denied(v voice, q Quotation) []Loss {
	if v.cue.IsZero() || q.Negated || echoed(lostNegation, q.Before) || echoed(lostNegation, q.After) {
		return nil
	}
	return []Loss{{lostNegation, v.cue}}
}
