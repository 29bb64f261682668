package relational

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"time"

	"dixit"
	"dixit/ledger"
)

// Annotate implements ledger.Ledger.
func (s *Store) Annotate(ctx context.Context, list ...ledger.Annotation) (added int, err error) {
	list = slices.Clone(list)
	for i, a := range list {
		if list[i], err = a.Seal(); err != nil {
			return 0, err
		}
	}
	err = s.update(ctx, func(w *Session) error {
		var touched []string
		added = 0
		for _, a := range list {
			if w.annotation(a) {
				added++
				touched = append(touched, a.Doc)
			}
		}
		slices.Sort(touched)
		for _, address := range slices.Compact(touched) {
			w.carryOver(s.pack, address)
		}
		return w.err
	})
	if err != nil {
		added = 0
	}
	return added, err
}

// annotation writes an annotation and reports whether it is new.
func (w *Session) annotation(a ledger.Annotation) (added bool) {
	place, err := json.Marshal([]any{a.Content, a.Mention})
	if err != nil {
		w.err = err
		return false
	}
	body, err := json.Marshal(a)
	if err != nil {
		w.err = err
		return false
	}
	var one int
	if !w.Scan(&one, `INSERT INTO annotations (id, address, place, at, body) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO NOTHING RETURNING 1`, a.ID, a.Doc, string(place), a.At.UnixMicro(), string(body)) {
		return false
	}
	var n int
	w.Scan(&n, "SELECT count(*) FROM annotations WHERE address = ? AND place = ?", a.Doc, string(place))
	if n > ledger.MaxAnnotations && w.err == nil {
		w.err = dixit.Errorf(dixit.TooLarge, "statement %s: more than %d annotations", a.Statement, ledger.MaxAnnotations)
	}
	return w.err == nil
}

// carryOver puts the annotations of the document with an address in force: each becomes one of the statement that it is of, and
// what the statement is found by and counted by follows. It may be called at any time and changes nothing the second time; it must
// be called when a document comes, and whenever its statements are others, as after it was extracted again.
func (w *Session) carryOver(pack *packer, address string) {
	var one int
	if !w.Scan(&one, "SELECT 1 FROM annotations WHERE address = ? LIMIT 1", address) {
		return
	}
	rows, records := w.annotatedRows(pack, address)
	if len(rows) == 0 {
		return
	}
	list := w.annotationsOf("address = ?", address)
	statements, targets := make([]dixit.Statement, len(records)), make([]ledger.Target, len(list))
	for i, r := range records {
		statements[i] = r.Statement
	}
	for i, a := range list {
		targets[i] = a.Target
	}
	of := make([][]ledger.Annotation, len(rows))
	for i, at := range ledger.Assign(statements, targets) {
		var row any
		if at >= 0 {
			of[at] = append(of[at], list[i])
			row = rows[at].id
		}
		w.Exec("UPDATE annotations SET statement = ? WHERE id = ? AND statement IS DISTINCT FROM ?", row, list[i].ID, row)
	}
	for i, row := range rows {
		if len(of[i]) > 0 || row.annotated {
			w.restate(row, ledger.Annotated(records[i], of[i]), len(of[i]) > 0)
		}
	}
}

// annotatedRow is a statement's row as far as annotations go.
type annotatedRow struct {
	id        int64
	speaker   sql.NullInt64
	annotated bool
}

// annotatedRows are the statements of a document that can be read, with their records as they were extracted.
func (w *Session) annotatedRows(pack *packer, address string) (rows []annotatedRow, list []dixit.Record) {
	reader := &records{w: w, pack: pack}
	var found []annotatedRow
	var hits []hit
	w.Each(`SELECT s.id, s.code, s.doc, s.ordinal, s.speaker, s.annotated FROM statements s JOIN documents d ON d.id = s.doc
		WHERE d.address = ? ORDER BY s.ordinal`,
		func(scan func(...any) error) error {
			var h hit
			var row annotatedRow
			err := scan(&row.id, &h.code, &h.doc, &h.place.Ordinal, &row.speaker, &row.annotated)
			found, hits = append(found, row), append(hits, h)
			return err
		}, address)
	for i, h := range hits {
		r, err := reader.at(h)
		if err == nil {
			rows, list = append(rows, found[i]), append(list, r)
		} else if dixit.KindOf(err) != dixit.Unreadable && w.err == nil {
			w.err = err
		}
	}
	return rows, list
}

// restate brings a statement's row, and what it is found by, to what its record says now.
func (w *Session) restate(row annotatedRow, r dixit.Record, annotated bool) {
	st := r.Statement
	speaker := w.speaker(st.Speaker)
	w.Exec("UPDATE statements SET speaker = ?, struck = ?, annotated = ? WHERE id = ?", speaker, r.Struck, annotated, row.id)
	w.Exec("DELETE FROM chain WHERE statement = ?", row.id)
	w.details(row.id, st)
	w.Exec("DELETE FROM tags WHERE statement = ?", row.id)
	for _, tag := range r.Tags {
		w.Exec("INSERT INTO tags (tag, statement) VALUES (?, ?)", tag, row.id)
	}
	ix := ledger.NewSubject(r).Index()
	w.dialect.Erase(w, Terms, row.id)
	w.term(row.id, ix, st.Speaker.ID)
	w.dialect.Erase(w, Remarks, row.id)
	w.notes(row.id, ix)
	w.forgetSpeaker(row.speaker)
	if id, _ := speaker.(int64); row.speaker.Int64 != id {
		w.recountOf(row.id)
	}
}

