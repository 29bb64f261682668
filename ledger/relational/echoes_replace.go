package relational

import "dixit/compare"

// silence forgets the words of those of a document's statements that do not stay, and returns the bundles that they were in.
func (w *Session) silence(pack *packer, p *parcel, was []former) []int64 {
	var list []*compare.Said
	for _, k := range was {
		list = append(list, compare.Of(p.doc.Ref(), k.Statement))
	}
	return w.listener(pack).forget(uttered(list, func(i int) (int64, bool) { return was[i].row, !was[i].stays }))
}

// listenAgain parts the bundles anew from which some of a document's statements were taken, and compares its new ones.
func (w *Session) listenAgain(pack *packer, p *parcel, was []former, rows, bundles []int64) {
	stay := map[int64]bool{}
	for _, k := range was {
		stay[k.row] = k.stays
	}
	w.listens = nil // what it remembers of the document is no longer so
	l := w.listener(pack)
	l.partAnew(bundles)
	l.hearAll(uttered(p.said, func(i int) (int64, bool) { return rows[i], !stay[rows[i]] }))
}
