package relational

import (
	"database/sql"
	"errors"

	"dixit"
	"dixit/ledger"
)

// redirect is what became of a statement that another engine does not find as it was.
type redirect struct {
	code   string       // the id that it had
	target string       // that of its successor; "" if it is gone
	engine dixit.Engine // that finds it so, or does not find it
}

// redirects makes the ids of statements that are no longer found lead to their successors in p, with those that led to them, and
// counts what became of each.
func (w *Session) redirects(doc int64, was []former, p *parcel, c *ledger.Change) {
	taken, there := map[string]bool{}, map[string]bool{} // ids that were, or are led to, and those that are
	for _, st := range p.statements {
		w.Exec("DELETE FROM redirects WHERE code = ?", st.ID)
		there[st.ID] = true
	}
	successors := ledger.NewSuccessors(p.statements)
	for _, old := range was {
		taken[old.code] = true
		if there[old.code] {
			continue
		}
		target := sql.NullString{}
		if i := successors.Of(old.Statement); i >= 0 {
			target = sql.NullString{String: p.statements[i].ID, Valid: true}
			taken[target.String] = true
			c.Moved++
		} else {
			c.Gone++
		}
		w.Exec("UPDATE redirects SET target = ?, version = ?, model = ? WHERE target = ?", target, p.engine.Version, p.engine.Model, old.code)
		w.Exec("INSERT INTO redirects (code, doc, target, version, model) VALUES (?, ?, ?, ?, ?)",
			old.code, doc, target, p.engine.Version, p.engine.Model)
	}
	for id := range there {
		if !taken[id] {
			c.Added++
		}
	}
}

// followed finds the one statement that has, or had, an id that begins with prefix. was is the id that led to it, "" if it is its
// own.
func followed(w *Session, prefix string) (h hit, was string, err error) {
	h, err = findStatement(w, prefix)
	if err != nil && dixit.KindOf(err) != dixit.NotFound || h.code == prefix {
		return h, "", err
	}
	first, several, failed := redirectFrom(w, prefix, h.code)
	switch {
	case failed != nil:
		return h, "", failed
	case several:
		return h, "", ambiguous(prefix)
	case err == nil || first.code == "":
		return h, "", err
	case first.target == "":
		return h, "", first.gone()
	}
	h, err = findStatement(w, first.target)
	return h, first.code, err
}

// redirectFrom is the first redirect from an id that begins with prefix. It reports whether they lead to several places, of which
// found is one unless it is "".
func redirectFrom(w *Session, prefix, found string) (first redirect, several bool, err error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT code, coalesce(target, ''), version, model FROM redirects
		WHERE code BETWEEN ? AND ? ORDER BY code`, prefix, prefix+"~")
	if err != nil {
		return first, false, err
	}
	defer rows.Close()
	for rows.Next() {
		var r redirect
		if err := rows.Scan(&r.code, &r.target, &r.engine.Version, &r.engine.Model); err != nil {
			return first, false, err
		}
		switch {
		case first.code == "":
			first = r
		case r.target != first.target || r.target == "":
			return first, true, nil
		}
		if found != "" && r.target != found {
			return first, true, nil
		}
	}
	return first, false, rows.Err()
}

// gone is the error of a statement that has no successor.
func (r redirect) gone() error {
	return dixit.Errorf(dixit.NotFound, "statement %s: %w by engine %s, model %s", r.code, ledger.ErrGone, r.engine.Version, r.engine.Model)
}

func ambiguous(prefix string) error {
	return dixit.Errorf(dixit.Invalid, "statement %.40q: several ids begin so; give more of it", prefix)
}

// hitOf is the statement with this id, or the one that it leads to.
func hitOf(w *Session, code string) (hit, error) {
	h, err := scanHit(w.tx.QueryRowContext(w.ctx, "SELECT "+hitColumns+` FROM statements s JOIN documents d ON d.id = s.doc
		LEFT JOIN wordings w ON w.statement = s.id WHERE s.code = coalesce((SELECT target FROM redirects WHERE code = ?1), ?1)`, code))
	if errors.Is(err, sql.ErrNoRows) {
		err = dixit.Errorf(dixit.NotFound, "statement %.40q: not in the ledger", code)
	}
	return h, err
}
