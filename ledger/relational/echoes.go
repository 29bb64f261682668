package relational

import (
	"database/sql"
	"slices"

	"dixit/compare"
)

// Bounds on the search for statements of the same words.
const (
	mostOfPhrase = 64   // statements that are kept of one print
	mostHeard    = 24   // statements that a statement is compared with, each of another bundle
	mostBundled  = 1024 // statements of a bundle that is parted into clusters; those beyond join the cluster of the one they are like
	mostWorded   = 128  // the same, wordings
	mostSaid     = 6000 // the same, words of all wordings: parting takes a time that grows with their square
	mostMet      = 512  // statements that share a print with one and are looked at
	mostRead     = 256  // documents that a listener remembers
)

// listener finds statements of the same words. It reads what is kept of them, and remembers some of it for a transaction.
type listener struct {
	w    *Session
	pack *packer
	docs map[int64]recordsOf
	said map[int64]*compare.Said // by row; nil for one that can no longer be read

	places  map[int64]place // by row
	bundles map[int64]int64 // by row; 0 for one that is in none. This transaction alone changes them
}

// listener is the one of this transaction.
func (w *Session) listener(pack *packer) *listener {
	if w.listens == nil {
		w.listens = &listener{w: w, pack: pack, docs: map[int64]recordsOf{}, said: map[int64]*compare.Said{}, places: map[int64]place{}, bundles: map[int64]int64{}}
	}
	return w.listens
}

// utterance is a statement in a row.
type utterance struct {
	row  int64
	said *compare.Said
}

// uttered are statements of a document, those of whose places in the list rowOf knows a row.
func uttered(list []*compare.Said, rowOf func(i int) (int64, bool)) []utterance {
	var out []utterance
	for i, s := range list {
		if row, ok := rowOf(i); ok {
			out = append(out, utterance{row, s})
		}
	}
	return out
}

// hear finds which statements are the same words as those of a document, and brings them together. Whatever the order in which
// documents come, the clusters are the same. What is found is what phrased has found for them, and others; it is added to.
func (l *listener) hear(list []utterance, found *phrasebook) {
	for _, u := range list {
		prints := u.said.Prints()
		if len(prints) == 0 {
			continue
		}
		l.said[u.row] = u.said
		l.compare(u, found.of(prints, u.row))
		found.add(prints, u.row)
	}
}

// hearAll is hear for statements by themselves.
func (l *listener) hearAll(list []utterance) {
	found := l.phrased(list)
	l.hear(list, found)
	l.w.phrases(found)
}

// compare brings a statement together with those among some rows that are like it.
func (l *listener) compare(u utterance, rows []int64) {
	if len(rows) == 0 {
		return
	}
	rows = rows[:min(len(rows), mostMet)]
	l.learn(slices.Concat(rows, []int64{u.row}))
	l.locate(rows[:min(len(rows), mostHeard)])
	var joined []int64 // bundles
	if own := l.bundles[u.row]; own != 0 {
		joined = append(joined, own)
	}
	var alone, like []int64 // statements in none, and all that it is like
	compared := 0
	for _, row := range rows {
		bundle := l.bundles[row]
		if bundle != 0 && slices.Contains(joined, bundle) {
			continue
		}
		if compared++; compared > mostHeard || l.w.err != nil {
			break
		}
		other := l.at(row)
		if other == nil || !compare.Alike(u.said, other) {
			continue
		}
		if like = append(like, row); bundle != 0 {
			joined = append(joined, bundle)
		} else {
			alone = append(alone, row)
		}
	}
	if len(like) > 0 {
		l.join(u, joined, alone, like[0])
	}
}

// learn finds out the bundles of statements.
func (l *listener) learn(rows []int64) {
	unknown := slices.DeleteFunc(slices.Clone(rows), func(row int64) bool {
		_, known := l.bundles[row]
		return known
	})
	if len(unknown) == 0 {
		return
	}
	for _, row := range unknown {
		l.bundles[row] = 0
	}
	l.w.Each("SELECT e.statement, e.bundle FROM "+l.w.dialect.Numbers()+" j CROSS JOIN echoes e WHERE e.statement = j.value",
		func(scan func(...any) error) error {
			var row, bundle int64
			err := scan(&row, &bundle)
			l.bundles[row] = bundle
			return err
		}, array(unknown))
}

// join makes one bundle of a statement, of bundles and of statements in none. The rows of the largest one stay, so that a statement
// is moved a few times at most, however many come.
func (l *listener) join(u utterance, bundles, alone []int64, like int64) {
	into := u.row
	if len(bundles) > 0 {
		into = l.largest(bundles)
	}
	for _, b := range bundles {
		if b != into {
			l.move(b, into)
		}
	}
	for _, row := range slices.Concat(alone, []int64{u.row}) {
		if s := l.at(row); s != nil {
			l.w.Exec("INSERT INTO echoes (statement, bundle, wording, first) VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING", row, into, int64(s.Wording()))
			l.bundles[row] = into
		}
	}
	if len(bundles) == 1 && len(alone) == 0 && l.repeats(u, into) {
		return
	}
	l.part(into, u.row, like)
}