// notes writes the words of a statement's notes into their index.
func (w *Session) notes(row int64, ix ledger.Indexed) {
	if words := ix.Words[ledger.InNote]; len(words) > 0 {
		w.dialect.Write(w, Remarks, []Row{{row, w.dialect.Cells(Remarks, [][]string{ix.Stems[ledger.InNote], words})}})
	}
}

// forgetSpeaker takes out the name of a speaker, or ids under it, that no statement has any longer.
func (w *Session) forgetSpeaker(speaker sql.NullInt64) {
	w.voices = nil // it may remember them
	w.Exec("DELETE FROM speakers WHERE id = ? AND NOT EXISTS (SELECT 1 FROM statements WHERE speaker = ?)", speaker, speaker)
	var ids []string
	w.Each("SELECT entity FROM entities WHERE speaker = ?", func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		ids = append(ids, id)
		return err
	}, speaker)
	for _, id := range ids {
		w.Exec(`DELETE FROM entities WHERE entity = ? AND speaker = ? AND NOT EXISTS (
			SELECT 1 FROM terms CROSS JOIN statements s WHERE s.id = terms.`+w.dialect.Key(Terms)+` AND `+w.dialect.Holds(Terms)+`
				AND s.speaker = entities.speaker)`,
			id, speaker, w.dialect.Phrase(Terms, []string{"entity"}, ledger.Fold(id), false))
	}
}

// recountOf decides anew which of the statements count that say what the one in this row says.
func (w *Session) recountOf(row int64) {
	var cluster, wording int64
	w.Each("SELECT cluster, wording FROM wordings WHERE statement = ?",
		func(scan func(...any) error) error { return scan(&cluster, &wording) }, row)
	if cluster != 0 && w.err == nil {
		w.recount(cluster, []int64{wording}, 1)
	}
}

// inForce is the record of the statement in a row, as it was extracted, after what people say of it.
func (w *Session) inForce(row int64, r dixit.Record) (dixit.Record, error) {
	return ledger.Annotated(r, w.annotationsOf("statement = ?", row)), w.err
}

// annotationsOf are the annotations for which a condition holds, in no order.
func (w *Session) annotationsOf(condition string, args ...any) (list []ledger.Annotation) {
	w.Each("SELECT body FROM annotations WHERE "+condition, func(scan func(...any) error) error {
		var body string
		if err := scan(&body); err != nil {
			return err
		}
		a, err := annotationIn(body)
		list = append(list, a)
		return err
	}, args...)
	return list
}

func annotationIn(body string) (a ledger.Annotation, err error) {
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		return a, dixit.Errorf(dixit.Unreadable, "annotation: damaged: %w", err)
	}
	return a, nil
}

// Annotations implements ledger.Ledger.
func (s *Store) Annotations(ctx context.Context, sha256 string) iter.Seq2[ledger.Annotation, error] {
	return func(yield func(ledger.Annotation, error) bool) {
		err := s.view(ctx, func(w *Session) error {
			query, args := "SELECT body FROM annotations ORDER BY at, id", []any{}
			if sha256 != "" {
				query, args = "SELECT body FROM annotations WHERE address = ? ORDER BY at, id", []any{sha256}
			}
			rows, err := w.tx.QueryContext(w.ctx, query, args...)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var body string
				if err := rows.Scan(&body); err != nil {
					return err
				}
				if a, err := annotationIn(body); !yield(a, err) {
					return errBrokenOff
				}
			}
			return rows.Err()
		})
		if err != nil && !errors.Is(err, errBrokenOff) {
			yield(ledger.Annotation{}, err)
		}
	}
}

// errBrokenOff says that nobody reads on.
var errBrokenOff = errors.New("broken off")

// SaveSearch implements ledger.Ledger.
func (s *Store) SaveSearch(ctx context.Context, saved ledger.Saved) error {
	if err := saved.Check(); err != nil {
		return err
	}
	return s.update(ctx, func(w *Session) error {
		w.Exec(`INSERT INTO searches (name, query, at) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET query = excluded.query, at = excluded.at`, saved.Name, saved.Query, saved.At.UnixMicro())
		var n int
		if w.Scan(&n, "SELECT count(*) FROM searches"); n > ledger.MaxSaved && w.err == nil {
			w.err = dixit.Errorf(dixit.TooLarge, "search %s: more than %d are saved", saved.Name, ledger.MaxSaved)
		}
		return w.err
	})
}

// DropSearch implements ledger.Ledger.
func (s *Store) DropSearch(ctx context.Context, name string) error {
	return s.update(ctx, func(w *Session) error {
		var one int
		if !w.Scan(&one, "DELETE FROM searches WHERE name = ? RETURNING 1", name) && w.err == nil {
			w.err = dixit.Errorf(dixit.NotFound, "search %.80q: none of that name is saved", name)
		}
		return w.err
	})
}

// Searches implements ledger.Ledger.
func (s *Store) Searches(ctx context.Context) (list []ledger.Saved, err error) {
	err = s.view(ctx, func(w *Session) error {
		w.Each("SELECT name, query, at FROM searches ORDER BY name", func(scan func(...any) error) error {
			var saved ledger.Saved
			var at int64
			err := scan(&saved.Name, &saved.Query, &at)
			saved.At = time.UnixMicro(at).UTC()
			list = append(list, saved)
			return err
		})
		return w.err
	})
	return list, err
}
