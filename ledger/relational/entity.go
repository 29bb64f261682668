package relational

import (
	"context"
	"math"
	"slices"
	"strings"

	"dixit/ledger"
)

// mostEntities bounds how many speakers are looked for by other spellings of their names than the one asked for.
const mostEntities = 256

// entitiesIn are, for each term of e about speakers, the ids of those who have a name with its words, and another without: the
// other spellings that the term has to find too.
func entitiesIn(w *Session, e ledger.Expr) (map[ledger.Term][]string, error) {
	out := map[ledger.Term][]string{}
	for t := range ledger.Terms(e) {
		if t.Field != ledger.Speaker {
			continue
		}
		if _, done := out[t]; done {
			continue
		}
		list, err := entitiesOf(w, t)
		if err != nil {
			return nil, err
		}
		out[t] = list
	}
	return out, nil
}

func entitiesOf(w *Session, t ledger.Term) ([]string, error) {
	first, past, err := rarest(w, t)
	if err != nil {
		return nil, err
	}
	rows, err := w.tx.QueryContext(w.ctx, `
		SELECT e.entity, p.name FROM speaker_words w JOIN speakers p ON p.id = w.speaker JOIN entities e ON e.speaker = p.id
		WHERE w.word BETWEEN ? AND ? AND EXISTS (SELECT 1 FROM entities o WHERE o.entity = e.entity AND o.speaker <> e.speaker)
		ORDER BY e.entity`, first, past)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() && len(out) < mostEntities {
		var entity, name string
		if err := rows.Scan(&entity, &name); err != nil {
			return nil, err
		}
		if ledger.NameHas(name, t) && !slices.Contains(out, entity) {
			out = append(out, entity)
		}
	}
	return out, rows.Err()
}

// rarest are the first and the last word between which one must be that is in a name with the words of t: the one that is in fewest
// names, as far as a look at some tells.
func rarest(w *Session, t ledger.Term) (first, past string, err error) {
	words := ledger.Fold(t.Text) // a term has a word
	whole := words
	if t.Prefix {
		if whole = words[:len(words)-1]; len(whole) == 0 {
			return cut(words[0]), cut(words[0]) + "\U0010ffff", nil
		}
	}
	least := math.MaxInt
	for _, word := range whole[:min(len(whole), wordsCompared)] {
		n := 0
		if word = cut(word); len(whole) > 1 {
			w.Scan(&n, "SELECT count(*) FROM (SELECT 1 FROM speaker_words WHERE word = ? LIMIT ?) x", word, least)
		}
		if n < least {
			least, first = n, word
		}
	}
	return first, first, w.err
}

// wordsCompared is how many words of a name are compared for how rare they are.
const wordsCompared = 8

// longestWord is how many bytes of a word are looked up: an index takes no longer ones. Those that are alike so far are told apart by
// the names themselves.
const longestWord = 1000

func cut(word string) string { return strings.ToValidUTF8(word[:min(len(word), longestWord)], "") }

// nameWords are the words by which a name is looked up.
func nameWords(name string) []string {
	words := ledger.NameWords(name)
	for i, w := range words {
		words[i] = cut(w)
	}
	slices.Sort(words) // two may have become one
	return slices.Compact(words)
}

// Spellings are the names under which documents know the speaker with an id, in the order of the alphabet; none if there is none.
func (s *Store) Spellings(ctx context.Context, entity string) (names []string, err error) {
	err = s.view(ctx, func(w *Session) error {
		names = w.spellings(entity)
		return w.err
	})
	return names, err
}
