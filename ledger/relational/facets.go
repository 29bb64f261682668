package relational

import (
	"cmp"
	"context"
	"database/sql"
	"runtime"
	"slices"
	"strconv"

	"dixit/ledger"
)

// Facets implements ledger.Ledger.
func (s *Store) Facets(ctx context.Context, where ledger.Expr) (ledger.Facets, error) {
	return s.FacetsTo(ctx, where, ledger.MaxCounted)
}

// FacetsTo implements ledger.Ledger. It counts as it reads, once over the statements: eight groupings by the database would read
// them seven times. Speakers and documents are counted by their rows, and looked up once each when all is counted. Whether there are
// more than a few is asked first: the database tells that in a fraction of the time.
func (s *Store) FacetsTo(ctx context.Context, where ledger.Expr, most int) (ledger.Facets, error) {
	if err := (ledger.Filter{Where: where}).Check(); err != nil {
		return ledger.Facets{}, err
	}
	t := tally{}
	for _, f := range ledger.Faceted() {
		t[f] = counter{}
	}
	out := ledger.Facets{Complete: true}
	err := s.view(ctx, func(w *Session) error {
		p, err := newPlan(w, ledger.Filter{Where: where}.Expr())
		if err != nil {
			return err
		}
		if most < ledger.MaxCounted && p.exceeds(w, most) {
			out = ledger.Facets{Total: most}
			return w.err
		}
		speakers, docs := map[int64]int{}, map[int64]int{}
		if out, err = s.count(w, p, most, func(f faceted) {
			speakers[f.speaker.Int64]++
			docs[f.doc]++
			t[ledger.OfAct].add(f.act, 1)
			t[ledger.OfKind].add(f.kind, 1)
			t[ledger.OfRegion].add(f.region, 1)
			t[ledger.Depth].add(strconv.Itoa(f.depth), 1)
			t[ledger.OfSource].add(f.source, 1)
		}); err != nil {
			return err
		}
		if out.Complete || most == ledger.MaxCounted {
			t.name(w, speakers, docs)
			out.Values = t.values()
		}
		return w.err
	})
	return out, err
}

// exceeds reports whether p surely finds more than n statements: such that the index answers for and that are not said again.
func (p plan) exceeds(w *Session, n int) bool {
	if p.doubt == "TRUE" {
		return false
	}
	from, where := p.from+" LEFT JOIN wordings w ON w.statement = s.id", p.where+" AND NOT ("+p.doubt+")"
	if p.alone && p.doubt == "FALSE" {
		from = string(Terms) + " LEFT JOIN wordings w ON w.statement = " + p.lead
		where = p.lead + " BETWEEN ? AND ? AND " + w.dialect.Holds(Terms)
	}
	found := 0
	w.Scan(&found, "SELECT count(*) FROM (SELECT 1 FROM "+from+" WHERE "+where+" AND coalesce(w.again, 0) = 0 LIMIT "+strconv.Itoa(n+1)+") x", p.args...)
	return found > n
}

// giveWay is after how many statements, some tenths of a millisecond, one who counts lets others go first who have little to do.
const giveWay = 64

// count calls add for each of the statements that p finds and that count, the first most, and says how many they are.
func (s *Store) count(w *Session, p plan, most int, add func(faceted)) (out ledger.Facets, err error) {
	records := &records{w: w, pack: s.pack}
	fold := &folding{w: w, pack: s.pack, plan: p, shown: map[int64]int64{}}
	p.bare = true
	for f, err := range stream(w, p, facetColumns+p.doubts(), scanFacets) {
		if err != nil {
			return out, err
		}
		wanted, err := p.wants(w, records, f.hit)
		if err == nil && wanted {
			wanted, err = fold.wants(f.hit)
		}
		if err != nil {
			return out, err
		}
		if !wanted {
			continue
		}
		if out.Total == most {
			return out, nil
		}
		if out.Total++; out.Total%giveWay == 0 {
			runtime.Gosched()
		}
		add(f)
	}
	out.Complete = true
	return out, nil
}

// facetColumns are those of a statement that is counted.
const facetColumns = `s.id, s.code, s.doc, s.ordinal, coalesce(w.cluster, 0), coalesce(w.wording, 0), coalesce(w.again, 0), s.annotated,
	s.speaker, s.act, s.kind, s.region, s.depth, s.source`

// faceted is a statement that was found, with what it is counted by.
type faceted struct {
	hit
	speaker           sql.NullInt64
	act, kind, region string
	source            string
	depth             int
}

// scanFacets reads a row of facetColumns, and whether it is doubtful.
func scanFacets(r row) (f faceted, err error) {
	h := &f.hit
	err = r.Scan(&h.id, &h.code, &h.doc, &h.place.Ordinal, &h.cluster, &h.wording, &h.again, &h.annotated,
		&f.speaker, &f.act, &f.kind, &f.region, &f.depth, &f.source, &h.doubtful)
	return f, err
}

// tally counts the values of fields.
type tally map[ledger.Field]counter

// counter counts values; "" counts for nothing.
type counter map[string]int

func (c counter) add(value string, n int) {
	if value != "" {
		c[value] += n
	}
}

// name counts the names of speakers, and the outlets and years of documents, that were counted by their rows.
func (t tally) name(w *Session, speakers, docs map[int64]int) {
	in := " WHERE id IN (SELECT value FROM " + w.dialect.Numbers() + " j)"
	w.Each("SELECT id, name FROM speakers"+in, func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		t[ledger.Speaker].add(name, speakers[id])
		return err
	}, array(ordered(speakers)))
	w.Each("SELECT id, outlet, substr(day, 1, 4) FROM documents"+in, func(scan func(...any) error) error {
		var id int64
		var outlet, year string
		err := scan(&id, &outlet, &year)
		t[ledger.Outlet].add(outlet, docs[id])
		t[ledger.Published].add(year, docs[id])
		return err
	}, array(ordered(docs)))
}

// values are what was counted, the most first.
func (t tally) values() map[ledger.Field][]ledger.Count {
	out := map[ledger.Field][]ledger.Count{}
	for f, counts := range t {
		for v, n := range counts {
			out[f] = append(out[f], ledger.Count{Value: v, N: n})
		}
		slices.SortFunc(out[f], func(a, b ledger.Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value)) })
	}
	return out
}
