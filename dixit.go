// Package dixit is the vocabulary of a ledger of attributed statements: documents, spans of their text, and the record of
// who said what, through which chain of sources, when, and in what kind of act.
//
// Everything else in this module implements or consumes these types. The package imports the standard library only. It
// does not read files, does not find statements and does not keep them: see read, extract and ledger.
//
// Offsets: inside the program a place in a text is a Span of bytes. In every record that leaves the program it is a pair of
// Unicode code points, start included, end excluded. A Fragment holds both, with the words, and can only be made from the
// text that contains it, so a record whose words are not in its source cannot be built.
package dixit

// Version is the version of the engine, written into every record.
const Version = "0.3.0"
