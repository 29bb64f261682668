package read

import (
	"strings"
	"time"
)

// sureSight is what a day that is shown must score to be taken, and likelySight what one must where no other day is shown.
const (
	sureSight   = 4
	likelySight = 3
)

// nearHeadline is how many bytes of text behind the headline are near it.
const nearHeadline = 400

// listed is how many days in elements of one kind make a list: of other articles, of events.
const listOfDays = 3

// shownDay is the day that the page seems to show as that of publication, YYYY-MM-DD, "" if none stands out: one that is announced
// ("Posted on"), that stands in an element named for a day, that is alone in its line, and that is near the headline. Days of a
// list count for less, and one of the month in the address for more. None is after the day on which the page says it was changed.
func (m *marked) shownDay(headline *pageHeading, o order, address, modified string) string {
	type kind struct {
		says  says
		label announcement
	}
	all := map[string]bool{} // days that are shown, and whether in the article
	kinds := map[kind]map[string]bool{}
	days := make([][]scored, len(m.sights))
	for i, s := range m.sights {
		days[i] = m.daysOf(s, headline, o)
		k := kind{s.says, s.label}
		for _, d := range days[i] {
			all[d.day] = all[d.day] || !s.beside
			if kinds[k] == nil {
				kinds[k] = map[string]bool{}
			}
			kinds[k][d.day] = true
		}
	}
	best, score := "", 0
	latest := m.now.AddDate(0, 0, 1).Format(time.DateOnly)
	if modified != "" && modified < latest {
		latest = modified
	}
	month := addressMonth(address)
	for i, s := range m.sights {
		for _, d := range days[i] {
			if s.says != 0 && len(kinds[kind{s.says, s.label}]) >= listOfDays && !s.near(headline) {
				d.score -= 2
			}
			if month != "" && strings.HasPrefix(d.day, month) {
				d.score++
			}
			if d.score > score && d.day <= latest {
				best, score = d.day, d.score
			}
		}
	}
	if score >= sureSight || score >= likelySight && inArticle(all) == 1 {
		return best
	}
	return ""
}

// inArticle counts days that are shown in the article.
func inArticle(days map[string]bool) int {
	n := 0
	for _, in := range days {
		if in {
			n++
		}
	}
	return n
}

// scored is a day that is shown and how much speaks for its being that of publication.
type scored struct {
	day   string
	score int
}

// daysOf are the days in a piece of text that may be that of publication.
func (m *marked) daysOf(s sight, headline *pageHeading, o order) []scored {
	if s.stamp {
		if day := instantOf(s.text, m.now, o); day != "" && s.says&saysUpdated == 0 {
			return []scored{{day[:len(time.DateOnly)], s.worth(headline, s.label) + 1}}
		}
		return nil
	}
	var out []scored
	from := 0
	for _, d := range s.days {
		label := s.label
		if l := lastLabel(s.text[from:d.start]); l != labelNone || from > 0 {
			label = l
		}
		from = d.end
		if label == labelNone || label == labelNamed {
			if l := firstLabel(s.text[d.end:]); l == labelPublished {
				label = l
			}
		}
		day, ok := d.in(o)
		if !ok || label == labelUpdated || label == labelOther {
			continue
		}
		worth := s.worth(headline, label)
		switch words := wordsBeside(s.text, d); {
		case words <= fewBeside:
			worth++
		case label == labelNone && s.says == 0 && !s.lead && sentence(s.text, words):
			continue
		}
		out = append(out, scored{day, worth})
	}
	return out
}

// worth is how much speaks for a piece of text holding the day of publication: what announces it, what its element says, and how
// near it is to the headline.
func (s sight) worth(headline *pageHeading, l announcement) int {
	worth := 0
	switch l {
	case labelPublished:
		worth += 4
	case labelNamed:
		worth += 3
	}
	switch {
	case s.says&saysPublished != 0:
		worth += 3
	case s.says&saysDay != 0:
		worth += 2
	case s.says&(saysMeta|saysAuthor) != 0:
		worth++
	}
	if s.says&saysUpdated != 0 && s.says&saysPublished == 0 && l != labelPublished {
		worth -= 2
	}
	if s.lead {
		worth += 2
	}
	if s.beside {
		worth -= 3
	}
	from, before := s.at, 0
	if headline != nil {
		from, before = s.at-headline.end, headline.start-s.at
	}
	switch {
	case headline != nil && from >= 0 && from <= nearHeadline, from < 0 && before <= 0:
		worth += 3
	case from < 0 && before <= 200:
		worth += 2
	case from <= 1500 && before <= 600:
		worth++
	case l == labelNamed:
		worth--
	}
	return worth
}

// near reports whether a piece of text stands right behind the headline.
func (s sight) near(headline *pageHeading) bool {
	return headline != nil && s.at >= headline.end && s.at-headline.end <= nearHeadline
}

// fewBeside is how many words may stand beside a day that is alone in its line, and manyBeside how many make a sentence.
const (
	fewBeside  = 2
	manyBeside = 8
)

// wordsBeside is how many words a text has besides a day, not counting short ones, those that announce it, the day of the week and what is said of
// the clock.
func wordsBeside(text string, d writtenDay) int {
	words := 0
	for _, p := range piecesOf(text[:d.start] + " " + text[d.end:]) {
		if p.number < 0 && len(p.text) > 2 && wordLabel(p.text) == labelNone && !weekday(p.text) && !clockWord(p.text) {
			words++
		}
	}
	return words
}

// sentence reports whether a text of so many words beside its day reads like one.
func sentence(text string, words int) bool {
	return words > manyBeside || strings.HasSuffix(strings.TrimSpace(text), ".")
}
