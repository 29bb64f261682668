package eval

import (
	"strings"
	"unicode/utf8"
)

// addFields counts the fields of p, which is matched to g. A field that both leave empty is not counted, nor is a speaker
// that the gold leaves open.
func (r *Report) addFields(g, p Record, gold, pred []item, m []int) {
	count := func(field string, right bool) {
		ratio := r.Fields[field]
		ratio.count(right)
		r.Fields[field] = ratio
	}
	if g.Speaker != "" {
		count("speaker", sameName(g.Speaker, p.Speaker))
	}
	count("kind", g.Kind == p.Kind)
	count("act", g.Act == p.Act)
	if len(g.Addressee) > 0 || len(p.Addressee) > 0 {
		count("addressee", anySame(g.Addressee, p.Addressee))
	}
	if g.When != "" || p.When != "" {
		count("when", g.When == p.When)
	}
	if len(g.Chain) > 1 || len(p.Chain) > 1 {
		count("chain(depth>1)", allSame(g.Chain, p.Chain))
	}
	if g.Parent != "" || p.Parent != "" {
		count("parent", g.Parent != "" && p.Parent != "" && sameParent(g.Parent, p.Parent, gold, pred, m))
	}
}

// sameParent reports whether the gold item called g is matched to the prediction called p.
func sameParent(g, p string, gold, pred []item, m []int) bool {
	i, j := last(gold, g), last(pred, p)
	return i >= 0 && j >= 0 && m[i] == j
}

// last is the place of the last item with that id, -1 if there is none.
func last(items []item, id string) int {
	for i := len(items) - 1; i >= 0; i-- {
		if items[i].rec.ID == id {
			return i
		}
	}
	return -1
}

func anySame(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if sameName(x, y) {
				return true
			}
		}
	}
	return false
}

func allSame(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameName(a[i], b[i]) {
			return false
		}
	}
	return true
}

// longName is how many code points a name must have more than to stand for a longer one.
const longName = 5

// sameName reports whether two names are of one speaker: the same but for case, punctuation and a leading article, or the
// words of one, which is long enough, all in the other.
func sameName(a, b string) bool {
	a, b = bareName(a), bareName(b)
	if a == b {
		return true
	}
	if a == "" || b == "" {
		return false
	}
	head, _, _ := strings.Cut(b, " of ")
	return strings.Contains(head, a) && isLong(a) && within(a, b) || within(b, a) && isLong(b)
}

func isLong(name string) bool { return utf8.RuneCountInString(name) > longName }

// within reports whether all words of a are in b.
func within(a, b string) bool {
	has := make(map[string]bool)
	for _, w := range strings.Fields(b) {
		has[w] = true
	}
	for _, w := range strings.Fields(a) {
		if !has[w] {
			return false
		}
	}
	return true
}

// bareName is s in lower case without a leading article and without anything but word characters and spaces.
func bareName(s string) string {
	s = strings.ToLower(s)
	for _, article := range []string{"the ", "a ", "an "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			s = rest
			break
		}
	}
	s = strings.Map(func(r rune) rune {
		if r == ' ' || isWord(r) {
			return r
		}
		return -1
	}, s)
	return strings.Trim(s, " ")
}
