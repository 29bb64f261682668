package relational

import (
	"fmt"

	"dixit"
	"dixit/ledger"
)

// mostWaiting is how many statements are compared at a time.
const mostWaiting = 4000

// beginWords prepares the comparison of all words of the index with those that it must hold.
func (in *inspector) beginWords() {
	in.words, in.waiting = in.w.dialect.Compare(in.w, Terms), map[int64]string{}
	if in.damaged() {
		in.found("index", "file", func(r *repairs) { r.words = true }, "%v", in.w.Forgive())
		in.words = nil
	}
}

// expect brings the statements of a document to be compared.
func (in *inspector) expect(k whole, list []dixit.Record) {
	for _, row := range k.rows {
		if row.ordinal < 0 || row.ordinal >= len(list) || list[row.ordinal].Statement.ID == "" {
			in.words.Pass(row.id)
			continue
		}
		r := list[row.ordinal]
		in.words.Expect(row.id, termsOf(ledger.NewSubject(r).Index(), r.Statement.Speaker.ID))
		in.waiting[row.id] = r.Statement.ID
	}
	if len(in.waiting) >= mostWaiting {
		in.compare()
	}
}

// compare compares the statements that are waiting.
func (in *inspector) compare() {
	for _, row := range in.words.Wrong() {
		in.found("index", "statement "+in.waiting[row], func(r *repairs) { r.words = true }, "the index does not hold its words")
	}
	clear(in.waiting)
}

// endWords compares what is left.
func (in *inspector) endWords() {
	if in.words == nil {
		return
	}
	in.compare()
	for _, row := range in.words.Rest() {
		in.found("index", fmt.Sprint("row ", row), func(r *repairs) { r.words = true }, "the index holds words of no statement")
	}
}

// indexRows finds statements that are not in the index, and what is there besides.
func (in *inspector) indexRows() {
	all, listing := func(r *repairs) { r.words = true }, in.w.dialect.Listing(Terms)+" x"
	in.w.Each("SELECT code FROM statements WHERE id NOT IN (SELECT x.id FROM "+listing+")", func(scan func(...any) error) error {
		var code string
		err := scan(&code)
		in.found("index", "statement "+code, all, "it is not in the index")
		return err
	})
	in.w.Each("SELECT x.id FROM "+listing+" WHERE x.id NOT IN (SELECT id FROM statements)", func(scan func(...any) error) error {
		var row int64
		err := scan(&row)
		in.found("orphans", fmt.Sprint("row ", row), all, "a row of the index is of no statement")
		return err
	})
}
