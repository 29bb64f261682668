package verify

import (
	"slices"
	"strings"
	"unicode"

	"dixit"
	"dixit/who/across"
)

// fit is how the speaker that a draft gives fits the one whom a source gives the words to.
type fit uint8

const (
	right   fit = iota // the same, or one who passes his words on
	unknown            // one of the two names nobody
	wrong              // another
)

// voice is whose words a stretch of a source is.
type voice struct {
	speaker   dixit.Speaker   // zero where the source does not say
	chain     []dixit.Link    // of the statement
	statement string          // its id; "" if they are of none
	cue       dixit.Fragment  // where the source says that they were not said, or are not so; else zero
	around    []dixit.Speaker // who quotes the speaker
	of        []string        // ids of all statements that have the words, the innermost first
	narrated  bool            // the words are the outlet's own, outside quotation marks
	apart     []dixit.Speaker // of a turn of nobody known: who has turns of his own in the transcript
}

// voiceOf is whose words the tokens from first to last of s are: of the innermost statement that has them in quotation marks, or as
// a turn of a transcript. Words of an article outside marks are the outlet's, also where they tell what somebody said.
func (s *Source) voiceOf(first, last int) voice {
	for last > first && s.block[last] != s.block[first] {
		last--
	}
	probe := dixit.Span{Start: s.tokens[first].span.Start, End: s.tokens[last].span.End}
	block := s.doc.Blocks[s.block[first]]
	var of []*dixit.Statement
	for _, st := range s.statementsAt(probe) {
		if says(st, probe, block) {
			of = append(of, st)
		}
	}
	slices.SortStableFunc(of, func(a, b *dixit.Statement) int { return a.Span().Len() - b.Span().Len() })
	if len(of) == 0 {
		v := voice{}
		if !s.turns && !s.mine && block.Region == dixit.Body && block.Kind == dixit.Paragraph && !s.touchesQuote(probe) && s.quotesPeople() {
			v.narrated = true
			v.speaker = dixit.Speaker{Name: s.doc.Outlet, Kind: dixit.Organisation}
		}
		return v
	}
	v := voice{speaker: of[0].Speaker, chain: of[0].Chain, statement: of[0].ID}
	v.cue = notSaid(of, probe)
	if v.speaker.Kind == dixit.Anonymous && block.Turn.Len() > 0 && of[0].Mention.Span() == block.Turn {
		v.apart = s.turnsOf()
	}
	for i, st := range of {
		v.of = append(v.of, st.ID)
		if i > 0 {
			v.around = append(v.around, st.Speaker)
		}
	}
	return v
}

// notSaid is the cue by which one of the statements that have the words at probe, the innermost first, tells that they were not said
// (“denied saying”) or are not so (“denied that it was”); zero if none does.
func notSaid(of []*dixit.Statement, probe dixit.Span) dixit.Fragment {
	for i, st := range of {
		if len(st.Cue) > 0 && (i == 0 && st.Negated || disowns(st, probe)) {
			return st.Cue[0]
		}
	}
	return dixit.Fragment{}
}

// disowns reports whether st tells, in words of its own before the quotation around probe, what is denied. Who denies something as
// “nonsense” says the word.
func disowns(st *dixit.Statement, probe dixit.Span) bool {
	if st.Act != "deny" || st.Kind != dixit.Mixed || !slices.ContainsFunc(Fold(st.Cue[0].Text()), negative) {
		return false
	}
	content := st.Content[0]
	for _, q := range st.Quotes {
		if at := q.Words.Span().Start - content.Span().Start; q.Words.Span().Contains(probe) && at > 0 && at <= len(content.Text()) {
			before := strings.Fields(content.Text()[:at])
			return len(before) > 0 && before[len(before)-1] != "as"
		}
	}
	return false
}

