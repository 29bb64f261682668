package extract

// split makes a draft for each of two who speak together: "The committee and the police said …" is a statement of the committee
// and one of the police, in the same words. Both keep the wide source, so that whoever counts attributions finds one. What
// the words report in turn stays with the first.
func (a *article) split() {
	var out []*draft
	for _, d := range a.drafts {
		out = append(out, d)
		if d.source == nil {
			continue
		}
		halves := a.cast.Together(d.source.span)
		if len(halves) != 2 {
			continue
		}
		second, left, right := *d, *d.source, *d.source
		left.span, right.span = halves[0], halves[1]
		d.source, second.source = &left, &right
		d.why = append(d.why, "one of two who speak together")
		second.why = append([]string{}, d.why...)
		out = append(out, &second)
	}
	a.drafts = out
}
