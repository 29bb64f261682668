package extract

import (
	"strings"
	"time"

	"dixit"
	"dixit/text"
	"dixit/when"
)

// bound dates what was said of yesterday: after it, and before it was printed. "Officials told state media that the search
// ended yesterday."
func (y *diary) bound() {
	if y.published == "" {
		return
	}
	for i, d := range y.drafts {
		if d.parent != nil || y.days[i].from != nothing || len(d.cue) == 0 || aspectOf(cueWords(y.text, d.cue)) != once || y.otherTime(i) {
			continue
		}
		for _, c := range d.content {
			for _, e := range y.within(c.span) {
				if e.Basis == when.Resolved && e.Grain == when.Day && e.First == e.Last && e.First == dayBefore(y.published) && !y.quoted(e.Span) &&
					!hasAny(y.text[c.span.Start:c.span.End], "will", "would", "to") {
					y.days[i] = window(e.First, y.published, "it tells of "+strings.TrimSuffix(y.because(e), " against the day of publication"))
				}
			}
		}
		if y.days[i].from == nothing {
			continue
		}
		for _, j := range y.near(d.cue[0].span.Start) {
			o := y.drafts[j]
			if y.days[j].from == nothing && o.source != nil && d.source != nil && o.source.span == d.source.span && aspectOf(cueWords(y.text, o.cue)) == once {
				y.days[j] = y.days[i].carriedTo("said in the same sentence")
			}
		}
	}
}

// dayBefore is the day before a day, both YYYY-MM-DD.
func dayBefore(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -1).Format(time.DateOnly)
}

// window is the time from a day to another.
func window(first, last, why string) said {
	edtf := first
	if first != last {
		edtf += "/" + last
	}
	return said{when: dixit.When{EDTF: edtf, Basis: "inferred"}, first: first, last: last, from: fresh, why: why}
}

// news is the day of what an article reports: the first that its first paragraphs name, if it is at most two days before
// the day of publication and named as news names it, by its distance ("last night", "on Sunday").
func (y *diary) news() (day string) {
	if y.published == "" {
		return ""
	}
	seen := 0
	for k, b := range y.doc.Blocks {
		if b.Region != dixit.Body || b.Kind == dixit.Heading || y.dateline(y.blocks[k]) != "" {
			continue
		}
		if seen++; seen > 4 {
			return ""
		}
		dates := y.within(b.Span)
		for _, e := range dates[:min(len(dates), 20)] {
			if e.Basis == when.Resolved && e.Grain == when.Day && e.First == e.Last && !e.Narrated && e.First <= y.published && !y.quoted(e.Span) && !y.toCome(e.Span) {
				if e.First < dayBefore(dayBefore(y.published)) {
					return ""
				}
				return e.First
			}
		}
	}
	return ""
}

// toCome reports whether a date stands in what somebody says will be: "said the vote would be held on Tuesday".
func (y *diary) toCome(s dixit.Span) bool {
	for _, i := range y.near(s.Start) {
		for _, c := range y.drafts[i].content {
			if c.span.Overlaps(s) && hasAny(y.text[c.span.Start:max(c.span.Start, s.Start)], "will", "would") {
				return true
			}
		}
	}
	return false
}

// fresh dates what is quoted in fresh news: people are quoted on it after it happened and before it was printed. What is told
// without quotation marks may be older; it is dated only beside a quotation in the same paragraph, and where the
// article had to ask ("did not immediately respond").
func (y *diary) fresh() {
	day := y.news()
	if day == "" {
		return
	}
	beside := map[int]bool{} // paragraphs that hold a dated quotation
	for _, i := range y.order {
		d := y.drafts[i]
		at := y.block(d.cue[0].span.Start)
		beside[at] = beside[at] || y.days[i].from != nothing && y.days[i].first >= day && len(d.content) > 0 && y.quoted(d.content[0].span)
		if !y.mayReact(i, day) || y.privately(d) {
			continue
		}
		quotes := y.quotesOn(d)
		beside[at] = beside[at] || quotes
		if quotes || hasAny(y.content(d), "would", "will") || y.toPress(d) {
			y.days[i] = window(day, y.published, "news of "+day)
		}
		if quotes && y.onTheDay(d) {
			y.days[i] = window(day, day, "news of "+day+", which is “today” in what is said")
		}
	}
	for _, i := range y.order {
		if d := y.drafts[i]; y.days[i].from == nothing && d.region == dixit.Body && y.drawn(d) {
			y.days[i] = window(day, y.published, "drawn by the news of "+day)
		}
	}
	for _, i := range y.order {
		if beside[y.block(y.drafts[i].cue[0].span.Start)] && y.mayReact(i, day) {
			y.days[i] = window(day, y.published, "news of "+day)
		}
	}
}

