package relational

import (
	"context"
	"database/sql"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// Versions implements ledger.Ledger.
func (s *Store) Versions(ctx context.Context, url string) (list []ledger.Version, err error) {
	page, ok := copies.Address(url)
	if !ok {
		return nil, dixit.Errorf(dixit.Invalid, "address %.80q: not a URL", url)
	}
	err = s.view(ctx, func(w *Session) error {
		w.Each(`SELECT d.id, d.label, d.url, d.outlet, d.agency, d.title, d.published, d.address, d.lang
			FROM pages p JOIN documents d ON d.id = p.doc WHERE p.page = ?`,
			func(scan func(...any) error) error {
				var v ledger.Version
				r := &v.Doc
				err := scan(&v.Added, &r.ID, &r.URL, &r.Outlet, &r.Agency, &r.Title, &r.Published, &r.SHA256, &r.Lang)
				list = append(list, v)
				return err
			}, int64(page))
		return w.err
	})
	ledger.SortVersions(list)
	return list, err
}

// page keeps that a document, which is in the ledger, stood at the URL of doc.
func (w *Session) page(doc *dixit.Document) {
	if page, ok := copies.Address(doc.URL); ok {
		w.Exec("INSERT INTO pages (page, doc) SELECT ?, id FROM documents WHERE address = ? ON CONFLICT DO NOTHING", int64(page), doc.SHA256)
	}
}

// FillPages looks through a ledger of before schema 9 for where its documents stood.
func (s *Store) FillPages(ctx context.Context, tx *sql.Tx) error {
	w := s.session(ctx, tx)
	var list []*dixit.Document
	w.Each(`SELECT address, url FROM documents UNION ALL SELECT d.address, a.url FROM addresses a JOIN documents d ON d.id = a.doc`,
		func(scan func(...any) error) error {
			var d dixit.Document
			err := scan(&d.SHA256, &d.URL)
			list = append(list, &d)
			return err
		})
	for _, d := range list {
		w.page(d)
	}
	return w.err
}
