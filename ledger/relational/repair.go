package relational

import (
	"context"
	"encoding/json"
	"slices"

	"dixit"
	"dixit/ledger"
)

// rounds is how often a ledger is mended and checked: what is taken out may leave something behind that belongs to nothing.
const rounds = 4

// Repair implements ledger.Checker.
func (s *Store) Repair(ctx context.Context, do bool) (ledger.Repaired, error) {
	var out ledger.Repaired
	for range rounds {
		r := newRepairs()
		err := s.inspect(ctx, ledger.CheckOptions{Deep: true}, func(f flaw) bool {
			r.add(f)
			return true
		})
		if err != nil {
			return out, err
		}
		if len(r.helpless) > 0 {
			return out, dixit.Errorf(dixit.Unavailable, "ledger %s: what is damaged cannot be mended in place (%s: %s); restore a backup",
				s.dialect.Place(), r.helpless[0].Where, r.helpless[0].Why)
		}
		plan := r.plan()
		out.Mends = append(out.Mends, plan...)
		if !do || len(plan) == 0 {
			return out, nil
		}
		aside, err := s.mend(ctx, r)
		if err != nil {
			return ledger.Repaired{}, err
		}
		if out.Aside == "" {
			out.Aside = aside
		}
	}
	return out, dixit.Errorf(dixit.Unavailable, "ledger %s: it is not sound after %d repairs; restore a backup", s.dialect.Place(), rounds)
}

// mender mends a ledger in one transaction.
type mender struct {
	w     *Session
	pack  *packer
	aside *aside
	words bool            // the index is made anew in the end
	link  map[int64]bool  // documents whose copies are looked for anew in the end
	carry map[string]bool // addresses of documents whose annotations are put in force anew in the end
}

// mend does what is planned, all of it or nothing, and is the file of what was taken out.
func (s *Store) mend(ctx context.Context, r *repairs) (path string, err error) {
	out := &aside{base: s.dialect.Aside()}
	defer func() { err = out.close(err) }()
	err = s.update(ctx, func(w *Session) error {
		m := &mender{w: w, pack: s.pack, aside: out, words: r.words, link: map[int64]bool{}, carry: map[string]bool{}}
		m.begin(r)
		for _, doc := range slices.Concat(ordered(r.lost), ordered(r.struck), ordered(r.rewrite)) {
			m.document(doc)
		}
		m.speakers(r)
		for _, path := range ordered(r.forget) {
			m.w.Exec("DELETE FROM progress WHERE path = ?", path)
		}
		for _, number := range ordered(r.units) {
			m.w.Exec("DELETE FROM work WHERE number = ?", number)
		}
		if m.words {
			m.index()
		}
		m.annotations()
		for _, doc := range ordered(r.pages) {
			m.pages(doc)
		}
		for _, doc := range ordered(r.link) {
			m.relinked(doc)
		}
		if r.gists {
			if err := m.gists(s); err != nil {
				return err
			}
		}
		if m.unlink(); m.w.err != nil {
			return m.w.err
		}
		for waiting := true; waiting && m.w.err == nil; {
			if err := s.sketchSome(w); err != nil {
				return err
			}
			m.w.Scan(&waiting, "SELECT EXISTS (SELECT 1 FROM unsketched)")
		}
		if m.w.err == nil && (r.hear || len(r.lost)+len(r.struck)+len(r.rewrite)+len(r.orphans) > 0) {
			m.w.err = m.rehear(s)
		}
		if m.w.err == nil {
			m.w.err = out.sync()
		}
		return m.w.err
	})
	return out.path, err
}

// begin mends what the rest rests on.
func (m *mender) begin(r *repairs) {
	if r.reindex {
		m.w.dialect.Reindex(m.w)
	}
	if m.words {
		m.clearIndex()
	}
	for ref := range r.orphans {
		m.orphans(ref)
	}
	for _, id := range ordered(r.said) {
		m.carryOf("SELECT address FROM annotations WHERE id = ?", id)
		m.set("annotations", "id = ?", id)
		m.w.Exec("DELETE FROM annotations WHERE id = ?", id)
	}
	for _, code := range ordered(r.leads) {
		m.set("redirects", "code = ?", code)
		m.w.Exec("DELETE FROM redirects WHERE code = ?", code)
	}
}

// document writes the rows of a document's statements anew, without the statements that can no longer be read; if it can no longer
// be read itself, it is taken out.
func (m *mender) document(id int64) {
	k, err := m.w.whole(m.pack, id, true)
	if m.w.err != nil || k.doc.SHA256 == "" { // gone meanwhile
		return
	}
	m.relinked(id)
	if err != nil || !m.looseFits(k) {
		m.lose(k)
		return
	}
	plan := newRepairs()
	in := &inspector{w: m.w, pack: m.pack, report: func(f flaw) bool {
		plan.add(f)
		return true
	}}
	list, _ := in.records(k)
	for _, s := range plan.struck[id] {
		m.strike(k, s.ordinal)
	}
	m.unindex(k)
	m.carry[k.doc.SHA256] = true
	m.w.Exec("DELETE FROM statements WHERE doc = ?", id)
	p := &parcel{doc: k.doc, place: ledger.PlaceOf(k.doc)}
	m.fit(k, list, p)
	day, second := daysOf(k.doc)
	m.w.Exec("UPDATE documents SET records = ?, day = ?, second = ? WHERE id = ?", m.pack.packRecords(p.lines), day, second, id)
	p.id = id
	m.w.place([]*parcel{p})
	m.w.statements([]*parcel{p})
	if !m.words {
		m.w.index([]*parcel{p})
	}
}

