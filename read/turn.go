package read

import (
	"slices"
	"strings"

	"dixit"
)

// A transcript gives what was said word for word, and says who spoke in a label before it: "MS. PSAKI:  Thank you.", "Q    Is
// it true?", "President of Russia Vladimir Putin: Friends, …". Any document may be one, or hold one; whether it does shows only
// in the whole of it, since a line of an article may begin with a word and a colon too. It is one where
//
//   - at least three paragraphs are labelled, one label comes twice, and there are two of them: a conversation; or
//   - a label by its form can be nothing else ("THE PRESIDENT:", "President of Russia Vladimir Putin:"), or the text begins
//     with a name in capitals and a colon: a speech;
//
// and those who speak there say "I", "we" and "you" outside quotation marks as often as people do who talk, which no narrator
// does. That last is what keeps lists ("Who: …", "Where: …") and datelines ("NEW DELHI: …") from being taken for transcripts.

// turns finds the turns of a transcript and sets Block.Turn, if d is one. A turn lasts until the next label, a heading, or a line
// that ends a transcript; remarks in brackets between paragraphs are nobody's words. Lines that begin a turn inside a block
// become blocks of their own, and what was taken for a heading by its looks alone becomes a paragraph.
func turns(d *dixit.Document) {
	labels := believed(labelsOf(d))
	if len(labels) == 0 || !conversation(d, labels) && !speech(d, labels) {
		return
	}
	take(d, partAt(d, labels))
}

// believed are those of labels that can be trusted, given how often each comes and which forms the others have. Where most are in
// capitals, or letters, a name in small letters is one only if it is known in capitals, or by its initials.
func believed(labels []label) []label {
	byInitials(labels)
	times, known := map[string]int{}, map[string]bool{}
	marked, officers := 0, false
	for _, l := range labels {
		times[l.key]++
		switch l.form {
		case capitals, office:
			known[l.key] = true
			marked++
		case lettered:
			marked++
		}
		officers = officers || l.form == office
	}
	mostly := 2*marked > len(labels)
	dashes := true
	out := slices.DeleteFunc(labels, func(l label) bool {
		again := times[l.key] > 1
		ok := again
		switch l.form {
		case office:
			ok = true
		case capitals, named:
			ok = again || !l.inside
		case plainName:
			ok = !l.inside && (again || l.words > 1 || l.role) && (!mostly || known[l.key] || l.role)
		case lettered:
			ok = again || officers && l.key == "Q"
		}
		dashes = dashes && (!ok || l.form == lettered || l.form == parted)
		return !ok
	})
	if !dashes { // then a dash after a name is only a dash
		out = slices.DeleteFunc(out, func(l label) bool { return l.form == parted })
	}
	return out
}

// byInitials gives a label the key of the initials that stand for it: "Ada Lind" and then "AL".
func byInitials(labels []label) {
	short := map[string]bool{}
	for _, l := range labels {
		if l.words == 1 && 1 < len(l.key) && len(l.key) < 5 {
			short[l.key] = true
		}
	}
	for i := range labels {
		if l := &labels[i]; l.words > 1 && short[l.initials] {
			l.key = l.initials
		}
	}
}

// conversation reports whether labels are those of several who speak in turn: at least two, of whom one speaks twice. Names in
// small letters stand before colons in articles too: of those two must speak twice.
func conversation(d *dixit.Document, labels []label) bool {
	times, trusted := map[string]int{}, false
	for _, l := range labels {
		times[l.key]++
		trusted = trusted || l.form == office || l.form == capitals || l.form == named
	}
	twice, again := 0, 0
	for _, n := range times {
		if n > 1 {
			twice, again = twice+1, again+n
		}
	}
	if len(labels) < 3 || len(times) < 2 || twice < 1 || twice < 2 && !trusted || 2*again < len(labels) {
		return false
	}
	spoken := talk{}
	for _, l := range labels {
		spoken.add(d.Text.Slice(d.Blocks[l.block].Span))
	}
	return spoken.share() >= talkative
}

// speech reports whether one label is enough.
func speech(d *dixit.Document, labels []label) bool {
	least := talkative - 0.5
	switch {
	case slices.ContainsFunc(labels, func(l label) bool { return l.form == office }) && (labels[0].top || len(labels) > 1):
	case slices.ContainsFunc(labels, func(l label) bool { return l.form == named }):
		if !labels[0].top {
			least = talkative // articles tell of ministers, and put a colon after one at times
		}
	default:
		if l := labels[0]; l.form != capitals || !l.top || l.words < 2 {
			return false
		}
		least = 2 * talkative
	}
	spoken := talk{}
	for _, b := range d.Blocks[labels[0].block:] {
		spoken.add(d.Text.Slice(b.Span))
	}
	return spoken.share() >= least
}

// talkative is how many words in a hundred are of the first or second person at least where people talk.
const talkative = 1.5

// talk counts words outside quotation marks.
type talk struct{ words, persons int }

// share is how many words in a hundred are of the first or second person.
func (t talk) share() float64 { return 100 * float64(t.persons) / float64(max(t.words, 1)) }

// add counts a paragraph.
func (t *talk) add(s string) {
	quoted := false
	for w := range strings.FieldsSeq(s) {
		first := strings.TrimLeft(w, "(—–-")
		if strings.HasPrefix(first, "“") || strings.HasPrefix(first, `"`) {
			quoted = true
		}
		if !quoted {
			t.words++
			if firstOrSecond(strings.ToLower(strings.Trim(w, ".,;:?!()[]—–-…"))) {
				t.persons++
			}
		}
		if last := strings.TrimRight(w, ".,;:?!)—–-"); strings.HasSuffix(last, "”") || strings.HasSuffix(last, `"`) {
			quoted = false
		}
	}
}

// firstOrSecond reports whether a word in small letters is of the first or second person.
func firstOrSecond(w string) bool {
	w, _, _ = strings.Cut(strings.ReplaceAll(w, "’", "'"), "'")
	switch w {
	case "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "myself", "ourselves", "yourself":
		return true
	}
	return false
}