// move brings the statements of one bundle into another.
func (l *listener) move(from, into int64) {
	l.w.Exec("UPDATE echoes SET bundle = ? WHERE bundle = ?", into, from)
	for row, bundle := range l.bundles {
		if bundle == from {
			l.bundles[row] = into
		}
	}
}

// largest is the bundle with the most statements.
func (l *listener) largest(bundles []int64) int64 {
	best, most := int64(0), -1
	for _, b := range bundles {
		if n := l.size(b); n > most {
			best, most = b, n
		}
	}
	return best
}

// size is how many statements a bundle has.
func (l *listener) size(bundle int64) (n int) {
	l.w.Scan(&n, "SELECT count(*) FROM echoes WHERE bundle = ?", bundle)
	return n
}

// forget takes statements out of what others are compared with and out of their bundles, which it returns: they are to be parted
// anew once the statements are gone.
func (l *listener) forget(list []utterance) []int64 {
	bundles := map[int64]bool{}
	for _, u := range list {
		var bundle int64
		if l.w.Scan(&bundle, "SELECT bundle FROM echoes WHERE statement = ?", u.row) {
			bundles[bundle] = true
		}
		l.w.Exec("DELETE FROM echoes WHERE statement = ?", u.row)
		l.bundles[u.row] = 0
		l.w.Exec("DELETE FROM phrases WHERE statement = ? AND phrase IN (SELECT j.value FROM "+l.w.dialect.Numbers()+" j)",
			u.row, array(numbers(u.said.Prints())))
	}
	return ordered(bundles)
}

// partAnew decides anew what the statements of bundles belong to from which some were taken.
func (l *listener) partAnew(bundles []int64) {
	for _, b := range bundles {
		if kept, ok := l.parted(b); ok {
			l.partAll(b, kept)
			continue
		}
		l.w.Exec(`UPDATE echoes SET first = NULL WHERE bundle = ?1 AND first NOT IN (SELECT statement FROM echoes WHERE bundle = ?1)`, b)
		l.w.Exec(`UPDATE echoes SET bundle = (SELECT min(statement) FROM echoes WHERE bundle = ?1) WHERE bundle = ?1
			AND NOT EXISTS (SELECT 1 FROM echoes WHERE statement = ?1 AND bundle = ?1)`, b)
	}
	clear(l.bundles)
}

// parted are the statements of a bundle that can be read, if it is small enough to be parted into clusters.
func (l *listener) parted(bundle int64) (list []echo, is bool) {
	list = l.bundled(bundle, mostBundled+1)
	wordings := map[int64]bool{}
	for _, e := range list {
		wordings[e.wording] = true
	}
	if len(list) > mostBundled || len(wordings) > mostWorded {
		return nil, false
	}
	list = l.readable(list)
	words := 0
	clear(wordings)
	for _, e := range list {
		if !wordings[e.wording] {
			wordings[e.wording] = true
			words += e.said.Len()
		}
	}
	return list, words <= mostSaid
}

// repeats puts a statement whose very wording is in a cluster of its bundle into that; all else stays. It reports whether there is
// one.
func (l *listener) repeats(u utterance, bundle int64) bool {
	var first int64
	if !l.w.Scan(&first, "SELECT first FROM echoes WHERE bundle = ? AND wording = ? AND first IS NOT NULL LIMIT 1", bundle, int64(u.said.Wording())) {
		return false
	}
	f := l.at(first)
	if f == nil {
		return false
	}
	l.w.Exec("UPDATE echoes SET first = ? WHERE statement = ?", first, u.row)
	if u.said.Compare(f) < 0 {
		l.w.Exec("UPDATE echoes SET first = ? WHERE first = ?", u.row, first)
	}
	return true
}

// part decides anew what the statements of a bundle belong to. If they are too many, the one in row, which came to it, joins the
// cluster of the one that it is like.
func (l *listener) part(bundle, row, like int64) {
	if kept, ok := l.parted(bundle); ok {
		l.partAll(bundle, kept)
	} else {
		l.w.Exec("UPDATE echoes SET first = (SELECT e.first FROM echoes e WHERE e.statement = ?) WHERE statement = ?", like, row)
	}
}

// partAll decides anew what the statements of a bundle belong to, which are these.
func (l *listener) partAll(bundle int64, kept []echo) {
	bonds := compare.Clusters(saids(kept))
	rows := map[string]sql.NullInt64{}
	stays := -1 // the place of the first one of the bundle that keeps the number
	for i, e := range kept {
		rows[e.said.ID] = sql.NullInt64{Int64: e.row, Valid: true}
		if e.row == bundle {
			stays = bonds[i].Bundle
		}
	}
	for i, e := range kept {
		of := bonds[i].Bundle
		switch {
		case of < 0:
			l.w.Exec("DELETE FROM echoes WHERE statement = ?", e.row)
			l.bundles[e.row] = 0
			continue
		case of == stays:
			of = -1
		}
		to, first := bundle, rows[bonds[i].Cluster]
		if of >= 0 {
			to = kept[of].row
		}
		l.bundles[e.row] = to
		if to != bundle || first != e.first {
			l.w.Exec("UPDATE echoes SET bundle = ?, first = ? WHERE statement = ?", to, first, e.row)
		}
	}
}