// fit gives p those of a document's records that can be read, each as it is, if it names its document, engine and parent rightly.
func (m *mender) fit(k whole, list []dixit.Record, p *parcel) {
	here := map[string]bool{"": true}
	for _, r := range list {
		here[r.Statement.ID] = true
	}
	for i, r := range list {
		if r.Statement.ID == "" {
			continue
		}
		line := k.lines[i]
		if r.Doc != k.doc.Ref() || r.Engine != k.engine || !here[r.Statement.Parent] {
			r.Doc, r.Engine = k.doc.Ref(), k.engine
			if !here[r.Statement.Parent] {
				r.Statement.Parent = ""
			}
			var err error
			if line, err = json.Marshal(r); err != nil && m.w.err == nil {
				m.w.err = err
			}
		}
		p.statements, p.lines = append(p.statements, r.Statement), append(p.lines, line)
		p.terms = append(p.terms, m.w.dialect.Cells(Terms, termsOf(ledger.NewSubject(r).Index(), r.Statement.Speaker.ID)))
	}
}

// looseFits reports whether the quotations of a document are in its text.
func (m *mender) looseFits(k whole) bool {
	fits := true
	in := &inspector{w: m.w, report: func(flaw) bool {
		fits = false
		return true
	}}
	in.loose(k)
	return fits
}

// unindex takes a document's statements out of the index.
func (m *mender) unindex(k whole) {
	for _, r := range k.rows {
		if !m.words {
			m.w.dialect.Erase(m.w, Terms, r.id)
		}
	}
}

// clearIndex takes all words out of the index.
func (m *mender) clearIndex() {
	m.w.dialect.Clear(m.w, Terms)
	m.w.dialect.Clear(m.w, Remarks)
}

// index makes the index anew.
func (m *mender) index() {
	m.clearIndex()
	var docs []int64
	m.w.Each("SELECT id FROM documents ORDER BY id", func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		docs = append(docs, id)
		return err
	})
	for _, id := range docs {
		k, err := m.w.whole(m.pack, id, false)
		if err != nil {
			continue // the next round takes it out
		}
		for _, row := range k.rows {
			if row.ordinal < 0 || row.ordinal >= len(k.lines) {
				continue
			}
			if r, _, err := decoded(k.lines[row.ordinal], k.doc); err == nil && r.Statement.ID == row.code {
				if r, err = m.w.inForce(row.id, r); err != nil {
					return
				}
				ix := ledger.NewSubject(r).Index()
				m.w.term(row.id, ix, r.Statement.Speaker.ID)
				m.w.notes(row.id, ix)
			}
		}
	}
}

// speakers mends names, and takes out those that nobody has.
func (m *mender) speakers(r *repairs) {
	for _, id := range ordered(r.names) {
		var name string
		if !m.w.Scan(&name, "SELECT name FROM speakers WHERE id = ?", id) {
			continue
		}
		m.w.Exec("DELETE FROM speaker_words WHERE speaker = ?", id)
		m.w.speakerWords(wordsOf(nil, id, name))
	}
	for n := range r.entities {
		m.w.Exec("DELETE FROM entities WHERE entity = ? AND speaker = ?", n.entity, n.speaker)
	}
	m.w.Exec("DELETE FROM speakers WHERE NOT EXISTS (SELECT 1 FROM statements WHERE speaker = speakers.id)")
}

// relinked notes that the copies of a document are to be looked for anew, with those of all that are in a cluster with it.
func (m *mender) relinked(doc int64) {
	m.w.Each(`SELECT doc FROM clusters WHERE cluster IN (SELECT cluster FROM clusters WHERE doc = ?1
			UNION SELECT w.cluster FROM statements s JOIN wordings w ON w.statement = s.id WHERE s.doc = ?1)
		UNION SELECT id FROM documents WHERE id = ?1`,
		func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			m.link[id] = true
			return err
		}, doc)
}

// unlink takes away what is kept of the copies of documents, so that it is looked for anew.
func (m *mender) unlink() {
	if len(m.link) == 0 {
		return
	}
	docs, list := array(ordered(m.link)), "(SELECT value FROM "+m.w.dialect.Numbers()+" j)"
	m.w.Exec("DELETE FROM wordings WHERE statement IN (SELECT id FROM statements WHERE doc IN "+list+")", docs)
	m.w.Exec("DELETE FROM clusters WHERE doc IN "+list, docs)
	m.w.Exec("DELETE FROM prints WHERE doc IN "+list, docs)
	m.w.Exec("INSERT INTO unsketched SELECT id FROM documents WHERE id IN "+list+" ON CONFLICT DO NOTHING", docs)
}
