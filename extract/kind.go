package extract

import (
	"strings"

	"dixit"
	"dixit/text"
)

// kindOf tells how d's words are given, from the quotation marks inside its content.
func (a *article) kindOf(d *draft, cue []string) dixit.Kind {
	switch {
	case nonresponse(cue, a.content(d)):
		return dixit.Nonresponse
	case asks(cue) && asked(a.content(d)):
		return dixit.Question
	case d.parent != nil && a.insideMarks(d):
		return dixit.Indirect
	}
	inside, outside := 0, 0
	for _, c := range d.content {
		for _, w := range text.Words(a.text[c.span.Start:c.span.End]) {
			if !text.IsWord(a.text[c.span.Start+w.Start:]) {
				continue
			}
			if a.marks.at(c.span.Start+w.Start) >= 0 {
				inside++
			} else {
				outside++
			}
		}
	}
	switch {
	case inside == 0:
		return dixit.Indirect
	case outside == 0:
		return dixit.Direct
	default:
		return dixit.Mixed
	}
}

// insideMarks reports whether d stands in a quotation of the statement around it: those marks are not its own.
func (a *article) insideMarks(d *draft) bool {
	i := a.marks.at(d.content[0].span.Start)
	return i >= 0 && a.marks.all[i].Span.Contains(d.anchor())
}

// nonresponse reports whether a cue, with the words after it, says that there was no answer: "declined to comment", "did not
// respond".
func nonresponse(cue []string, content string) bool {
	all := " " + strings.Join(cue, " ")
	if rest, ok := strings.CutPrefix(strings.ToLower(content), "to "); ok {
		first, _, _ := strings.Cut(rest, " ")
		all += " " + strings.TrimRight(first, ".,") // "declined" and "to comment on the report"
	}
	for _, w := range []string{" comment ", " respond ", " answer ", " reply ", " say whether ", " elaborate "} {
		if strings.Contains(all+" ", w) {
			return negated(cue) || has(cue, "declined", "refused", "declining", "refusing", "declines", "refuses", "unavailable", "failed")
		}
	}
	return false
}

func asks(cue []string) bool {
	for _, w := range cue {
		switch lemma(w) {
		case "ask", "wonder", "inquire", "question":
			return true
		}
	}
	return false
}

// asked reports whether content is a question rather than a request.
func asked(content string) bool {
	if strings.HasSuffix(strings.TrimRight(content, "\"”’' "), "?") {
		return true
	}
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(content, "\"“‘' ")), " ")
	switch first {
	case "whether", "if", "how", "why", "what", "when", "where", "who", "which":
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
