package relational

import (
	"context"
	"encoding/json"

	"dixit"
	"dixit/ledger"
)

// Wants implements ledger.Ledger.
func (s *Store) Wants(ctx context.Context, doc *dixit.Document) (bool, error) {
	has, err := s.Has(ctx, doc.SHA256)
	if !has || err != nil {
		return !has, err
	}
	over, err := s.precedes(ctx, doc)
	if !over || err != nil {
		return false, err
	}
	kept, err := s.Document(ctx, doc.SHA256)
	if dixit.KindOf(err) == dixit.Unreadable {
		return false, nil // for repair
	}
	return err == nil && !sameBut(kept, doc), err
}

// sameBut reports whether two documents of the same bytes say the same but for the file that they were read from.
func sameBut(a, b *dixit.Document) bool {
	return a.Ref() == b.Ref() && a.Text.String() == b.Text.String()
}

// precedes reports whether doc is to take the place of what is kept under its address.
func (s *Store) precedes(ctx context.Context, doc *dixit.Document) (over bool, err error) {
	err = s.view(ctx, func(w *Session) error {
		_, _, over = w.precedes(doc)
		return w.err
	})
	return over, err
}

// precedes reports whether doc is to take the place of what is kept under its address, and the row and origin of that.
func (w *Session) precedes(doc *dixit.Document) (id int64, kept dixit.Document, over bool) {
	w.Each("SELECT id, label, name, path, url, outlet, agency, title, published, address, lang FROM documents WHERE address = ?",
		func(scan func(...any) error) error {
			k := &kept
			return scan(&id, &k.ID, &k.Name, &k.Path, &k.URL, &k.Outlet, &k.Agency, &k.Title, &k.Published, &k.SHA256, &k.Lang)
		}, doc.SHA256)
	return id, kept, w.err == nil && id != 0 && ledger.Precedes(doc, &kept)
}

// again keeps where a document was found again: in the place of where it is kept, if it precedes that and p says what is in it or that
// makes no difference.
func (w *Session) again(pack *packer, p *parcel) {
	id, kept, over := w.precedes(p.doc)
	switch {
	case w.err != nil:
	case !over:
		w.address(p.doc)
	case p.known && kept.Ref() == p.doc.Ref():
		w.Exec("UPDATE documents SET name = ?, path = ? WHERE id = ?", p.doc.Name, p.doc.Path, id)
		if kept.URL == "" {
			w.moved(id, &kept, p.doc)
		}
	case p.known || !w.outdates(id, p.engine):
		w.address(p.doc)
	default:
		w.takeOver(pack, id, p)
		w.moved(id, &kept, p.doc)
	}
}

// outdates reports whether what an engine finds may take the place of what is kept of a document: the same engine found that, or one of
// an earlier version.
func (w *Session) outdates(doc int64, by dixit.Engine) bool {
	var kept dixit.Engine
	w.Each("SELECT engine, model FROM documents WHERE id = ?", func(scan func(...any) error) error { return scan(&kept.Version, &kept.Model) }, doc)
	return kept == by || ledger.VersionNumber(kept.Version) < ledger.VersionNumber(by.Version)
}

// moved keeps that a document, which stands where it is now, was also where it was.
func (w *Session) moved(id int64, was, is *dixit.Document) {
	w.Exec("DELETE FROM addresses WHERE doc = ?1 AND (CASE WHEN ?2 = '' THEN url = '' AND path = ?3 ELSE url = ?2 END)", id, is.URL, is.Path)
	w.address(was)
	w.page(is)
}

// takeOver puts p, found elsewhere, in the place of a document of the same bytes, with all that hangs on it. What people say of its
// statements, and ids that lead to them, stay.
func (w *Session) takeOver(pack *packer, id int64, p *parcel) {
	p.id = id
	m := &mender{w: w, pack: pack, link: map[int64]bool{}, carry: map[string]bool{}}
	m.relinked(id)
	k, _ := w.whole(pack, id, false) // of what cannot be read there is nothing to forget
	was := w.was(pack, id, &parcel{doc: k.doc})
	bundles := w.silence(pack, &parcel{doc: k.doc}, was)
	m.unindex(k)
	for _, table := range []string{"statements", "quotes", "prints"} {
		w.Exec("DELETE FROM "+table+" WHERE doc = ?", id)
	}
	w.dialect.Erase(w, Gists, id)
	w.restamp(id, p)
	w.quotes(quotesOf(nil, id, p.loose))
	counted := w.counted
	p.id = id
	alone := []*parcel{p}
	if w.place(alone) != nil {
		return
	}
	w.statements(alone)
	w.index(alone)
	w.gists(alone)
	w.Exec("UPDATE redirects SET target = NULL WHERE doc = ? AND target IS NOT NULL AND target NOT IN (SELECT code FROM statements WHERE doc = ?)", id, id)
	m.unlink()
	for waiting := true; waiting && w.err == nil; {
		if err := w.sketchSome(pack); err != nil {
			w.err = err
		}
		w.Scan(&waiting, "SELECT EXISTS (SELECT 1 FROM unsketched)")
	}
	w.listens = nil // what it remembers of the document is no longer so
	l := w.listener(pack)
	l.partAnew(bundles)
	l.hearAll(p.uttered())
	for _, old := range was {
		if old.speaker.Valid {
			w.forgetSpeaker(old.speaker)
		}
	}
	w.carryOver(pack, p.doc.SHA256)
	w.counted = counted
}

// restamp writes what the row of a document says, all but its source, which stays.
func (w *Session) restamp(id int64, p *parcel) {
	d := p.doc
	authors, err := json.Marshal(append([]string{}, d.Authors...))
	if err != nil {
		w.err = err
		return
	}
	day, second := daysOf(d)
	w.Exec(`UPDATE documents SET label = ?, name = ?, path = ?, url = ?, outlet = ?, agency = ?, title = ?, authors = ?, published = ?,
			day = ?, second = ?, lang = ?, media_type = ?, engine = ?, model = ?, text = ?, blocks = ?, records = ? WHERE id = ?`,
		d.ID, d.Name, d.Path, d.URL, d.Outlet, d.Agency, d.Title, string(authors), d.Published,
		day, second, d.Lang, d.MediaType, p.engine.Version, p.engine.Model, p.text, p.blocks, p.records, id)
}
