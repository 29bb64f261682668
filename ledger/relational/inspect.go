package relational

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"

	"dixit"
	"dixit/ledger"
)

// inspector goes over a ledger, as it is at one moment.
type inspector struct {
	w       *Session
	pack    *packer
	opts    ledger.CheckOptions
	report  func(flaw) bool
	stopped bool // whoever reads the flaws has seen enough

	entities map[namesake]bool // that statements have
	words    Comparison        // nil if words are not compared
	waiting  map[int64]string  // statements whose words are to be compared, by row: their ids
	gists    Comparison        // nil if those are not compared
	gisted   map[int64]string  // documents whose gists are to be compared, by row: what they are called
	prints   map[int64]int     // how many each document has; nil if prints are not compared
}

// Check implements ledger.Checker. It reads in one transaction: SQLite keeps what is written meanwhile in the write-ahead log until
// it is done.
func (s *Store) Check(ctx context.Context, opts ledger.CheckOptions) iter.Seq2[ledger.Finding, error] {
	return func(yield func(ledger.Finding, error) bool) {
		if err := s.inspect(ctx, opts, func(f flaw) bool { return yield(f.Finding, nil) }); err != nil {
			yield(ledger.Finding{}, err)
		}
	}
}

// inspect reports every flaw until report is false.
func (s *Store) inspect(ctx context.Context, opts ledger.CheckOptions, report func(flaw) bool) error {
	db, err := s.dialect.Checking()
	if err != nil {
		return s.Failure(ctx, err)
	}
	defer db.Close() // nothing was written
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, s.dialect.Checked())
	if err != nil {
		return s.Failure(ctx, err)
	}
	defer tx.Rollback() // what it made for itself goes with the connection
	in := &inspector{w: s.session(ctx, tx), pack: s.pack, opts: opts, report: report, entities: map[namesake]bool{}}
	for _, step := range in.steps() {
		if in.stopped {
			return nil
		}
		step()
		if in.damaged() { // the rest may be whole
			in.found("file", s.dialect.Place(), nil, "%v", in.w.Forgive())
		}
		if in.w.err != nil {
			return s.Failure(ctx, in.w.err)
		}
	}
	return nil
}

// steps are the checks, in an order in which one that explains others comes before them.
func (in *inspector) steps() []func() {
	steps := []func(){in.integrity, in.references}
	if in.opts.Deep {
		steps = append(steps, in.beginWords, in.beginGists, in.beginPrints)
	}
	steps = append(steps, in.documents)
	if in.opts.Deep {
		steps = append(steps, in.endWords, in.endGists)
	}
	return append(steps, in.indexRows, in.gistRows, in.clusters, in.counted, in.bundles, in.speakers, in.speakerWords, in.namesakes, in.annotated, in.redirects, in.progress, in.work)
}

// found reports a flaw.
func (in *inspector) found(what, where string, mend func(*repairs), why string, args ...any) {
	if !in.stopped && !in.report(flaw{ledger.Finding{What: what, Where: where, Why: fmt.Sprintf(why, args...)}, mend}) {
		in.stopped = true
	}
}

// damaged reports whether the session has an error that says that what is kept does not fit together.
func (in *inspector) damaged() bool { return in.w.err != nil && in.w.dialect.Damaged(in.w.err) }

// integrity runs the database's own check.
func (in *inspector) integrity() {
	for _, f := range in.w.dialect.Integrity(in.w) {
		what, do := "file", func(r *repairs) { r.reindex = true }
		switch f.Heals {
		case WordsAnew:
			what, do = "index", func(r *repairs) { r.words, r.gists = true, true }
		case NoRemedy:
			do = nil
		}
		in.found(what, f.Where, do, "%s", f.Why)
	}
}

// references finds rows that point at rows that are not there.
func (in *inspector) references() {
	for _, ref := range in.w.references() {
		var n int
		if in.w.Scan(&n, "SELECT count(*) FROM "+identifier(ref.table)+" WHERE "+ref.missing()); n == 0 {
			continue
		}
		why := fmt.Sprintf("%d of its rows belong to nothing in %s", n, ref.parent)
		do := func(r *repairs) { r.orphans[ref] = asideOf(mend("take out", "table "+ref.table, "%s", why)) }
		switch ref {
		case reference{"statements", "speaker", "speakers", "id"}:
			do = func(*repairs) {} // the rows of its document are written anew
		case annotationsOfStatements(), redirectsToStatements():
			do = func(r *repairs) { r.orphans[ref] = mend("rewrite", "table "+ref.table, "%s", why) }
		}
		in.found("orphans", "table "+ref.table, do, "%s", why)
	}
}

// references are the columns that point at other tables.
func (w *Session) references() (list []reference) {
	w.Each(w.dialect.References(), func(scan func(...any) error) error {
		var r reference
		err := scan(&r.table, &r.column, &r.parent, &r.key)
		list = append(list, r)
		return err
	})
	return list
}

// missing is the condition that a row points at one that is not there.
func (r reference) missing() string {
	return fmt.Sprintf("%[1]s IS NOT NULL AND %[1]s NOT IN (SELECT %[2]s FROM %[3]s)", identifier(r.column), identifier(r.key), identifier(r.parent))
}

// documents goes over each document.
func (in *inspector) documents() {
	const most = 256
	done := 0
	for after := int64(-1 << 62); !in.stopped; {
		var ids []int64
		in.w.Each("SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT ?", func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			ids = append(ids, id)
			return err
		}, after, most)
		if len(ids) == 0 {
			return
		}
		for _, id := range ids {
			in.document(id)
			if in.damaged() {
				in.found("file", fmt.Sprint("document ", id), nil, "%v", in.w.Forgive())
			}
			if in.stopped || in.w.err != nil {
				return
			}
			if done++; in.opts.Seen != nil {
				in.opts.Seen(done)
			}
		}
		after = ids[len(ids)-1]
	}
}

// document goes over a document, its records, its rows and its copies.
func (in *inspector) document(id int64) {
	k, err := in.w.whole(in.pack, id, in.opts.Deep)
	where := "document " + k.doc.SHA256
	if in.w.err != nil {
		return
	}
	if err != nil {
		what := "documents"
		if strings.Contains(err.Error(), errHash.Error()) {
			what = "hashes"
		}
		in.found(what, where, func(r *repairs) { r.lost[id] = asideOf(mend("set aside", where, "%v", err)) }, "%v", err)
		return
	}
	if day, second := daysOf(k.doc); day != k.day || second != k.second {
		in.found("days", where, rewrite(id, where, "its day is not that of its publication"), "its day is not that of its publication %.40q", k.doc.Published)
	}
	list, sound := in.records(k)
	now := in.inForce(k, list)
	in.rows(k, now)
	in.edges(k, now)
	in.loose(k)
	in.pages(k)
	if in.words != nil {
		in.expect(k, now)
	}
	in.gist(k)
	if sound {
		in.member(k, list)
	}
	if in.prints != nil {
		in.printed(k)
		in.phrases(k)
	}
}

// rewrite plans to write the rows of a document's statements anew.
func rewrite(doc int64, where, why string, args ...any) func(*repairs) {
	return func(r *repairs) { r.rewrite[doc] = mend("rewrite", where, why, args...) }
}

// daysOf are the columns of a document for its publication.
func daysOf(d *dixit.Document) (day string, second sql.NullInt64) {
	at := ledger.PlaceOf(d)
	if at.Day > 0 {
		day = d.Day()
	}
	return day, sql.NullInt64{Int64: at.Second, Valid: at.Timed}
}
