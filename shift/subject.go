package shift

import (
	"slices"
	"strings"
	"unicode"

	"dixit"
	"dixit/relate"
)

// self is the speaker as a subject.
const self = "the speaker"

// sameSubject reports whether the words of a sign are said of the same thing: the nearest noun or pronoun before them in their
// sentences. Statements hold a sentence each; "he" is the speaker where his words are reported, as "I" is where they are quoted.
func sameSubject(s relate.Sign, a, b dixit.Statement) bool {
	x := subject(a, s.A[0])
	return x != "" && x == subject(b, s.B[0])
}

// subject is what the last word of a fragment is said of, in lower case; "" if it does not show.
func subject(s dixit.Statement, of dixit.Fragment) string {
	for _, f := range s.Content {
		if !f.Span().Contains(of.Span()) {
			continue
		}
		before := f.Text()[:of.Span().End-f.Span().Start]
		words := wordsOf(before)
		for _, w := range slices.Backward(words[:max(0, len(words)-1)]) {
			if helps(w) || denies(w) {
				continue
			}
			return named(w, s)
		}
		if len(words) > 1 && words[0] == "to" {
			return self // "promised to close it"
		}
	}
	return ""
}

// named is a subject by its last word.
func named(w string, s dixit.Statement) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "’s"), "'s")
	for _, end := range []string{"'m", "’m", "'ve", "’ve", "'d", "’d", "'ll", "’ll", "'re", "’re"} {
		w = strings.TrimSuffix(w, end)
	}
	switch w {
	case "i":
		return self
	case "he", "she":
		if s.Kind != dixit.Direct {
			return self
		}
		return w
	case "we", "they", "you", "it":
		return w
	case "and", "or", "but", "of", "for", "on", "by", "with", "about", "from", "that", "who", "which", "what", "if", "as", "than", "there", "this":
		return ""
	}
	if s.Kind != dixit.Direct && slices.Contains(wordsOf(s.Speaker.Role), w) {
		return self // "the president will", as the president said
	}
	if n := strings.TrimRightFunc(w, unicode.IsPunct); n != "" {
		return n
	}
	return ""
}

// helps reports whether a word stands between a subject and what is said of it.
func helps(w string) bool {
	switch w {
	case "am", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would", "shall", "should",
		"can", "could", "may", "might", "must", "to", "going", "ever", "also", "now", "still", "just", "really", "simply", "actually", "currently",
		"a", "an", "the", "any", "at", "in", "under", "ready", "able", "always", "already", "again", "even", "only", "s", "likely", "certainly", "probably",
		"absolutely", "definitely", "need", "needs", "wants", "want", "plans", "intends", "ought", "gonna":
		return true
	}
	return false
}

// reporting reports whether a sentence tells what somebody says or thinks: it is then not the speaker's own position.
func reporting(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "said", "says", "say", "saying", "told", "tell", "tells", "asked", "asks", "claimed", "claims", "claim", "called", "calls", "implied", "implies",
			"implying", "suggested", "suggests", "accused", "accuses", "alleged", "alleges", "argued", "argues", "lied", "lies", "pretend", "pretends":
			return true
		}
		return false
	})
}
