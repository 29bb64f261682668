package extract

import (
	"strings"

	"dixit"
)

// aspect is how a cue sets the saying in time.
type aspect int

const (
	standing aspect = iota // "says", "has denied", "would say", "demands": no one occasion
	once                   // "said", "was told", "adding": an occasion
	asideOf                // "according to": as the rest of what the source says
)

// aspectOf tells the aspect of a cue.
func aspectOf(cue []string) aspect {
	if len(cue) == 0 {
		return standing
	}
	if aside(cue) {
		return asideOf
	}
	past := standing
	for _, w := range cue {
		switch w {
		case "has", "have", "had", "’ve", "will", "would", "could", "may", "might", "should", "must", "can", "cannot", "to", "is", "are", "am",
			"does", "do", "be", "been", "often", "always", "repeatedly", "previously", "earlier", "recently", "once", "long", "consistently":
			if w == "to" && past == once {
				continue // "did not respond to"
			}
			return standing
		case "said", "told", "wrote", "spoke", "thought", "felt", "found", "swore", "gave", "made", "took", "did", "was", "were", "drew", "put", "went", "saw":
			past = once
		default:
			switch {
			case strings.HasSuffix(w, "’s"), strings.HasSuffix(w, "'s"), strings.HasSuffix(w, "’ve"), strings.HasSuffix(w, "'ve"), strings.HasSuffix(w, "n’t") && w != "didn’t":
				return standing
			case strings.HasSuffix(w, "ed"), strings.HasSuffix(w, "ing"), w == "didn’t", w == "didn't":
				past = once
			}
		}
	}
	return past
}

// otherTime reports whether the words beside a cue set it at another time, or before a court, whose sitting is its own time.
func (y *diary) otherTime(i int) bool {
	d := y.drafts[i]
	cue := d.cue[0].span
	s := y.sentence(cue.Start)
	switch lastWord(y.text[max(s.Start, cue.Start-12):cue.Start]) {
	case "had", "has", "have", "will", "would":
		return true
	}
	if y.conjunctOfPerfect(i) {
		return true
	}
	from, to := max(s.Start, cue.Start-24), min(s.End, cue.End+24)
	for _, w := range y.outside(dixit.Span{Start: from, End: to}, []int{i}) {
		switch w {
		case "earlier", "previously", "recently", "once", "formerly", "repeatedly", "often", "always", "sometimes", "usually", "consistently", "trial", "court", "jury",
			"inquest", "testified", "testifying", "ago":
			return true
		}
	}
	return false
}

// conjunctOfPerfect reports whether the subject of draft i has a verb with "had" or "has" before it, which goes for both: "the
// president had insisted that …, and told the council …".
func (y *diary) conjunctOfPerfect(i int) bool {
	d := y.drafts[i]
	cue := d.cue[0].span.Start
	if w := lastWord(y.text[max(0, cue-12):cue]); d.source == nil || w != "and" && w != "but" {
		return false
	}
	for _, j := range y.near(cue) {
		o := y.drafts[j]
		if j != i && o.source != nil && o.source.span == d.source.span && o.cue[0].span.Start < cue && has(cueWords(y.text, o.cue)[:1], "had", "has", "have") {
			return true
		}
	}
	return false
}

// otherDate reports whether the sentence of draft i has a date, outside what is said, that is over before a day: then it tells of
// that time.
func (y *diary) otherDate(i int, first string) bool {
	d := y.drafts[i]
	const beside = 1 << 9
	cue, s := d.cue[0].span, y.sentence(d.cue[0].span.Start)
	for _, e := range y.within(dixit.Span{Start: max(s.Start, cue.Start-beside), End: min(s.End, cue.End+beside)}) {
		if e.Last != "" && e.Last < first && !y.anothers(e.Span, i) && !y.insideWords(e.Span, y.near(cue.Start)) && y.distance(e.Span, i, []int{i}) <= farOff {
			return true
		}
	}
	return false
}
