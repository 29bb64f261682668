package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// shownHighlights is how many statements a run shows.
const shownHighlights = 3

// heldHighlights is how many are held, so that those shown can be of different articles.
const heldHighlights = 12

// highlights holds the statements of a run that are worth showing: the best of each speaker.
type highlights struct {
	held []dixit.Record // best first
}

// worth orders statements by how well one likes to read them: somebody's own words, whole, by a person with a full name and a
// role, not too short and not too long; then by confidence.
func worth(s dixit.Statement) float64 {
	w := s.Confidence
	for _, good := range []bool{
		s.Kind == dixit.Direct || s.Kind == dixit.Mixed, s.Kind == dixit.Direct, s.Speaker.Kind == dixit.Person,
		strings.Contains(s.Speaker.Name, " "), s.Speaker.Role != "", s.Parent == "", s.Region == dixit.Body, len(s.Cue) > 0,
		fitsTheEye(s.Text()),
	} {
		if good {
			w++
		}
	}
	return w
}

func fitsTheEye(words string) bool {
	n := utf8.RuneCountInString(words)
	return n >= 40 && n <= 240
}

// add considers one more statement.
func (h *highlights) add(r dixit.Record) {
	name := r.Statement.Speaker.Name
	if name == "" || len(r.Statement.Content) == 0 {
		return
	}
	w := worth(r.Statement)
	if i := slices.IndexFunc(h.held, func(o dixit.Record) bool { return o.Statement.Speaker.Name == name }); i >= 0 {
		if worth(h.held[i].Statement) >= w {
			return
		}
		h.held = slices.Delete(h.held, i, i+1)
	}
	at := 0
	for at < len(h.held) && worth(h.held[at].Statement) >= w {
		at++
	}
	h.held = slices.Insert(h.held, at, r)
	h.held = h.held[:min(len(h.held), heldHighlights)]
}

// best are the statements to show, of different articles as long as there are any.
func (h *highlights) best() []dixit.Record {
	var out, others []dixit.Record
	articles := make(map[string]bool)
	for _, r := range h.held {
		if articles[r.Doc.SHA256] {
			others = append(others, r)
			continue
		}
		articles[r.Doc.SHA256] = true
		out = append(out, r)
	}
	out = append(out, others...)
	return out[:min(len(out), shownHighlights)]
}

// words are up to n longer words of the best statements: those written with a capital inside a sentence, then others.
func (h *highlights) words(n int) []string {
	var names, others []string
	for _, r := range h.best() {
		for i, w := range strings.FieldsFunc(r.Statement.Text(), func(r rune) bool { return !unicode.IsLetter(r) }) {
			first, _ := utf8.DecodeRuneInString(w)
			switch long := utf8.RuneCountInString(w); {
			case i > 0 && unicode.IsUpper(first) && long >= 5:
				names = append(names, w)
			case long >= 7:
				others = append(others, strings.ToLower(w))
			}
		}
	}
	all := append(names, others...)
	slices.Sort(all[len(names):])
	var out []string
	for _, w := range all {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out[:min(len(out), n)]
}
