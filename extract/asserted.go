package extract

import (
	"slices"
	"strings"

	"dixit"
	"dixit/text"
)

// asserted keeps of the drafts those that the text asserts somebody said.
//
//   - A happening says nothing, whatever the outlet reads from it: "the reversal signals that …", "a defensive reaction that
//     suggested …" are its own analysis. What a poll, a report or a film shows is another matter.
//   - A relative pronoun by itself is nothing said, and neither is what something is called.
//   - What somebody may say is not said: "if Lind said this".
//   - What somebody was asked is no claim: in "did not answer whether he was worried", nobody says that he was.
func (a *article) asserted(drafts []*draft) []*draft {
	out := drafts[:0]
	for _, d := range drafts {
		if !a.nobody(d) && !a.bare(d) && !a.analysis(d) && !a.hypothetical(d) && !a.inQuestion(d) {
			out = append(out, d)
		}
	}
	return out
}

// analysis reports whether d's source is a happening, or a clause about one, and the outlet tells what it means.
func (a *article) analysis(d *draft) bool {
	if d.source == nil || len(d.cue) == 0 {
		return false
	}
	source := text.Words(a.text[d.source.span.Start:d.source.span.End])
	if len(source) == 0 {
		return false
	}
	n := a.headOf(d.source.span, source)
	head := a.word(d.source.span, source, n)
	if len(source) == 1 && (head == "that" || head == "which" || head == "this") {
		return infers(a, d) && !capitalised(a.tagged.written(a.tagged.placeOf(d.source.span.Start), -1))
	}
	name := n > 0 && capitalised(a.text[d.source.span.Start+source[n].Start:d.source.span.Start+source[n].End])
	return happening(head) && !name
}

// headOf is the number of the noun that the words of s are about: the last before a preposition, a mark or a clause. "Sources with
// knowledge of the situation" are no situation, and "the shift in policy" is no policy.
func (a *article) headOf(s dixit.Span, words []dixit.Span) int {
	for i := 1; i < len(words); i++ {
		w := a.word(s, words, i)
		switch {
		case w == "-" || w == "’" || w == "'" || w == "\"" || w == "“" || w == "”":
		case strings.HasSuffix(w, "ing") && isPlural(a.word(s, words, i-1)): // "officials investigating the attack"
			return i - 1
		case !text.IsWord(w), preposition(w), relative(w), w == "of", w == "that", w == "to", w == "between", w == "against", w == "over", w == "about":
			return i - 1
		}
	}
	return len(words) - 1
}

// infers reports whether d's cue is what an outlet writes where it draws a conclusion.
func infers(a *article, d *draft) bool {
	cue := cueWords(a.text, d.cue)
	switch lemma(cue[len(cue)-1]) {
	case "suggest", "signal", "signals", "signaled", "signalled", "indicate", "imply", "show", "reveal", "demonstrate", "demonstrates", "demonstrated",
		"mean", "means", "meant", "reflect", "reflects", "reflected", "conclude", "hint":
		return true
	}
	return false
}

// happening reports whether a noun names what happens or is done, and cannot speak.
func happening(noun string) bool {
	switch noun {
	case "reversal", "shift", "change", "changes", "move", "moves", "decision", "decisions", "response", "reaction", "turnaround", "about-face",
		"attack", "attacks", "development", "developments", "trend", "crisis", "situation", "defeat", "victory", "loss", "collapse", "strategy",
		"approach", "behaviour", "behavior", "success", "failure", "absence", "silence", "incident", "episode", "timing":
		return true
	}
	return false
}

// hypothetical reports whether d stands in a condition.
func (a *article) hypothetical(d *draft) bool {
	if len(d.cue) == 0 {
		return false
	}
	at := d.cue[0].span.Start
	if d.source != nil {
		at = min(at, d.source.span.Start)
	}
	switch a.tagged.at(a.tagged.placeOf(at), -1) {
	case "if", "unless":
		cue := cueWords(a.text, d.cue)
		_, tier := actOf(cue, a.content(d))
		return tier == 1
	}
	return false
}

// inQuestion reports whether d stands in a question that the statement around it only asks, or does not answer.
func (a *article) inQuestion(d *draft) bool {
	if d.parent == nil || len(d.parent.cue) == 0 {
		return false
	}
	cue, content := cueWords(a.text, d.parent.cue), strings.ToLower(a.content(d.parent))
	if !asks(cue) && !negated(cue) && !nonresponse(cue, content) {
		return false
	}
	return strings.HasPrefix(content, "whether ") || strings.HasPrefix(content, "if ")
}

// bare takes relative pronouns by themselves out of d's content ("whom she called a friend") and reports whether nothing is left
// but a name: "the islands, which Harford calls the Nansha Islands" says what they are called.
func (a *article) bare(d *draft) bool {
	if len(d.cue) == 0 {
		return false
	}
	rest := slices.DeleteFunc(slices.Clone(d.content), func(c phrase) bool { return relative(strings.ToLower(a.text[c.span.Start:c.span.End])) })
	if len(rest) == len(d.content) {
		return false
	}
	if len(rest) > 0 {
		d.content = rest
	}
	for _, c := range rest {
		for _, w := range strings.Fields(a.text[c.span.Start:c.span.End]) {
			if !capitalised(w) && w != "the" {
				return false
			}
		}
	}
	return true
}

// nobody reports whether d is a feeling that the text gives to nobody: "growing frustration with the plan".
func (a *article) nobody(d *draft) bool {
	if d.source != nil && strings.EqualFold(a.text[d.source.span.Start:d.source.span.End], "file photo") {
		return true // the label of a picture
	}
	if d.source != nil || len(d.cue) == 0 {
		return false
	}
	cue := cueWords(a.text, d.cue)
	for _, w := range cue {
		if auxiliary(w) || w == "be" || w == "been" {
			return false
		}
	}
	for _, w := range cue {
		switch w {
		case "frustration", "anger", "fear", "fears", "hope", "hopes", "concern", "concerns", "worry", "worries", "anxiety", "doubts", "enthusiasm",
			"excitement", "resentment", "distrust", "dissatisfaction", "confidence", "unease", "alarm", "outrage", "skepticism", "scepticism":
			return true
		}
	}
	return false
}
