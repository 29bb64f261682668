package compare

import "strings"

// negation reports whether a folded word turns what follows round. Shift and verify count "deny" and
// "refused" too, since to them a claim and its denial are two sides; here they are words like others, and ledgers keep what is made so.
func negation(w string) bool {
	switch w {
	case "not", "no", "never", "nor", "neither", "cannot", "without":
		return true
	}
	return strings.HasSuffix(w, "n't")
}

// empty reports whether a folded word says next to nothing by itself: articles, pronouns, prepositions, conjunctions and the forms
// of "be", "have" and "do", which change first when direct speech becomes indirect ("I will" … that he would). Words that turn a
// sentence round ("not", "never", "without") are none of them. Other packages have other lists: relate weighs words by how much they
// say of a subject, verify asks which may be changed without another meaning.
func empty(w string) bool {
	switch w {
	case "a", "an", "the", "this", "that", "these", "those", "there", "here",
		"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself",
		"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
		"they", "them", "their", "theirs", "themselves", "one", "who", "whom", "whose", "which", "what",
		"of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "into", "about", "over", "up", "out", "off", "than",
		"and", "or", "but", "so", "if", "then", "when", "while", "because", "also", "just", "very", "too", "well", "now",
		"am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "doing", "done",
		"have", "has", "had", "having", "will", "would", "shall", "should", "can", "could", "may", "might", "must",
		"i'm", "i've", "i'd", "i'll", "we're", "we've", "we'd", "we'll", "you're", "you've", "you'd", "you'll", "he'd", "he'll",
		"she'd", "she'll", "they're", "they've", "they'd", "they'll", "it'll", "mr", "mrs", "ms",
		"all", "any", "some", "such", "how", "where", "why", "more", "most", "much", "many", "other", "only", "even",
		"said", "say", "says", "going", "get", "got", "go", "really", "know", "think", "thing", "things", "like", "want":
		return true
	}
	return false
}
