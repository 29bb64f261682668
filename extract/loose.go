package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/text"
)

// loose returns the outermost quotations that lie in no statement, each with what it seems to be.
func (a *article) loose() ([]dixit.Quotation, error) {
	used := make(map[int]bool)
	for _, d := range a.drafts {
		for _, c := range d.content {
			for _, i := range a.marks.over(c.span) {
				used[i] = true
			}
		}
	}
	var out []dixit.Quotation
	for _, i := range a.marks.outer {
		if used[i] {
			continue
		}
		q := a.marks.all[i]
		f, err := a.doc.Text.Fragment(q.Span)
		if err != nil {
			return nil, err
		}
		out = append(out, quotation(f, q, looseKind(a.text, q)))
	}
	return out, nil
}

// looseKind tells a nickname (between two names), a title (capitals throughout), a scare quote (a word or a few) and what
// somebody must have said from one another.
func looseKind(t string, q text.Quote) string {
	inner := t[q.Inner.Start:q.Inner.End]
	words, capitals := 0, 0
	for _, w := range text.Words(inner) {
		if text.IsWord(inner[w.Start:]) {
			words++
			if c, _ := utf8.DecodeRuneInString(inner[w.Start:]); unicode.IsUpper(c) || w.Len() <= 3 {
				capitals++
			}
		}
	}
	switch {
	case words <= 2 && capitalBefore(t[:q.Span.Start]) && capitalAfter(t[q.Span.End:]):
		return "nickname"
	case words >= 2 && words == capitals && strings.ContainsFunc(inner, unicode.IsUpper):
		return "title"
	case words <= 4:
		return "scare"
	default:
		return "unattributed"
	}
}

// capitalBefore reports whether the last word of t, right before its end, begins with a capital.
func capitalBefore(t string) bool {
	t = strings.TrimRight(t, " ")
	c, _ := utf8.DecodeRuneInString(t[strings.LastIndexAny(t, " \n")+1:])
	return unicode.IsUpper(c)
}

// capitalAfter reports whether t goes on in the same line with a word that begins with a capital.
func capitalAfter(t string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(t, " "))
	return unicode.IsUpper(c)
}
