package main

import (
	"strings"

	"dixit/verify"
	verdicts "dixit/verify/report"
)

// explainVerdicts is what dixit verify --explain prints: one screen.
func explainVerdicts() string {
	const width = len(verify.Normalised) + len("  ")
	var b strings.Builder
	for _, v := range verify.Verdicts() {
		b.WriteString(pad(string(v), width) + verdicts.Say(v) + "\n")
	}
	b.WriteString("\nDifferences that leave a quotation EXACT-AFTER-NORMALISATION:\n")
	for _, s := range verify.Steps() {
		b.WriteString("  " + pad(string(s), width-len("  ")) + meaningOf(s) + "\n")
	}
	b.WriteString("\nAny verdict but the first two is a finding, unless --allow takes it: exit 1.\n")
	return b.String()
}

// meaningOf is in what a quotation may differ by a step.
func meaningOf(s verify.Step) string {
	switch s {
	case verify.Marks:
		return "curly or straight quotation marks and apostrophes"
	case verify.Nested:
		return "single marks for double ones inside, or the other way round"
	case verify.Dash:
		return "another dash or hyphen, spaced or not"
	case verify.Space:
		return "another white space, characters that nobody sees"
	case verify.Unicode:
		return "letters composed otherwise, ligatures"
	case verify.Paragraph:
		return "it runs on over the end of a paragraph"
	case verify.Remark:
		return "it runs on over a remark in brackets, as (Applause)"
	case verify.Ellipsis:
		return "words left out, and shown to be, that change no sense"
	case verify.Outer:
		return "a comma or full stop inside the closing mark"
	case verify.Capital:
		return "a capital, or none, at the start"
	case verify.Bracket:
		return "words in brackets, added or in place of others"
	}
	return ""
}
