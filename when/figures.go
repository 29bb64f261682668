package when

// iso reads 2025-09-24, 2025/9/24, 2025-09 and 2025-Sep-24.
func (p *parser) iso(i int) (v value, end int, ok bool) {
	k, sep := p.at(i), p.at(i+1)
	if len(k.lower) != 4 || k.plural || k.value < 1000 || k.value > 2999 || !sep.glued || sep.lower != "-" && sep.lower != "/" {
		return v, 0, false
	}
	m := p.at(i + 2)
	if !m.glued || m.kind != number && m.class != month && m.class != monthAbbr || m.kind == number && (len(m.lower) > 2 || m.value > 31) {
		return v, 0, false
	}
	if d := p.at(i + 4); (d.class == month || d.class == monthAbbr) && p.at(i+3).lower == sep.lower && m.kind == number {
		return p.checked(one(point{k.value, d.value, m.value, Day, false}, Stated), i+5) // 2025/24/Sep
	}
	if m.value > 12 {
		return v, 0, false
	}
	x := point{year: k.value, month: m.value, grain: Month}
	if d := p.at(i + 4); p.at(i+3).lower == sep.lower && p.at(i+3).glued && d.glued && d.kind == number && len(d.lower) <= 2 {
		x.day, x.grain = d.value, Day
		return p.checked(one(x, Stated), i+5)
	}
	return p.checked(one(x, Stated), i+3)
}

// slashed reads 09/24/2025, 24/09/25, 09-24-2025 and, with a slash and without a year, 9/24.
func (p *parser) slashed(i int) (v value, end int, ok bool) {
	a, sep, b := p.at(i), p.at(i+1), p.at(i+2)
	if len(a.lower) > 2 || b.kind != number || !sep.glued || !b.glued || sep.lower != "/" && sep.lower != "-" {
		return v, 0, false
	}
	if len(b.lower) == 4 && 1000 <= b.value && b.value <= 2999 && a.value <= 12 && !p.is(i+3, "-", "/") && !p.at(i).glued {
		return p.checked(one(point{year: b.value, month: a.value, grain: Month}, Stated), i+3)
	}
	if len(b.lower) > 2 || p.is(i-1, "-") && p.at(i-2).kind == number && p.is(i-3, "/") && !p.is(i-5, "/") {
		return v, 0, false // "5/1-5/7/2020"
	}
	x, end := point{grain: Day}, i+3
	if y, ok := p.shortYear(i + 4); ok && p.at(i+3).lower == sep.lower && p.at(i+3).glued && p.at(i+4).glued {
		x.year, end = y, i+5
	} else if sep.lower == "-" || a.value == 24 && b.value == 7 || p.at(i-1).glued || p.is(i+3, "/", "inch", "inches", "of", "-") {
		return v, 0, false
	}
	switch {
	case a.value == 0 || b.value == 0:
		return v, 0, false
	case a.value > 12 && b.value <= 12, a.value == b.value && x.year > 0:
		x.day, x.month = a.value, b.value
	case b.value > 12 && a.value <= 12:
		x.month, x.day = a.value, b.value
	case x.year == 0 || a.value > 12:
		return v, 0, false
	default:
		switch p.order() {
		case monthFirst:
			x.month, x.day = a.value, b.value
		case dayFirst:
			x.day, x.month = a.value, b.value
		default:
			return unknown(), end, true
		}
	}
	return p.checked(one(x, Stated), end)
}

// figures is the order in which a text writes days and months in figures.
type figures uint8

const (
	unasked    figures = iota
	monthFirst         // as American outlets do; so it is read where the text does not show its order
	dayFirst
	mixed
)

// order tells the order of the text by its dates in which one number can be no month.
func (p *parser) order() figures {
	if p.written != unasked {
		return p.written
	}
	p.written = monthFirst
	american := false
	for i := range p.tokens {
		a, sep, b, c := p.at(i), p.at(i+1), p.at(i+2), p.at(i+4)
		if a.kind != number || b.kind != number || c.kind != number || len(a.lower) > 2 || len(b.lower) > 2 || sep.lower != "/" && sep.lower != "-" || p.at(i+3).lower != sep.lower {
			continue
		}
		switch {
		case 12 < a.value && a.value <= 31 && 1 <= b.value && b.value <= 12:
			p.written = dayFirst
		case 12 < b.value && b.value <= 31 && 1 <= a.value && a.value <= 12:
			american = true
		}
	}
	if american && p.written == dayFirst {
		p.written = mixed
	}
	return p.written
}

// onWeekday reads the figures after "Friday" in "Friday 7/6": the month and day that fall on it, either first.
func (p *parser) onWeekday(wd, i int) (v value, end int, ok bool) {
	a, sep, b := p.at(i), p.at(i+1), p.at(i+2)
	if a.kind != number || b.kind != number || sep.lower != "/" && sep.lower != "-" || !sep.glued || !b.glued {
		return v, 0, false
	}
	for _, x := range [...]point{{month: a.value, day: b.value, grain: Day}, {month: b.value, day: a.value, grain: Day}} {
		if x.valid() && p.ref.Known() && p.past(&x, wd) && isoWeekday(x.first()) == wd {
			return one(x, Stated), i + 3, true
		}
	}
	return unknown(), i + 3, true
}

// shortYear reads a year of two or four digits; of two one is not far after the Reference's.
func (p *parser) shortYear(i int) (int, bool) {
	const ahead = 12 // years
	switch k := p.at(i); {
	case k.kind != number || k.plural || k.ordinal:
	case len(k.lower) == 4 && 1000 <= k.value && k.value <= 2999:
		return k.value, true
	case len(k.lower) == 2 && (k.value < 40 && !p.ref.Known() || p.ref.Known() && 2000+k.value <= p.ref.day.Year()+ahead):
		return 2000 + k.value, true
	case len(k.lower) == 2:
		return 1900 + k.value, true
	}
	return 0, false
}

// dotted reads 24.9.2025, day first, and 2025.9.24.
func (p *parser) dotted(i int) (v value, end int, ok bool) {
	var n [3]int
	var digits [3]int
	at := 0
	for _, c := range []byte(p.text[p.tokens[i].start:p.tokens[i].end]) {
		switch {
		case c == '.' && at < 2:
			at++
		case '0' <= c && c <= '9' && digits[at] < 4:
			n[at], digits[at] = n[at]*10+int(c-'0'), digits[at]+1
		default:
			return v, 0, false
		}
	}
	if at != 2 {
		return v, 0, false
	}
	if digits[0] == 4 {
		n[0], n[2], digits[0], digits[2] = n[2], n[0], digits[2], digits[0]
	}
	if digits[0] > 2 || digits[1] > 2 || digits[2] != 4 || n[2] < 1000 || n[2] > 2999 {
		return v, 0, false
	}
	if n[1] > 12 {
		n[0], n[1] = n[1], n[0] // otherwise dots are written between day, month and year
	}
	x := point{n[2], n[1], n[0], Day, false}
	if !x.valid() {
		return v, 0, false
	}
	return one(x, Stated), i + 1, true
}
