package links

import (
	"math"

	"dixit/neural"
)

// Statement is phrases that belong together, by their numbers.
type Statement struct {
	Contents []int // in order
	Cue      int   // None if the contents have none
	Source   int   // None if there is none; Cue itself if the cue's first word is the source too: "he’s said"

	cueMargin, sourceMargin int // how much better the links are than the next best, in Units
	score                   int // of being a statement, in Units
}

// Margins are how much better the links to the cue and to the source are than the next best, as differences of logarithms of
// probabilities.
func (s Statement) Margins() (cue, source float64) {
	return float64(s.cueMargin) / Unit, float64(s.sourceMargin) / Unit
}

// LogOdds is the logarithm of how much likelier it is that s is a statement than that it is none; 0 for one without a cue.
func (s Statement) LogOdds() float64 { return float64(s.score) / Unit }

// least is the score, in Units, from which a statement stands: its probability is 0.36 then, half of the F1 that is reached.
// That is the threshold at which F1 is highest (Lipton, Elkan and Naryanaswamy 2014, "Optimal Thresholding of Classifiers to
// Maximize F1 Measure").
const least = -57 * Unit / 100

// Link joins the phrases of p into statements: each content goes to a cue, and each cue that has contents to a source.
// Contents of one cue are one statement. Contents without a cue come one by one, for whoever knows better.
func (m *Model) Link(p Passage) []Statement {
	r := Read(p)
	var out []Statement
	var c Choice
	for _, s := range m.Drafts(r) {
		if s.Cue != None {
			r.Stands(&c, s)
			if s.score = m.Stands.Score(c.Features(0)); s.score < least {
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
		switch s := &out[i]; {
		case s.Cue == None:
		case r.holdsSource(s.Cue):
			s.Source, s.sourceMargin = s.Cue, 8*Unit
		default:
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
		s := Statement{Contents: []int{i}, Cue: cue, Source: None, cueMargin: margin}
		if cue != None && r.Phrases[cue].Role == neural.BeginSource {
			s.Cue, s.Source = None, cue
		}
		out = append(out, s)
	}
	return out
}

// best is the candidate with the highest score, the first of equals, and how much higher it is than the next.
func (w Weights) best(c *Choice) (candidate, margin int) {
	top, second := math.MinInt32, math.MinInt32
	for k, n := range c.Candidates {
		if s := w.Score(c.Features(k)); s > top {
			candidate, top, second = n, s, top
		} else if s > second {
			second = s
		}
	}
	return candidate, top - second
}
