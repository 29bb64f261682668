// Package neural marks every word of a document as outside, or beginning or inside of a source, a cue or a content
// (PolNeAR's scheme, Newell, Margolin and Ruths, LREC 2018), one role a word, for the outermost attribution and for those
// that its content reports in turn.
//
// The tagger is a small convolutional encoder over words, trained in train/ and embedded as model.bin (docs/MODEL.md). A
// word is the sum of what it looks like: rows of six tables (features.go), joined and projected to a vector; then blocks of
// a depth-wise convolution over nine words, a layer norm and two dense layers (encoder.go), computed in
// eight-bit integers to the same bit on every processor (plain.go); then one score for each label of each level, and the
// best sequence in which nothing is inside that did not begin (viterbi.go): over a paragraph at the outermost level, over each
// content at the next ones (tagger.go).
//
// The package does not decide what belongs to what: see extract.
package neural

// Label is the role of a word in an attribution.
type Label uint8

// The labels, in the order of the model's scores.
const (
	Outside Label = iota
	BeginSource
	InSource
	BeginCue
	InCue
	BeginContent
	InContent
	Labels // how many there are
)

// String names the label as brat and CoNLL files do.
func (l Label) String() string {
	return [...]string{"O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content"}[l]
}

// Begins reports whether l is the first word of a span.
func (l Label) Begins() bool { return l%2 == 1 }

// Role is the span's role without its position: BeginSource for both source labels and so on, Outside for Outside.
func (l Label) Role() Label {
	if l == Outside {
		return Outside
	}
	return (l-1)/2*2 + 1
}
