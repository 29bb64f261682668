package relational

import (
	"database/sql"
	"slices"

	"dixit"
	"dixit/copies"
)

// merger brings a document, the documents that it is a copy of or that are copies of it, and all of their clusters into one.
type merger struct {
	w        *Session
	pack     *packer
	clusters []int64
	alone    []candidate // in no cluster yet
	docs     map[int64]*dixit.Document
}

func newMerger(w *Session, pack *packer) *merger {
	return &merger{w: w, pack: pack, docs: map[int64]*dixit.Document{}}
}

// has reports whether c is in a cluster that is to be merged.
func (m *merger) has(c candidate) bool {
	return c.cluster != 0 && slices.Contains(m.clusters, c.cluster)
}

func (m *merger) add(c candidate, doc *dixit.Document) {
	if c.cluster != 0 {
		m.clusters = append(m.clusters, c.cluster)
		return
	}
	m.alone = append(m.alone, c)
	m.docs[c.doc] = doc
}

// merge writes the cluster and decides anew which statements count. The rows of the largest cluster stay, so that a document is
// moved a few times at most, however many come. It reports whether there is one.
func (m *merger) merge(id int64, doc *dixit.Document, statements []dixit.Statement) bool {
	if len(m.clusters)+len(m.alone) == 0 {
		return false
	}
	target, touched := id, map[int64]bool{} // wordings
	if len(m.clusters) > 0 {
		target = m.largest()
	}
	for _, c := range m.clusters {
		if c != target {
			m.move(c, target, touched)
		}
	}
	m.w.enter(target, memberOf(id, doc))
	docs := []worded{{id, statements}}
	for _, c := range m.alone {
		other := m.docs[c.doc]
		m.w.enter(target, memberOf(c.doc, other))
		docs = append(docs, worded{c.doc, m.w.kept(m.pack, c.doc, other.Text)})
	}
	m.w.word(target, docs, touched)
	m.w.settle(target, touched)
	return true
}

// largest is the cluster with the most documents.
func (m *merger) largest() int64 {
	best, most := int64(0), -1
	for _, c := range m.clusters {
		var n int
		if m.w.Scan(&n, "SELECT count(*) FROM clusters WHERE cluster = ?", c) && n > most {
			best, most = c, n
		}
	}
	return best
}

// move brings the documents of one cluster into another.
func (m *merger) move(from, to int64, touched map[int64]bool) {
	m.w.Each("SELECT DISTINCT wording FROM wordings WHERE cluster = ?", func(scan func(...any) error) error {
		var wording int64
		err := scan(&wording)
		touched[wording] = true
		return err
	}, from)
	m.w.Exec("UPDATE clusters SET cluster = ? WHERE cluster = ?", to, from)
	m.w.Exec("UPDATE wordings SET cluster = ? WHERE cluster = ?", to, from)
}

// enter makes a document a member of a cluster.
func (w *Session) enter(cluster int64, m member) {
	w.Exec("INSERT INTO clusters (cluster, place, doc, agency) VALUES (?, ?, ?, ?)", cluster, m.place, m.doc, m.agency)
}

// worded is the statements of a document by their places in it.
type worded struct {
	doc        int64
	statements []dixit.Statement
}

// word writes what the statements of documents say.
func (w *Session) word(cluster int64, docs []worded, touched map[int64]bool) {
	ids, said := make([]int64, len(docs)), map[int64][]uint64{}
	for i, d := range docs {
		ids[i], said[d.doc] = d.doc, copies.Wordings(d.statements)
	}
	var cells []any
	w.Each("SELECT s.id, s.doc, s.ordinal FROM "+w.dialect.Numbers()+" j CROSS JOIN statements s WHERE s.doc = j.value", func(scan func(...any) error) error {
		var row, doc int64
		var ordinal int
		err := scan(&row, &doc, &ordinal)
		if hashes := said[doc]; ordinal >= 0 && ordinal < len(hashes) && hashes[ordinal] != 0 {
			touched[int64(hashes[ordinal])] = true
			cells = append(cells, cluster, int64(hashes[ordinal]), row, 0)
		}
		return err
	}, array(ids))
	w.Load("wordings", []string{"cluster", "wording", "statement", "again"}, cells)
}

