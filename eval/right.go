package eval

// Right tells which of the statements found in a text are right, source and cue too, for whoever learns from it.
func Right(text string, gold, found []Item) []bool {
	w := words(text)
	g, f := scored(w, gold), scored(w, found)
	out := make([]bool, len(found))
	for i, j := range match(g, f) {
		if j >= 0 {
			out[j] = g[i].right(f[j])
		}
	}
	return out
}
