package sqlite

import (
	"fmt"
	"hash/maphash"
	"strings"

	"dixit"
	"dixit/ledger"
)

// wordSums compares the words that the index holds with those that it must hold. What it must hold goes through an index like it, in
// a table for the time being, some statements at a time; of either index a statement's words and their places are added up to one
// number, so that neither is sorted nor held.
type wordSums struct {
	seed    maphash.Seed
	held    map[int64]uint64 // by statement's row
	waiting map[int64]string // statements whose words are in the table, by row: their ids
}

// mostWaiting is how many statements are compared at a time.
const mostWaiting = 4000

// indexTable is the index as it was made, and views of the words of both.
const (
	indexTable = "SELECT sql FROM sqlite_schema WHERE name = 'terms'"
	heldWords  = "CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', 'terms', 'instance')"
	wantWords  = "CREATE VIRTUAL TABLE temp.wanted USING fts5vocab('temp', 'expected', 'instance')"
)

// beginWords adds up the words of the index.
func (in *inspector) beginWords() {
	var table string
	in.w.scan(&table, indexTable)
	for _, query := range []string{strings.Replace(table, "terms", "temp.expected", 1), heldWords, wantWords} {
		in.w.exec(query)
	}
	in.words = &wordSums{seed: maphash.MakeSeed(), held: map[int64]uint64{}, waiting: map[int64]string{}}
	in.words.sum(in.w, "held", in.words.held)
	if isDamage(in.w.err) {
		in.found("index", "file", func(r *repairs) { r.words = true }, "%v", in.w.err)
		in.w.err, in.words = nil, nil
	}
}

// sum adds up the words of a view into sums.
func (s *wordSums) sum(w *session, view string, sums map[int64]uint64) {
	w.each("SELECT term, doc, col, \"offset\" FROM temp."+view, func(scan func(...any) error) error {
		var term, column string
		var row, offset int64
		err := scan(&term, &row, &column, &offset)
		sums[row] += maphash.Comparable(s.seed, [3]any{term, column, offset})
		return err
	})
}

// expect brings the statements of a document to be compared.
func (in *inspector) expect(k whole, list []dixit.Record) {
	for _, row := range k.rows {
		if row.ordinal < 0 || row.ordinal >= len(list) || list[row.ordinal].Statement.ID == "" {
			delete(in.words.held, row.id)
			continue
		}
		r := list[row.ordinal]
		in.w.indexIn("temp.expected", row.id, ledger.NewSubject(r).Index(), r.Statement.Speaker.ID)
		in.words.waiting[row.id] = r.Statement.ID
	}
	if len(in.words.waiting) >= mostWaiting {
		in.compare()
	}
}

// compare compares the statements that are waiting.
func (in *inspector) compare() {
	want := map[int64]uint64{}
	in.words.sum(in.w, "wanted", want)
	in.w.exec("INSERT INTO temp.expected(expected) VALUES ('delete-all')")
	if in.w.err != nil {
		return
	}
	for _, row := range ordered(in.words.waiting) {
		if want[row] != in.words.held[row] {
			in.found("index", "statement "+in.words.waiting[row], func(r *repairs) { r.words = true }, "the index does not hold its words")
		}
		delete(in.words.held, row)
	}
	clear(in.words.waiting)
}

// endWords compares what is left.
func (in *inspector) endWords() {
	if in.words == nil {
		return
	}
	in.compare()
	for _, row := range ordered(in.words.held) {
		in.found("index", fmt.Sprint("row ", row), func(r *repairs) { r.words = true }, "the index holds words of no statement")
	}
}

// indexRows finds statements that are not in the index, and what is there besides.
func (in *inspector) indexRows() {
	all := func(r *repairs) { r.words = true }
	in.w.each("SELECT code FROM statements WHERE id NOT IN (SELECT id FROM terms_docsize)", func(scan func(...any) error) error {
		var code string
		err := scan(&code)
		in.found("index", "statement "+code, all, "it is not in the index")
		return err
	})
	in.w.each("SELECT id FROM terms_docsize WHERE id NOT IN (SELECT id FROM statements)", func(scan func(...any) error) error {
		var row int64
		err := scan(&row)
		in.found("orphans", fmt.Sprint("row ", row), all, "a row of the index is of no statement")
		return err
	})
}
