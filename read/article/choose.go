package article

// How the article of a page is found
//
// The rules are those of Mozilla's Readability (Apache 2.0), which came out of ten years of pages, on our own arena and in
// passes over it that take the same time however the page is nested; what is ours is marked so.
//
//  1. The page is copied without what is plainly around articles (sieve.go): what is not shown; what has a class or an id of
//     such parts ("sidebar", "comment", "footer": names.go) and none of articles; navigation, dialogs; a byline, unless the
//     metadata names the author; the heading that repeats the title. Ours: what holds most of the page's text and an h1, main or
//     article is never a part around it, whatever its class says. Loose text in a div becomes a paragraph, also that between two
//     line breaks.
//  2. Every paragraph of 25 characters or more is worth 2 points, one more for each comma and for each 100 characters, of these
//     three at most. What is around it gets them all, the next a half, then a sixth, a ninth and a twelfth (score.go). An element
//     begins with a few points for its kind, and with 25 more or less for a class and for an id of articles or of parts around
//     them. In the end each score is multiplied by the share of the element's text that is not in links.
//  3. The element of the highest score holds the article. If three others come near it, what is around them all does. Then the
//     search goes up while scores rise or nothing else is there. Elements beside it join it if they score a fifth of it, have its
//     class and score well, or are paragraphs of prose.
//  4. Out of what was chosen goes what is fishy (clean.go): forms, asides, buttons; tables, lists and divs with few commas that
//     have a bad class, links for a fifth of their text, more pictures than paragraphs, or hardly any text. Ours: navigation.
//  5. An article of less than 500 characters is suspected to be none: steps 1 to 4 are done again, first without looking at
//     classes for parts around, then without points for classes, then without step 4. Ours: what was found first stays, unless
//     another effort finds more than twice the text outside of links, as news may be brief. If all of it is a handful of words,
//     all text of the page is taken that is not plainly something else (page.go).
//
// No feature is of one site, and the numbers are Readability's. Those that are ours were chosen on half of the pages that
// eval/intake measures with.

// effort is how strictly parts around articles are taken out. Where too little is left, less and less is.
type effort struct{ unlikely, weights, clean bool }

// enough is how many characters an article has at least, if the page has more than it.
const enough = 500

// many is how many times the prose another effort has to find for what was found before to be none of the article.
const many = 2

// choice is what a page's article is made of.
type choice struct {
	tree
	gone  []bool
	roots []int32 // the elements that it is in, in order
	chars int32
	prose float32 // characters that are not in links
}

// choose finds the article of a page.
func (t *tree) choose(title string) *choice {
	counts := make([]tally, len(t.nodes))
	t.tallies(0, int32(len(t.nodes)), nil, counts, nil)
	s := sieve{from: t, title: map[string]bool{}, signed: t.signed, counts: counts}
	for _, w := range titleWords(title) {
		s.title[w] = true
	}
	s.shape()
	var best *choice
	for _, e := range []effort{{true, true, true}, {false, true, true}, {false, false, true}, {false, false, false}} {
		c := s.attempt(e)
		if best == nil || c.prose > many*best.prose {
			best = c
		}
		if best.chars >= enough {
			break
		}
	}
	return best
}

// attempt chooses with one effort.
func (s *sieve) attempt(e effort) *choice {
	s.run(e)
	c := &choice{tree: s.to}
	n := int32(len(c.nodes))
	counts := make([]tally, n)
	c.tallies(0, n, nil, counts, nil)
	sc := scorer{tree: &c.tree, effort: e, counts: counts, scores: make([]float32, n), scored: make([]bool, n)}
	c.roots = sc.siblings(sc.top(s.paragraphs))
	c.gone = make([]bool, n)
	cl := cleaner{choice: c, effort: e, counts: counts}
	cl.clean()
	for _, r := range c.roots {
		if !c.gone[r] {
			of := &cl.counts[r]
			c.chars += of.chars
			c.prose += float32(of.chars) - of.linked
		}
	}
	return c
}
