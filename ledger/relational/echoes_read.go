package relational

import (
	"cmp"
	"database/sql"
	"slices"

	"dixit/compare"
)

// phrasebook is the rows of statements by their prints.
type phrasebook struct {
	rows  map[int64][]int64
	added []any // cells: what is not written yet
}

// phrased are the statements that are kept of the prints of others. The bundles of all are learnt.
func (l *listener) phrased(list []utterance) *phrasebook {
	var all, rows []int64
	for _, u := range list {
		all, rows = append(all, numbers(u.said.Prints())...), append(rows, u.row)
	}
	slices.Sort(all)
	out := &phrasebook{rows: map[int64][]int64{}}
	if all = slices.Compact(all); len(all) == 0 {
		return out
	}
	l.learn(rows)
	l.w.Each("SELECT p.phrase, p.statement, coalesce(e.bundle, 0) FROM "+l.w.dialect.Numbers()+
		" j CROSS JOIN phrases p LEFT JOIN echoes e ON e.statement = p.statement WHERE p.phrase = j.value",
		func(scan func(...any) error) error {
			var phrase, row, bundle int64
			err := scan(&phrase, &row, &bundle)
			out.rows[phrase] = append(out.rows[phrase], row)
			l.bundles[row] = bundle
			return err
		}, array(all))
	return out
}

// of are the statements that have some of the prints, but for the one in row, those that have most of them first.
func (b *phrasebook) of(prints []uint32, row int64) []int64 {
	n := map[int64]int{}
	for _, p := range prints {
		for _, other := range b.rows[int64(p)] {
			n[other]++
		}
	}
	delete(n, row)
	list := ordered(n)
	slices.SortStableFunc(list, func(a, b int64) int { return cmp.Compare(n[b], n[a]) })
	return list
}

// add adds a statement, where there are not too many.
func (b *phrasebook) add(prints []uint32, row int64) {
	for _, p := range numbers(prints) {
		if n := b.rows[p]; len(n) < mostOfPhrase && !slices.Contains(n, row) {
			b.rows[p] = append(n, row)
			b.added = append(b.added, p, row)
		}
	}
}

// phrases writes what was added to a phrasebook.
func (w *Session) phrases(b *phrasebook) {
	w.Load("phrases", []string{"phrase", "statement"}, b.added)
	b.added = nil
}

// uttered are the statements of a parcel in their rows.
func (p *parcel) uttered() []utterance {
	return uttered(p.said, func(i int) (int64, bool) { return p.row + int64(i), true })
}

// spoken are the statements of all parcels.
func spoken(parcels []*parcel) (list []utterance) {
	for _, p := range parcels {
		list = append(list, p.uttered()...)
	}
	return list
}

// echo is a statement of a bundle.
type echo struct {
	utterance
	wording int64
	first   sql.NullInt64 // row of the first of its cluster
}

func saids(list []echo) []*compare.Said {
	out := make([]*compare.Said, len(list))
	for i, e := range list {
		out[i] = e.said
	}
	return out
}

// bundled are the statements of a bundle, so many at most and not read yet.
func (l *listener) bundled(bundle int64, most int) (list []echo) {
	l.w.Each("SELECT statement, wording, first FROM echoes WHERE bundle = ? LIMIT ?", func(scan func(...any) error) error {
		var e echo
		err := scan(&e.row, &e.wording, &e.first)
		list = append(list, e)
		return err
	}, bundle, most)
	slices.SortFunc(list, func(a, b echo) int { return cmp.Compare(a.row, b.row) })
	return list
}

// readable are those that can be read, with what they say.
func (l *listener) readable(list []echo) []echo {
	rows := make([]int64, len(list))
	for i, e := range list {
		rows[i] = e.row
	}
	l.locate(rows)
	for i := range list {
		list[i].said = l.at(list[i].row)
	}
	return slices.DeleteFunc(list, func(e echo) bool { return e.said == nil })
}

// at is the statement in a row as its engine found it; nil if it can no longer be read.
func (l *listener) at(row int64) *compare.Said {
	if s, ok := l.said[row]; ok {
		return s
	}
	l.locate([]int64{row})
	p := l.places[row]
	l.said[row] = nil
	if r, err := l.document(p.doc).at(p.code, p.ordinal); err == nil {
		l.said[row] = compare.Of(r.Doc, r.Statement)
	}
	return l.said[row]
}

// place is where a statement stands.
type place struct {
	doc     int64
	code    string
	ordinal int
}

// locate finds out where statements stand that are still to be read.
func (l *listener) locate(rows []int64) {
	unknown := slices.DeleteFunc(slices.Clone(rows), func(row int64) bool {
		_, read := l.said[row]
		_, known := l.places[row]
		return read || known
	})
	if len(unknown) == 0 {
		return
	}
	l.w.Each("SELECT s.id, s.doc, s.code, s.ordinal FROM "+l.w.dialect.Numbers()+" j CROSS JOIN statements s WHERE s.id = j.value",
		func(scan func(...any) error) error {
			var row int64
			var p place
			err := scan(&row, &p.doc, &p.code, &p.ordinal)
			l.places[row] = p
			return err
		}, array(unknown))
}

// document are the records of a document; none if they can no longer be read.
func (l *listener) document(doc int64) recordsOf {
	if r, ok := l.docs[doc]; ok {
		return r
	}
	if len(l.docs) >= mostRead {
		clear(l.docs)
		clear(l.said)
	}
	var text, packed []byte
	l.w.Each("SELECT "+textColumn+", records FROM documents WHERE id = ?", func(scan func(...any) error) error { return scan(&text, &packed) }, doc)
	var r recordsOf
	if t, err := l.pack.text(text); err == nil && l.w.err == nil {
		if r, err = l.pack.records(packed, t); err != nil {
			r = recordsOf{}
		}
	}
	l.docs[doc] = r
	return r
}

func numbers(prints []uint32) []int64 {
	out := make([]int64, len(prints))
	for i, p := range prints {
		out[i] = int64(p)
	}
	return out
}

// clusterOf is the id of the cluster of the statement in a row; "" if it is in none.
func (w *Session) clusterOf(row int64) (code string) {
	w.Scan(&code, "SELECT f.code FROM echoes e JOIN statements f ON f.id = e.first WHERE e.statement = ?", row)
	return code
}
