package relational

import (
	"fmt"

	"dixit/ledger"
)

// beginGists prepares the comparison of what documents are found by with what they must be found by.
func (in *inspector) beginGists() {
	in.gists, in.gisted = in.w.dialect.Compare(in.w, Gists), map[int64]string{}
	if in.damaged() {
		in.found("index", "file", gistsAnew, "%v", in.w.Forgive())
		in.gists = nil
	}
}

// gistsAnew plans to make the index of gists anew.
func gistsAnew(r *repairs) { r.gists = true }

// gist brings a document to be compared.
func (in *inspector) gist(k whole) {
	if in.gists == nil {
		return
	}
	if in.ungisted(k.id) {
		in.gists.Pass(k.id)
		return
	}
	in.gists.Expect(k.id, [][]string{ledger.Gist(k.doc)})
	if in.gisted[k.id] = "document " + k.doc.SHA256; len(in.gisted) >= mostGists {
		in.compareGists()
	}
}

// mostGists is how many documents are compared at a time.
const mostGists = 256

// ungisted reports whether a document waits to be indexed.
func (in *inspector) ungisted(id int64) (waits bool) {
	in.w.Scan(&waits, "SELECT EXISTS (SELECT 1 FROM ungisted WHERE doc = ?)", id)
	return waits
}

// compareGists compares the documents that are waiting.
func (in *inspector) compareGists() {
	for _, id := range in.gists.Wrong() {
		in.found("index", in.gisted[id], gistsAnew, "the index does not hold the words of its text")
	}
	clear(in.gisted)
}

// endGists compares what is left.
func (in *inspector) endGists() {
	if in.gists == nil {
		return
	}
	in.compareGists()
	for _, id := range in.gists.Rest() {
		in.found("index", fmt.Sprint("row ", id), gistsAnew, "the index holds words of no document")
	}
}

// gistRows finds documents that are not in the index, and what is there besides.
func (in *inspector) gistRows() {
	listing := in.w.dialect.Listing(Gists) + " x"
	in.w.Each("SELECT address FROM documents WHERE id NOT IN (SELECT x.id FROM "+listing+") AND id NOT IN (SELECT doc FROM ungisted)",
		func(scan func(...any) error) error {
			var address string
			err := scan(&address)
			in.found("index", "document "+address, gistsAnew, "the words of its text are not in the index")
			return err
		})
	in.w.Each("SELECT x.id FROM "+listing+" WHERE x.id NOT IN (SELECT id FROM documents)", func(scan func(...any) error) error {
		var row int64
		err := scan(&row)
		in.found("orphans", fmt.Sprint("row ", row), gistsAnew, "a row of the index is of no document")
		return err
	})
}

// gists makes the index of gists anew.
func (m *mender) gists(s *Store) error {
	m.w.dialect.Clear(m.w, Gists)
	m.w.Exec("INSERT INTO ungisted SELECT id FROM documents WHERE TRUE ON CONFLICT DO NOTHING")
	for waiting := true; waiting && m.w.err == nil; {
		if err := s.gistSome(m.w); err != nil {
			return err
		}
		m.w.Scan(&waiting, "SELECT EXISTS (SELECT 1 FROM ungisted)")
	}
	return m.w.err
}
