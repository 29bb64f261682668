package extract

import (
	"fmt"
	"math"
	"strings"

	"dixit"
)

// Evidence is what speaks for a statement being right, as numbers: its confidence is a logistic regression on them.
type Evidence [evidences]float64

const (
	always       = iota // 1
	linkOdds            // the log odds of the learned links being a statement; 0 for one made by rule
	contentSure         // the log odds of the labels of its least sure content
	cueSure             // of its cue
	sourceSure          // of its source
	cueMargin           // how much better the link of content to cue is than the next, as a difference of log odds
	sourceMargin        // the same of cue to source
	wordsStand          // the log odds of being a statement by all its words
	byRule              // 1 if no learned link made it
	noCue               // 1 if it has no cue
	noSource            // 1 if it has no source
	parts               // 1 if its content is in several spans
	inner               // 1 if it stands inside another
	evidences
)

// Source is e as Go writes it.
func (e Evidence) Source() string {
	names := [...]string{
		"always", "linkOdds", "contentSure", "cueSure", "sourceSure", "cueMargin", "sourceMargin", "wordsStand", "byRule", "noCue", "noSource",
		"parts", "inner",
	}
	var b strings.Builder
	for i, v := range e {
		fmt.Fprintf(&b, "\t\t%s: %.3f,\n", names[i], v)
	}
	return b.String()
}

// weights are learned by go run ./train/confidence, on PolNeAR dev and the hand-marked whole records.
func weights() Evidence {
	return Evidence{
		always: -1.995, linkOdds: 0.376, contentSure: 0.296, cueSure: -0.001, sourceSure: -0.031, cueMargin: 0.031, sourceMargin: 0.214,
		wordsStand: 0.151, byRule: 0.788, noCue: 0.673, noSource: -0.283, parts: 0.045, inner: 0.441,
	}
}

// evidence is what speaks for d; stands is the probability of its being a statement by its words.
func (d *draft) evidence(stands float64) Evidence {
	e := Evidence{
		always: 1, linkOdds: clip(d.links.stands), cueMargin: clip(d.links.cue), sourceMargin: clip(d.links.source), wordsStand: logOdds(stands),
		byRule: one(d.links == linked{}), noCue: one(len(d.cue) == 0), noSource: one(d.source == nil), parts: one(len(d.content) > 1),
		inner: one(d.depth() > 0),
	}
	least := 1.0
	for _, c := range d.content {
		least = min(least, c.confidence)
	}
	e[contentSure] = logOdds(least)
	if len(d.cue) > 0 {
		e[cueSure] = logOdds(d.cue[0].confidence)
	}
	if d.source != nil {
		e[sourceSure] = logOdds(d.source.confidence)
	}
	return e
}

// confidence is how sure it is that a statement is right: no surer than the one around it, since its chain would be wrong with that.
func (e Evidence) confidence(parent *dixit.Statement) float64 {
	out := e.Confidence()
	if parent != nil {
		out = min(out, parent.Confidence)
	}
	return math.Round(out*1000) / 1000
}

// Confidence is the probability that a statement with this evidence is right: content, source and cue.
func (e Evidence) Confidence() float64 {
	sum, w := 0.0, weights()
	for i, v := range e {
		sum += float64(v * w[i])
	}
	return 1 / (1 + math.Exp(-sum))
}

// clip keeps an odd number from outweighing all others.
func clip(v float64) float64 { return max(min(v, 5), -5) }

func logOdds(p float64) float64 { return clip(math.Log(max(p, 1e-6) / max(1-p, 1e-6))) }

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
