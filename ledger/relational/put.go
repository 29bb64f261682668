package relational

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// dayShift is how far the day stands above the number in the day in a statement's row id; see the schema.
const dayShift = 28

// Put implements ledger.Ledger. Documents over 256 MiB are TooLarge.
func (s *Store) Put(ctx context.Context, doc *dixit.Document, ex dixit.Extraction) (ledger.Receipt, error) {
	fates, err := s.PutAll(ctx, []ledger.Entry{{Doc: doc, Extraction: ex}})
	if err != nil {
		return ledger.Receipt{}, err
	}
	return fates[0].Receipt, fates[0].Err
}

// documents gives those of parcels row ids whose documents are not there, writes what is of the documents alone, and returns them, and
// the others: those are kept already, another process was faster, or they come twice at once.
func (w *Session) documents(parcels []*parcel) (added, again []*parcel) {
	var asked []string
	for _, p := range parcels {
		if !p.known {
			asked = append(asked, p.doc.SHA256)
		}
	}
	there := w.there(asked)
	for _, p := range parcels {
		if p.known || there[p.doc.SHA256] {
			again = append(again, p)
			continue
		}
		there[p.doc.SHA256] = true
		added = append(added, p)
	}
	ids := w.fresh("documents", len(added))
	var documents, pages, quotes []any
	for i, p := range added {
		if w.err != nil {
			return nil, nil
		}
		p.id = ids[i]
		documents, quotes = p.document(documents), quotesOf(quotes, p.id, p.loose)
		if page, ok := copies.Address(p.doc.URL); ok {
			pages = append(pages, int64(page), p.id)
		}
	}
	w.Load("documents", []string{
		"id", "address", "label", "name", "path", "url", "outlet", "title", "authors", "published", "day", "second", "lang",
		"media_type", "engine", "model", "text", "blocks", "source", "agency", "records",
	}, documents)
	w.Load("pages", []string{"page", "doc"}, pages)
	w.quotes(quotes)
	return added, again
}

// there are those of some addresses at which a document is.
func (w *Session) there(addresses []string) map[string]bool {
	return w.among(addresses, "SELECT address FROM documents WHERE address IN (SELECT value FROM %s j)")
}

// document appends the cells of the document's row.
func (p *parcel) document(cells []any) []any {
	d := p.doc
	var day string
	if p.place.Day > 0 {
		day = d.Day()
	}
	return append(cells, p.id, d.SHA256, d.ID, d.Name, d.Path, d.URL, d.Outlet, d.Title, string(p.authors), d.Published, day,
		sql.NullInt64{Int64: p.place.Second, Valid: p.place.Timed}, d.Lang,
		d.MediaType, p.engine.Version, p.engine.Model, p.text, p.blocks, p.source, d.Agency, p.records)
}

// place gives the statements of parcels their rows, behind those of their days. Of too many for a day it refuses the document, which it
// returns.
func (w *Session) place(parcels []*parcel) (refused *parcel) {
	if len(parcels) == 0 {
		return nil
	}
	next := map[int64]int64{} // by day
	for _, p := range parcels {
		next[p.place.Day] = p.place.Day << dayShift
	}
	w.Each(fmt.Sprintf("SELECT j.value, (SELECT max(id) FROM statements WHERE id >= j.value AND id < j.value + %d) FROM %s j", 1<<dayShift, w.dialect.Numbers()),
		func(scan func(...any) error) error {
			var first int64
			var last sql.NullInt64
			err := scan(&first, &last)
			if last.Valid {
				next[first>>dayShift] = last.Int64 + 1
			}
			return err
		}, array(slices.Sorted(maps.Values(next))))
	for _, p := range parcels {
		day := p.place.Day
		p.row = next[day]
		next[day] += int64(len(p.statements))
		if next[day] > (day+1)<<dayShift && w.err == nil {
			w.err = dixit.Errorf(dixit.TooLarge, "document %.80q: more than %d statements on its day", p.name(), 1<<dayShift)
			return p
		}
	}
	return nil
}

// statements writes the rows of the parcels' statements.
func (w *Session) statements(parcels []*parcel) {
	var speakers []dixit.Speaker
	for _, p := range parcels {
		for _, st := range p.statements {
			speakers = append(speakers, st.Speaker)
		}
	}
	w.meet(speakers)
	var rows, chain []any
	for _, p := range parcels {
		for i, st := range p.statements {
			rows = w.statement(rows, p.row+int64(i), p.id, i, st)
			chain = chainOf(chain, p.row+int64(i), st)
		}
	}
	w.statementRows(rows)
	w.chain(chain)
}

// statement appends the cells of the row of a document's statement in a place.
func (w *Session) statement(cells []any, row, doc int64, ordinal int, st dixit.Statement) []any {
	a := askedOf(st)
	return append(cells,
		row, st.ID, doc, ordinal, w.speaker(st.Speaker), a.kind, a.act, a.region, a.tier, a.depth, a.confidence, a.first, a.last, a.source)
}

// statementRows writes what statement has made.
func (w *Session) statementRows(cells []any) {
	w.Load("statements", []string{
		"id", "code", "doc", "ordinal", "speaker", "kind", "act", "region", "tier", "depth", "confidence", "said_first", "said_last", "source",
	}, cells)
}

// details writes anew what else there is to know of the statement in a row.
func (w *Session) details(row int64, st dixit.Statement) {
	w.columns(row, st)
	w.chain(chainOf(nil, row, st))
	w.Exec("UPDATE statements SET source = ? WHERE id = ?", string(st.Speaker.Kind), row)
}

// chainOf appends the cells of what stands between a statement and who says it.
func chainOf(cells []any, row int64, st dixit.Statement) []any {
	for j, link := range st.Chain {
		cells = append(cells, row, j, link.Name)
	}
	return cells
}

// chain writes what chainOf has made.
func (w *Session) chain(cells []any) {
	w.Load("chain", []string{"statement", "position", "name"}, cells)
}

// index writes what parcels are found by, but for their gists. It comes last: a row of another table that may fail makes SQLite set a
// savepoint, at which the index would write out what it has gathered.
func (w *Session) index(parcels []*parcel) {
	var rows []Row
	for _, p := range parcels {
		for i, cells := range p.terms {
			rows = append(rows, Row{p.row + int64(i), cells})
		}
	}
	w.dialect.Write(w, Terms, rows)
}

// gists writes what parcels are found by when words are looked for.
func (w *Session) gists(parcels []*parcel) {
	rows := make([]Row, len(parcels))
	for i, p := range parcels {
		rows[i] = Row{p.id, p.gist}
	}
	w.dialect.Write(w, Gists, rows)
}

// quotesOf appends the cells of quotations that belong to no statement.
func quotesOf(cells []any, doc int64, list []dixit.Quotation) []any {
	for i, q := range list {
		cells = append(cells, doc, i, q.Words.Start(), q.Words.End(), q.Open, q.Close, q.CloseOK, q.Why)
	}
	return cells
}

// quotes writes what quotesOf has made.
func (w *Session) quotes(cells []any) {
	w.Load("quotes", []string{"doc", "ordinal", "first", "past", "open", "close", "close_ok", "why"}, cells)
}
