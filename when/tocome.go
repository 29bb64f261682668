package when

// farAhead is how far ahead a day without a year is read, where the sentence says that it is to come.
const farAhead = 270 // days

// toCome moves v, the date at tokens [i, end), ahead of the Reference where the words before it say that it is to come: "the vote
// will be held on Tuesday", "is scheduled for Nov. 20". Only a day without a year is moved, and by some months at most.
func (p *parser) toCome(v value, i, end int) value {
	day := v.bare() || v.open() && v.from.grain == Day
	if !day || !p.ref.Known() || !p.foretold(i) {
		return v
	}
	p.coming, p.comingTo = true, end
	tomorrow := p.ref.day.AddDate(0, 0, 1)
	if v.bare() {
		t := back(tomorrow.AddDate(0, 0, 6), v.weekday)
		return between(t, t)
	}
	from := v.from
	if !after(&from, dayOf(tomorrow)) || from.first().After(p.ref.day.AddDate(0, 0, farAhead)) {
		return v
	}
	if v.from == v.to {
		v.to = from
	}
	v.from = from
	return v
}

// foretold reports whether the words before token i, up to a mark or a verb of the past, say that what comes is to come; so they
// do for the next date of a list.
func (p *parser) foretold(i int) bool {
	const near, list = 14, 3 // tokens
	if p.coming && i-p.comingTo < list {
		return true
	}
	for j := i - 1; j >= max(0, i-near); j-- {
		k := p.at(j)
		switch k.lower {
		case "will":
			return k.kind == word && !k.capital
		case "scheduled", "slated", "due", "upcoming":
			return true
		case "to":
			if p.is(j-1, "is", "are", "set", "expected", "planned") {
				return true
			}
		case "was", "were", "had", "said", "says", "told", "after", "since", "of":
			return false
		}
		if k.kind == mark && k.lower != "-" && k.lower != "(" && k.lower != "'s" && k.lower != "’s" || pastVerb(k) {
			return false
		}
	}
	return false
}

// pastVerb reports whether a token looks like a verb of the past: "announced".
func pastVerb(k token) bool {
	n := len(k.lower)
	return k.kind == word && !k.capital && n > 4 && k.lower[n-2:] == "ed" && k.lower != "expected" && k.lower != "planned"
}
