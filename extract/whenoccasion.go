package extract

import (
	"strings"

	"dixit"
	"dixit/text"
	"dixit/when"
)

// occasionDay is an occasion for speaking of which the article tells the day: "a rally in Harford on Tuesday".
type occasionDay struct {
	name string
	when.Expression
}

// occasions gives what is said at such an occasion its day: "At the rally, Lind said …". Of two of one name it is that whose
// sentence names the speaker.
func (y *diary) occasions() {
	list := y.datedOccasions()
	if len(list) == 0 {
		return
	}
	for _, i := range y.order {
		d := y.drafts[i]
		if y.days[i].from != nothing || d.region != dixit.Body || y.otherTime(i) {
			continue
		}
		cue := cueWords(y.text, d.cue)
		if kind := y.kindOf(d, cue); aspectOf(cue) != once && kind != dixit.Nonverbal {
			continue
		}
		name, at := y.atOccasion(i)
		if name == "" {
			continue
		}
		if e, ok := y.dayOfOccasion(list, name, i); ok && !y.otherDate(i, e.First) && (at || y.published == "" || e.First >= dayBefore(dayBefore(y.published))) {
			y.days[i] = y.together([]candidate{{e, 0}}, nil).carriedTo("at the " + name + " of that day")
		}
	}
}

// datedOccasions are the occasions of the article with a day that is not to come.
func (y *diary) datedOccasions() (list []occasionDay) {
	const most = 60 // dates to look at
	for _, e := range y.dates[:min(len(y.dates), most)] {
		if e.Basis == when.None || e.Grain != when.Day || e.First != e.Last || e.Narrated && !e.Anchored || y.published != "" && e.First > y.published || y.quoted(e.Span) {
			continue
		}
		if name := y.occasionBeside(e.Span); name != "" {
			list = append(list, occasionDay{name, e})
		}
	}
	return list
}

// dayOfOccasion is the day of the occasion called name that draft i was said at.
func (y *diary) dayOfOccasion(list []occasionDay, name string, i int) (e when.Expression, ok bool) {
	cue := y.drafts[i].cue[0].span.Start
	speaker := strings.ToLower(lastOf(y.speakers[i].Name))
	for _, named := range [...]bool{false, true} {
		found, several := false, false
		for _, o := range list {
			if o.name != name || o.Span.End > cue {
				continue
			}
			if s := y.sentence(o.Span.Start); named && (speaker == "" || !hasAny(y.text[s.Start:s.End], speaker)) {
				continue
			}
			several = several || found && o.EDTF != e.EDTF
			e, found = o.Expression, true
		}
		if !several {
			return e, found
		}
	}
	return e, false
}

// occasionBeside is the occasion that a date tells the day of: "a meeting with the mayor on Tuesday", "Tuesday’s meeting"; "" for
// none.
func (y *diary) occasionBeside(e dixit.Span) string {
	const before, after = 90, 24 // bytes
	s := y.sentence(e.Start)
	list := strings.FieldsFunc(strings.ToLower(y.text[min(e.Start, max(s.Start, e.Start-before)):e.Start]), notLetter)
	for n := len(list) - 1; n > 0; n-- {
		if breaks(list[n]) || speaks(list[n]) {
			break
		}
		if w := occasionName(list[n]); w != "" {
			return w
		}
	}
	if strings.TrimSpace(y.text[e.End:min(len(y.text), e.End+1)]) == "" || strings.HasPrefix(y.text[e.End:], "’s ") || strings.HasPrefix(y.text[e.End:], "'s ") {
		part := strings.TrimPrefix(strings.TrimPrefix(y.text[e.End:max(e.End, min(s.End, e.End+after))], "’s"), "'s")
		for n, w := range text.Words(part) {
			if n == 2 {
				break
			}
			if o := occasionName(strings.ToLower(part[w.Start:w.End])); o != "" {
				return o
			}
		}
	}
	return ""
}

func notLetter(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '-' || r == '.' }

// speaks reports whether a word is a verb of saying: what stands after it is what was said.
func speaks(w string) bool { return w == "said" || w == "told" || w == "says" || w == "announced" }

// atOccasion is the occasion at which draft i was said, as the words around what is said have it: "at the meeting", "during their
// talks", or asked of it, "how the meeting went", which may be some time after: at is false. The name is "" for none.
func (y *diary) atOccasion(i int) (name string, at bool) {
	d := y.drafts[i]
	s := y.sentence(d.cue[0].span.Start)
	const beside = 1 << 9
	s = dixit.Span{Start: max(s.Start, d.cue[0].span.Start-beside), End: min(s.End, d.cue[0].span.End+beside)}
	own := []int{i}
	if y.kindOf(d, cueWords(y.text, d.cue)) == dixit.Question {
		own = nil
	}
	list := y.outside(s, own)
	for n := 1; n < len(list); n++ {
		o := occasionName(list[n])
		if o == "" || !has(list[n-1:n], "the", "this", "that", "their", "his", "her") {
			continue
		}
		if n > 1 && has(list[n-2:n-1], "at", "during", "in", "how") {
			return o, list[n-2] != "how"
		}
	}
	return "", false
}

// occasionName is the name of an occasion for speaking, "" if w is none.
func occasionName(w string) string {
	switch w {
	case "meeting", "summit", "talks", "rally", "conference", "speech", "address", "interview", "briefing", "hearing", "session", "debate", "forum", "ceremony",
		"call", "vigil", "dinner", "convention", "testimony", "broadcast", "discussion", "conversation":
		return w
	}
	return ""
}
