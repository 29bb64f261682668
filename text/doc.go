// Package text takes a document's text apart: words (words.go, irregular.go), sentences (sentences.go, abbreviation.go) and quotations, as
// spans of bytes into the text. For quotations marks.go says what each mark can do where it stands, evidence.go what the words
// around it say, and quotes.go and stack.go put the marks together. Every function is total: any text has words, sentences and
// quotations, and there is no error to return. Work grows with the length of the text and no faster.
//
// The package does not change, fold or normalise text, and does not know who said what.
package text
