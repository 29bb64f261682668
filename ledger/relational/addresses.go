package relational

import (
	"context"

	"dixit"
	"dixit/ledger"
)

// met reports whether it is known that a document that is in the ledger was found where doc was. To ask first keeps a run over
// what is known from waiting for whoever writes.
func (s *Store) met(ctx context.Context, doc *dixit.Document) (known bool, err error) {
	err = s.view(ctx, func(w *Session) error {
		known = w.knows(doc)
		return w.err
	})
	return known, err
}

// knows reports whether a document that is kept is known to have been where doc was found: at its URL, or at its path if it has
// none. It is enough to know MaxAddresses.
func (w *Session) knows(doc *dixit.Document) (known bool) {
	w.Scan(&known, `
		SELECT (CASE WHEN ?2 = '' THEN d.path = ?3 ELSE d.url = ?2 END)
			OR (SELECT count(*) FROM addresses WHERE doc = d.id) >= ?4
			OR EXISTS (SELECT 1 FROM addresses a WHERE a.doc = d.id AND (CASE WHEN ?2 = '' THEN a.path = ?3 ELSE a.url = ?2 END))
		FROM documents d WHERE d.address = ?1`, doc.SHA256, doc.URL, doc.Path, ledger.MaxAddresses)
	return known
}

// address keeps where doc was found, if that is news.
func (w *Session) address(doc *dixit.Document) {
	if !w.knows(doc) {
		w.Exec("INSERT INTO addresses (doc, url, path, outlet) SELECT id, ?, ?, ? FROM documents WHERE address = ?",
			doc.URL, doc.Path, doc.Outlet, doc.SHA256)
		w.page(doc)
	}
}

// addresses are where the bytes of a document were found again.
func (w *Session) addresses(doc int64) []dixit.Address {
	var list []dixit.Address
	w.Each("SELECT url, path, outlet FROM addresses WHERE doc = ? ORDER BY url, path", func(scan func(...any) error) error {
		var a dixit.Address
		err := scan(&a.URL, &a.Path, &a.Outlet)
		list = append(list, a)
		return err
	}, doc)
	return list
}
