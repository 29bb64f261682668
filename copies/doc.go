// Package copies tells which documents are copies of each other, and which statements in copies are one statement.
//
// An agency's story stands in two hundred outlets: word for word, with another headline, with a changed word here and there, cut
// to its first five paragraphs, or with five of the outlet's own behind it. All of these are copies, and what is said in them was
// said once. Two reports of one event in an outlet's own words are none, whatever they quote.
//
// A document becomes a Sketch. Its Prints are looked up in an index to find what may be a copy of it (or it of); Compare then says
// for sure, from all of the words. Among documents that are copies, Counted says which statements are the same.
//
// The package keeps nothing and knows no store: see ledger. It does not look at what a text means, nor at names, days or
// headlines; a translation or a retelling is no copy. Texts of scripts that do not part words with spaces are compared by the
// stretches between their marks.
package copies
