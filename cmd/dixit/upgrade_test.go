package main

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/testpg"
	"dixit/ledger"

	"github.com/google/go-cmp/cmp"
	_ "github.com/jackc/pgx/v5/stdlib" // replays a dump
)

// kept is a version of dixit whose ledgers are opened by this one: those that were released, and of 0.1.0 the last commit with each
// format of a ledger. testdata/upgrade/make made them.
type kept struct {
	name       string
	migrations string // that its ledgers have had, of SQLite
	people     bool   // whether it kept what people say
	database   bool   // whether its ledgers could be in PostgreSQL
}

func everyVersion() []kept {
	return []kept{
		{"0.1.0-da84dfa", "1", false, false},
		{"0.1.0-82928cb", "1, 3", false, false},
		{"0.1.0-f810fb9", "1 to 3", false, false},
		{"0.1.0-115a3eb", "1 to 5, without records packed", false, false},
		{"0.1.0-ae43a83", "1 to 6", false, false},
		{"0.1.0-6a6131e", "1 to 6, 8", false, false},
		{"0.1.0-1cf22fa", "1 to 8", true, false},
		{"0.1.0-0c4111a", "", true, true}, // 9, before its indexes had short lists
		{"0.1.0-37ac2c9", "1 to 9", true, true},
		{"0.1.0-c003a04", "1 to 10", true, false},
		{"0.1.0-cba9672", "1 to 10, 12", true, true},
		{"0.1.0-fb7bcdd", "", true, true}, // 12, before it knew many words
		{"0.1.0", "1 to 12", true, true},
		{"0.2.0", "1 to 12", true, true},
		{"0.3.0", "1 to 12, 14, 15", true, true},
	}
}

// TestUpgrade opens a ledger of every version: it is sound then, everything that was found in it is found, unchanged, what people said
// holds, it goes through an export of everything, and takes more.
func TestUpgrade(t *testing.T) {
	for _, v := range everyVersion() {
		t.Run(v.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			if v.migrations == "" {
				t.Skip("as in the next version, in SQLite")
			}
			if err := os.WriteFile(path, fixture(t, v.name+".db.gz"), 0o600); err != nil {
				t.Fatal(err)
			}
			upgraded(t, v, path, "db")
		})
	}
}

// TestUpgradePostgres is TestUpgrade for ledgers in PostgreSQL.
func TestUpgradePostgres(t *testing.T) {
	for _, v := range everyVersion() {
		if !v.database {
			continue
		}
		t.Run(v.name, func(t *testing.T) {
			url := testpg.URL(t)
			db, err := sql.Open("pgx", url)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.ExecContext(t.Context(), string(fixture(t, v.name+".sql.gz"))); err != nil {
				t.Fatal(err)
			}
			db.Close()
			upgraded(t, v, url, "sql")
		})
	}
}

// TestFixtureOfThisVersion fails where a new version has no fixture: make fixture makes it.
func TestFixtureOfThisVersion(t *testing.T) {
	versions := everyVersion()
	if last := versions[len(versions)-1]; last.name != dixit.Version {
		t.Errorf("testdata/upgrade has no ledger of dixit %s: make fixture makes it; the table above names it", dixit.Version)
	}
	for _, v := range versions {
		for suffix, wanted := range map[string]bool{".db.gz": v.migrations != "", ".sql.gz": v.database} {
			if _, err := os.Stat(filepath.Join("testdata", "upgrade", v.name+suffix)); wanted != (err == nil) {
				t.Errorf("%s%s: %v", v.name, suffix, err)
			}
		}
	}
}

