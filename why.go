package dixit

import "strings"

// Reason is a part of what led to a statement: what it is about (link, speaker, act, day) and the words for a person to read.
type Reason struct{ About, Words string }

// Reasons are the parts of a statement's Why. What does not begin with what it is about belongs to the part before it; a Why that
// begins so is about nothing in particular.
func Reasons(why string) []Reason {
	var out []Reason
	for part := range strings.SplitSeq(why, "; ") {
		about, words, ok := strings.Cut(part, ": ")
		switch {
		case ok && (about == "link" || about == "speaker" || about == "act" || about == "day"):
			out = append(out, Reason{about, words})
		case len(out) > 0:
			out[len(out)-1].Words += "; " + part
		case part != "":
			out = append(out, Reason{"", part})
		}
	}
	return out
}
