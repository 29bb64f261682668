package relational

import (
	"fmt"
	"slices"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// inForce is what the records of a document say after what people say of them. It compares which statement each annotation is of,
// and tags and notes, with what they must be.
func (in *inspector) inForce(k whole, list []dixit.Record) []dixit.Record {
	var said []ledger.Annotation
	var of []int64
	in.w.Each("SELECT id, coalesce(statement, 0), body FROM annotations WHERE address = ? ORDER BY id", func(scan func(...any) error) error {
		var id, body string
		var row int64
		if err := scan(&id, &row, &body); err != nil {
			return err
		}
		a, err := annotationIn(body)
		if err == nil && a.ID != id {
			err = fmt.Errorf("it is annotation %.80q", a.ID)
		}
		if err != nil {
			where := "annotation " + id
			in.found("annotations", where, func(r *repairs) { r.said[id] = asideOf(mend("take out", where, "%v", err)) }, "%v", err)
			return nil
		}
		said, of = append(said, a), append(of, row)
		return nil
	}, k.doc.SHA256)
	if len(said) == 0 {
		return list
	}
	rows, readable := in.readable(k, list)
	statements, targets := make([]dixit.Statement, len(readable)), make([]ledger.Target, len(said))
	for i, at := range readable {
		statements[i] = list[at].Statement
	}
	for i, a := range said {
		targets[i] = a.Target
	}
	now, by := slices.Clone(list), make([][]ledger.Annotation, len(list))
	for i, at := range ledger.Assign(statements, targets) {
		want := int64(0)
		if at >= 0 {
			want, by[readable[at]] = rows[at], append(by[readable[at]], said[i])
		}
		if of[i] != want {
			in.found("annotations", "annotation "+said[i].ID, anewFor(k), "it is not in force for its statement")
		}
	}
	for i, at := range readable {
		if len(by[at]) > 0 {
			now[at] = ledger.Annotated(list[at], by[at])
			in.remarked(k, rows[i], now[at])
		}
	}
	return now
}

func anewFor(k whole) func(*repairs) {
	return rewrite(k.id, "document "+k.doc.SHA256, "what people say of its statements is not in force")
}

// readable are the rows of a document's statements that can be read, and the places of their records.
func (in *inspector) readable(k whole, list []dixit.Record) (rows []int64, at []int) {
	for _, r := range k.rows {
		if r.ordinal >= 0 && r.ordinal < len(list) && list[r.ordinal].Statement.ID == r.code && r.code != "" {
			rows, at = append(rows, r.id), append(at, r.ordinal)
		}
	}
	return rows, at
}

// remarked compares the tags of a statement, and whether its notes are in their index, with its record.
func (in *inspector) remarked(k whole, row int64, r dixit.Record) {
	var tags []string
	in.w.Each("SELECT tag FROM tags WHERE statement = ? ORDER BY tag", func(scan func(...any) error) error {
		var tag string
		err := scan(&tag)
		tags = append(tags, tag)
		return err
	}, row)
	where := "statement " + r.Statement.ID
	if want := slices.Sorted(slices.Values(r.Tags)); !slices.Equal(tags, want) {
		in.found("annotations", where, anewFor(k), "it is kept under the tags %.200q, its record says %.200q", tags, want)
	}
	var indexed bool
	in.w.Scan(&indexed, "SELECT EXISTS (SELECT 1 FROM "+in.w.dialect.Listing(Remarks)+" x WHERE x.id = ?)", row)
	if noted := len(ledger.NewSubject(r).Index().Words[ledger.InNote]) > 0; noted != indexed {
		in.found("index", where, func(r *repairs) { r.words = true }, "its notes are in the index: %t, want %t", indexed, noted)
	}
}

// annotated finds statements that are marked as annotated and are not, or are and are not marked, and what only such have.
func (in *inspector) annotated() {
	in.w.Each(`SELECT s.code, d.id, d.address FROM statements s JOIN documents d ON d.id = s.doc
		WHERE s.id IN (SELECT id FROM statements WHERE annotated = 1 UNION SELECT statement FROM annotations UNION SELECT statement FROM tags)
			AND NOT (s.annotated = 1 AND EXISTS (SELECT 1 FROM annotations WHERE statement = s.id))
		OR s.annotated NOT IN (0, 1)`,
		func(scan func(...any) error) error {
			k := whole{doc: &dixit.Document{}}
			var code string
			err := scan(&code, &k.id, &k.doc.SHA256)
			in.found("annotations", "statement "+code, anewFor(k), "it is not marked by whether it has annotations")
			return err
		})
	in.w.Each("SELECT x.id FROM "+in.w.dialect.Listing(Remarks)+" x WHERE x.id NOT IN (SELECT id FROM statements WHERE annotated = 1)", func(scan func(...any) error) error {
		var row int64
		err := scan(&row)
		in.found("orphans", fmt.Sprint("row ", row), func(r *repairs) { r.words = true }, "a note in the index is of no statement")
		return err
	})
}

// redirects finds ids that lead where they must not.
func (in *inspector) redirects() {
	for _, c := range []struct{ query, why string }{
		{"SELECT code FROM redirects WHERE code IN (SELECT code FROM statements)", "a statement that is there leads elsewhere"},
		{"SELECT r.code FROM redirects r JOIN statements s ON s.code = r.target WHERE s.doc <> r.doc", "it leads into another document"},
	} {
		in.w.Each(c.query, func(scan func(...any) error) error {
			var code string
			err := scan(&code)
			where := "statement " + code
			in.found("redirects", where, func(r *repairs) { r.leads[code] = asideOf(mend("take out", where, "%s", c.why)) }, "%s", c.why)
			return err
		})
	}
}

// pages finds URLs of a document under which it is not found.
func (in *inspector) pages(k whole) {
	where := "document " + k.doc.SHA256
	for _, d := range in.w.stood(k.id) {
		page, ok := copies.Address(d.URL)
		if !ok {
			continue
		}
		var known bool
		in.w.Scan(&known, "SELECT EXISTS (SELECT 1 FROM pages WHERE page = ? AND doc = ?)", int64(page), k.id)
		if !known {
			why := fmt.Sprintf("it is not found under %.200q", d.URL)
			in.found("pages", where, func(r *repairs) { r.pages[k.id] = mend("link", where, "%s", why) }, "%s", why)
		}
	}
}
