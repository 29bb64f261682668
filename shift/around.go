package shift

import (
	"slices"

	"dixit"
	"dixit/relate"
)

// Bounds on what is shown around a turn.
const (
	mostQualifiers = 3
	mostReactions  = 5
	articlesAround = 4 // articles of a turn that are read for it
)

// around finds what softens a turn and who welcomed or disputed it, in the articles that tell what was said after.
func (f *finder) around(t *Turn) {
	keys := map[string]bool{}
	for _, topic := range t.Topics {
		keys[keyOf(topic)] = true
	}
	var read []string
	for _, d := range t.After {
		address := d.Record.Doc.SHA256
		if len(read) == articlesAround || slices.Contains(read, address) {
			continue
		}
		read = append(read, address)
		article := f.articles(address)
		if article == nil {
			continue
		}
		f.inArticle(t, article, d.Record.Doc)
	}
}

// inArticle is around for one article.
func (f *finder) inArticle(t *Turn, article *Article, ref dixit.DocumentRef) {
	after := map[string]bool{} // ids of statements of the side after
	speaker := t.After[0].Record.Statement.Speaker
	for _, d := range t.After {
		after[d.Record.Statement.ID] = true
	}
	side := slices.Concat(t.Before, t.After)
	for _, s := range article.Statements {
		if after[s.ID] || slices.ContainsFunc(side, func(d Dated) bool { return d.Record.Statement.ID == s.ID }) {
			continue
		}
		r := dixit.Record{Doc: ref, Statement: s, Engine: t.After[0].Record.Engine}
		switch same := sameSpeaker(s.Speaker, speaker); {
		case same && len(t.Qualifiers) < mostQualifiers && qualifies(article.Doc, s) && f.touches(t, s):
			t.Qualifiers = append(t.Qualifiers, NewDated(r))
		case !same && len(t.Reactions) < mostReactions:
			if how := reaction(s, t.After); how != "" {
				t.Reactions = append(t.Reactions, Reaction{how, r})
			}
		}
	}
}

// touches reports whether s is about a topic of one of the sides.
func (f *finder) touches(t *Turn, s dixit.Statement) bool {
	d := NewDated(dixit.Record{Statement: s})
	return slices.ContainsFunc(slices.Concat(t.Before, t.After), func(e Dated) bool { return len(sharedKeys(d, e)) > 0 })
}

// qualifies reports whether an article tells s as something that goes on: "remains adamant that".
func qualifies(doc *dixit.Document, s dixit.Statement) bool {
	for _, c := range s.Cue {
		for _, w := range wordsOf(c.Text()) {
			switch w {
			case "remains", "remained", "still", "adamant", "continues", "continued", "reiterated", "reiterates":
				return true
			}
		}
	}
	return slices.ContainsFunc(relate.Marks(doc, s), func(m relate.Mark) bool { return m.Kind == relate.Stayed })
}

// reaction is how s stands to one of the statements after, by the relations that extraction found, or to the turn as such, which it
// names; "" if it does not.
func reaction(s dixit.Statement, after []Dated) dixit.RelationType {
	for _, r := range s.Relations {
		switch r.Type {
		case dixit.Praises, dixit.Criticises, dixit.Disputes, dixit.Denies:
			if slices.ContainsFunc(after, func(d Dated) bool { return d.Record.Statement.ID == r.Target }) {
				return r.Type
			}
		}
	}
	if !namesTurn(s, after[0].Record.Statement.Speaker.Name) {
		return ""
	}
	switch s.Act {
	case "praise", "support", "congratulate":
		return dixit.Praises
	case "criticise", "reject", "accuse":
		return dixit.Criticises
	}
	return ""
}

// namesTurn reports whether s speaks of somebody's turn: "Moss’s reversal".
func namesTurn(s dixit.Statement, name string) bool {
	if !slices.ContainsFunc(s.About, func(t dixit.Topic) bool { return t.Label == name }) {
		return false
	}
	return slices.ContainsFunc(wordsOf(s.Text()), func(w string) bool {
		switch w {
		case "reversal", "pivot", "u-turn", "turn", "turnaround", "about-face", "shift", "switch", "change", "backtracking", "flip-flop", "flip-flops", "flip":
			return true
		}
		return false
	})
}

func sameSpeaker(a, b dixit.Speaker) bool {
	return a.ID != "" && a.ID == b.ID || a.Name == b.Name
}
