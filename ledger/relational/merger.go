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
	m.w.word(target, id, statements, touched)
	for _, c := range m.alone {
		other := m.docs[c.doc]
		m.w.enter(target, memberOf(c.doc, other))
		m.w.word(target, c.doc, m.w.kept(m.pack, c.doc, other.Text), touched)
	}
	for wording := range touched {
		m.w.settle(target, wording)
	}
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

// word writes what the statements of a document say.
func (w *Session) word(cluster, doc int64, statements []dixit.Statement, touched map[int64]bool) {
	for i, hash := range copies.Wordings(statements) {
		if hash == 0 {
			continue
		}
		touched[int64(hash)] = true
		w.Exec(`INSERT INTO wordings (cluster, wording, statement, again)
			SELECT ?, ?, id, 0 FROM statements WHERE doc = ? AND ordinal = ?`, cluster, int64(hash), doc, i)
	}
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

// settle decides which statements of a wording count. Those that were said again stay so, without a look at them, if all that
// counted or came now have one speaker: which of these comes first changes nothing for the rest.
func (w *Session) settle(cluster, wording int64) {
	if changed, alike := w.recount(cluster, wording, 0); changed && !alike {
		w.recount(cluster, wording, 1)
	}
}

// recount decides which statements of a wording count, of those for which again is at most so. It reports whether one
// of them changed and whether they all have one speaker.
func (w *Session) recount(cluster, wording int64, again int) (changed, alike bool) {
	var rows []int64
	var was []bool
	var list []copies.Said
	w.Each(`
		SELECT w.statement, w.again, s.doc, p.name FROM wordings w
		JOIN statements s ON s.id = w.statement JOIN clusters c ON c.doc = s.doc LEFT JOIN speakers p ON p.id = s.speaker
		WHERE w.cluster = ? AND w.wording = ? AND w.again <= ? ORDER BY c.place, s.ordinal`,
		func(scan func(...any) error) error {
			var row int64
			var flag bool
			var said copies.Said
			var name sql.NullString
			err := scan(&row, &flag, &said.Document, &name)
			said.Speaker = name.String
			rows, was, list = append(rows, row), append(was, flag), append(list, said)
			return err
		}, cluster, wording, again)
	alike = true
	for i, of := range copies.Counted(list) {
		alike = alike && list[i].Speaker == list[0].Speaker
		if is := of != i; is != was[i] {
			changed = true
			w.Exec("UPDATE wordings SET again = ? WHERE statement = ?", is, rows[i])
			if is {
				w.counted--
			} else {
				w.counted++
			}
		}
	}
	return changed, alike
}
