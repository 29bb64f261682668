// Package shift follows what a speaker says about a topic over time: the statements in the order of their saying (NewLine), and
// candidates for a turn, places where what is said before and what is said after are against each other (Turns), with both sides
// quoted, the words that show it, how strong the evidence is, what softens it, and who welcomed or disputed it. It also gathers
// everything about one speaker (Profile).
//
// What two statements have against each other package relate tells. This package decides which pairs to look at, how candidates are
// ranked and where the turn lies. It would rather show nothing than a pair that a reader would not take for a turn. It does not say
// which of the two is true or meant, and it puts no label on a person. It reads no store: whoever calls it hands it records and
// articles.
package shift
