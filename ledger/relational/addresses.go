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
// none. It is enough to know MaxAddresses, if the least of them. Of the paths at which one URL was found it is the least that counts.
func (w *Session) knows(doc *dixit.Document) (known bool) {
	w.Scan(&known, `
		SELECT (CASE WHEN ?2 = '' THEN d.path = ?3 ELSE d.url = ?2 END)
			OR (SELECT count(*) FROM addresses WHERE doc = d.id) >= ?4
				AND NOT EXISTS (SELECT 1 FROM addresses a WHERE a.doc = d.id AND (a.url, a.path) > (?2, ?3))
			OR EXISTS (SELECT 1 FROM addresses a WHERE a.doc = d.id AND (CASE WHEN ?2 = '' THEN a.path = ?3 ELSE a.url = ?2 END))
		FROM documents d WHERE d.address = ?1`, doc.SHA256, doc.URL, doc.Path, ledger.MaxAddresses)
	if known && doc.URL != "" {
		w.Each("SELECT a.path FROM addresses a JOIN documents d ON d.id = a.doc WHERE d.address = ? AND a.url = ?", func(scan func(...any) error) error {
			was := dixit.Document{URL: doc.URL, Published: doc.Published, Name: doc.Name}
			err := scan(&was.Path)
			known = known && !ledger.Precedes(doc, &was)
			return err
		}, doc.SHA256, doc.URL)
	}
	return known
}

// address keeps where doc was found, if that is news.
func (w *Session) address(doc *dixit.Document) {
	if w.knows(doc) {
		return
	}
	const here = "doc = (SELECT id FROM documents WHERE address = ?1)"
	w.Exec("DELETE FROM addresses WHERE "+here+" AND url = ?2 AND url <> ''", doc.SHA256, doc.URL)
	w.Exec("INSERT INTO addresses (doc, url, path, outlet) SELECT id, ?, ?, ? FROM documents WHERE address = ?",
		doc.URL, doc.Path, doc.Outlet, doc.SHA256)
	w.Exec("DELETE FROM addresses WHERE "+here+" AND (SELECT count(*) FROM addresses WHERE "+here+") > ?2 AND (url, path) = "+
		"(SELECT url, path FROM addresses WHERE "+here+" ORDER BY url DESC, path DESC LIMIT 1)", doc.SHA256, ledger.MaxAddresses)
	w.page(doc)
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
