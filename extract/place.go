package extract

import (
	"sort"
	"strings"

	"dixit"
	"dixit/text"
)

// place is a word of a passage: the number of its block and of the word in it.
type place struct{ block, word int }

// placeOf is the first word that ends after byte b; its number is that of the end of the block if there is none.
func (p *passage) placeOf(b int) place {
	block := sort.Search(len(p.ends), func(i int) bool { return p.ends[i] > b })
	if block == len(p.words) {
		return place{block, 0}
	}
	words := p.words[block]
	return place{block, sort.Search(len(words), func(i int) bool { return words[i].Span.End > b })}
}

// at is the word n words after w in lower case, "" beyond the ends of the block.
func (p *passage) at(w place, n int) string { return strings.ToLower(p.written(w, n)) }

// written is the word n words after w as it is written, "" beyond the ends of the block.
func (p *passage) written(w place, n int) string {
	if i := w.word + n; w.block < len(p.words) && i >= 0 && i < len(p.words[w.block]) {
		return p.slice(p.words[w.block][i].Span)
	}
	return ""
}

// longestNoun bounds how many words a noun phrase is read for.
const longestNoun = 10

// nounFrom is the noun phrase that begins with word w, as far as a word or a mark that can go on in none: "the Russian state
// news agency RIA Novosti". It is empty if there is none.
func (p *passage) nounFrom(w place) dixit.Span {
	n := 0
	for n < longestNoun {
		v := p.at(w, n)
		if v == "" || !text.IsWord(v) || endsNoun(v) && !(n > 0 && (v == "of" || v == "for") && capitalised(p.written(w, n+1))) {
			break
		}
		n++
	}
	if n == 0 || n == 1 && (isArticle(p.at(w, 0)) || personal(p.at(w, 0))) {
		return dixit.Span{}
	}
	words := p.words[w.block]
	return dixit.Span{Start: words[w.word].Span.Start, End: words[w.word+n-1].Span.End}
}

// endsNoun reports whether a word cannot stand in a noun phrase without beginning another: a preposition, a conjunction, a
// pronoun of a clause, a time, or an auxiliary.
func endsNoun(w string) bool {
	switch w {
	case "and", "or", "but", "nor", "that", "which", "who", "whom", "whose", "where", "when", "while", "as", "because", "if", "whether", "how",
		"why", "what", "than", "so", "then",
		"of", "in", "on", "at", "by", "to", "for", "from", "with", "after", "before", "during", "about", "into", "over", "under", "against",
		"between", "through", "until", "since", "amid", "near", "despite", "without", "outside", "inside",
		"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must",
		"shall", "should", "do", "does", "did", "said", "says", "told", "not", "also",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tomorrow", "earlier", "later",
		"last", "this", "recently", "there":
		return true
	}
	return preposition(w)
}

func preposition(w string) bool {
	switch w {
	case "on", "in", "at", "during", "after", "before", "for", "by", "with", "from", "since", "despite", "amid", "under", "through", "outside",
		"inside", "throughout", "following", "upon":
		return true
	}
	return false
}

func isArticle(w string) bool { return w == "the" || w == "a" || w == "an" }

// personal reports whether a word is a personal or possessive pronoun.
func personal(w string) bool {
	switch w {
	case "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them":
		return true
	}
	return possessive(w)
}

// possessive reports whether a word is a possessive pronoun.
func possessive(w string) bool {
	switch w {
	case "his", "her", "their", "its", "my", "our", "your":
		return true
	}
	return false
}
