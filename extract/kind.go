package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/text"
)

// kindOf tells how d's words are given, from the quotation marks inside its content.
func (a *article) kindOf(d *draft, cue []string) dixit.Kind {
	switch {
	case d.kind != "":
		return d.kind
	case nonresponse(cue, a.content(d)):
		return dixit.Nonresponse
	case asks(cue) && (asked(a.content(d)) || topic(cue)):
		return dixit.Question
	case d.parent != nil && !d.parent.turn && a.insideMarks(d):
		return dixit.Indirect
	}
	inside, outside, sentence := 0, 0, false
	for _, c := range d.content {
		for _, w := range text.Words(a.text[c.span.Start:c.span.End]) {
			if !text.IsWord(a.text[c.span.Start+w.Start:]) {
				continue
			}
			if i := a.marks.at(c.span.Start + w.Start); i >= 0 {
				inside++
				sentence = sentence || capitalBegins(a.text[a.marks.all[i].Inner.Start:])
			} else if outside++; neverBegins(strings.ToLower(a.text[c.span.Start+w.Start : c.span.Start+w.End])) {
				outside += slips // a clause of its own: "he would “win”"
			}
		}
	}
	switch {
	case inside == 0:
		return dixit.Indirect
	case outside == 0, outside <= slips && inside >= 8 && sentence:
		return dixit.Direct
	default:
		return dixit.Mixed
	}
}

// slips is how many words outside the marks of a quotation that is a sentence by itself are no clause of their own, but the
// border set wrongly: "the verdict “We were told …”".
const slips = 2

// capitalBegins reports whether s begins as a sentence does: with a capital, and not with a word in capitals.
func capitalBegins(s string) bool {
	c, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsUpper(c) && !unicode.IsUpper(next)
}

// insideMarks reports whether d stands in a quotation of the statement around it: those marks are not its own.
func (a *article) insideMarks(d *draft) bool {
	i := a.marks.at(d.content[0].span.Start)
	return i >= 0 && a.marks.all[i].Span.Contains(d.anchor())
}

// nonresponse reports whether a cue, with the words after it, says that there was no answer: "declined to comment", "did not
// respond", "refused to say whether", "would not disclose". Who "could not say" did answer.
func nonresponse(cue []string, content string) bool {
	all := cue
	content = strings.ToLower(content)
	refused := has(cue, "declined", "refused", "declining", "refusing", "declines", "refuses", "unavailable", "failed", "no")
	if rest, ok := strings.CutPrefix(content, "to "); ok && refused {
		first, after, _ := strings.Cut(rest, " ")
		all = append(cue[:len(cue):len(cue)], strings.TrimRight(first, ".,")) // "declined" and "to comment on the report"
		content = after
	}
	switch {
	case refused && strings.HasPrefix(content, "comment"):
		return true
	case has(cue, "question", "questions") && has(cue, "sidestepped", "dodged", "ducked", "evaded", "avoided", "deflected", "ignored"):
		return true
	case has(all, "supposed", "could", "can", "couldn't", "couldn’t", "can't", "can’t", "cannot"):
		return false
	case has(all, "comment", "respond", "answer", "reply", "elaborate"):
		return refused || negated(cue)
	case has(all, "say", "specify", "disclose", "explain", "reveal", "discuss", "identify"):
		return refused && !has(cue, "failed", "no") || has(cue, "wouldn't", "wouldn’t", "won't", "won’t") || negated(cue) && (has(cue, "would", "will") || asked(content))
	}
	return false
}

// asks reports whether a cue is of asking. Who answers or raises a question asks none.
func asks(cue []string) bool {
	if has(cue, "answered", "answers", "answering", "unanswered", "raise", "raises", "raised", "raising", "persist", "remains", "remain") {
		return false
	}
	for _, w := range cue {
		switch lemma(w) {
		case "ask", "wonder", "inquire", "enquire", "question", "quiz":
			return true
		}
	}
	return false
}

// topic reports whether a cue ends in a preposition that what was asked about follows: "asked about", "was questioned on".
func topic(cue []string) bool {
	last := cue[len(cue)-1]
	return last == "about" || last == "on" && has(cue, "questioned", "quizzed", "questions", "question")
}

// asked reports whether content is a question rather than a request.
func asked(content string) bool {
	if strings.HasSuffix(strings.TrimRight(content, "\"”’' "), "?") {
		return true
	}
	content = strings.ToLower(strings.TrimLeft(content, "\"“‘' "))
	first, rest, _ := strings.Cut(content, " ")
	switch first {
	case "in", "at", "to", "by", "for", "under", "on", "from":
		second, _, _ := strings.Cut(rest, " ")
		return second == "what" || second == "which" || second == "whom" || second == "whose" // "to what extent"
	}
	switch strings.TrimRight(first, ",:") {
	case "whether", "if", "how", "why", "what", "when", "where", "who", "whom", "whose", "which", "about", "what's", "what’s", "who's", "who’s":
		return true
	}
	return false
}

func has(list []string, words ...string) bool {
	for _, x := range list {
		for _, w := range words {
			if x == w {
				return true
			}
		}
	}
	return false
}

// cueWords are the words of a cue in lower case.
func cueWords(t string, cue []phrase) []string {
	var out []string
	for _, p := range cue {
		s := t[p.span.Start:p.span.End]
		for _, w := range text.Words(s) {
			out = append(out, strings.ToLower(s[w.Start:w.End]))
		}
	}
	return out
}
