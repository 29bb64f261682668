package relational

import (
	"iter"
	"slices"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// saying is a statement of a cluster.
type saying struct {
	id   int64 // row
	said copies.Said
	copy dixit.Copy
}

// sayings are the statements of a wording in the order of their cluster, and which of them each is.
func (w *Session) sayings(cluster, wording int64) (list []saying, of []int) {
	w.Each(`
		SELECT s.id, s.doc, coalesce(p.name, ''), s.code, d.label, d.url, d.outlet FROM wordings w
		JOIN statements s ON s.id = w.statement JOIN clusters c ON c.doc = s.doc JOIN documents d ON d.id = s.doc
		LEFT JOIN speakers p ON p.id = s.speaker
		WHERE w.cluster = ? AND w.wording = ? ORDER BY c.place, s.ordinal`,
		func(scan func(...any) error) error {
			var x saying
			err := scan(&x.id, &x.said.Document, &x.said.Speaker, &x.copy.ID, &x.copy.Doc, &x.copy.URL, &x.copy.Outlet)
			list = append(list, x)
			return err
		}, cluster, wording)
	said := make([]copies.Said, len(list))
	for i, x := range list {
		said[i] = x.said
	}
	return list, copies.Counted(said)
}

// together are the statements of a wording that are one with the statement in row id, itself included, the one that counts first.
func (w *Session) together(cluster, wording, id int64) []saying {
	list, of := w.sayings(cluster, wording)
	at := slices.IndexFunc(list, func(x saying) bool { return x.id == id })
	var out []saying
	for i, x := range list {
		if at >= 0 && of[i] == of[at] {
			out = append(out, x)
		}
	}
	return out
}

// copiesOf are where else the statement in row id stands.
func copiesOf(list []saying, id int64) []dixit.Copy {
	var out []dixit.Copy
	for _, x := range list {
		if x.id != id && len(out) < ledger.MaxCopies {
			out = append(out, x.copy)
		}
	}
	return out
}

// folding lets one statement of those that are one through: the one that counts if the plan finds it, else the first in the
// order of its cluster that the plan finds.
type folding struct {
	w      *Session
	pack   *packer
	plan   plan
	all    bool
	shown  map[int64]int64 // for statements that are said again and were not found yet, the one that is shown
	doc    int64           // the last document
	copyOf *dixit.Original // what it is a copy of
}

// wants reports whether h is to be shown.
func (f *folding) wants(h hit) (bool, error) {
	if f.all || !h.again {
		return true, nil
	}
	shown, ok := f.shown[h.id]
	if !ok {
		list := f.w.together(h.cluster, h.wording, h.id)
		for i := 0; !ok && i < len(list); i++ {
			var err error
			if ok, err = f.plan.finds(f.w, f.pack, list[i].id); err != nil {
				return false, err
			}
			shown = list[i].id
		}
		for _, x := range list {
			f.shown[x.id] = shown
		}
	}
	delete(f.shown, h.id) // nothing is found twice
	return shown == h.id, f.w.err
}

// folded are those of a list that are to be shown.
func (f *folding) folded(list iter.Seq2[hit, error]) iter.Seq2[hit, error] {
	return func(yield func(hit, error) bool) {
		for h, err := range list {
			wanted := err != nil
			if err == nil {
				wanted, err = f.wants(h)
			}
			if (wanted || err != nil) && !yield(h, err) {
				return
			}
		}
	}
}

// annotate says in r what is known of copies and of the same words elsewhere.
func (f *folding) annotate(h hit, r *dixit.Record) error {
	r.Cluster = f.w.clusterOf(h.id)
	if h.cluster == 0 {
		r.CopyOf = agencyCopy(r.Doc)
		return nil
	}
	if f.doc != h.doc {
		own, err := f.w.sketched(f.pack, h.doc)
		if err != nil {
			return err
		}
		f.doc, f.copyOf = h.doc, f.w.original(f.w.reader(f.pack), h.doc, r.Doc, own.sketch)
	}
	r.CopyOf = f.copyOf
	r.Copies = copiesOf(f.w.together(h.cluster, h.wording, h.id), h.id)
	return f.w.err
}

// addCopies says in a statement's record all that is known of copies and of the same words elsewhere.
func (s *Store) addCopies(w *Session, st *ledger.Stored) error {
	var id, doc, cluster, wording int64
	w.Each(`SELECT s.id, s.doc, coalesce(w.cluster, 0), coalesce(w.wording, 0) FROM statements s
		LEFT JOIN wordings w ON w.statement = s.id WHERE s.code = ?`,
		func(scan func(...any) error) error { return scan(&id, &doc, &cluster, &wording) }, st.Record.Statement.ID)
	r := &st.Record
	r.CopyOf = w.original(w.reader(s.pack), doc, r.Doc, copies.Of(st.Doc))
	if cluster != 0 {
		r.Copies = copiesOf(w.together(cluster, wording, id), id)
	}
	r.AlsoAt, r.Cluster = w.addresses(doc), w.clusterOf(id)
	return w.err
}
