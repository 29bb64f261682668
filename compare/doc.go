// Package compare tells which statements are the same words, told by different articles, and shows how their wordings differ.
//
// Three outlets quote one sentence: the first has all of it, the second drops "I think", the third keeps two words in marks and
// tells the rest. A statement becomes a Said: its words. Alike says of two of them whether they are the same words, and which.
// Prints are what an index finds by that may be alike; every two that are alike have one in common. Clusters parts statements into
// those of the same words, whose core all of them hold. Compare sets the wordings of one cluster against each other.
//
// All of it is a pure function of the statements: it hangs neither on the order in which they come nor on what was compared
// before. The package keeps nothing, finds no statement and knows no store: see ledger. It does not know what words mean: a
// translation, a retelling and the same thought in other words are not the same. Of quotations of a single word it says nothing.
package compare
