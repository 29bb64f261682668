package when

// dayName reads the name of a day of the week, with the stop of an abbreviation.
func (p *parser) dayName(i int) (wd, end int, ok bool) {
	switch k := p.at(i); k.class {
	case weekday:
		return k.value, i + 1, true
	case dayAbbr:
		if p.is(i+1, ".") && p.at(i+1).glued {
			return k.value, i + 2, true
		}
		return k.value, i + 1, true
	}
	return 0, 0, false
}

// weekday reads "Tuesday", "Tuesday morning", "Tuesday, Sept. 24", "Thursday the 21st", "Monday of last week".
func (p *parser) weekday(i int) (v value, end int, ok bool) {
	wd, j, ok := p.dayName(i)
	if !ok || p.isName(i, j) {
		return v, 0, false
	}
	if v, end, ok = p.dated(j); ok && v.weekday == 0 {
		v.weekday = wd
		return v, p.partOfDay(end), true
	}
	if v, end, ok = p.onWeekday(wd, j); ok {
		return v, end, true
	}
	if p.is(j, "after") && p.is(j+1, "next") && p.ref.Known() {
		t := back(p.ref.day.AddDate(0, 0, 7), wd).AddDate(0, 0, 7)
		return between(t, t), j + 2, true
	}
	if v, end, ok = p.numbered(wd, j); ok {
		return v, p.partOfDay(end), true
	}
	j = p.partOfDay(j)
	k := p.skip(p.skip(j, "of", "in", "from", "-", ","), "the")
	if w, end, ok := p.first(k, p.which); ok && w.week && !p.is(j, ",") {
		return p.inWeek(w, wd), end, true
	}
	if p.at(i-1).ordinal && p.at(i-1).class == count {
		return unknown(), j, true // "the second Sunday"
	}
	if p.at(i).class == dayAbbr && !p.abbreviated(i, j) || p.is(i-1, "every", "each", "any", "most", "one", "per") || p.is(i-1, "a") && !p.occasion(j) {
		return v, 0, false
	}
	return value{weekday: wd, basis: Resolved}, j, true
}

// occasion reports whether token i names something that is of one day, as in "a Monday interview".
func (p *parser) occasion(i int) bool {
	return p.is(i, "interview", "statement", "speech", "tweet", "letter", "email", "call", "conference", "meeting", "memo", "report", "filing", "hearing", "ruling",
		"briefing", "post", "news", "press", "rally", "phone", "vote", "debate", "address", "session", "decision", "announcement")
}

// dated reads the date that a day of the week stands before.
func (p *parser) dated(i int) (v value, end int, ok bool) {
	j := p.skip(i, ",", "(", "-")
	v, end, ok = p.first(p.skip(j, "the"), p.iso, p.slashed, p.dayMonth, p.monthDay)
	if ok && (v.from.grain != Day || v.from != v.to) {
		return v, 0, false
	}
	if ok && p.is(i, "(") {
		end = p.skip(end, ")")
	}
	return v, end, ok
}

// numbered reads the rest of "Thursday the 21st": the last such Thursday that was a 21st.
func (p *parser) numbered(wd, i int) (v value, end int, ok bool) {
	j := p.skip(i, "the")
	day, end, ok := p.dayNumber(j)
	if !ok || !p.at(end-1).ordinal && (p.at(j).kind != number && j == i || p.at(end).kind != mark) || j == i && p.at(j).class == count || p.at(end).kind == word && !p.is(end, "of", "at", "and", "in", "for", "to") {
		return v, 0, false
	}
	if !p.ref.Known() {
		return unknown(), end, true
	}
	if x := (point{p.ref.day.Year(), int(p.ref.day.Month()), day, Day, false}); x.valid() && isoWeekday(x.first()) == wd {
		return one(x, Resolved), end, true // of this month, even if it is still to come
	}
	for t, n := back(p.ref.day, wd), 0; n < 53*2; t, n = t.AddDate(0, 0, -7), n+1 {
		if t.Day() == day {
			return between(t, t), end, true
		}
	}
	return unknown(), end, true
}

// partOfDay is i, or where the words for a part of the day end that begin there.
func (p *parser) partOfDay(i int) int {
	j := p.skip(i, "early", "late", "mid")
	j = p.skip(j, "-")
	if p.at(j).class == part {
		return j + 1
	}
	return i
}

// inWeek is the day wd of the week w.
func (p *parser) inWeek(w value, wd int) value {
	if w.basis == None {
		return w
	}
	t := monday(w.from.first()).AddDate(0, 0, wd-1)
	return between(t, t)
}

// isName reports whether the day's name at tokens [i, end) belongs to something else: "Black Friday", "Friday Night Lights".
func (p *parser) isName(i, end int) bool {
	if !p.at(i).capital {
		return p.at(i).class == dayAbbr && p.is(i, "sun", "sat", "wed", "mon") && !p.is(i+1, ".") && p.at(i-1).class != which && p.at(end).kind != number &&
			p.at(end).class != month && p.at(end).class != monthAbbr && !p.is(end, ",")
	}
	switch p.at(i - 1).lower {
	case "black", "good", "super", "ash", "palm", "bloody", "cyber", "fat", "easter", "giving", "holy", "maundy", "sheffield", "shrove", "whit", "the":
		if p.at(i-1).capital || p.at(i).class == dayAbbr {
			return true
		}
	}
	n := p.at(end)
	if !n.capital {
		return false
	}
	switch n.lower {
	case "night":
		return p.at(end + 1).capital
	case "times", "telegraph", "mirror", "mail", "express", "post", "herald", "independent", "age", "school", "mass", "world", "addams", "agreement", "sun", "star":
		return true
	}
	return false
}

// abbreviated reports whether the short name of a day at tokens [i, end), which no date follows, is a day.
func (p *parser) abbreviated(i, end int) bool {
	if p.is(i-1, "on", "until", "from", "since", "by") || p.at(i-1).class == which || p.is(i-1, "to", "-", "–") {
		return p.at(i).capital || !p.is(i, "sun", "sat", "wed", "mon")
	}
	return p.is(i+1, ".") && p.at(i).capital && p.at(i+1).glued || !p.is(i, "sun", "sat", "wed", "mon") && (end == len(p.tokens) || p.at(i).class == dayAbbr && len(p.at(i).lower) > 3)
}
