// Package verify tells of every quotation of a draft whether it stands in a source, word for word, and by whom: a verdict, the place,
// and what differs (docs/verify.md).
//
// It aligns; it does not measure likeness. The draft's words are looked for as they stand, token by token, under a ladder of ten
// or so steps by which a quotation may differ from its source and be the same (match.go, steps.go); each step taken is named. Where
// the words are there, the source says whose they are (voice.go) and what stands right beside them (loss.go):
//
//   - EXACT: the same characters, whole words at both ends, in one paragraph. Part of a sentence is as exact as a whole one.
//   - EXACT-AFTER-NORMALISATION: the same but for steps of the ladder.
//   - PARTIAL: the words are there, and so are words beside them, left out, that change what they say: a denial, a condition, a
//     hedge, the rest of a number, a question mark. A part is defined by what it means, not by its length: to quote a few words
//     of a sentence is ordinary journalism.
//   - WRONG-SPEAKER: they are there in another's mouth, or outside marks as the outlet's own.
//
// Only where they stand nowhere it looks for what comes near (align.go, diff.go) or for pieces (splice.go), and nothing found so is
// ever called exact:
//
//   - ALTERED: one place comes near, and what differs is named word by word, with what it does (harm.go).
//   - SPLICED: several places joined, or words joined over the end of a quotation or paragraph.
//   - AMBIGUOUS: two places or more come equally near.
//   - NOT-FOUND: none does; the nearest is named and never offered. So is a sentence that may be another, a look-alike
//     (diff.go).
//
// The package does not find sources (Index does), read or extract documents, or say whether what was said is true. It knows English
// words only, and no meaning: "he backed it" for "he supported it" is two different words.
package verify
