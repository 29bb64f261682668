package relational

import (
	"context"
	"database/sql"

	"dixit/ledger"
)

// Redirects implements ledger.Ledger.
func (s *Store) Redirects(ctx context.Context, sha256 string) (list []ledger.Redirect, err error) {
	err = s.view(ctx, func(w *Session) error {
		w.Each(`SELECT r.code, coalesce(r.target, ''), r.version, r.model FROM documents d JOIN redirects r ON r.doc = d.id
			WHERE d.address = ? ORDER BY r.code`,
			func(scan func(...any) error) error {
				r := ledger.Redirect{Doc: sha256}
				err := scan(&r.ID, &r.To, &r.Engine.Version, &r.Engine.Model)
				list = append(list, r)
				return err
			}, sha256)
		return w.err
	})
	return list, err
}

// AddRedirects implements ledger.Ledger: one transaction.
func (s *Store) AddRedirects(ctx context.Context, list ...ledger.Redirect) (added int, err error) {
	for _, r := range list {
		if err := r.Check(); err != nil {
			return 0, err
		}
	}
	if len(list) == 0 {
		return 0, nil
	}
	err = s.update(ctx, func(w *Session) error {
		added = 0
		for _, r := range list {
			if w.lead(r) {
				added++
			}
		}
		return w.err
	})
	if err != nil {
		added = 0
	}
	return added, err
}

// lead keeps a redirect, if it may be. It reports whether it did.
func (w *Session) lead(r ledger.Redirect) bool {
	var doc int64
	w.Scan(&doc, `SELECT id FROM documents WHERE address = ?1 AND NOT EXISTS (SELECT 1 FROM statements WHERE code = ?2)
		AND NOT EXISTS (SELECT 1 FROM redirects WHERE code = ?2)`, r.Doc, r.ID)
	if doc == 0 {
		return false
	}
	target := sql.NullString{String: r.To, Valid: r.To != ""}
	w.Each("SELECT target FROM redirects WHERE code = ?", func(scan func(...any) error) error { return scan(&target) }, r.To)
	var there int
	if target.Valid && !w.Scan(&there, "SELECT 1 FROM statements WHERE code = ? AND doc = ?", target.String, doc) {
		return false
	}
	w.Exec("INSERT INTO redirects (code, doc, target, version, model) VALUES (?, ?, ?, ?, ?)", r.ID, doc, target, r.Engine.Version, r.Engine.Model)
	return w.err == nil
}