// upgraded looks at a ledger of this kind that v wrote.
func upgraded(t *testing.T, v kept, path, kind string) {
	t.Helper()
	must := func(args ...string) string {
		t.Helper()
		code, out, complaints := capture(append([]string{args[0], "--ledger", path}, args[1:]...)...)
		if code != 0 || complaints != "" {
			t.Fatalf("dixit %s: exits with %d\n%s%s", strings.Join(args, " "), code, out, complaints)
		}
		return out
	}
	must("check", "--read-data")
	sameAsThen(t, fixture(t, v.name+"."+kind+".said.gz"), must("search", "--all", "--json", "--limit", "0", "published:>=2000"))
	if v.people {
		peopleHeard(t, must)
	}
	everything := filepath.Join(t.TempDir(), "everything.ndjson")
	must("export", "--format", "ndjson", "--out", everything)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if code, _, complaints := capture("import", "--ledger", copied, everything); code != 0 {
		t.Fatal(complaints)
	}
	equalAnswers(t, path, copied)
	must("ingest", filepath.Join(shipped(t), "diplomatic-immunity.txt"))
	must("check", "--read-data")
}

// sameAsThen fails unless every record that was printed then is among those that are printed now, with nothing changed of what it said.
func sameAsThen(t *testing.T, then []byte, printed string) {
	t.Helper()
	now, before := records(t, printed), records(t, string(then))
	if len(before) < 20 {
		t.Fatalf("%d records", len(before))
	}
	for id, r := range before {
		got, ok := now[id]
		if !ok {
			t.Errorf("%s is not found", id)
			continue
		}
		for field := range r {
			if diff := cmp.Diff(r[field], got[field]); diff != "" {
				t.Errorf("%s: %s (-then +now)\n%s", id, field, diff)
			}
		}
	}
}

// records are the statements of lines of JSON, by their ids.
func records(t *testing.T, lines string) map[string]map[string]any {
	t.Helper()
	all := map[string]map[string]any{}
	for line := range strings.Lines(lines) {
		var r map[string]any
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		all[r["id"].(string)] = r
	}
	return all
}

// peopleHeard fails unless what testdata/upgrade/make said holds.
func peopleHeard(t *testing.T, must func(...string) string) {
	t.Helper()
	for _, c := range [][]string{
		{"leader of the opposition", "search", "--json", "cheaper"},
		{"work would begin", "search", "--json", "struck:yes April"},
		{"who was the engineer?", "search", "--json", `note:engineer`},
		{"Nobody will have to swim", "search", "--json", "tag:humour"},
		{"speaker:brown bridge", "searches"},
	} {
		if out := must(c[1:]...); !strings.Contains(out, c[0]) {
			t.Errorf("%q: no %q:\n%s", c[1:], c[0], out)
		}
	}
}

// equalAnswers fails unless two ledgers hold the same statements, as people see them.
func equalAnswers(t *testing.T, one, two string) {
	t.Helper()
	var sides [2][]string
	for i, path := range []string{one, two} {
		store, err := openLedger(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		for r, err := range store.Search(t.Context(), ledger.Filter{All: true}) {
			if err != nil {
				t.Fatal(err)
			}
			data, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			sides[i] = append(sides[i], string(data))
		}
	}
	if diff := cmp.Diff(sides[0], sides[1]); diff != "" || len(sides[0]) < 20 {
		t.Errorf("%d statements (-upgraded +imported)\n%s", len(sides[0]), diff)
	}
}

// fixture is what testdata/upgrade has under name.
func fixture(t *testing.T, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "upgrade", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestDowngrade: a ledger that a newer dixit has brought up to date is refused by every command that opens one, in a line, and left as
// it is.
func TestDowngrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if code, _, complaints := capture("ingest", "--ledger", path, filepath.Join(shipped(t), "diplomatic-immunity.txt")); code != 0 {
		t.Fatal(complaints)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (900, 1)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	before, _ := os.ReadFile(path)
	for _, command := range [][]string{
		{"search", "diplomat"},
		{"check"},
		{"repair"},
		{"backup", filepath.Join(t.TempDir(), "copy.db")},
		{"export", "--format", "ndjson"},
		{"ingest", shipped(t)},
		{"reextract"},
		{"speaker", "Brown"},
	} {
		code, out, complaints := capture(append([]string{command[0], "--ledger", path}, command[1:]...)...)
		if code != dixit.ExitStore || out != "" || !strings.Contains(complaints, "made by a newer dixit (schema 900; this one knows ") {
			t.Errorf("%q: exits with %d, %s%s", command, code, out, complaints)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the ledger was changed")
	}
}
