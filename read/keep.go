package read

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// keeping is an open element that is watched.
type keeping struct {
	name  atom.Atom
	inner int // elements of the same name open in it
	kind  keepKind
	says  says
	limit int // bytes of text above which the element is not what was looked for
	start int
	text  []byte
	// before is the piece of text that stands before the element
	before piecePlace
}

type keepKind int

// Why an element is watched: for its text, or because all in it is beside the article.
const (
	keepTitle keepKind = iota
	keepHeading
	keepDay
	keepByline
	keepAside
)

// between is what parts the texts of two elements that nothing parts: in bylines they are different people, or a name and a role.
func (k keepKind) between() string {
	switch k {
	case keepByline:
		return ", "
	case keepTitle:
		return ""
	}
	return " "
}

// inline reports whether an element may begin inside a word.
func inline(name atom.Atom) bool {
	switch name {
	case atom.B, atom.I, atom.Em, atom.Strong, atom.Sup, atom.Sub, atom.Font, atom.U, atom.Small, atom.Mark:
		return true
	}
	return false
}

func spaceAt(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// inArticle takes back that the open elements are beside the article: what holds the headline or the main part of a page is not,
// whatever it is named.
func (m *marked) inArticle() {
	for i := len(m.kept) - 1; i >= 0; i-- {
		if m.kept[i].kind == keepAside {
			m.kept = append(m.kept[:i], m.kept[i+1:]...)
		}
	}
	m.asides = 0
}

// watch begins to watch an element of the body for what its attributes say.
func (m *marked) watch(name atom.Atom, s says, rel string) {
	switch {
	case s&saysAside != 0:
		m.keep(keeping{name: name, kind: keepAside})
	case s&saysAuthor != 0 || rel == "author":
		if rel == "author" {
			s |= saysRel
		}
		m.keep(keeping{name: name, kind: keepByline, limit: maxByline, says: s | saysAuthor})
	case s&(saysDay|saysPublished|saysUpdated|saysMeta) != 0:
		m.keep(keeping{name: name, kind: keepDay, limit: maxByline, says: s})
	}
}

// keep begins to watch an element.
func (m *marked) keep(k keeping) {
	if len(m.kept) == maxKept {
		return
	}
	k.start, k.before = m.at, m.before
	if k.kind == keepAside {
		m.asides++
	}
	m.kept = append(m.kept, k)
}

// done takes what an element that was watched has told.
func (m *marked) done(k keeping) {
	if k.kind == keepAside {
		m.asides--
		return
	}
	s := strings.Join(strings.Fields(string(k.text)), " ")
	if s == "" || len(k.text) > k.limit {
		return
	}
	switch k.kind {
	case keepTitle:
		m.title = s
	case keepHeading:
		if (len(m.heads) < maxHeads || k.name == atom.H1 && len(m.heads) < 2*maxHeads) && m.asides == 0 {
			m.heads = append(m.heads, pageHeading{text: s, start: k.start, end: m.at, level: int(k.name.String()[1] - '0')})
		}
	case keepDay:
		if mayHoldDay(s) || k.says&(saysDay|saysPublished) != 0 {
			m.see(sight{text: s, says: k.says}, k.start, k.before)
		}
	case keepByline:
		if len(m.bylines) < maxSights {
			m.bylines = append(m.bylines, sight{text: s, at: m.at, says: k.says, beside: m.asides > 0})
		}
		if mayHoldDay(s) {
			m.see(sight{text: s, says: k.says}, k.start, k.before)
		}
	}
}
