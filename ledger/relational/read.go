package relational

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"dixit"
	"dixit/ledger"
)

// Has implements ledger.Ledger.
func (s *Store) Has(ctx context.Context, sha256 string) (bool, error) {
	var has bool
	row := s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM documents WHERE address = ?)", sha256)
	return has, s.Failure(ctx, row.Scan(&has))
}

// Counts implements ledger.Ledger.
func (s *Store) Counts(ctx context.Context) (ledger.Counts, error) {
	var c ledger.Counts
	row := s.read.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM documents), 
			(SELECT count(*) FROM statements) - (SELECT count(*) FROM wordings WHERE again = 1), (SELECT count(*) FROM speakers)`)
	return c, s.Failure(ctx, row.Scan(&c.Documents, &c.Statements, &c.Speakers))
}

// Document implements ledger.Ledger.
func (s *Store) Document(ctx context.Context, sha256 string) (doc *dixit.Document, err error) {
	err = s.view(ctx, func(w *Session) error {
		doc, err = s.document(w, sha256)
		return err
	})
	return doc, err
}

// documentColumns are those of a document, but for its source: what document scans.
const documentColumns = "label, name, path, url, outlet, title, authors, published, lang, media_type, agency, " + textColumn + ", blocks"

func (s *Store) document(w *Session, address string) (*dixit.Document, error) {
	var source []byte
	d, err := s.documentOf(w.tx.QueryRowContext(w.ctx, "SELECT "+documentColumns+", source FROM documents WHERE address = ?", address), address, &source)
	if err != nil {
		return nil, err
	}
	if d.Source, err = s.pack.unpack(source); err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "document %s: %w", address, err)
	}
	return d, nil
}

// documentOf is the document in a row of documentColumns and further ones, without its source.
func (s *Store) documentOf(row *sql.Row, address string, further ...any) (*dixit.Document, error) {
	d := &dixit.Document{SHA256: address}
	var authors string
	var text, blocks []byte
	err := row.Scan(append([]any{
		&d.ID, &d.Name, &d.Path, &d.URL, &d.Outlet, &d.Title, &authors, &d.Published, &d.Lang, &d.MediaType, &d.Agency, &text, &blocks,
	}, further...)...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, dixit.Errorf(dixit.NotFound, "document %.80q: not in the ledger", address)
	}
	if err != nil {
		return nil, err
	}
	if d.Text, err = s.pack.text(text); err == nil {
		d.Blocks, err = s.pack.blocks(blocks, d.Text)
	}
	if err == nil {
		err = json.Unmarshal([]byte(authors), &d.Authors)
	}
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "document %s: %w", address, err)
	}
	return d, nil
}

// Statement implements ledger.Ledger.
func (s *Store) Statement(ctx context.Context, id string) (st ledger.Stored, err error) {
	id = strings.ToLower(strings.TrimSpace(id))
	if len(id) < ledger.MinID {
		return st, dixit.Errorf(dixit.Invalid, "statement %.40q: at least %d characters of an id are needed", id, ledger.MinID)
	}
	err = s.view(ctx, func(w *Session) error {
		found, was, err := followed(w, id)
		if err != nil {
			return err
		}
		st.Was = was
		if st.Doc, err = s.document(w, found.place.Address); err != nil {
			return err
		}
		records := &records{w: w, pack: s.pack}
		if st.Record, err = records.at(found); err != nil {
			return err
		}
		return s.addCopies(w, &st)
	})
	return st, err
}

// findStatement finds the one statement whose id begins with prefix. Ids are of a-z and 2-7, all before "~".
func findStatement(w *Session, prefix string) (h hit, err error) {
	rows, err := w.tx.QueryContext(w.ctx, "SELECT "+hitColumns+` FROM statements s JOIN documents d ON d.id = s.doc
		LEFT JOIN wordings w ON w.statement = s.id WHERE s.code BETWEEN ? AND ? ORDER BY s.code LIMIT 2`, prefix, prefix+"~")
	if err != nil {
		return h, err
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		if n == 1 {
			return h, ambiguous(prefix)
		}
		if h, err = scanHit(rows); err != nil {
			return h, err
		}
	}
	if n == 0 && rows.Err() == nil {
		return h, dixit.Errorf(dixit.NotFound, "statement %.40q: not in the ledger", prefix)
	}
	return h, rows.Err()
}
