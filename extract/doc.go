// Package extract finds the attributed statements of a document.
//
// The order of work, a file a step: the tagger marks sources, cues and contents (neural); words become phrases (phrase.go);
// each content finds its cue and each cue its source, by learned scores (link.go, package links); quotations that go on without
// a cue of their own are joined to what they go on from (join.go); who passed a statement on is put into its chain (relay.go);
// contents are searched for what they report in turn (nest.go); gestures and non-answers are found by their set phrases
// (gesture.go, nonresponse.go). Then the sentence around each cue is read (clause.go) for whom it was said to (addressee.go) and
// where (setting.go); then how it was said (kind.go), whether at all (negated.go), what was done by it (act.go), who said
// it (who), and on which day (when.go). The result is checked and sealed (extract.go).
//
// The package keeps nothing and reads no files: see ledger and read.
package extract
