package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

// notSaid reports whether the document says that d's words were not said: its cue is denied ("did not say", "has never told"),
// its source is nobody ("no one said"), or the words before its cue take it back ("without saying", "denied telling", "nor did
// she say", "stopped short of calling"). "Not only said" is no denial.
func (a *article) notSaid(d *draft, cue []string) bool {
	if negated(cue) {
		return true
	}
	if len(d.cue) == 0 {
		return false
	}
	if d.source != nil && nobody(a.text[d.source.span.Start:d.source.span.End]) {
		return true
	}
	return takenBack(a.before(d, d.cue[0].span), cue)
}

// before is the last words before s in its block, in lower case, without d's source and what was said.
func (a *article) before(d *draft, s dixit.Span) []string {
	const most, bytes = 5, 96
	from := max(0, s.Start-bytes)
	if i := strings.LastIndexByte(a.text[from:s.Start], '\n'); i >= 0 {
		from += i + 1
	}
	for from < s.Start && from > 0 && a.text[from-1] != ' ' && a.text[from-1] != '\n' {
		from++
	}
	var out []string
	for w := range text.EachWord(a.text[from:s.Start]) {
		at := dixit.Span{Start: from + w.Start, End: from + w.End}
		if d.roleAt(at) == neural.Outside {
			out = append(out, strings.ToLower(a.text[at.Start:at.End]))
		}
	}
	return out[max(0, len(out)-most):]
}

// takenBack reports whether the words before a cue say that what it tells of did not happen.
func takenBack(before, cue []string) bool {
	n := len(before)
	last := func(k int) string {
		if k > n {
			return ""
		}
		return before[n-k]
	}
	gerund := strings.HasSuffix(cue[0], "ing")
	switch {
	case last(1) == "nor", last(1) == "neither" && has(cue, "did", "has", "have", "had", "would"):
		return true
	case cue[0] == "nor":
		return true
	case without(cue) || gerund && (last(1) == "without" || last(2) == "without" && strings.HasSuffix(last(1), "ly")):
		return true
	case gerund && (last(1) == "denied" || last(1) == "denies" || last(1) == "denying" || last(1) == "deny"):
		return true
	case gerund && (last(1) == "avoided" || last(1) == "avoiding" || last(1) == "avoids"):
		return true
	case gerund && last(1) == "of" && (last(2) == "short" || last(2) == "instead"):
		return true
	case gerund && last(1) == "than" && last(2) == "rather":
		return true
	case gerund && last(1) == "from" && strings.HasPrefix(last(2), "refrain"):
		return true
	case last(1) == "to" && (last(2) == "failed" || last(2) == "forgot" || last(2) == "neglected"):
		return true
	}
	return len(cue) > 2 && (cue[0] == "stopped" || cue[0] == "stopping" || cue[0] == "stops" || cue[0] == "fell") && cue[1] == "short" ||
		len(cue) > 2 && (cue[0] == "failed" || cue[0] == "neglected") && cue[1] == "to" ||
		len(cue) > 1 && strings.HasPrefix(cue[0], "den") && strings.HasSuffix(cue[1], "ing")
}

// without reports whether a cue is "without saying", whatever stands before: "left without saying".
func without(cue []string) bool {
	for i, w := range cue {
		if w == "without" && i+1 < len(cue) && (strings.HasSuffix(cue[i+1], "ing") || i+2 < len(cue) && strings.HasSuffix(cue[i+2], "ing")) {
			return true
		}
	}
	return false
}

// nobody reports whether a source is nobody: "no one", "none of the officials".
func nobody(source string) bool {
	first, rest, _ := strings.Cut(strings.ToLower(source), " ")
	switch first {
	case "nobody", "none", "neither":
		return true
	case "no":
		return rest != ""
	}
	return false
}

// negated reports whether a cue denies that it was said.
func negated(cue []string) bool {
	for i, w := range cue {
		switch {
		case w == "not" && i+1 < len(cue) && (cue[i+1] == "only" || cue[i+1] == "just" || cue[i+1] == "merely"):
		case w == "not", w == "never", w == "cannot", strings.HasSuffix(w, "n’t"), strings.HasSuffix(w, "n't"):
			return true
		}
	}
	return false
}
