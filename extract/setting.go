package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
)

// settingOf is the words that tell where or how d's words were said: "in a statement", "on live television", "by phone". They
// stand in the clause of its cue, never in what was said. It is empty if there are none.
func (a *article) settingOf(d *draft, tier int) string {
	if len(d.cue) == 0 || tier > 1 {
		return ""
	}
	c := a.clauseOf(d)
	if s, ok := c.setting(); ok {
		return strings.Join(strings.Fields(a.text[s.Start:s.End]), " ")
	}
	return ""
}

// setting is the setting nearest to the cue: after it first, then before it.
func (c *clause) setting() (s dixit.Span, ok bool) {
	from, to := c.own()
	from = max(from, c.frontedOutside())
	cue := from
	for cue < to && c.words[cue].role != neural.BeginCue {
		cue++
	}
	for i := cue; i < to; i++ {
		if s, ok = c.settingAt(i); ok {
			return s, true
		}
	}
	for i := cue - 1; i >= from; i-- {
		if low := c.low(i); low == ";" || (low == "and" || low == "but") && c.low(i-1) == "," {
			break // another clause
		}
		if s, ok = c.settingAt(i); ok {
			return s, true
		}
	}
	return s, false
}

// settingAt is the setting that begins at word i: a preposition and a noun that goes with it, "behind closed doors", or the
// noun of a cue that gives something out ("released a statement").
func (c *clause) settingAt(i int) (s dixit.Span, ok bool) {
	w := &c.words[i]
	if w.role != neural.Outside && w.role != neural.BeginCue || w.role == neural.Outside && (w.label.Role() == neural.BeginContent || w.label.Role() == neural.BeginSource) {
		return s, false
	}
	switch {
	case w.low == "behind" && c.low(i+1) == "closed" && c.low(i+2) == "doors":
		return c.span(i, i+3), true
	case w.role == neural.BeginCue && givesOut(w.low) && determines(c.low(i+1)):
		if end := c.heading(i+1, writing); end > i+1 {
			return c.span(i+1, end), true
		}
	}
	heads := settings(w.low)
	if heads == nil {
		return s, false
	}
	end := c.heading(i+1, heads)
	if end == i+1 {
		if end = c.place(i); end == i+1 {
			return s, false
		}
	}
	for range 2 {
		end = c.complement(end)
	}
	return c.span(i, end), true
}

// heading is where the noun phrase that begins at word i ends, if its noun is one of heads; i if it is not.
func (c *clause) heading(i int, heads func(string) bool) int {
	const longest = 7
	for j := i; j < len(c.words) && j-i < longest; j++ {
		w := &c.words[j]
		if w.role == neural.BeginContent || w.role == neural.BeginSource || w.role == neural.Outside && w.label.Role() == neural.BeginContent {
			return i
		}
		if !w.letters && w.low != "," && w.low != "-" && w.low != "’" || neverBegins(w.low) {
			return i
		}
		if j == i && (w.low == "," || !w.capital && strings.HasSuffix(w.low, "ing")) {
			return i
		}
		if !heads(w.low) || w.owns || w.capital && (timeWord(w.low) || w.low == "air" || w.low == "public" || w.low == "person" || w.low == "private") {
			continue // "in March", "on Air Force One"
		}
		if c.ends(j + 1) {
			return max(c.name(j+1), c.channel(i, j, heads))
		}
	}
	return i
}

// channel is where the name of a station or site that begins at word i and has the noun number j ends: "Fox & Friends", “ABC's
// "This Week"”; 0 if noun number j is none.
func (c *clause) channel(i, j int, heads func(string) bool) int {
	if w := &c.words[j]; !w.capital || !broadcaster(w.low) && !platform(w.low) {
		return 0
	}
	end := c.nounPhrase(i, false)
	for end > j+1 && c.words[end-1].letters && !c.words[end-1].capital && !heads(c.words[end-1].low) {
		end--
	}
	return end
}

// name is where the name that goes on at word i ends: "Fox News Sunday", "before Judge Moss".
func (c *clause) name(i int) int {
	for i < len(c.words) && c.words[i].letters && c.words[i].capital && c.words[i-1].capital && !timeWord(c.words[i].low) && c.words[i].role == c.words[i-1].role && c.words[i].label.Role() == c.words[i-1].label.Role() {
		i++
	}
	return i
}

// ends reports whether a noun phrase can end before word i.
func (c *clause) ends(i int) bool {
	if i >= len(c.words) {
		return true
	}
	w := &c.words[i]
	return !w.letters || w.role != c.words[i-1].role || neverBegins(w.low) || determines(w.low) || timeWord(w.low) || w.capital ||
		strings.HasSuffix(w.low, "ing") || strings.HasSuffix(w.low, "ed") && len(w.low) > 4 || strings.HasSuffix(w.low, "ly")
}