// kept are the statements of a document by their places in it. One that can no longer be read is zero.
func (w *Session) kept(pack *packer, doc int64, text dixit.Text) []dixit.Statement {
	var packed []byte
	w.Each("SELECT records FROM documents WHERE id = ?", func(scan func(...any) error) error { return scan(&packed) }, doc)
	records, err := pack.records(packed, text)
	if err != nil {
		records.lines = nil // a search says what is wrong
	}
	var list []dixit.Statement
	w.Each("SELECT code, ordinal FROM statements WHERE doc = ? ORDER BY ordinal", func(scan func(...any) error) error {
		var code string
		var ordinal int
		if err := scan(&code, &ordinal); err != nil {
			return err
		}
		r, err := records.at(code, ordinal)
		if err != nil {
			r = dixit.Record{}
		}
		list = append(list, r.Statement)
		return nil
	}, doc)
	return list
}

// settle decides which statements of wordings count. Those that were said again stay so, without a look at them, if all that
// counted or came now have one speaker: which of these comes first changes nothing for the rest.
func (w *Session) settle(cluster int64, touched map[int64]bool) {
	w.recount(cluster, w.recount(cluster, ordered(touched), 0), 1)
}

// recount decides which statements of wordings count, of those for which again is at most so. It gives the wordings of which one
// changed and that have several speakers.
func (w *Session) recount(cluster int64, wordings []int64, again int) (mixed []int64) {
	if len(wordings) == 0 {
		return nil
	}
	var list []repetition
	w.Each(`SELECT w.wording, w.statement, w.again, s.doc, p.name FROM `+w.dialect.Numbers()+` j CROSS JOIN wordings w
		JOIN statements s ON s.id = w.statement JOIN clusters c ON c.doc = s.doc LEFT JOIN speakers p ON p.id = s.speaker
		WHERE w.wording = j.value AND w.cluster = ? AND w.again <= ? ORDER BY w.wording, c.place, s.ordinal`,
		func(scan func(...any) error) error {
			var one repetition
			var name sql.NullString
			err := scan(&one.wording, &one.row, &one.again, &one.said.Document, &name)
			one.said.Speaker = name.String
			list = append(list, one)
			return err
		}, array(wordings), cluster, again)
	var first, repeated []int64 // that were not, before
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].wording == list[0].wording {
			n++
		}
		f, r, alike := counted(list[:n])
		if len(f)+len(r) > 0 && !alike {
			mixed = append(mixed, list[0].wording)
		}
		first, repeated, list = append(first, f...), append(repeated, r...), list[n:]
	}
	w.counted += len(first) - len(repeated)
	w.countAs(first, 0)
	w.countAs(repeated, 1)
	return mixed
}

// repetition is a statement of a wording, perhaps the first.
type repetition struct {
	wording, row int64
	again        bool // it does not count
	said         copies.Said
}

// counted are those of a wording's statements, in their order, that count from now on, those that no longer do, and whether all have
// one speaker.
func counted(list []repetition) (first, repeated []int64, alike bool) {
	said := make([]copies.Said, len(list))
	for i, s := range list {
		said[i] = s.said
	}
	alike = true
	for i, of := range copies.Counted(said) {
		alike = alike && said[i].Speaker == said[0].Speaker
		switch again := of != i; {
		case again && !list[i].again:
			repeated = append(repeated, list[i].row)
		case !again && list[i].again:
			first = append(first, list[i].row)
		}
	}
	return first, repeated, alike
}

// countAs notes of statements whether they count.
func (w *Session) countAs(rows []int64, again int) {
	if len(rows) > 0 {
		w.Exec("UPDATE wordings SET again = ? WHERE statement IN (SELECT j.value FROM "+w.dialect.Numbers()+" j)", again, array(rows))
	}
}
