package extract

// openings takes the place, day and agency that a report begins with out of contents: "PARIS, May 3 (AFP) – The talks have failed, Ada
// Lind said." Sources are rid of them in mention.go.
func (a *article) openings() {
	for _, d := range a.drafts {
		if len(d.content) == 0 {
			continue
		}
		c := &d.content[0]
		words := a.words(c.span)
		if b := a.blockOf(c.span); len(words) == 0 || words[0].Span.Start != a.tagged.words[b][0].Span.Start {
			continue
		}
		if n := dateline(len(words), func(i int) string { return a.tagged.slice(words[i].Span) }); n > 0 && n < len(words) {
			c.first, c.span.Start = c.first+n, words[n].Span.Start
		}
	}
}
