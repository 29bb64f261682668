package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dixit"
)

// leastOverlap is how much of two contents must be the same for the one to take over what was said of the other, in code points, of
// the longer one's.
const leastOverlap = 0.6

// Assign says of which of a document's statements each target is, by its place in the list; -1 if of none. It is the statement
// with that content; of several, as those of people who speak together, the one with that mention, or else one whose mention
// overlaps it. If none has that content, it is the one whose content overlaps it most, 0.6 of the longer one at least, and whose
// mention overlaps too, or is missing in both. So a statement that another engine finds again, a little longer or shorter, takes over
// what was said of it.
func Assign(statements []dixit.Statement, targets []Target) []int {
	same := map[string][]int{}
	places := make([]Target, len(statements))
	for i, s := range statements {
		places[i] = Target{Content: contentOf(s), Mention: spanOf(s.Mention)}
		key := fmt.Sprint(places[i].Content)
		same[key] = append(same[key], i)
	}
	out := make([]int, len(targets))
	for n, t := range targets {
		if list := same[fmt.Sprint(t.Content)]; len(list) > 0 {
			out[n] = t.among(places, list)
		} else {
			out[n] = t.nearest(places)
		}
	}
	return out
}

// among is the statement of t, of those in a list that have its content.
func (t Target) among(places []Target, list []int) int {
	for _, i := range list {
		if places[i].Mention == t.Mention {
			return i
		}
	}
	for _, i := range list {
		if t.sameSource(places[i]) {
			return i
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	return -1
}

// nearest is the statement of t where none has its content.
func (t Target) nearest(places []Target) int {
	best, most := -1, 0.0
	for i, p := range places {
		if !t.sameSource(p) {
			continue
		}
		both := 0
		for _, a := range t.Content {
			for _, b := range p.Content {
				both += max(0, min(a[1], b[1])-max(a[0], b[0]))
			}
		}
		if x := float64(both) / float64(max(length(t.Content), length(p.Content))); x >= leastOverlap && x > most {
			best, most = i, x
		}
	}
	return best
}

// sameSource reports whether the mentions of t and u overlap, or both are missing.
func (t Target) sameSource(u Target) bool {
	return t.Mention == u.Mention || t.Mention[0] < u.Mention[1] && u.Mention[0] < t.Mention[1]
}

// length is how many code points spans have.
func length(spans [][2]int) int {
	n := 0
	for _, s := range spans {
		n += s[1] - s[0]
	}
	return n
}

// Compare orders annotations as they are applied: by instant, then by id.
func (a Annotation) Compare(b Annotation) int {
	return cmp.Or(a.At.Compare(b.At), strings.Compare(a.ID, b.ID))
}

// Annotated is r, as the engine made it, after what people say of its statement, in whatever order that comes. Its confidence
// stays the engine's, which is about other things than what is corrected: content, source and cue.
func Annotated(r dixit.Record, list []Annotation) dixit.Record {
	raw := r.Statement
	withdrawn := map[string]bool{}
	for _, a := range list {
		if a.On == OnNote && a.Undo {
			withdrawn[a.Value] = true
		}
	}
	for _, a := range slices.SortedFunc(slices.Values(list), Annotation.Compare) {
		switch {
		case a.On == OnTag:
			r.Tags = slices.DeleteFunc(slices.Clone(r.Tags), func(tag string) bool { return tag == a.Value })
			if !a.Undo {
				r.Tags = append(r.Tags, a.Value)
				slices.Sort(r.Tags)
			}
		case a.On == OnNote:
			if !a.Undo && !withdrawn[a.ID] {
				r.Notes = append(r.Notes, dixit.Note{ID: a.ID, Text: a.Value, By: a.By, At: a.At})
			}
		default:
			was := valueOf(r, a.On)
			correct(&r, raw, a)
			r.Corrected = append(r.Corrected, dixit.Correction{
				Field: string(a.On), Was: was, Is: valueOf(r, a.On), By: a.By, At: a.At, Why: a.Why, Undo: a.Undo,
			})
		}
	}
	return r
}

// correct does one correction of a record whose statement was raw.
func correct(r *dixit.Record, raw dixit.Statement, a Annotation) {
	s := &r.Statement
	switch a.On {
	case OnSpeaker:
		old := s.Speaker.Name
		if a.Undo {
			s.Speaker.Name, s.Speaker.ID, s.Speaker.ResolvedBy = raw.Speaker.Name, raw.Speaker.ID, raw.Speaker.ResolvedBy
			if s.Chain = raw.Chain; raw.Speaker.Kind == "" || raw.Speaker.Kind == dixit.Implicit {
				s.Speaker.Kind = raw.Speaker.Kind
			}
			return
		}
		s.Speaker.Name, s.Speaker.ID, s.Speaker.ResolvedBy = a.Value, a.Entity, dixit.ByPerson
		if s.Speaker.Kind == "" || s.Speaker.Kind == dixit.Implicit {
			s.Speaker.Kind = dixit.Person
		}
		s.Chain = endingIn(s.Chain, old, a.Value)
	case OnKind:
		s.Speaker.Kind, s.Speaker.ID = dixit.SpeakerKind(a.Value), a.Entity
		if a.Undo {
			s.Speaker.Kind = raw.Speaker.Kind
			if s.Speaker.Name == raw.Speaker.Name {
				s.Speaker.ID = raw.Speaker.ID
			}
		}
	case OnRole:
		s.Speaker.Role = a.Value
		if a.Undo {
			s.Speaker.Role = raw.Speaker.Role
		}
	case OnWhen:
		s.When = dixit.When{EDTF: a.Value, Basis: dixit.ByPerson}
		if a.Undo {
			s.When = raw.When
		}
	case OnAct:
		s.Act = dixit.Act(a.Value)
		if a.Undo {
			s.Act = raw.Act
		}
	case OnAddressee:
		s.Addressee = links(namesIn(a.Value))
		if a.Undo {
			s.Addressee = raw.Addressee
		}
	case OnStruck:
		r.Struck = !a.Undo
	}
}

// endingIn is a chain that ends in name, in place of old.
func endingIn(chain []dixit.Link, old, name string) []dixit.Link {
	chain = slices.Clone(chain)
	if n := len(chain); n > 0 && chain[n-1].Name == old {
		chain = chain[:n-1]
	}
	return append(chain, dixit.Link{Name: name})
}

func links(names []string) []dixit.Link {
	var out []dixit.Link
	for _, n := range names {
		out = append(out, dixit.Link{Name: n})
	}
	return out
}

// valueOf is what a record says on an aspect that can be corrected.
func valueOf(r dixit.Record, on Aspect) string {
	switch s := r.Statement; on {
	case OnSpeaker:
		return s.Speaker.Name
	case OnKind:
		return string(s.Speaker.Kind)
	case OnRole:
		return s.Speaker.Role
	case OnWhen:
		return s.When.EDTF
	case OnAct:
		return string(s.Act)
	case OnAddressee:
		var names []string
		for _, l := range s.Addressee {
			names = append(names, l.Name)
		}
		return strings.Join(names, "; ")
	case OnStruck:
		if r.Struck {
			return Yes
		}
		return No
	}
	return ""
}
