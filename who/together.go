package who

import "dixit"

// Together is the two sources of a mention of two who speak together, "the committee and the police", nil if it is of one: also
// of a name with "and" in it. Spans are bytes of the document's text.
func (c *Cast) Together(mention dixit.Span) []dixit.Span {
	s := &scene{Cast: c}
	from, to := s.within(mention)
	if to-2 > from && s.words[to-1].key == "alike" { // "allies and adversaries alike"
		to--
		mention.End = s.words[to-1].span.End
	}
	and := s.conjunction(from, to)
	if and < 0 || s.shareHead(from, and, to) {
		return nil
	}
	if s.words[from].key == "both" {
		mention.Start = s.words[from+1].span.Start
	}
	left := dixit.Span{Start: mention.Start, End: s.words[and-1].span.End}
	right := dixit.Span{Start: s.words[and+1].span.Start, End: mention.End}
	if left.Len() <= 0 || right.Len() <= 0 {
		return nil
	}
	return []dixit.Span{left, right}
}

// shareHead reports whether the two sides of the "and" may be one phrase: the noun at the end is that of both ("Senate and
// House strategists", "City and state officials", "Health and Human Services"), or the head at the beginning is ("Department of Health and Human Services").
// The right side has no article, number or title of its own then.
func (s *scene) shareHead(from, and, to int) bool {
	left, right := &s.words[and-1], &s.words[and+1]
	if right.class.is(role|honorific) || right.class.is(determiner) {
		return false
	}
	last := to - 1
	for last > and && !s.words[last].letters {
		last--
	}
	_, plural := singular(left.key)
	if and == from+1 && left.capital && !plural && !s.personAt(and-1) && s.titled(and+1, to) && !s.personAt(last) {
		return true
	}
	if !s.words[last].capital {
		return left.capital && right.capital || left.initial && !plural
	}
	for k := from + 1; k < and; k++ {
		if key := s.words[k].key; (key == "of" || key == "on" || key == "for") && s.words[k-1].class.is(organisation) {
			return true
		}
	}
	return false
}

// titled reports whether the words [from, to) are two or more and all begin with capitals.
func (s *scene) titled(from, to int) bool {
	for k := from; k < to; k++ {
		if s.words[k].letters && !s.words[k].capital {
			return false
		}
	}
	return to-from > 1
}

// personAt reports whether word k belongs to the name of a person.
func (s *scene) personAt(k int) bool {
	o := s.occurrenceAt(k)
	return o >= 0 && s.occurrences[o].entity >= 0 && s.entities[s.occurrences[o].entity].nature == aPerson
}

// officeOfTwo reports whether what stands before the "and" is part of the office after it: "Health and Human Services Secretary
// Ada Lind". The capitals after the "and" lead to an office, and who stands before it is no person.
func (s *scene) officeOfTwo(and, to int) bool {
	if !s.words[and-1].capital || s.personAt(and-1) {
		return false
	}
	for k := and + 1; k < to && s.words[k].capital; k++ {
		if s.words[k].class.is(role) {
			return k > and+1
		}
	}
	return false
}
