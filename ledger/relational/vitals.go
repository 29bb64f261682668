package relational

import (
	"context"

	"dixit/ledger"
)

// Vitals implements ledger.Overseer.
func (s *Store) Vitals(ctx context.Context) (v ledger.Vitals, err error) {
	err = s.view(ctx, func(w *Session) error {
		w.Scan(&v.Size, w.dialect.Size())
		w.Each("SELECT engine, model, count(*) FROM documents GROUP BY engine, model ORDER BY 3 DESC, engine, model",
			func(scan func(...any) error) error {
				var c ledger.EngineCount
				err := scan(&c.Engine.Version, &c.Engine.Model, &c.N)
				v.Engines = append(v.Engines, c)
				return err
			})
		w.Scan(&v.Feeds, "SELECT count(*) FROM feeds")
		w.Scan(&v.Troubled, "SELECT count(*) FROM feeds WHERE "+troubled)
		w.Each("SELECT sort, count(*) FROM failures GROUP BY sort ORDER BY 2 DESC, sort", func(scan func(...any) error) error {
			var c ledger.Count
			err := scan(&c.Value, &c.N)
			v.Reasons, v.Failures = append(v.Reasons, c), v.Failures+c.N
			return err
		})
		return w.err
	})
	return v, err
}

// Readings implements ledger.Overseer.
func (s *Store) Readings(ctx context.Context, f ledger.ReadingFilter) (list []ledger.Reading, err error) {
	query := "SELECT id, address, label, url, outlet, agency, title, published, lang, engine, model FROM documents WHERE TRUE"
	var args []any
	if f.Engine != nil { // an index has the engines; the rows are large
		is := "engine = ? AND model = ?"
		if f.Not {
			is = "(engine <> ? OR model <> ?)"
		}
		query, args = query+" AND id IN (SELECT id FROM documents WHERE "+is+")", append(args, f.Engine.Version, f.Engine.Model)
	}
	if f.Before > 0 {
		query, args = query+" AND id < ?", append(args, f.Before)
	}
	err = s.view(ctx, func(w *Session) error {
		w.Each(query+" ORDER BY id DESC LIMIT ?", func(scan func(...any) error) error {
			var r ledger.Reading
			d := &r.Doc
			err := scan(&r.N, &d.SHA256, &d.ID, &d.URL, &d.Outlet, &d.Agency, &d.Title, &d.Published, &d.Lang, &r.Engine.Version, &r.Engine.Model)
			list = append(list, r)
			return err
		}, append(args, f.Limit)...)
		return w.err
	})
	return list, err
}
