package ledger

import (
	"slices"
	"strings"

	"dixit"
)

// Hits are the words of s, which is something that was said, that e asks for: each a span of bytes, in order. Words that must
// stand in a row are hit only where they do, and what must not be there is no hit.
func Hits(e Expr, s string) []dixit.Span {
	written := Words(s)
	r := row{folded: make([]string, len(written)), stems: make([]string, len(written))}
	for i, w := range written {
		r.folded[i] = strings.Join(Fold(w), "")
		r.stems[i] = Stem(r.folded[i])
	}
	hit := make([]bool, len(written))
	for _, t := range wanted(e) {
		n := len(Fold(t.Text))
		for _, at := range places(t, Said, r) {
			for i := range n {
				hit[at+i] = true
			}
		}
	}
	var out []dixit.Span
	at := 0
	for i, w := range written {
		at += strings.Index(s[at:], w)
		if hit[i] {
			out = append(out, dixit.Span{Start: at, End: at + len(w)})
		}
		at += len(w)
	}
	return out
}

// wanted are the terms of e about what was said that help a statement to be found.
func wanted(e Expr) []Term {
	var out []Term
	switch e := e.(type) {
	case All:
		for _, x := range e {
			out = append(out, wanted(x)...)
		}
	case Any:
		for _, x := range e {
			out = append(out, wanted(x)...)
		}
	case Near:
		out = []Term{e.A, e.B}
	case Term:
		out = []Term{e}
	}
	return slices.DeleteFunc(out, func(t Term) bool { return t.Field != Anywhere && t.Field != Said })
}
