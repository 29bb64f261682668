package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"dixit/ledger"
	"dixit/ledger/ledgertest"
)

// stock is article number n of a stock without end, no two alike: speakers, days and words come back.
func stock(n int) ledgertest.Article {
	a := ledgertest.Article{
		ID: fmt.Sprint("stock", n), URL: fmt.Sprint("https://example.org/", n), Title: fmt.Sprint("Report number ", n),
		Published: fmt.Sprintf("2025-%02d-%02d", 1+n%12, 1+n%28), Loose: "so-called",
	}
	for i := range 1 + n%4 {
		a.Says = append(a.Says, ledgertest.Say{
			Speaker: fmt.Sprint("Speaker ", (n+i)%17), Cue: "said",
			Parts: []string{fmt.Sprintf("thing %d of %d", i, n), "and that is all"}, Chain: []string{"the agency"},
		})
	}
	return a
}

// check fails if Check finds anything.
func check(ctx context.Context, s *Store) error {
	for f, err := range s.Check(ctx, ledger.CheckOptions{Deep: true}) {
		if err != nil {
			return err
		}
		return fmt.Errorf("%s: %s: %s", f.What, f.Where, f.Why)
	}
	return nil
}

// dump is all that a ledger holds, in an order and in names that do not hang on the order in which it came.
func dump(ctx context.Context, s *Store) (string, error) {
	return answers(ctx, s, []string{
		`SELECT address, label, name, path, url, outlet, title, authors, published, day, second, lang, media_type, engine,
			model, agency, hex(text), hex(blocks), hex(source), hex(records) FROM documents ORDER BY address`,
		`SELECT d.address, s.ordinal, s.code, p.name, s.kind, s.id >> 28, s.act, s.region, s.tier,
			s.depth, s.confidence, s.said_first, s.said_last, s.source, s.annotated, s.struck FROM statements s
			JOIN documents d ON d.id = s.doc LEFT JOIN speakers p ON p.id = s.speaker ORDER BY 1, 2`,
		`SELECT s.code, c.position, c.name FROM chain c JOIN statements s ON s.id = c.statement ORDER BY 1, 2`,
		`SELECT d.address, q.ordinal, q.first, q.past, q.open, q.close, q.close_ok, q.why FROM quotes q
			JOIN documents d ON d.id = q.doc ORDER BY 1, 2`,
		`SELECT p.name, w.word FROM speaker_words w JOIN speakers p ON p.id = w.speaker ORDER BY 1, 2`,
		`SELECT p.page, d.address FROM pages p JOIN documents d ON d.id = p.doc ORDER BY 1, 2`,
		`SELECT p.name, e.entity FROM entities e JOIN speakers p ON p.id = e.speaker ORDER BY 1, 2`,
		`CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab('main', 'terms', 'instance')`,
		`SELECT s.code, v.term, v.col, v.offset FROM places v JOIN statements s ON s.id = v.doc ORDER BY 1, 3, 4`,
	}, copyQueries(), annotationQueries())
}

// copyQueries ask for all that a ledger holds of copies.
func copyQueries() []string {
	return []string{
		`SELECT p.print, d.address, p.total FROM prints p JOIN documents d ON d.id = p.doc ORDER BY 1, 2`,
		`SELECT d.address, a.url, a.path, a.outlet FROM addresses a JOIN documents d ON d.id = a.doc ORDER BY 1, 2, 3`,
		`SELECT d.address, c.place, c.agency, (SELECT min(x.place) FROM clusters x WHERE x.cluster = c.cluster) FROM clusters c
			JOIN documents d ON d.id = c.doc ORDER BY 1`,
		`SELECT s.code, w.wording, w.again FROM wordings w JOIN statements s ON s.id = w.statement ORDER BY 1`,
		`SELECT doc FROM unsketched`,
		`SELECT p.phrase, s.code FROM phrases p JOIN statements s ON s.id = p.statement ORDER BY 1, 2`,
		`SELECT s.code, e.wording, f.code FROM echoes e JOIN statements s ON s.id = e.statement LEFT JOIN statements f ON f.id = e.first ORDER BY 1`,
		`SELECT doc FROM unheard`,
	}
}

// annotationQueries ask for all that a ledger holds of what people say.
func annotationQueries() []string {
	return []string{
		`SELECT a.id, a.address, a.place, s.code, a.at, a.body FROM annotations a LEFT JOIN statements s ON s.id = a.statement ORDER BY 1`,
		`SELECT s.code, t.tag FROM tags t JOIN statements s ON s.id = t.statement ORDER BY 1, 2`,
		`CREATE VIRTUAL TABLE IF NOT EXISTS temp.noted USING fts5vocab('main', 'remarks', 'instance')`,
		`SELECT s.code, v.term, v.col, v.offset FROM noted v JOIN statements s ON s.id = v.doc ORDER BY 1, 3, 4`,
		`SELECT name, query, at FROM searches ORDER BY 1`,
	}
}

// answers are the rows that queries yield.
func answers(ctx context.Context, s *Store, queries ...[]string) (string, error) {
	var b strings.Builder
	for _, query := range slices.Concat(queries...) {
		lines, err := lines(ctx, s.write, query)
		if err != nil {
			return "", err
		}
		b.WriteString(strings.Join(lines, "\n") + "\n\n")
	}
	return b.String(), nil
}

// lines are the rows of a query, their columns joined.
func lines(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var list []string
	for rows.Next() {
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(any)
		}
		if err := rows.Scan(cells...); err != nil {
			return nil, err
		}
		parts := make([]string, len(cells))
		for i, c := range cells {
			parts[i] = fmt.Sprint(*c.(*any))
		}
		list = append(list, strings.Join(parts, " | "))
	}
	return list, rows.Err()
}
