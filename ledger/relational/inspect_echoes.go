package relational

import (
	"database/sql"

	"dixit/compare"
	"dixit/ledger"
)

// rehear plans to compare all statements anew.
func rehear(r *repairs) { r.hear = true }

// phrases compares what a document's statements are found by with what they say. A print that mostOfPhrase others have need not be
// there.
func (in *inspector) phrases(k whole) {
	l := in.w.listener(in.pack)
	for _, row := range k.rows {
		said := l.at(row.id)
		if said == nil {
			continue
		}
		var missing int
		in.w.Scan(&missing, "SELECT count(*) FROM "+in.w.dialect.Numbers()+` j WHERE NOT EXISTS (SELECT 1 FROM phrases WHERE phrase = j.value AND statement = ?)
			AND (SELECT count(*) FROM phrases WHERE phrase = j.value) < ?`, array(numbers(said.Prints())), row.id, mostOfPhrase)
		if missing > 0 {
			in.found("echoes", "statement "+row.code, rehear, "%d of the prints by which the same words are found are not kept", missing)
		}
	}
}

// bundles finds bundles that are none, and decides anew which clusters are in them.
func (in *inspector) bundles() {
	for _, c := range []struct{ query, why string }{
		{"SELECT count(*) FROM phrases p LEFT JOIN statements s ON s.id = p.statement WHERE s.id IS NULL", "prints are of statements that are not there"},
		{"SELECT count(*) FROM echoes e LEFT JOIN echoes b ON b.statement = e.bundle AND b.bundle = e.bundle WHERE b.statement IS NULL", "statements are in a bundle that is not called after one of it"},
		{"SELECT count(*) FROM echoes e LEFT JOIN echoes f ON f.statement = e.first AND f.bundle = e.bundle WHERE e.first IS NOT NULL AND f.statement IS NULL", "statements are in a cluster of another bundle"},
		{"SELECT count(*) FROM unheard", "documents were never compared"},
	} {
		var n int
		if in.w.Scan(&n, c.query); n > 0 {
			in.found("echoes", "all statements", rehear, "%d %s", n, c.why)
		}
	}
	var list []int64
	in.w.Each("SELECT DISTINCT bundle FROM echoes ORDER BY bundle", func(scan func(...any) error) error {
		var b int64
		err := scan(&b)
		list = append(list, b)
		return err
	})
	for _, b := range list {
		if in.bundle(b); in.stopped || in.w.err != nil {
			return
		}
	}
}

// bundle compares what is kept of a bundle with what its statements say.
func (in *inspector) bundle(number int64) {
	l := in.w.listener(in.pack)
	kept, ok := l.parted(number)
	if !ok {
		return
	}
	rows := map[string]sql.NullInt64{}
	for _, e := range kept {
		rows[e.said.ID] = sql.NullInt64{Int64: e.row, Valid: true}
	}
	for i, bond := range compare.Clusters(saids(kept)) {
		e := kept[i]
		switch {
		case bond.Bundle < 0:
			in.found("echoes", "statement "+e.said.ID, rehear, "it is in a bundle and like none of it")
		case e.wording != int64(e.said.Wording()):
			in.found("echoes", "statement "+e.said.ID, rehear, "its wording is not what it says")
		case e.first != rows[bond.Cluster]:
			in.found("echoes", "statement "+e.said.ID, rehear, "its cluster is not that of its words (%s)", bond.Cluster)
		}
	}
}

// rehear compares all statements anew.
func (m *mender) rehear(s *Store) error {
	m.w.listens = nil
	m.w.Exec("DELETE FROM phrases")
	m.w.Exec("DELETE FROM echoes")
	m.w.Exec("INSERT INTO unheard SELECT id FROM documents WHERE true ON CONFLICT DO NOTHING")
	for waiting := true; waiting && m.w.err == nil; {
		if err := s.hearSome(m.w); err != nil {
			return err
		}
		m.w.Scan(&waiting, "SELECT EXISTS (SELECT 1 FROM unheard)")
	}
	return m.w.err
}

// rehearing is the mend of it.
func rehearing() ledger.Mend {
	return mend("compare", "all statements", "what is kept of the same words is not what they say")
}
