package dixit

import "slices"

// Attributions are statements as PolNeAR marks them: the outermost ones that have content, each with its source as wide as it
// stands (Wide), and one where several speak together, of whom the record has one each.
func Attributions(statements []Statement) []Statement {
	var out []Statement
	together := map[Fragment][]Statement{} // by their source
	for _, s := range statements {
		if s.Parent != "" || len(s.Content) == 0 {
			continue
		}
		if !s.Wide.IsZero() {
			s.Mention = s.Wide
		}
		if slices.ContainsFunc(together[s.Mention], s.sharesWords) {
			continue
		}
		together[s.Mention] = append(together[s.Mention], s)
		out = append(out, s)
	}
	return out
}

// sharesWords reports whether s and t have the same cue and content.
func (s Statement) sharesWords(t Statement) bool {
	return slices.Equal(s.Cue, t.Cue) && slices.Equal(s.Content, t.Content)
}
