// Package relate finds how statements stand to each other: which are against each other and by what words (Opposed), and inside
// one document which answers, denies, disputes, repeats or contradicts which (Within). Everything it says has evidence, words of
// the two statements or of their document, and it would rather say nothing than something that a reader would not accept.
//
// It reads nothing but what extraction found. It does not know what is true, never says who is right, and puts no label on a
// person. Relations across documents are looked for in package relate/across.
package relate
