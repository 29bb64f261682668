package postgres

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dixit/internal/testpg"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
	"dixit/ledger/sqlite"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"pgregory.net/rapid"
)

// TestLedger is the suite that SQLite passes too.
func TestLedger(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) ledger.Ledger { return openAt(t, testpg.URL(t)) })
}

// TestAlike holds both stores to each other.
func TestAlike(t *testing.T) {
	s := closing(t, openAt(t, testpg.URL(t)))
	other, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	ledgertest.Alike(t, other, s)
	for _, c := range []ledger.Checker{other, s} {
		for f, err := range c.Check(t.Context(), ledger.CheckOptions{Deep: true}) {
			t.Errorf("check: %+v, %v", f, err)
		}
	}
}

// column is a column of a table, its type as both databases are to be compared.
type column struct{ table, name, kind, must string }

// TestSchemas compares what both databases keep: tables, columns, their types, and what must be there; what is unique; and what
// points where. PostgreSQL has no virtual tables: of the indexes of words and what hangs on them nothing is compared.
func TestSchemas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	other, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	file, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	server := pool(t, migrated(t))
	const ofWords = "('terms', 'remarks', 'overlong', 'gists')"
	for what, c := range map[string]struct{ sqlite, postgres string }{
		"columns": {
			`SELECT t.name, c.name, CASE c.type WHEN 'INTEGER' THEN 'whole' WHEN 'REAL' THEN 'real' WHEN 'BLOB' THEN 'bytes' ELSE 'text' END,
				CASE WHEN c."notnull" OR c.pk THEN 'must' ELSE 'may' END
			FROM sqlite_schema t JOIN pragma_table_info(t.name) c
			WHERE t.type = 'table' AND t.sql NOT LIKE '%VIRTUAL%' AND t.name NOT LIKE 'terms%' AND t.name NOT LIKE 'remarks%' AND t.name NOT LIKE 'gists%'
				AND t.name NOT LIKE 'goose%' AND t.name NOT LIKE 'sqlite%'`,
			`SELECT table_name, column_name, CASE data_type WHEN 'bigint' THEN 'whole' WHEN 'smallint' THEN 'whole'
				WHEN 'double precision' THEN 'real' WHEN 'bytea' THEN 'bytes' ELSE data_type END, CASE is_nullable WHEN 'YES' THEN 'may' ELSE 'must' END
			FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT IN ` + ofWords + ` AND table_name <> '` + versions + `'`,
		},
		"unique": {
			`SELECT t.name, group_concat(c.name, ' '), '', '' FROM sqlite_schema t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
			WHERE t.type = 'table' AND i."unique" = 1 AND t.name NOT LIKE 'terms%' AND t.name NOT LIKE 'remarks%' AND t.name NOT LIKE 'gists%' AND t.name NOT LIKE 'goose%'
			GROUP BY t.name, i.name
			UNION ALL SELECT t.name, c.name, '', '' FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.pk = 1
				AND c.type = 'INTEGER' AND t.sql NOT LIKE '%WITHOUT ROWID%' AND t.name NOT LIKE 'terms%' AND t.name NOT LIKE 'remarks%' AND t.name NOT LIKE 'gists%'
				AND t.name NOT LIKE 'goose%'`,
			`SELECT t.relname, (SELECT string_agg(regexp_replace(pg_get_indexdef(i.indexrelid, n, true), '^.*dixit_hash\((\w+)\)$|"', '\1', 'g'), ' ' ORDER BY n)
				FROM generate_series(1, i.indnatts) n), '', ''
			FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
			WHERE i.indisunique AND t.relnamespace = CAST(current_schema() AS regnamespace)
				AND t.relname NOT IN ` + ofWords + ` AND t.relname <> '` + versions + `'`,
		},
		"references": {
			`SELECT t.name, f."from", f."table", f.on_delete FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`,
			`SELECT t.relname, a.attname, p.relname, CASE c.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'NO ACTION' END
			FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
				JOIN pg_class p ON p.oid = c.confrelid
			WHERE c.contype = 'f' AND c.connamespace = CAST(current_schema() AS regnamespace) AND t.relname NOT IN ` + ofWords,
		},
	} {
		want, got := rowsOf(t, file, c.sqlite), rowsOf(t, server, c.postgres)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(column{})); diff != "" || len(want) == 0 {
			t.Errorf("%s: (-SQLite +PostgreSQL)\n%s", what, diff)
		}
	}
}

// rowsOf are the rows of a query, sorted.
func rowsOf(t *testing.T, db *sql.DB, query string) (list []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.table, &c.name, &c.kind, &c.must); err != nil {
			t.Fatal(err)
		}
		list = append(list, strings.TrimSpace(fmt.Sprint(c.table, ": ", c.name, " ", c.kind, " ", c.must)))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// migrated is the URL of an empty ledger.
func migrated(t *testing.T) string {
	t.Helper()
	url := testpg.URL(t)
	closing(t, openAt(t, url))
	return url
}

// pool is a pool of connections as pgx makes them.
func pool(t *testing.T, url string) *sql.DB {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	db := stdlib.OpenDB(*config)
	t.Cleanup(func() { db.Close() })
	return db
}

// Whatever is kept comes back, in UTF-8 without the character 0, and in the same order.
func TestEscape(t *testing.T) {
	some := rapid.OneOf(rapid.String(), rapid.Custom(func(t *rapid.T) string {
		return string(rapid.SliceOf(rapid.SampledFrom([]byte("\x00\x01\x02\x03\x04aA\xc3\xa9\xff"))).Draw(t, "bytes"))
	}))
	rapid.Check(t, func(t *rapid.T) {
		a, b := some.Draw(t, "a"), some.Draw(t, "b")
		kept := escaped(a)
		if unescaped(kept) != a || strings.ContainsRune(kept, 0) || strings.ToValidUTF8(kept, "") != kept {
			t.Fatalf("%q: %q, back %q", a, kept, unescaped(kept))
		}
		if strings.ToValidUTF8(a, "") == a && strings.ToValidUTF8(b, "") == b && strings.Compare(a, b) != strings.Compare(kept, escaped(b)) {
			t.Fatalf("%q, %q: %q, %q", a, b, kept, escaped(b))
		}
	})
}

func TestNumbered(t *testing.T) {
	for query, want := range map[string]string{
		"SELECT 1":                            "SELECT 1",
		"SELECT ?, ? WHERE a = '?' AND b = ?": "SELECT $1, $2 WHERE a = '?' AND b = $3",
		"SELECT ?1, ?2, ?1, ?12":              "SELECT $1, $2, $1, $12",
	} {
		if got := numbered(query); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}
