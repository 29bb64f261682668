package read

import "strings"

// sight is a piece of text in which a day or names may be.
type sight struct {
	text   string
	days   []writtenDay // in text, if it is not a stamp
	at     int          // bytes of text before its end
	says   says         // of the element that it is in
	label  announcement // what the piece of text before it announces
	beside bool         // not in the article, by the names of the elements around it
	stamp  bool         // the text is the value of an attribute made for machines
	lead   bool         // the text is the beginning of a paragraph that begins with place and day, as agencies write it
}

// piecePlace is a piece of text and where it ended, in bytes of text.
type piecePlace struct {
	text string
	end  int
}

// timeElement notes what an attribute made for machines says of a day.
func (m *marked) timeElement(s says, stamp string) {
	if stamp == "" {
		return
	}
	if s&saysPublished != 0 && s&saysUpdated == 0 && m.asides == 0 && len(m.times) < maxSights {
		m.times = append(m.times, stamp)
		return
	}
	m.see(sight{text: stamp, says: s | saysDay, stamp: true}, m.at, m.before)
}

// piece looks at a short piece of text that begins at a place: a day may be in it, or it may announce one, or begin with "By".
func (m *marked) piece(s string, start int) {
	if mayHoldDay(s) {
		around := says(0)
		for _, k := range m.kept {
			if k.kind == keepDay || k.kind == keepByline {
				around |= k.says
			}
		}
		m.see(sight{text: s, says: around}, start, m.before)
	}
	if m.titled(s) && m.asides == 0 && len(m.heads) < maxHeads {
		m.heads = append(m.heads, pageHeading{text: strings.Join(strings.Fields(s), " "), start: start, end: m.at, level: noHeading})
	}
	if len(s) < 100 && len(m.bylines) < maxSights && (byWord(m.before.text) || tellsWho(s)) {
		m.bylines = append(m.bylines, sight{text: s, at: m.at, beside: m.asides > 0})
	}
	m.before = piecePlace{s, m.at}
}

// leads notes a paragraph that begins with a day, or a place and a day: "KARLSRUHE (12.11.2021). ".
func (m *marked) leads(s string, start int) {
	if len(s) < 80 || !mayHoldDay(s[:40]) {
		return
	}
	if days := daysIn(s[:40]); len(days) > 0 && (days[0].start == 0 || days[0].start < 25 && strings.ContainsAny(s[:days[0].start], "(,–—")) {
		m.see(sight{text: s[:days[0].end], lead: true}, start, m.before)
	}
}

// see notes a piece of text in which a day may be, with where it begins and what stands before it.
func (m *marked) see(s sight, start int, before piecePlace) {
	if len(m.sights) == maxSights {
		return
	}
	if !s.stamp {
		if s.days = daysIn(s.text); len(s.days) == 0 {
			return
		}
	}
	s.at, s.beside = m.at, m.asides > 0
	if start-before.end < 20 {
		s.label = lastLabel(before.text)
	}
	m.sights = append(m.sights, s)
}

// titled reports whether a piece of text is most of what the page calls itself.
func (m *marked) titled(s string) bool {
	return len(s) >= shortTitle && len(s) <= len(m.title) && len(s)*2 >= len(m.title) && strings.Contains(m.title, s)
}

// tellsWho reports whether a line names who wrote: "By Ada Lind", "Posted on May 1 by Ada Lind".
func tellsWho(s string) bool {
	if len(s) > len("by A") && strings.EqualFold(s[:len("by ")], "by ") {
		return true
	}
	if _, _, by := strings.Cut(s, " by "); by {
		first, _, _ := strings.Cut(s, " ")
		return wordLabel(strings.ToLower(first)) == labelPublished
	}
	return false
}
