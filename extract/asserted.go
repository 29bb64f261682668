package extract

import (
	"strings"

	"dixit/text"
)

// asserted keeps of the drafts those that the text asserts somebody said.
//
//   - A happening says nothing, whatever the outlet reads from it: "the reversal signals that …", "a defensive reaction that
//     suggested …" are its own analysis. What a poll, a report or a film shows is another matter.
//   - What somebody may say is not said: "if Lind said this".
//   - What somebody was asked is no claim: in "did not answer whether he was worried", nobody says that he was.
func (a *article) asserted(drafts []*draft) []*draft {
	out := drafts[:0]
	for _, d := range drafts {
		if !a.nobody(d) && !a.analysis(d) && !a.hypothetical(d) && !a.inQuestion(d) {
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
	head := a.word(d.source.span, source, len(source)-1)
	if len(source) == 1 && (head == "that" || head == "which" || head == "this") {
		return infers(a, d) && !capitalised(a.tagged.written(a.tagged.placeOf(d.source.span.Start), -1))
	}
	return happening(head)
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

// nobody reports whether d is a feeling that the text gives to nobody: "growing frustration with the plan".
func (a *article) nobody(d *draft) bool {
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
