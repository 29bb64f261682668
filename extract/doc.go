// Package extract finds the attributed statements of a document.
//
// The order of work, a file a step: the tagger marks sources, cues and contents (neural); words become phrases (phrase.go);
// each content finds its cue and each cue its source (link.go); quotations that go on without a cue of their own are joined
// to what they go on from (join.go); what was said is read again for what it reports in turn (nest.go); then how it was said
// (kind.go), what was done by it (act.go), and who said it (who). The result is checked and sealed (extract.go).
//
// The package keeps nothing and reads no files: see ledger and read. It does not yet tell the day of the saying, the
// addressee or relays of a chain.
package extract
