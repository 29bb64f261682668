package extract

import (
	"strings"

	"dixit"
	"dixit/text"
)

// sameOccasion gives the day itself to what a speaker says beside a quotation of that day: it is from one statement.
func (y *diary) sameOccasion() {
	narrow := func(i, j int) {
		a, b := y.days[i], y.days[j]
		if y.sameSpeaker(i, j) && b.from == fresh && b.first == b.last && (a.from == fresh || a.from == carried) && a.first == b.first && a.last > b.last {
			y.days[i] = b
		}
	}
	for n := len(y.order) - 1; n > 0; n-- {
		if i, j := y.order[n-1], y.order[n]; y.apart(i, j) <= 1 {
			narrow(i, j)
		}
	}
	for n := 1; n < len(y.order); n++ {
		if i, j := y.order[n-1], y.order[n]; y.apart(i, j) <= 1 {
			narrow(j, i)
		}
	}
}

// onTheDay reports whether d's words tell the news as that of the day they are said on: "the verdict today", "published today".
func (y *diary) onTheDay(d *draft) bool {
	for _, c := range d.content {
		part := y.text[c.span.Start:c.span.End]
		words := text.Words(part)
		for n, w := range words {
			word := strings.ToLower(part[w.Start:w.End])
			if !strings.HasPrefix(word, "today") || y.marks.at(c.span.Start+w.Start) < 0 {
				continue
			}
			if word != "today" || strings.HasPrefix(part[w.End:], "’s ") || strings.HasPrefix(part[w.End:], "'s ") {
				return true
			}
			if n > 0 && has([]string{strings.ToLower(part[words[n-1].Start:words[n-1].End])}, "published", "released", "announced", "reported", "issued", "filed",
				"happened", "occurred", "reached", "made", "taken", "decided") {
				return true
			}
		}
	}
	return false
}

// drawn reports whether d is a reaction told by its noun: "the report drew demands for his resignation from the council".
func (y *diary) drawn(d *draft) bool {
	cue := d.cue[0].span
	before := strings.ToLower(y.text[min(cue.Start, max(y.sentence(cue.Start).Start, cue.Start-48)):cue.Start])
	words := text.Words(before)
	if has(cueWords(y.text, d.cue), "drew", "prompted", "sparked", "triggered", "provoked") {
		return true
	}
	for n := len(words) - 1; n >= max(0, len(words)-4); n-- {
		switch before[words[n].Start:words[n].End] {
		case "drew", "prompted", "sparked", "triggered", "provoked", "renewed":
			return true
		}
	}
	return false
}

// headlines date what a headline reports as the article's own report of it: the first by the same speaker with the same words.
func (y *diary) headlines() {
	most := 8
	for i, d := range y.drafts {
		if d.region != dixit.Headline || d.parent != nil || y.days[i].from != nothing {
			continue
		}
		if most--; most < 0 {
			return
		}
		words := longWords(y.content(d))
		for _, j := range y.order[:min(len(y.order), 50)] {
			o := y.drafts[j]
			if o.region != dixit.Body || o.parent != nil || y.days[j].from == nothing || !y.sameSpeaker(i, j) {
				continue
			}
			shared := 0
			body := longWords(y.content(o))
			for w := range words {
				if body[w] {
					shared++
				}
			}
			if shared > 0 && 2*shared >= len(words) {
				y.days[i] = y.days[j].carriedTo("the article reports it")
				break
			}
		}
	}
}

// longWords are the words of s that carry its meaning.
func longWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range text.Words(s) {
		if w.Len() > 3 {
			out[strings.ToLower(s[w.Start:w.End])] = true
		}
	}
	return out
}
