// Package links decides which phrases of a passage belong together: which content was said by which cue, which cue has which
// source, and which of what comes out is a statement at all.
//
// Each is a choice between a few phrases near by and none (cue.go, source.go, statement.go), made by a score: the sum of the
// weights of what can be seen of a candidate (features.go, reading.go), learned by multinomial logistic regression on PolNeAR
// train (train/link). The choices are made one after the other, contents in their order, so that a content can follow the one
// before it to its cue, over the border of a paragraph too. How far is looked is bounded, in phrases and in words, so that
// the work is linear in the text; the scores are whole numbers, so that it is the same on every machine.
//
// The package finds no phrases (neural, extract) and knows nothing of quotations that go on without a cue, of relays, of acts
// or of speakers (extract, who).
package links
