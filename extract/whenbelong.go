package extract

import (
	"strings"

	"dixit"
	"dixit/text"
	"dixit/when"
)

// datesSaying reports whether e can be the day of a saying: a known one that is not to come, and that is neither the beginning
// or end of something nor a name for it ("since Tuesday", "Monday’s attack", "his Dec. 18 impeachment").
func (y *diary) datesSaying(e when.Expression) bool {
	if y.published == "" && y.month != "" && e.Basis == when.None && !e.Narrated {
		return true
	}
	if e.Basis == when.None || e.Narrated && !e.Anchored || strings.Contains(e.EDTF, "~/") || y.published != "" && e.First > y.published {
		return false
	}
	if y.published != "" && e.Last > y.published && e.Grain == when.Day && strings.HasPrefix(strings.ToLower(y.text[e.Span.Start:e.Span.End]), "late") {
		return false // "late this week" is to come
	}
	after := y.text[e.Span.End:min(len(y.text), e.Span.End+40)]
	if strings.HasPrefix(after, "’s") || strings.HasPrefix(after, "'s") {
		return false
	}
	switch y.wordBefore(e.Span) {
	case "since", "to", "until", "till", "by", "through", "for", "of", "from", "than", "scheduled", "between", "is", "are", "the", "a", "an", "his", "her", "its", "their", "’s", "'s":
		return opensOccasion(after)
	}
	return !y.sinceThen(e.Span)
}

// sinceThen reports whether a date stands in a phrase that begins with "since": "the deadliest since the flood three years ago".
func (y *diary) sinceThen(s dixit.Span) bool {
	const near = 48 // bytes
	part := y.text[min(s.Start, max(y.sentence(s.Start).Start, s.Start-near)):s.Start]
	if i := strings.LastIndexAny(part, ",;:“”\"()—–"); i >= 0 && !strings.HasSuffix(part, ", ") {
		part = part[i+1:]
	}
	words := text.Words(part)
	for n := len(words) - 1; n >= 0; n-- {
		w := strings.ToLower(part[words[n].Start:words[n].End])
		if w == "since" {
			return true
		}
		if _, tier := actOf([]string{w}, ""); tier == 1 {
			return false // "since he said on Monday"
		}
	}
	return false
}

// wordBefore is the word before a date, in lower case.
func (y *diary) wordBefore(s dixit.Span) string { return lastWord(y.text[max(0, s.Start-40):s.Start]) }

// opensOccasion reports whether s begins with the name of an occasion for saying something, or the words between.
func opensOccasion(s string) bool {
	for n, w := range text.Words(s) {
		if n > 2 {
			break
		}
		switch strings.ToLower(s[w.Start:w.End]) {
		case "interview", "statement", "speech", "post", "tweet", "letter", "email", "conference", "briefing", "call", "meeting", "discussion",
			"hearing", "address", "rally", "report", "memo", "article", "message", "debate", "summit", "visit", "talks", "session", "ceremony", "event", "release",
			"filing", "ruling", "announcement":
			return true
		}
	}
	return false
}

// lastWord is the last word of s in lower case, "" if a mark comes after it.
func lastWord(s string) string {
	words := text.Words(s)
	if len(words) == 0 {
		return ""
	}
	w := words[len(words)-1]
	return strings.ToLower(s[w.Start:w.End])
}

// insideWords reports whether a date stands in the content or the name of the source of one of the drafts.
func (y *diary) insideWords(s dixit.Span, drafts []int) bool {
	for _, i := range drafts {
		d := y.drafts[i]
		if d.source != nil && d.wide.span.Contains(s) && !y.released(i, d.wide.span) {
			return true
		}
		for _, c := range d.content {
			if c.span.Overlaps(s) && !y.opens(d, c.span, s) && !y.sayingInContent(d, c.span, s) {
				return true
			}
		}
	}
	return false
}

// released reports whether the source of draft i is a document that is named with its day: "according to a report released
// Tuesday", "a poll in 2014 found".
func (y *diary) released(i int, source dixit.Span) bool {
	return y.speakers[i].Kind == dixit.Written || hasAny(y.text[source.Start:source.End], "released", "published", "issued", "dated", "posted", "statement", "report", "release", "letter",
		"tweet", "memo")
}

// opens reports whether date s is the first word of content c right after the cue: "told reporters today they would appeal". The
// tagger takes it for content, and news means the day of the telling.
func (y *diary) opens(d *draft, c, s dixit.Span) bool {
	if len(d.cue) == 0 || d.cue[0].span.End > c.Start || y.quoted(s) || y.sentence(c.Start) != y.sentence(d.cue[0].span.Start) {
		return false
	}
	before := strings.TrimSpace(y.text[c.Start:max(c.Start, s.Start)])
	return before == "" || before == "on"
}

// sayingInContent reports whether date s, at the end of content c, tells of the saying by its occasion: "asked the council to
// investigate Moss in a July phone call". What is asked for or told is not done in a phone call or tweet.
func (y *diary) sayingInContent(d *draft, c, s dixit.Span) bool {
	if len(d.cue) == 0 || d.cue[0].span.End > c.Start || s.Start < c.Start || y.quoted(s) && d.parent == nil {
		return false
	}
	before := strings.ToLower(strings.TrimRight(y.text[max(c.Start, s.Start-12):s.Start], " "))
	if !strings.HasSuffix(before, " in a") && !strings.HasSuffix(before, " in an") && !strings.HasSuffix(before, " during a") {
		return false
	}
	for _, o := range y.inside[d] {
		if len(o.content) > 0 && o.content[len(o.content)-1].span.Overlaps(s) {
			return false // it is that of the statement inside
		}
	}
	after := y.text[s.End:min(len(y.text), s.End+30)]
	for n, w := range text.Words(after) {
		switch strings.ToLower(after[w.Start:w.End]) {
		case "call", "interview", "speech", "tweet", "letter", "email", "message", "statement", "conversation":
			return n <= 2 && s.End+w.End >= c.End
		}
	}
	return false
}

// inRelative reports whether a date ends a clause about somebody that began in the words before it: "her husband, who was arrested
// in May".
func (y *diary) inRelative(e dixit.Span) bool {
	const near = 60 // bytes
	s := y.sentence(e.Start)
	part := y.text[min(e.Start, max(s.Start, e.Start-near)):e.Start]
	if i := strings.LastIndexAny(part, ",;:“”\"()—"); i >= 0 {
		part = part[i+1:]
	}
	words := text.Words(part)
	for n, w := range words {
		switch strings.ToLower(part[w.Start:w.End]) {
		case "who", "which", "whose":
			return n+2 < len(words) && !saysAny(part[w.End:])
		}
	}
	return false
}

// saysAny reports whether s has a verb of saying: "who said on Tuesday".
func saysAny(s string) bool {
	for _, w := range text.Words(s) {
		if _, tier := actOf([]string{strings.ToLower(s[w.Start:w.End])}, ""); tier == 1 {
			return true
		}
	}
	return false
}
