package relational

import (
	"context"
	"slices"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// mostOriginals is how many documents are looked at, the earliest first, for the one that a document is a copy of.
const mostOriginals = 16

// Copies implements ledger.Ledger.
func (s *Store) Copies(ctx context.Context, sha256 string) (out ledger.Copies, err error) {
	err = s.view(ctx, func(w *Session) error {
		var id int64
		if !w.Scan(&id, "SELECT id FROM documents WHERE address = ?", sha256) {
			if w.err == nil {
				w.err = dixit.Errorf(dixit.NotFound, "document %.80q: not in the ledger", sha256)
			}
			return w.err
		}
		read := w.reader(s.pack)
		own, err := read(id)
		if err != nil {
			return err
		}
		out.Of = w.original(read, id, own.doc.Ref(), own.sketch)
		out.Agency = w.agency(read, id, own.doc.Ref(), own.sketch)
		for _, m := range w.members(ledger.MaxCopies, "own.doc = ? AND c.doc <> own.doc", id) {
			out.Documents = append(out.Documents, m.ref)
		}
		out.Addresses = w.addresses(id)
		return w.err
	})
	return out, err
}

// readable is a document's text and what a cluster must know of it.
type readable struct {
	doc    *dixit.Document // perhaps without its source
	sketch *copies.Sketch
	err    error // why it cannot be read: Unreadable if that is of this document alone
}

// sketched reads a document for comparing it. The error is Unreadable if it is of this document alone.
func (w *Session) sketched(pack *packer, id int64) (readable, error) {
	r := w.sketchedAll(pack, []int64{id})[0]
	return r, r.err
}

// sketchedAll is sketched for several documents, each with its own error.
func (w *Session) sketchedAll(pack *packer, ids []int64) []readable {
	list := make([]readable, len(ids))
	for i := range list {
		list[i].err = dixit.Errorf(dixit.Unreadable, "document in row %d: not in the ledger", ids[i])
	}
	w.Each("SELECT documents.id, label, url, outlet, title, published, address, lang, agency, "+textColumn+", blocks FROM "+w.dialect.Numbers()+
		" j CROSS JOIN documents WHERE documents.id = j.value",
		func(scan func(...any) error) error {
			var id int64
			var text, blocks []byte
			d := &dixit.Document{}
			if err := scan(&id, &d.ID, &d.URL, &d.Outlet, &d.Title, &d.Published, &d.SHA256, &d.Lang, &d.Agency, &text, &blocks); err != nil {
				return err
			}
			list[slices.Index(ids, id)] = legible(pack, d, text, blocks)
			return nil
		}, array(ids))
	if w.err != nil {
		for i := range list {
			list[i] = readable{err: w.err}
		}
	}
	return list
}

// legible is a document with its text, from what is kept of that.
func legible(pack *packer, d *dixit.Document, text, blocks []byte) readable {
	var err error
	if d.Text, err = pack.text(text); err == nil {
		d.Blocks, err = pack.blocks(blocks, d.Text)
	}
	if err != nil {
		return readable{err: err}
	}
	return readable{doc: d, sketch: copies.Of(d)}
}

// reader reads documents one by one with sketched.
func (w *Session) reader(pack *packer) reader {
	return func(id int64) (readable, error) { return w.sketched(pack, id) }
}

// reader reads a document for comparing it.
type reader func(id int64) (readable, error)

// original is what a document is a copy of, nil if of nothing: of those before it in its cluster, the first that it is a copy of
// itself.
func (w *Session) original(read reader, id int64, ref dixit.DocumentRef, sketch *copies.Sketch) *dixit.Original {
	out := dixit.Original{Agency: w.agency(read, id, ref, sketch)}
	if copies.IsOwn(out.Agency, ref.Outlet) {
		out.Agency = ""
	}
	list := w.earlier(id, sketch)
	if len(list) > 0 {
		of, likeness := list[0].ref, copies.Likeness{}
		for _, e := range list {
			if l := w.compared(read, sketch, ref, e); l.Kind != "" {
				of, likeness = e.ref, l
				break
			}
		}
		if likeness.Kind == "" {
			likeness.Kind = copies.Story
		}
		out.Doc, out.SHA256, out.URL, out.Outlet, out.Published = of.ID, of.SHA256, of.URL, of.Outlet, of.Published
		out.Kind, out.Share = string(likeness.Kind), likeness.Share
	}
	if out == (dixit.Original{}) {
		return nil
	}
	return &out
}

// agency is the news agency that a document's story is from: by itself, else by the first of its copies that says it.
func (w *Session) agency(read reader, id int64, ref dixit.DocumentRef, sketch *copies.Sketch) string {
	if ref.Agency != "" {
		return ref.Agency
	}
	for _, m := range w.members(mostOriginals, "own.doc = ? AND c.doc <> own.doc AND c.agency <> ''", id) {
		if w.compared(read, sketch, ref, m).Kind != "" {
			return m.ref.Agency
		}
	}
	return ""
}

// compared is how much of a document stands in a member of its cluster; nothing if that can no longer be read.
func (w *Session) compared(read reader, sketch *copies.Sketch, ref dixit.DocumentRef, m clustered) copies.Likeness {
	other, err := read(m.doc)
	if err != nil {
		return copies.Likeness{}
	}
	return copies.Compare(sketch, other.sketch, sameAddress(ref.URL, m.ref.URL))
}

// agencyCopy is what a document is a copy of that is in no cluster: an agency's story, if it says so and is not the agency's own.
func agencyCopy(ref dixit.DocumentRef) *dixit.Original {
	if ref.Agency == "" || copies.IsOwn(ref.Agency, ref.Outlet) {
		return nil
	}
	return &dixit.Original{Agency: ref.Agency}
}

// sameAddress reports whether two URLs are one address.
func sameAddress(a, b string) bool {
	x, ok := copies.Address(a)
	y, also := copies.Address(b)
	return ok && also && x == y
}

// clustered is a document of a cluster.
type clustered struct {
	doc int64
	ref dixit.DocumentRef
}

// earlier are documents of doc's cluster that come before it: the first ones, and then the first of those that have a print in
// common with it, for a cluster may hold several stories that some document brings together.
func (w *Session) earlier(doc int64, sketch *copies.Sketch) []clustered {
	const before = "own.doc = ? AND c.place < own.place"
	list := w.members(mostOriginals, before, doc)
	if len(list) == mostOriginals {
		alike := " AND EXISTS (SELECT 1 FROM " + w.dialect.Numbers() + " j CROSS JOIN prints p WHERE p.print = j.value AND p.doc = c.doc)"
		list = append(list, w.members(mostOriginals, before+alike, doc, array(signed(sketch.Prints())))...)
	}
	return list
}

// members are the first documents, so many at most, of a cluster for which a condition holds, of own, the row of a document that
// is one of its arguments, and c, theirs.
func (w *Session) members(most int, condition string, args ...any) []clustered {
	var list []clustered
	w.Each(`
		SELECT c.doc, d.label, d.url, d.outlet, c.agency, d.title, d.published, d.address, d.lang
		FROM clusters own JOIN clusters c ON c.cluster = own.cluster JOIN documents d ON d.id = c.doc
		WHERE `+condition+` ORDER BY c.place LIMIT ?`,
		func(scan func(...any) error) error {
			var m clustered
			r := &m.ref
			err := scan(&m.doc, &r.ID, &r.URL, &r.Outlet, &r.Agency, &r.Title, &r.Published, &r.SHA256, &r.Lang)
			list = append(list, m)
			return err
		}, append(args, most)...)
	return list
}