// place is where the place after the preposition number i ends: "at the White House"; i+1 if it is none.
func (c *clause) place(i int) int {
	switch c.words[i].low {
	case "at", "outside", "inside":
	default:
		return i + 1
	}
	if !determines(c.low(i + 1)) {
		return i + 1
	}
	j := i + 2
	end := j
	for end < len(c.words) && end-j < 6 && c.words[end].capital && c.words[end].role != neural.BeginContent && c.words[end].role != neural.BeginSource && !timeWord(c.words[end].low) {
		end++
	}
	for end > j && end < len(c.words) && session(c.words[end].low) {
		end++
	}
	if end == j || c.words[end-1].owns || !c.ends(end) {
		return i + 1
	}
	return end
}

// complement is where the setting that ends at word end goes on to with whom, of whom or where: "an interview with CNN", "a
// meeting of the council", "a post on Facebook".
func (c *clause) complement(end int) int {
	if end >= len(c.words) {
		return end
	}
	switch c.words[end].low {
	case "with", "to", "of", "before", "at", "for":
	case "on":
		if low := c.low(end + 1); !platform(low) && !broadcaster(low) && low != "“" && low != "\"" {
			return end // what it was about
		}
	default:
		return end
	}
	to := c.nounPhrase(end+1, true)
	if to == end+1 || c.words[end+1].role == neural.BeginContent || c.words[end].label.Role() == neural.BeginContent && c.words[end].role == neural.Outside {
		return end
	}
	for k := end + 1; k < to; k++ {
		if c.words[k].capital && !timeWord(c.words[k].low) || listens(c.words[k].low) || platform(c.words[k].low) {
			return to
		}
	}
	return end
}

// givesOut reports whether w is a verb whose object is the form that words were given in.
func givesOut(w string) bool {
	switch w {
	case "released", "issued", "published", "posted", "wrote", "gave", "sent", "issuing", "releasing", "posting", "sending", "made":
		return true
	}
	return false
}

// settings is the nouns that tell a setting after a preposition, nil if the preposition has none.
func settings(preposition string) func(string) bool {
	switch preposition {
	case "in":
		return func(w string) bool {
			switch w {
			case "court", "parliament", "person", "writing", "public", "private", "church":
				return true
			}
			return writing(w) || occasion(w)
		}
	case "at", "during", "amid":
		return func(w string) bool {
			return occasion(w) || w == "court" || w == "testimony" || w == "broadcast"
		}
	case "through":
		return func(w string) bool {
			return writing(w) && w != "report" && w != "book" || w == "spokesman" || w == "spokeswoman" || w == "lawyer"
		}
	case "via":
		return func(w string) bool { return writing(w) || platform(w) || device(w) }
	case "by", "over":
		return device
	case "on":
		return func(w string) bool {
			return platform(w) || medium(w) || broadcaster(w) || w == "air" || w == "floor" || w == "stage" || w == "website" || w == "media" || w == "campus" || w == "feed" || w == "account" || w == "page"
		}
	case "before":
		return func(w string) bool {
			return assembly(w) || w == "court" || w == "jury" || w == "judge" || w == "panel" || w == "lawmakers"
		}
	}
	return nil
}

// device reports whether words are sent by w.
func device(w string) bool {
	switch w {
	case "phone", "telephone", "email", "e-mail", "video", "videolink", "videoconference", "letter", "text", "satellite", "radio", "fax",
		"skype", "zoom", "intercom", "loudspeaker", "megaphone", "link":
		return true
	}
	return false
}

// broadcaster reports whether w is a station that one speaks on.
func broadcaster(w string) bool {
	switch w {
	case "cnn", "abc", "nbc", "cbs", "msnbc", "cnbc", "bbc", "npr", "pbs", "fox", "c-span", "itv", "hbo", "newsmax", "univision", "telemundo":
		return true
	}
	return false
}

// writing reports whether w is something written or recorded that words are given in.
func writing(w string) bool {
	switch w {
	case "statement", "statements", "letter", "letters", "email", "e-mail", "emails", "e-mails", "tweet", "tweets", "post", "posts", "message", "messages", "memo",
		"memorandum", "note", "video", "recording", "broadcast", "podcast", "op-ed", "column", "essay", "editorial", "article", "book",
		"memoir", "report", "filing", "filings", "complaint", "lawsuit", "affidavit", "ruling", "opinion", "dissent", "petition",
		"release", "communiqué", "communique", "blog", "newsletter", "manifesto", "declaration", "resolution", "posting", "postings", "diary", "documents", "document",
		"paper", "motion", "caption", "thread", "text", "comments", "remarks", "testimony":
		return true
	}
	return false
}

// occasion reports whether w is an occasion to speak.
func occasion(w string) bool {
	switch w {
	case "interview", "interviews", "conference", "briefing", "briefings", "speech", "speeches", "address", "hearing", "hearings", "meeting", "meetings", "call",
		"conversation", "conversations", "debate", "debates", "rally", "rallies", "session", "summit", "forum", "ceremony", "trial", "event", "appearance",
		"appearances", "lecture", "sermon", "talk", "talks", "gathering", "town-hall", "hall", "visit", "vigil", "funeral", "dinner", "luncheon", "lunch", "breakfast",
		"reception", "fundraiser", "convention", "protest", "demonstration", "march", "panel", "discussion", "stop",
		"broadcast", "program", "programme", "show", "testimony", "arraignment", "inquest", "parade", "tour", "remarks", "q&a", "roundtable", "caucus":
		return true
	}
	return false
}
