package web

import (
	"slices"
	"strings"

	"dixit"
	"dixit/ledger"
)

// phrase is a run of words that somebody repeats.
type phrase struct {
	Words string
	N     int
	Href  string
}

// The lengths of phrases, in words, and how many are shown of those that stand in so many statements at least.
const (
	phraseLength  = 4
	leastRepeated = 3
	mostPhrases   = 8
)

// phrasesOf are the runs of four words that are repeated most in what q finds, each counted once a statement.
func phrasesOf(q string, records []dixit.Record) []phrase {
	counts, first := map[string]int{}, map[string]string{}
	for _, r := range records {
		seen := map[string]bool{}
		for _, f := range r.Statement.Content {
			words := ledger.Words(f.Text())
			for i := 0; i+phraseLength <= len(words); i++ {
				said := strings.Join(words[i:i+phraseLength], " ")
				key := strings.ToLower(said)
				if seen[key] || !telling(words[i:i+phraseLength]) {
					continue
				}
				seen[key] = true
				counts[key]++
				if first[key] == "" {
					first[key] = said
				}
			}
		}
	}
	var out []phrase
	for key, n := range counts {
		if n >= leastRepeated {
			out = append(out, phrase{first[key], n, ""})
		}
	}
	slices.SortFunc(out, func(a, b phrase) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Words, b.Words)
	})
	out = apart(out)
	for i, p := range out {
		out[i].Href = searchFor(narrowed(q, string(ledger.Said), p.Words))
	}
	return out
}

// telling reports whether words in a row are more than grammar.
func telling(words []string) bool {
	long := 0
	for _, w := range words {
		if len(w) == 1 && !strings.EqualFold(w, "a") && !strings.EqualFold(w, "i") { // the rest of "it's" and "U.S."
			return false
		}
		if len(w) > 4 {
			long++
		}
	}
	return long >= 2
}

// apart are the first phrases, without those that are a shifted part of one before.
func apart(list []phrase) []phrase {
	var out []phrase
	for _, p := range list {
		words := strings.Fields(strings.ToLower(p.Words))
		inner := " " + strings.Join(words[1:], " ") + " "
		outer := " " + strings.Join(words[:len(words)-1], " ") + " "
		if len(out) < mostPhrases && !slices.ContainsFunc(out, func(q phrase) bool {
			row := " " + strings.ToLower(q.Words) + " "
			return strings.Contains(row, inner) || strings.Contains(row, outer)
		}) {
			out = append(out, p)
		}
	}
	return out
}
