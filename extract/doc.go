// Package extract finds the attributed statements of a document.
//
// The order of work, a file a step: the tagger marks sources, cues and contents (neural); words become phrases (phrase.go);
// each content finds its cue and each cue its source, by learned scores (link.go, package links); quotations that go on without
// a cue of their own are joined to what they go on from or come before (join.go); who passed a statement on is put into its chain
// (relay.go, channel.go, chain.go); cues and contents get the borders of the marking guide (content.go), and what the text does
// not assert is dropped (asserted.go); contents are searched for what they report in turn, with the tagger's labels (nest.go)
// and by rule (mainclause.go, possessive.go); gestures and non-answers are found by their set phrases (gesture.go,
// nonresponse.go). Then the sentence around each cue is read (clause.go) for whom it was said to (addressee.go) and where
// (setting.go); sources are narrowed to their mentions (mention.go, agent.go), and two who speak together are told apart
// (joint.go); then how it was said (kind.go), whether at all (negated.go), what was done by it (act.go), who said it (who), and on which day
// (when.go). In a transcript the words of each turn are a statement of whom its label names, and what was found in them
// is inside it (turn.go). The result is checked and sealed (extract.go), and the statements are related to each other (package relate).
//
// The package keeps nothing and reads no files: see ledger and read.
package extract
