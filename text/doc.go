// Package text takes a document's text apart: words (words.go), sentences (sentences.go) and quotation marks (marks.go,
// quotes.go), as spans of bytes into the text. Every function is total: any text has words, sentences and quotations, and
// there is no error to return. Work grows with the length of the text and no faster.
//
// The package does not change, fold or normalise text, and does not know who said what.
package text
