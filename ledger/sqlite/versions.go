package sqlite

import (
	"context"
	"database/sql"

	"dixit"
	"dixit/copies"
	"dixit/ledger"

	"github.com/pressly/goose/v3"
)

// Versions implements ledger.Ledger.
func (s *Store) Versions(ctx context.Context, url string) (list []ledger.Version, err error) {
	page, ok := copies.Address(url)
	if !ok {
		return nil, dixit.Errorf(dixit.Invalid, "address %.80q: not a URL", url)
	}
	err = s.view(ctx, func(tx *sql.Tx) error {
		w := newSession(ctx, tx)
		w.each(`SELECT d.id, d.label, d.url, d.outlet, d.agency, d.title, d.published, d.address, d.lang
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
func (w *session) page(doc *dixit.Document) {
	if page, ok := copies.Address(doc.URL); ok {
		w.exec("INSERT OR IGNORE INTO pages (page, doc) SELECT ?, id FROM documents WHERE address = ?", int64(page), doc.SHA256)
	}
}

// fillPages is the migration that looks through an older ledger for where its documents stood.
func fillPages() *goose.Migration {
	return goose.NewGoMigration(9, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		w := newSession(ctx, tx)
		var list []*dixit.Document
		w.each(`SELECT address, url FROM documents UNION ALL SELECT d.address, a.url FROM addresses a JOIN documents d ON d.id = a.doc`,
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
	}}, nil)
}
