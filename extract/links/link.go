package links

import "dixit/neural"

// Statement is phrases that belong together, by their numbers.
type Statement struct {
	Contents []int // in order
	Cue      int   // None if the contents have none
	Source   int   // None if the cue has none

	cueMargin, sourceMargin int // how much better the links are than the next best, in Units
}

// least is the score, in Units, from which a statement stands: its probability is 0.36 then, half of the F1 that is reached.
// That is the threshold at which F1 is highest (Lipton, Elkan and Naryanaswamy 2014, "Optimal Thresholding of Classifiers to
// Maximize F1 Measure").
const least = -0.57 * Unit

// Link joins the phrases of p into statements: each content goes to a cue, and each cue that has contents to a source.
// Contents of one cue are one statement. Contents without a cue come one by one, for whoever knows better.
func (m *Model) Link(p Passage) []Statement {
	r := Read(p)
	var out []Statement
	var c Choice
	for _, s := range m.Drafts(r) {
		if s.Cue != None {
			r.Stands(&c, s)
			if float64(m.Stands.Score(c.Features(0))) < least {
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// Drafts are the statements of Link, and those that Link leaves out because they seem to be none.
func (m *Model) Drafts(r *Reading) []Statement {
	out := m.contents(r)
	var c Choice
	for i := range out {
		if s := &out[i]; s.Cue != None {
			r.Sources(&c, s.Cue, s.Contents)
			s.Source, s.sourceMargin = m.Source.best(&c)
		}
	}
	return out
}

// contents gives the contents their cues, in order.
func (m *Model) contents(r *Reading) []Statement {
	var out []Statement
	var c Choice
	byCue := make(map[int]int)
	before := None
	for i, p := range r.Phrases {
		if p.Role != neural.BeginContent {
			continue
		}
		r.Cues(&c, i, before)
		cue, margin := m.Cue.best(&c)
		before = cue
		if n, ok := byCue[cue]; ok {
			s := &out[n]
			s.Contents, s.cueMargin = append(s.Contents, i), max(s.cueMargin, margin)
			continue
		}
		if cue != None {
			byCue[cue] = len(out)
		}
		out = append(out, Statement{Contents: []int{i}, Cue: cue, Source: None, cueMargin: margin})
	}
	return out
}

// best is the candidate with the highest score, the first of equals, and how much higher it is than the next.
func (w Weights) best(c *Choice) (candidate, margin int) {
	top, second := 0, 0
	for k, n := range c.Candidates {
		switch s := w.Score(c.Features(k)); {
		case k == 0 || s > top:
			candidate, top, second = n, s, top
			if k == 0 {
				second = s
			}
		case k == 1 || s > second:
			second = s
		}
	}
	return candidate, top - second
}
