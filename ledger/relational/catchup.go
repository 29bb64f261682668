package relational

import (
	"context"
	"errors"

	"dixit"
)

// batch is how many documents are gone through in one transaction.
const batch = 128

// CatchUp does for the documents that were kept before there was any such thing what is done for every new one: it looks for copies among
// them and for statements of the same words, and writes what they are found by when words are looked for. It can be broken off anywhere,
// and several processes may do it at once.
func (s *Store) CatchUp(ctx context.Context) error {
	if err := s.while(ctx, "unsourced", s.sourceSome); err != nil {
		return err
	}
	if err := s.while(ctx, "unsketched", s.sketchSome); err != nil {
		return err
	}
	if err := s.while(ctx, "unheard", s.hearSome); err != nil {
		return err
	}
	return s.while(ctx, "ungisted", s.gistSome)
}

// while does something, a transaction at a time, as long as a table of what waits has rows.
func (s *Store) while(ctx context.Context, table string, some func(*Session) error) error {
	for {
		var waiting bool
		row := s.write.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+table+")")
		if err := row.Scan(&waiting); err != nil || !waiting {
			return err
		}
		if err := s.update(ctx, some); err != nil {
			return err
		}
	}
}

// hearSome goes through a batch of documents. Statements that can no longer be read are passed over.
func (s *Store) hearSome(w *Session) error {
	l := w.listener(s.pack)
	for _, id := range w.waiting("unheard") {
		var list []utterance
		for _, r := range w.rowsOf(id) {
			if said := l.at(r.id); said != nil {
				list = append(list, utterance{r.id, said})
			}
		}
		l.hearAll(list)
		w.Exec("DELETE FROM unheard WHERE doc = ?", id)
	}
	return w.err
}

// waiting is a batch of what waits in a table.
func (w *Session) waiting(table string) (list []int64) {
	w.Each("SELECT doc FROM "+table+" ORDER BY doc LIMIT ?", func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		list = append(list, id)
		return err
	}, batch)
	return list
}

// sketchSome goes through a batch of documents. One that can no longer be read is passed over.
func (s *Store) sketchSome(w *Session) error { return w.sketchSome(s.pack) }

// sketchSome is Store.sketchSome in a transaction.
func (w *Session) sketchSome(pack *packer) error {
	for _, id := range w.waiting("unsketched") {
		d, err := w.sketched(pack, id)
		if err != nil && dixit.KindOf(err) != dixit.Unreadable {
			return errors.Join(err, w.err)
		}
		if err == nil {
			p := &parcel{id: id, doc: d.doc, sketch: d.sketch}
			book := w.printed(pack, []*parcel{p})
			w.linked(pack, book, p.id, p.doc, p.sketch, w.kept(pack, id, d.doc.Text))
			w.prints(book)
		}
		w.Exec("DELETE FROM unsketched WHERE doc = ?", id)
	}
	return w.err
}
