// Package across tells which speakers of different documents are one and the same: a person under several spellings, an
// organisation by its full name and by its acronym.
//
// Key tells it of one speaker alone; Resolve tells more from many together. Both depend only on what they are given, not on
// its order, and say nothing where they are not sure: two people of one surname stay two, and a surname alone is nobody in
// particular. The package knows no list of people or organisations. It does not read documents, does not keep anything, and
// does not follow somebody who changes his name.
package across
