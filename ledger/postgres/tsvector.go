package postgres

import (
	"slices"
	"strconv"
	"strings"

	"dixit/ledger/relational"
)

// What a tsvector of PostgreSQL can hold; beyond that it drops places without a word, or refuses.
const (
	maxWord   = 2000    // bytes of a word, of 2,046
	maxPlace  = 16_000  // of 16,383
	maxPlaces = 255     // of a word
	maxVector = 900_000 // bytes in all, of 1,048,575
)

// tsvector is PostgreSQL's index of words: of a statement one vector, in which each word of a column stands behind the column's
// letter, with its places. So the words of one column are never in a row with those of another.
type tsvector struct{}

// letter is what the words of a column begin with.
func letter(table relational.Table, column string) string {
	return string(rune('a' + slices.Index(table.Columns(), column)))
}

// Cells implements relational.Index: a vector, and whether it holds all words.
func (tsvector) Cells(table relational.Table, words [][]string) []any {
	v, all := vectorFor(table, words)
	return []any{v.binary(), all}
}

// vectorFor is what the row of a table holds, and whether it must be noted that it is not all.
func vectorFor(table relational.Table, words [][]string) (v vector, all bool) {
	if table == relational.Gists {
		return gist(words[0]), true
	}
	return placed(table, words)
}

// placed is the words of a statement, and whether that is all of them. Words in a row have places in a row; those between parts of
// a column keep their places and cannot be asked for.
func placed(table relational.Table, words [][]string) (v vector, all bool) {
	all = true
	at := map[string]int{} // in v
	size := 0
	for i, list := range words {
		column := letter(table, table.Columns()[i])
		for place, word := range list {
			key := column + word
			n, known := at[key]
			switch {
			case len(key) > maxWord || place >= maxPlace || known && len(v[n].places) == maxPlaces:
				all = false
			case !known:
				size += len(key) + 10
				at[key], v = len(v), append(v, lexeme{key, []uint16{uint16(place + 1)}})
			default:
				size += 2
				v[n].places = append(v[n].places, uint16(place+1))
			}
		}
	}
	if size > maxVector {
		return nil, false
	}
	v.sort()
	return v, all
}

// incomplete is a word that a vector without places has if it lacks others, and that is looked for with each of them.
const incomplete = "."

// gist is the words of a document, without places. Where they do not all fit it says so itself.
func gist(list []string) (v vector) {
	column := letter(relational.Gists, relational.Gists.Columns()[0])
	size := 0
	v = make(vector, 0, len(list))
	for _, word := range list {
		key := column + word
		if size += len(key) + 8; len(key) > maxWord || size > maxVector {
			v = append(v, lexeme{incomplete, nil})
			break
		}
		v = append(v, lexeme{key, nil})
	}
	v.sort()
	return v
}

// Word implements relational.Index.
func (tsvector) Word(table relational.Table, word string) string {
	return "(" + wanted(letter(table, table.Columns()[0])+word, false) + " | " + literalOf(incomplete) + ")"
}

// What is new waits in a list that every search goes through; who makes it longer than this empties it into the index. The longer it is,
// the more often a word is in it, whose place is then sought once (docs/BENCHMARKS.md).
const (
	waiting  = "4MB"
	emptying = "64MB"   // memory for that; with less, it is done in parts
	much     = 64 << 10 // bytes of vectors that may fill it
)

// Write implements relational.Index.
func (tsvector) Write(w *relational.Session, table relational.Table, rows []relational.Row) {
	vectors, missing, size := make([]any, 0, 2*len(rows)), []any{}, 0
	for _, r := range rows {
		vectors = append(vectors, r.ID, r.Cells[0])
		size += len(r.Cells[0].([]byte))
		if all := r.Cells[1].(bool); !all {
			missing = append(missing, r.ID, string(table))
		}
	}
	if size >= much {
		w.Exec("SET LOCAL work_mem = '" + emptying + "'")
	}
	w.Load(string(table), []string{"id", "words"}, vectors)
	w.Load("overlong", []string{"statement", "words"}, missing)
}

// Erase implements relational.Index.
func (tsvector) Erase(w *relational.Session, table relational.Table, row int64) {
	w.Exec("DELETE FROM "+string(table)+" WHERE id = ?", row)
	if table == relational.Gists {
		return
	}
	w.Exec("DELETE FROM overlong WHERE statement = ? AND words = ?", row, string(table))
}

// Clear implements relational.Index.
func (tsvector) Clear(w *relational.Session, table relational.Table) {
	w.Exec("DELETE FROM " + string(table))
	w.Exec("DELETE FROM overlong WHERE words = ?", string(table))
}

// Key implements relational.Index.
func (tsvector) Key(relational.Table) string { return "id" }

// Listing implements relational.Index.
func (tsvector) Listing(table relational.Table) string { return string(table) }

// Holds implements relational.Index.
func (tsvector) Holds(table relational.Table) string {
	return string(table) + ".words @@ CAST(CAST(? AS text) AS tsquery)"
}

// Doubtful implements relational.Index.
func (tsvector) Doubtful() string { return "SELECT statement FROM overlong" }

// Phrase implements relational.Index.
func (tsvector) Phrase(table relational.Table, columns, words []string, prefix bool) string {
	return each(table, columns, func(column string) string {
		var parts []string
		for i, word := range words {
			parts = append(parts, wanted(column+word, prefix && i == len(words)-1))
		}
		return strings.Join(parts, " <-> ")
	})
}

// Near implements relational.Index. Two words with n between them are n+1 places from each other.
func (tsvector) Near(table relational.Table, columns []string, a, b string, within int) string {
	return each(table, columns, func(column string) string {
		var parts []string
		for n := 1; n <= within+1; n++ {
			next := " <" + strconv.Itoa(n) + "> "
			x, y := wanted(column+a, false), wanted(column+b, false)
			parts = append(parts, "("+x+next+y+")", "("+y+next+x+")")
		}
		return strings.Join(parts, " | ")
	})
}

// each is a query for what f says of one column or another.
func each(table relational.Table, columns []string, f func(letter string) string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = "(" + f(letter(table, c)) + ")"
	}
	return "(" + strings.Join(parts, " | ") + ")"
}

// wanted is a word in a query. One that is longer than any in a vector is in none.
func wanted(key string, prefix bool) string {
	if len(key) > maxWord {
		return "'.'"
	}
	if prefix {
		return literalOf(key) + ":*"
	}
	return literalOf(key)
}

// Joined implements relational.Index.
func (tsvector) Joined(by relational.Operator, queries []string) string {
	operator := " & "
	switch by {
	case relational.Or:
		operator = " | "
	case relational.ButNot:
		operator = " & !"
	}
	return "(" + strings.Join(queries, operator) + ")"
}
