package links

import (
	"slices"

	"dixit/neural"
)

// Choice is the alternatives for one phrase: numbers of phrases, with None as the last, and the features of each.
type Choice struct {
	Candidates []int
	features   collector
}

// None is no phrase.
const None = -1

// Features are the features of candidate k.
func (c *Choice) Features(k int) Features { return c.features.of(k) }

func (c *Choice) reset() {
	c.Candidates = c.Candidates[:0]
	c.features.reset()
}

// How far candidates are looked for.
const (
	window  = 16 // phrases to each side
	reach   = 64 // words, within a block
	most    = 4  // candidates to each side
	farBack = 24 // phrases, to the cue of the content before
)

// suggest makes phrase i a candidate, once.
func (c *Choice) suggest(i int) {
	if !slices.Contains(c.Candidates, i) {
		c.Candidates = append(c.Candidates, i)
	}
}

// gather makes the phrases of a role near phrase i candidates, the nearest first: those before it, then those after it.
func (r *Reading) gather(c *Choice, i int, role neural.Label) {
	for j, n := i-1, 0; j >= max(0, i-window) && n < most && r.near(j, i); j-- {
		if r.Phrases[j].Role == role {
			c.Candidates = append(c.Candidates, j)
			n++
		}
	}
	for j, n := i+1, 0; j < min(len(r.Phrases), i+window+1) && n < most && r.near(i, j); j++ {
		if r.Phrases[j].Role == role {
			c.Candidates = append(c.Candidates, j)
			n++
		}
	}
}

// near reports whether phrases i and j, in order, are near enough to be linked: in one block, or the first in the block before.
func (r *Reading) near(i, j int) bool {
	a, b := r.Phrases[i], r.Phrases[j]
	switch b.Block - a.Block {
	case 0:
		return b.First-a.End <= reach
	case 1:
		return len(r.Words[a.Block])-a.End+b.First <= reach
	}
	return false
}
