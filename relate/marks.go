package relate

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"dixit"
	"dixit/text"
)

// MarkKind is what an article says of a speaker's position over time.
type MarkKind string

// The kinds of mark.
const (
	Turned MarkKind = "turned" // now, reversed, no longer: from here on it is another
	Before MarkKind = "before" // had insisted, for months, until recently: it was so, and may be no longer
	Stayed MarkKind = "stayed" // remains adamant, again, reiterated: it is as it was
)

// Mark is a word of an article, its own or in a cue, that says that a position has turned or has stayed.
type Mark struct {
	Kind  MarkKind
	Words dixit.Fragment
}

// Marks are the marks of a turn or of persistence in the telling of s, a statement of doc: in its cue and around it in its
// sentence, never in what was said. They are in the order of their places.
func Marks(doc *dixit.Document, s dixit.Statement) []Mark { return newTelling(doc).marks(s) }

func (t *telling) marks(s dixit.Statement) []Mark {
	sentence, ok := t.sentence(anchor(s))
	if !ok || sentence.Len() > maxSentence {
		return nil
	}
	var out []Mark
	list := t.told(s, sentence)
	for i := 0; i < len(list); i++ {
		kind, n := markAt(list[i:])
		if kind == "" && s.Parent == "" && pluperfect(s, list, i) {
			kind, n = Before, 2
		}
		if kind == "" {
			continue
		}
		if f, err := t.doc.Text.Fragment(dixit.Span{Start: list[i].span.Start, End: list[i+n-1].span.End}); err == nil {
			out = append(out, Mark{kind, f})
		}
		i += n - 1
	}
	slices.SortFunc(out, func(a, b Mark) int { return cmp.Compare(a.Words.Start(), b.Words.Start()) })
	return out
}

// toldWord is a word of an article's telling.
type toldWord struct {
	low  string
	span dixit.Span // of the document's text
}

// told are the words of a sentence without what s says, and without any stretch in quotation marks.
func (t *telling) told(s dixit.Statement, sentence dixit.Span) []toldWord {
	all := t.doc.Text.Slice(sentence)
	var out []toldWord
	quoted := false
	for w := range text.EachWord(all) {
		span := dixit.Span{Start: sentence.Start + w.Start, End: sentence.Start + w.End}
		switch raw := all[w.Start:w.End]; {
		case raw == "“":
			quoted = true
		case raw == "”":
			quoted = false
		case quoted || inside(s.Content, span):
		case text.IsWord(raw):
			out = append(out, toldWord{strings.ToLower(raw), span})
		}
	}
	return out
}

func inside(list []dixit.Fragment, span dixit.Span) bool {
	return slices.ContainsFunc(list, func(f dixit.Fragment) bool { return f.Span().Contains(span) })
}

// pluperfect reports whether words i and i+1 say that the speaker of s had taken a position: "had insisted", in its cue.
func pluperfect(s dixit.Statement, list []toldWord, i int) bool {
	if list[i].low != "had" || i+1 == len(list) || !inside(s.Cue, list[i].span) || !inside(s.Cue, list[i+1].span) {
		return false
	}
	switch list[i+1].low {
	case "insisted", "vowed", "pledged", "promised", "denied", "opposed", "rejected", "refused", "argued", "maintained", "claimed",
		"supported", "backed", "threatened", "demanded", "favored", "favoured", "advocated", "dismissed", "called":
		return true
	}
	return false
}

//go:embed marks.txt
var marksText string

// markPhrase is a phrase that is a mark.
type markPhrase struct {
	kind  MarkKind
	words []string // "*" stands for any
}

// markPhrases are the phrases by their first words.
var markPhrases = sync.OnceValue(func() map[string][]markPhrase {
	table := map[string][]markPhrase{}
	kind := MarkKind("")
	for line := range content(marksText) {
		if line[0] == '[' {
			kind = MarkKind(strings.Trim(line, "[]"))
			continue
		}
		p := markPhrase{kind, strings.Fields(line)}
		table[p.words[0]] = append(table[p.words[0]], p)
	}
	return table
})

// markAt is the mark that list begins with, and of how many words it is; "" if it begins with none.
func markAt(list []toldWord) (MarkKind, int) {
	for _, p := range markPhrases()[list[0].low] {
		if len(list) < len(p.words) {
			continue
		}
		same := true
		for i, w := range p.words {
			same = same && (w == "*" || list[i].low == w)
		}
		if same {
			return p.kind, len(p.words)
		}
	}
	return "", 0
}
