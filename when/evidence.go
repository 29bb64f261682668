package when

import "strings"

// isMonth reports whether the month's name at tokens [i, end), which neither day nor year follows, is a month. An abbreviation
// alone is one after a preposition only. The names that are words or people's too ("May", "March", "April") need a word before
// them that goes with a month.
func (p *parser) isMonth(i, end int) bool {
	k := p.at(i)
	before := p.is(i-1, "in", "since", "until", "till", "during", "early", "late", "mid", "last", "next")
	if p.is(i-1, "-") && p.is(i-2, "mid") {
		before = true
	}
	loose := before || p.is(i-1, "from", "to", "through", "by", "of", "before", "after", "between", "this", "for", "-", "–") && k.capital ||
		p.is(i-1, "from", "through", "between") || p.is(i-1, "to", "till", "until", "and") && p.monthBefore(i-1)
	if j, ok := p.to(end, false); ok && (p.at(j).class == month || p.at(j).class == monthAbbr) && k.capital {
		loose = true
	}
	switch {
	case p.is(end, "'s", "’s") && k.value != 5 && k.value != 3:
	case k.class == monthAbbr:
		return loose && (k.capital || k.lower != "mar" && k.lower != "jan")
	}
	switch k.value {
	case 5, 3:
		if !k.capital && p.is(i-1, "in", "last", "next", "since", "until", "this") {
			return !p.is(i-1, "this") && !p.is(end, "be", "have", "not")
		}
	case 4, 6, 8:
		loose = loose || p.at(end).kind != word || !p.at(end).capital && !p.at(i-1).capital
	default:
		loose = true
	}
	if p.names&(1<<k.value) != 0 {
		return before
	}
	return loose
}

// monthBefore reports whether a month ends at token i: "March to May".
func (p *parser) monthBefore(i int) bool {
	c := p.at(i - 1).class
	return c == month || c == monthAbbr || p.is(i-1, ".") && p.at(i-2).class == monthAbbr
}

// monthsThatAreNames are the months that somebody in the text is called: "Theresa May", "April Ryan" are people all through it.
func (p *parser) monthsThatAreNames() uint16 {
	var names uint16
	for i, k := range p.tokens {
		if k.class != month || !k.capital || k.value < 3 || k.value > 8 || k.value == 7 {
			continue
		}
		before, next := p.at(i-1), p.at(i+1)
		if before.kind == word && before.capital && before.class == 0 && len(before.lower) > 1 && next.kind != number && next.class != count &&
			!p.is(i-1, "in", "since", "until", "by", "from", "on", "during", "early", "late", "mid", "for", "before", "after", "of", "the", "their", "his", "her", "its", "our",
				"this", "that", "each", "every", "a", "and", "between", "through", "to") {
			names |= 1 << k.value
		}
	}
	return names
}

// isYear reports whether the four digits at token i, which stand alone, are a year.
func (p *parser) isYear(i int) bool {
	k, before := p.at(i), p.at(i-1)
	if p.counted(i) || before.glued && before.kind == mark && strings.ContainsAny(before.lower, "$£€¥#@") || p.is(i-1, "$", "£", "€", "¥", "#", "@", "no", "+") ||
		k.glued && before.kind == word || p.at(i+1).glued && (p.at(i+1).kind == word || p.is(i+1, "%", "°", ":", "/")) {
		return false
	}
	if k.glued && p.is(i-1, "-", "–", "/", ".", ":", "=") && p.at(i-1).glued {
		c := p.at(i - 2).class
		return p.is(i-2, "mid") || (p.at(i-2).kind == number && len(p.at(i-2).lower) == 4) || c == month || c == monthAbbr
	}
	if p.is(i-1, "in", "since", "until", "till", "during", "year", "early", "late", "mid", "circa") {
		return true
	}
	if p.is(i+1, "utc", "gmt", "hrs") || p.plural(i+1) && !p.is(i-1, "the", "a", "an", "his", "her", "its", "their", "of", "from", "for", "-") {
		return false // "1800 UTC", "1885 aftershocks"
	}
	if k.value < 1800 || k.value > 2099 {
		return p.is(i-1, "of", "from", "to", "by", "before", "after", "between", "and", "(") && k.value >= 1400 && k.value < 2200 && k.value%100 != 0
	}
	if p.is(i-1, "about", "nearly", "almost", "over", "some", "than", "least", "approximately", "roughly", "only", "up") && p.at(i+1).kind == word && !p.at(i+1).capital {
		return false
	}
	return true
}

// plural reports whether token i looks like a noun in the plural.
func (p *parser) plural(i int) bool {
	w := p.at(i)
	return w.kind == word && !w.capital && len(w.lower) > 4 && strings.HasSuffix(w.lower, "s") && !strings.HasSuffix(w.lower, "ss") && !p.is(i, "always", "perhaps", "besides", "towards", "across")
}

// counted reports whether the number at token i counts what follows it: "2000 people".
func (p *parser) counted(i int) bool {
	n := p.at(i + 1)
	if n.kind != word || n.capital {
		return false
	}
	switch n.lower {
	case "people", "men", "women", "children", "feet", "percent", "per", "million", "billion", "troops", "soldiers", "police", "km", "kg",
		"m", "ft", "lb", "lbs", "miles", "metres", "meters", "jobs", "dollars", "euros", "pounds", "rupees", "yuan", "votes", "homes",
		"houses", "hours", "minutes", "seconds", "degrees", "calories", "workers", "employees", "migrants", "refugees", "pages", "words",
		"protesters", "demonstrators", "students", "civilians", "residents", "deaths", "cases", "points", "tonnes", "tons", "acres",
		"hectares", "shares", "ballots", "members", "officers", "prisoners", "victims", "families", "vehicles", "kilometers", "kilometres":
		return true
	}
	return n.class == units
}
