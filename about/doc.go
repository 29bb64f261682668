// Package about tells what a statement is about: the names in what was said, then its nouns, as a short list of labels, the best
// first. It reads the words of the statement and what package who knows of the names in its document; it asks no service, and the
// same words in the same document have the same topics.
//
// A label is a name as the document gives it in full, or words of the document. The package knows no hierarchy of subjects, does not
// bring different words for one thing together but for countries and their capitals (Key), and does not say what position is taken.
package about
