package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"strings"

	"dixit"
	"dixit/ledger"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

var _ ledger.Checker = (*Store)(nil)

// inspector goes over a ledger, as it is at one moment.
type inspector struct {
	w       *session
	pack    *packer
	opts    ledger.CheckOptions
	report  func(flaw) bool
	stopped bool // whoever reads the flaws has seen enough

	entities map[namesake]bool // that statements have
	words    *wordSums         // nil if words are not compared
	prints   map[int64]int     // how many each document has; nil if prints are not compared
}

// Check implements ledger.Checker. It reads in one transaction: what is written meanwhile stays in the write-ahead log until it is
// done.
func (s *Store) Check(ctx context.Context, opts ledger.CheckOptions) iter.Seq2[ledger.Finding, error] {
	return func(yield func(ledger.Finding, error) bool) {
		if err := s.inspect(ctx, opts, func(f flaw) bool { return yield(f.Finding, nil) }); err != nil {
			yield(ledger.Finding{}, err)
		}
	}
}

// inspect reports every flaw until report is false.
func (s *Store) inspect(ctx context.Context, opts ledger.CheckOptions, report func(flaw) bool) error {
	db, err := connect(s.path, patience, checker)
	if err != nil {
		return s.failure(ctx, err)
	}
	defer db.Close() // nothing was written
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return s.failure(ctx, err)
	}
	defer tx.Rollback() // what it made for itself goes with the connection
	in := &inspector{w: newSession(ctx, tx), pack: s.pack, opts: opts, report: report, entities: map[namesake]bool{}}
	for _, step := range in.steps() {
		if in.stopped {
			return nil
		}
		step()
		if err := in.w.err; isDamage(err) { // the rest may be whole
			in.w.err = nil
			in.found("file", s.path, nil, "%v", err)
		}
		if in.w.err != nil {
			return s.failure(ctx, in.w.err)
		}
	}
	return nil
}

// steps are the checks, in an order in which one that explains others comes before them.
func (in *inspector) steps() []func() {
	steps := []func(){in.integrity, in.references}
	if in.opts.Deep {
		steps = append(steps, in.beginWords, in.beginPrints)
	}
	steps = append(steps, in.documents)
	if in.opts.Deep {
		steps = append(steps, in.endWords)
	}
	return append(steps, in.indexRows, in.clusters, in.counted, in.speakers, in.speakerWords, in.namesakes, in.annotated, in.redirects, in.progress)
}

// found reports a flaw.
func (in *inspector) found(what, where string, mend func(*repairs), why string, args ...any) {
	if !in.stopped && !in.report(flaw{ledger.Finding{What: what, Where: where, Why: fmt.Sprintf(why, args...)}, mend}) {
		in.stopped = true
	}
}

// isDamage reports whether err is that of a file whose pages do not fit together.
func isDamage(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	return ok && (e.Code()&0xff == codes.SQLITE_CORRUPT || e.Code()&0xff == codes.SQLITE_NOTADB)
}

// integrity runs SQLite's own check.
func (in *inspector) integrity() {
	var lines []string
	in.w.each("SELECT integrity_check FROM pragma_integrity_check", func(scan func(...any) error) error {
		var line string
		err := scan(&line)
		lines = append(lines, line)
		return err
	})
	for _, line := range lines {
		line = strings.TrimSpace(strings.ReplaceAll(line, "\n", "; "))
		switch {
		case line == "ok":
		case strings.Contains(strings.ToLower(line), "fts5"):
			in.found("index", "file", func(r *repairs) { r.words = true }, "%s", line)
		case strings.Contains(line, " index "):
			in.found("file", in.file(), func(r *repairs) { r.reindex = true }, "%s", line)
		default:
			in.found("file", in.file(), nil, "%s", line)
		}
	}
}

// file is the name of the ledger's file.
func (in *inspector) file() string {
	var path string
	in.w.scan(&path, "SELECT file FROM pragma_database_list WHERE name = 'main'")
	return filepath.Base(path)
}

// references finds rows that point at rows that are not there.
func (in *inspector) references() {
	type missing struct {
		reference
		n int
	}
	var list []missing
	in.w.each(`SELECT c."table", f."from", c.parent, count(*) FROM pragma_foreign_key_check c
		JOIN pragma_foreign_key_list(c."table") f ON f.id = c.fkid GROUP BY 1, 2, 3`,
		func(scan func(...any) error) error {
			var m missing
			err := scan(&m.table, &m.column, &m.parent, &m.n)
			list = append(list, m)
			return err
		})
	for _, m := range list {
		why := fmt.Sprintf("%d of its rows belong to nothing in %s", m.n, m.parent)
		do := func(r *repairs) { r.orphans[m.reference] = asideOf(mend("take out", "table "+m.table, "%s", why)) }
		switch m.reference {
		case reference{"statements", "speaker", "speakers"}:
			do = func(*repairs) {} // the rows of its document are written anew
		case annotationsOfStatements(), redirectsToStatements():
			do = func(r *repairs) { r.orphans[m.reference] = mend("rewrite", "table "+m.table, "%s", why) }
		}
		in.found("orphans", "table "+m.table, do, "%s", why)
	}
}

// documents goes over each document.
func (in *inspector) documents() {
	const most = 256
	done := 0
	for after := int64(-1 << 62); !in.stopped; {
		var ids []int64
		in.w.each("SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT ?", func(scan func(...any) error) error {
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
			if isDamage(in.w.err) {
				in.found("file", fmt.Sprint("document ", id), nil, "%v", in.w.err)
				in.w.err = nil
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
	if sound {
		in.member(k, list)
	}
	if in.prints != nil {
		in.printed(k)
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
