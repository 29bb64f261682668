package ledger

import (
	"slices"
	"strconv"
	"strings"

	"dixit"
)

// Subject is a statement as expressions see it. It is not safe for concurrent use.
type Subject struct {
	record    dixit.Record
	spellings []string // of the speaker's name
	read      map[Field]row
}

// row is the words of a field in a row.
type row struct{ folded, stems []string }

// gap stands between the parts of a field that has several, as a content that is not in one piece: a character of private use,
// which an index takes for a word and which nobody can ask for, so that no phrase runs across it.
const gap = "\uE000"

// NewSubject is the statement of r, whose speaker documents call by these names too.
func NewSubject(r dixit.Record, spellings ...string) *Subject {
	return &Subject{record: r, spellings: spellings, read: map[Field]row{}}
}

// Matches reports whether e, which Check has passed, wants the statement. It is the plain meaning of an expression: a store
// finds the same by its indexes.
func (s *Subject) Matches(e Expr) bool {
	switch e := e.(type) {
	case All:
		return !slices.ContainsFunc(e, func(x Expr) bool { return !s.Matches(x) })
	case Any:
		return slices.ContainsFunc(e, s.Matches)
	case Not:
		return !s.Matches(e.X)
	case Term:
		return s.term(e)
	case Near:
		return s.near(e)
	case Value:
		if e.Field == Tagged {
			return slices.Contains(s.record.Tags, e.Is)
		}
		return s.value(e.Field) == e.Is
	case Days:
		return s.days(e)
	case Number:
		n := s.number(e.Field)
		return e.Min <= n && n <= e.Max
	}
	return false
}

func (s *Subject) value(f Field) string {
	switch st := s.record.Statement; f {
	case OfAct:
		return string(st.Act)
	case OfKind:
		return string(st.Kind)
	case OfRegion:
		return string(st.Region)
	case OfTier:
		return strconv.Itoa(st.Tier)
	case OfSource:
		return string(st.Speaker.Kind)
	case OfCluster:
		return s.record.Cluster
	case Named:
		return s.record.Statement.Speaker.Name
	case OfStruck:
		if s.record.Struck {
			return Yes
		}
		return No
	}
	return ""
}

func (s *Subject) number(f Field) float64 {
	if f == Depth {
		return float64(len(s.record.Statement.Chain))
	}
	return s.record.Statement.Confidence
}

func (s *Subject) days(e Days) bool {
	var first, last string
	if e.Field == SaidOn {
		var ok bool
		if first, last, ok = s.record.Statement.When.Bounds(); !ok {
			return false
		}
	} else {
		if first = day(s.record.Doc.Published); first == "" {
			return false
		}
		last = first
	}
	return (e.First == "" || last == "" || e.First <= last) && (e.Last == "" || first <= e.Last)
}

// day is the day of a publication, "" if it is unknown.
func day(published string) string {
	if len(published) < len("2006-01-02") || DayNumber(published[:10]) == 0 {
		return ""
	}
	return published[:10]
}

// parts are the texts of a field; nothing that must stand in a row runs from one to the next.
func (s *Subject) parts(f Field) []string {
	st := s.record.Statement
	var out []string
	switch f {
	case Said:
		list := st.Content
		if len(list) == 0 {
			list = st.Cue // a gesture
		}
		return append(texts(list), unsaid(st)...)
	case Cue:
		return texts(st.Cue)
	case name:
		return []string{st.Speaker.Name}
	case Speaker:
		return append([]string{st.Speaker.Name}, s.spellings...)
	case Title:
		return []string{s.record.Doc.Title}
	case Outlet:
		return []string{s.record.Doc.Outlet}
	case Agency:
		return []string{s.record.Doc.Agency}
	case To:
		for _, l := range st.Addressee {
			out = append(out, l.Name)
		}
	case Via:
		for _, l := range st.Chain[:max(0, len(st.Chain)-1)] {
			out = append(out, l.Name)
		}
	case InNote:
		for _, n := range s.record.Notes {
			out = append(out, n.Text)
		}
	}
	return out
}

// unsaid are the topics of a statement that its own words do not give: "Ukraine" where it says "it".
func unsaid(st dixit.Statement) []string {
	var out []string
	var said string
	for _, t := range st.About {
		if said == "" {
			said = " " + strings.Join(Fold(st.Text()), " ") + " "
		}
		if !strings.Contains(said, " "+strings.Join(Fold(t.Label), " ")+" ") {
			out = append(out, t.Label)
		}
	}
	return out
}

func texts(list []dixit.Fragment) []string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = f.Text()
	}
	return out
}

// row is the words of a field.
func (s *Subject) row(f Field) row {
	if r, ok := s.read[f]; ok {
		return r
	}
	r := row{folded: inRow(s.parts(f))}
	if formed(f) {
		r.stems = Stems(r.folded)
	}
	s.read[f] = r
	return r
}

// inRow is the folded words of the parts of a field in a row, gaps between them.
func inRow(parts []string) []string {
	var words []string
	for _, p := range parts {
		if folded := Fold(p); len(folded) > 0 {
			if len(words) > 0 {
				words = append(words, gap)
			}
			words = append(words, folded...)
		}
	}
	return words
}

// name is the speaker's name as the document gives it, without other spellings.
const name Field = "name"

// fieldsOf are the fields that a field of words stands for.
func fieldsOf(f Field) []Field {
	if f == Anywhere {
		return []Field{Said, name, Title}
	}
	return []Field{f}
}

func (s *Subject) term(t Term) bool {
	for _, f := range fieldsOf(t.Field) {
		if len(places(t, f, s.row(f))) > 0 {
			return true
		}
	}
	return false
}

// places are where in the words of field f those of t begin.
func places(t Term, f Field, r row) []int {
	wanted, words := Fold(t.Text), r.folded
	if !t.Prefix && formed(f) {
		wanted, words = Stems(wanted), r.stems
	}
	var at []int
	for i := range words {
		if i+len(wanted) > len(words) {
			break
		}
		if t.Prefix {
			last := len(wanted) - 1
			if slices.Equal(wanted[:last], words[i:i+last]) && strings.HasPrefix(words[i+last], wanted[last]) {
				at = append(at, i)
			}
		} else if slices.Equal(wanted, words[i:i+len(wanted)]) {
			at = append(at, i)
		}
	}
	return at
}

// formed reports whether the words of a field are found in any of their forms. Names are not: "Peters" is not "Peter".
func formed(f Field) bool { return f == Said || f == Title || f == Cue || f == InNote }

func (s *Subject) near(e Near) bool {
	for _, f := range fieldsOf(e.A.Field) {
		if f == Speaker {
			f = name
		}
		r := s.row(f)
		if within(places(e.A, f, r), places(e.B, f, r), e.Within+1) {
			return true
		}
	}
	return false
}

// within reports whether a place of a and one of b, both ascending, are different and at most n apart.
func within(a, b []int, n int) bool {
	for _, at := range a {
		for len(b) > 0 && b[0] < at-n {
			b = b[1:]
		}
		for _, other := range b {
			if other > at+n {
				break
			}
			if other != at {
				return true
			}
		}
	}
	return false
}

// NameHas reports whether a speaker's name has the words of t.
func NameHas(name string, t Term) bool { return len(places(t, Speaker, row{folded: Fold(name)})) > 0 }
