// Package anchor reads what people have written on pages of the web, as W3C Web Annotations (2017) or exports of Hypothesis, and finds
// the statements that it is of.
//
// An annotation is placed only where it certainly belongs: its quotation must stand in the text to the letter (white space apart), at one
// place, by its surroundings if it stands at several, and a statement must be there. There is no near match: what is ambiguous or found
// nowhere is reported.
//
// The package does not fetch pages, and it neither reads the HTML of a note nor follows what annotations link to.
package anchor
