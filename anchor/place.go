package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// mostPlaces bounds how often the words of one quotation are looked at.
const mostPlaces = 1000

// nearby is how many characters beside a quotation must be the same, white space apart, on one side at least.
const nearby = 8

// page is a document's text in which quotations are looked for: every run of white space is one space.
type page struct {
	doc    *dixit.Document
	folded string
	at     []int // for each byte of folded, the byte of the text
}

func newPage(doc *dixit.Document) *page {
	p := &page{doc: doc}
	p.folded, p.at = fold(doc.Text.String())
	p.at = append(p.at, doc.Text.Len())
	return p
}

// fold makes each run of white space in s one space, and says of each byte where it stands in s.
func fold(s string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(s))
	space := false
	for i, r := range s {
		if unicode.IsSpace(r) {
			if !space {
				b.WriteByte(' ')
				at = append(at, i)
			}
			space = true
			continue
		}
		space = false
		_, n := utf8.DecodeRuneInString(s[i:])
		b.WriteString(s[i : i+n])
		for k := range n {
			at = append(at, i+k)
		}
	}
	return b.String(), at
}

// find is where q stands, in bytes of the text; if it is not at one place, why.
func (p *page) find(q Quote) (dixit.Span, miss) {
	words, _ := fold(strings.TrimSpace(q.Exact))
	if words == "" {
		return dixit.Span{}, miss{Orphan, "it quotes nothing"}
	}
	var fitting, full, at []dixit.Span
	n := 0
	for from := 0; n < mostPlaces; n++ {
		i := strings.Index(p.folded[from:], words)
		if i < 0 {
			break
		}
		start, end := from+i, from+i+len(words)
		span := dixit.Span{Start: p.at[start], End: p.at[end-1] + 1} // the last byte is of no space
		before, after := beside(p.folded[:start], q.Prefix, utf8.DecodeLastRuneInString, false), beside(p.folded[end:], q.Suffix, utf8.DecodeRuneInString, true)
		if before.near || after.near || !before.given && !after.given {
			fitting = append(fitting, span)
			if before.whole && after.whole {
				full = append(full, span)
			}
			if p.isAt(span, q) {
				at = append(at, span)
			}
		}
		from = start + 1
	}
	switch {
	case n == 0:
		return dixit.Span{}, miss{Orphan, "the words do not stand in the article"}
	case len(fitting) == 0:
		return dixit.Span{}, miss{Orphan, "the words stand in the article, but in other surroundings"}
	case n == 1:
		return fitting[0], miss{}
	case len(full) == 1:
		return full[0], miss{}
	case len(at) == 1 && (len(full) == 0 || contains(full, at[0])):
		return at[0], miss{}
	}
	return dixit.Span{}, miss{Ambiguous, "the words stand in the article more than once"}
}

func contains(list []dixit.Span, s dixit.Span) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// isAt reports whether a span is where q says that it stands.
func (p *page) isAt(s dixit.Span, q Quote) bool {
	f, err := p.doc.Text.Fragment(s)
	return err == nil && q.End > 0 && f.Start() == q.Start && f.End() == q.End
}

// surroundings say how a context that an annotation gives agrees with that of a place.
type surroundings struct {
	given bool // there is one
	near  bool // it agrees beside the words
	whole bool // all of it agrees, as far as there is text
}

// beside compares what stands on one side of a place with a context, from the place outwards, without white space.
func beside(text, context string, next func(string) (rune, int), forward bool) surroundings {
	same := 0
	for {
		t, textLeft, ok := visible(text, next, forward)
		c, contextLeft, more := visible(context, next, forward)
		switch {
		case !more:
			return surroundings{given: same > 0, near: same > 0, whole: true}
		case !ok: // the article begins or ends here, the page may have more
			return surroundings{given: same > 0, near: same > 0, whole: true}
		case t != c:
			return surroundings{given: true, near: same >= nearby}
		}
		same++
		text, context = textLeft, contextLeft
	}
}

// visible is the next character that is no white space, and what is left; false if there is none.
func visible(s string, next func(string) (rune, int), forward bool) (rune, string, bool) {
	for s != "" {
		r, n := next(s)
		if forward {
			s = s[n:]
		} else {
			s = s[:len(s)-n]
		}
		if !unicode.IsSpace(r) {
			return r, s, true
		}
	}
	return 0, "", false
}