// mayReact reports whether draft i, without a day so far, can have been said on the news of a day: on one occasion, and not at
// another time.
func (y *diary) mayReact(i int, day string) bool {
	d := y.drafts[i]
	return y.days[i].from == nothing && d.region == dixit.Body && aspectOf(cueWords(y.text, d.cue)) == once &&
		!y.otherTime(i) && !y.otherDate(i, day) && !y.afterOtherTime(i) && !y.ofMind(d) && !y.beforeTheNews(d)
}

// beforeTheNews reports whether d is told as what came before: "The decision comes a week after Lind announced …".
func (y *diary) beforeTheNews(d *draft) bool {
	if d.source == nil || d.source.span.Start > d.cue[0].span.Start {
		return false
	}
	start := min(d.source.span.Start, d.wide.span.Start)
	before := y.outside(dixit.Span{Start: max(0, start-24), End: start}, nil)
	for n := max(0, len(before)-2); n < len(before); n++ {
		if before[n] == "after" || before[n] == "since" {
			return n > 0 && before[n-1] != "shortly" && before[n-1] != "hours" && before[n-1] != "minutes"
		}
	}
	return false
}

// ofMind reports whether d tells what somebody thought or felt, which has no day even in news of one.
func (y *diary) ofMind(d *draft) bool {
	_, tier := actOf(cueWords(y.text, d.cue), "")
	return tier == 2 && y.kindOf(d, cueWords(y.text, d.cue)) != dixit.Direct && y.kindOf(d, cueWords(y.text, d.cue)) != dixit.Nonresponse
}

// quotesOn reports whether d quotes somebody on the news, or tells that nobody would speak. What is quoted in passing, in a clause
// about a person ("who said they had “leverage”"), may be older.
func (y *diary) quotesOn(d *draft) bool {
	cue := cueWords(y.text, d.cue)
	switch y.kindOf(d, cue) {
	case dixit.Direct, dixit.Nonresponse:
		return true
	case dixit.Mixed:
		if d.source == nil {
			return true
		}
		source := strings.ToLower(y.text[d.source.span.Start:d.source.span.End])
		return source != "who" && source != "which"
	}
	return has(cue, "immediately")
}

// toPress reports whether the words beside a cue name an occasion on which the press is told: "in a statement", "told reporters".
func (y *diary) toPress(d *draft) bool {
	s, cue := y.sentence(d.cue[0].span.Start), d.cue[0].span
	part := y.text[max(s.Start, cue.Start-80):min(s.End, cue.End+40)]
	if len(d.content) > 0 && d.content[0].span.Start >= cue.End {
		part = y.text[max(s.Start, cue.Start-80):min(s.End, max(cue.End, d.content[0].span.Start))]
	}
	return hasAny(part, "statement", "tweet", "tweeted", "twitter", "facebook", "email", "e-mail", "interview", "reporters", "journalists", "media", "press",
		"conference", "briefing", "radio", "television")
}

// privately reports whether the one told is a person of the story, not the press: "told a guard".
func (y *diary) privately(d *draft) bool {
	cue := d.cue[0].span
	if !has(cueWords(y.text, d.cue), "told", "telling", "asked") {
		return false
	}
	words := y.outside(dixit.Span{Start: cue.End, End: min(y.sentence(cue.Start).End, cue.End+40)}, nil)
	if len(words) < 2 || !has(words[:1], "a", "an", "his", "her", "their", "him", "them") {
		return false
	}
	return !hasAny(strings.Join(words[:min(len(words), 4)], " "), "reporter", "reporters", "news", "press", "journalist", "newspaper", "rally", "crowd", "conference",
		"radio", "television", "interviewer", "followers", "supporters", "audience", "briefing", "hearing", "meeting")
}

// afterOtherTime reports whether draft i adds to what its speaker said at another time: before a court, or earlier.
func (y *diary) afterOtherTime(i int) bool {
	if !has(cueWords(y.text, y.drafts[i].cue), "also", "added", "adding") {
		return false
	}
	for j := i - 1; j >= max(0, i-16); j-- {
		if y.drafts[j].parent == nil && y.sameSpeaker(i, j) {
			return len(y.drafts[j].cue) > 0 && y.otherTime(j)
		}
	}
	return false
}

// hasAny reports whether one of words stands in s.
func hasAny(s string, words ...string) bool {
	for _, w := range text.Words(s) {
		if has(words, strings.ToLower(s[w.Start:w.End])) {
			return true
		}
	}
	return false
}
