package relational

import (
	"context"
	"errors"

	"dixit"
)

// batch is how many documents are gone through in one transaction.
const batch = 128

// CatchUp looks for copies among the documents that were kept before there was any looking for copies. It can be broken off
// anywhere, and several processes may do it at once.
func (s *Store) CatchUp(ctx context.Context) error {
	for {
		var waiting bool
		row := s.write.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM unsketched)")
		if err := row.Scan(&waiting); err != nil || !waiting {
			return err
		}
		if err := s.update(ctx, s.sketchSome); err != nil {
			return err
		}
	}
}

// sketchSome goes through a batch of documents. One that can no longer be read is passed over.
func (s *Store) sketchSome(w *Session) error {
	var list []int64
	w.Each("SELECT doc FROM unsketched ORDER BY doc LIMIT ?", func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		list = append(list, id)
		return err
	}, batch)
	for _, id := range list {
		d, err := w.sketched(s.pack, id)
		if err != nil && dixit.KindOf(err) != dixit.Unreadable {
			return errors.Join(err, w.err)
		}
		if err == nil {
			w.linked(s.pack, id, d.doc, d.sketch, w.kept(s.pack, id, d.doc.Text))
		}
		w.Exec("DELETE FROM unsketched WHERE doc = ?", id)
	}
	return w.err
}