// says reports whether the words at probe, in block, are st's in quotation marks or as a turn.
func says(st *dixit.Statement, probe dixit.Span, block dixit.Block) bool {
	if !slices.ContainsFunc(st.Content, func(f dixit.Fragment) bool { return f.Span().Overlaps(probe) && f.Span().Start <= probe.Start+1 }) {
		return false
	}
	if block.Turn.Len() > 0 && st.Mention.Span() == block.Turn {
		return true
	}
	return slices.ContainsFunc(st.Quotes, func(q dixit.Quotation) bool { return q.Words.Span().Contains(probe) })
}

// turnsOf are the speakers with a name who have turns in a transcript, each once.
func (s *Source) turnsOf() (list []dixit.Speaker) {
	turns := map[dixit.Span]bool{}
	for _, b := range s.doc.Blocks {
		turns[b.Turn] = b.Turn.Len() > 0
	}
	for _, st := range s.statements() {
		if turns[st.Mention.Span()] && named(st.Speaker) && !slices.Contains(list, st.Speaker) {
			list = append(list, st.Speaker)
		}
	}
	return list
}

// touchesQuote reports whether part of span stands in quotation marks.
func (s *Source) touchesQuote(span dixit.Span) bool {
	for _, q := range s.quotes {
		if q.Span.Overlaps(span) {
			return true
		}
	}
	return false
}

// named reports whether a speaker has a name that can be compared: not "officials", not "he".
func named(s dixit.Speaker) bool {
	return s.Kind != dixit.Anonymous && s.Kind != dixit.Implicit && strings.ContainsFunc(s.Name, unicode.IsUpper)
}

// fits compares the speaker of q with the voice v. Where either names nobody it cannot tell. Who passes the words on is not wrong
// ("TASS" for what Peskov told TASS), nor is who quotes them in his own speech. An organisation speaks through its people: it
// fits one whose role names it.
func (v voice) fits(q Quotation) fit {
	switch {
	case !named(q.Speaker):
		return unknown
	case v.narrated:
		return v.narratedFit(q)
	case !named(v.speaker):
		if slices.ContainsFunc(v.apart, func(s dixit.Speaker) bool { return samePerson(q.Speaker, s) }) {
			return wrong
		}
		return unknown
	case samePerson(q.Speaker, v.speaker):
		return right
	}
	for _, a := range v.around {
		if samePerson(q.Speaker, a) {
			return right
		}
	}
	for _, l := range v.chain {
		if l.Name != "" && samePerson(q.Speaker, dixit.Speaker{Name: l.Name, Kind: q.Speaker.Kind}) {
			return right
		}
	}
	for _, l := range q.Chain {
		if l.Name != q.Speaker.Name && l.Name != "" && samePerson(v.speaker, dixit.Speaker{Name: l.Name, Kind: v.speaker.Kind}) {
			return right
		}
	}
	return wrong
}

// narratedFit is the fit of the outlet's own words: wrong for a person, who did not write them; any body may have.
func (v voice) narratedFit(q Quotation) fit {
	if q.Speaker.Kind != dixit.Person {
		return unknown
	}
	return wrong
}

// samePerson reports whether two speakers are one, by their ids, their names in any spelling, or a role that names the other.
func samePerson(a, b dixit.Speaker) bool {
	switch {
	case a.ID != "" && a.ID == b.ID, a.Name == b.Name:
		return true
	case within(a.Name, b.Role), within(b.Name, a.Role):
		return true
	}
	if a.Kind == b.Kind {
		a.ID, b.ID = "", ""
		if ids := across.Resolve([]dixit.Speaker{a, b}, true); ids[0] != "" && ids[0] == ids[1] {
			return true
		}
		if a.Kind == dixit.Person {
			return within(a.Name, b.Name) || within(b.Name, a.Name)
		}
	}
	return within(a.Name, b.Name) || within(b.Name, a.Name)
}

// within reports whether all words of the name a are words of b.
func within(a, b string) bool {
	x, y := Fold(a), Fold(b)
	some := false
	for _, w := range x {
		if w == "the" || w == "of" {
			continue
		}
		if !slices.Contains(y, w) {
			return false
		}
		some = true
	}
	return some
}
