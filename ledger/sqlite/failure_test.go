package sqlite

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"

	"github.com/klauspost/compress/zstd"
)

func TestNoPath(t *testing.T) {
	_, err := Open(t.Context(), "")
	wantError(t, err, dixit.Invalid, "no path")
}

// tamper runs SQL on the file at path as another program would.
func tamper(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func TestCannotOpen(t *testing.T) {
	write := func(text string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name  string
		make  func(t *testing.T, path string)
		below string // what is opened, under path
		want  string
	}{
		{"Folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, "", "a folder"},
		{"UnderAFile", write("text"), "ledger.db", "not a directory"},
		{"NotADatabase", write(strings.Repeat("This is not a database. ", 100)), "", "not a ledger"},
		{"OtherProgram", func(t *testing.T, path string) { tamper(t, path, "CREATE TABLE bookmarks (url)") }, "", "another program"},
		{"OtherApplication", func(t *testing.T, path string) { tamper(t, path, "PRAGMA application_id = 7") }, "", "another program"},
		{"Newer", func(t *testing.T, path string) {
			if err := openAt(t, path).Close(); err != nil {
				t.Fatal(err)
			}
			tamper(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (900, 1)")
		}, "", "newer dixit (schema 900"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			c.make(t, path)
			before, _ := os.ReadFile(path)
			_, err := Open(t.Context(), filepath.Join(path, c.below))
			wantError(t, err, dixit.Unavailable, "ledger "+path, c.want)
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

// A ledger whose making was cut short is made anew, from any point that a crash can leave it at.
func TestCutShort(t *testing.T) {
	const versions = `CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))`
	for name, statements := range map[string][]string{
		"EmptyFile": {},
		"Log":       {"PRAGMA journal_mode = WAL"},
		"Versions":  {"PRAGMA journal_mode = WAL", versions, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			tamper(t, path, statements...)
			s := closing(t, openAt(t, path))
			putArticle(t, s, stock(1))
		})
	}
}

// A put that fails keeps nothing, says why, and can be tried again.
func TestPutFails(t *testing.T) {
	for _, c := range []struct{ name, broken, mended, want string }{
		{"DiskFull", "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "the disk is full"},
		{"ReadOnly", "PRAGMA query_only = 1", "PRAGMA query_only = 0", "may not be written"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			s := closing(t, openAt(t, path))
			if _, err := s.write.Exec(c.broken); err != nil {
				t.Fatal(err)
			}
			kept := 0
			var failed error
			for ; failed == nil; kept++ { // what room there is in the pages is used first
				doc, ex, err := stock(kept).Build()
				if err != nil {
					t.Fatal(err)
				}
				_, failed = s.Put(t.Context(), doc, ex)
			}
			kept--
			wantError(t, failed, dixit.Unavailable, path, c.want)
			counts, err := s.Counts(t.Context())
			if err != nil || counts.Documents != kept {
				t.Errorf("%d documents, %v; want %d", counts.Documents, err, kept)
			}
			if _, err := s.write.Exec(c.mended); err != nil {
				t.Fatal(err)
			}
			putArticle(t, s, stock(kept))
			if err := check(t.Context(), s); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	_, err := s.Put(t.Context(), &dixit.Document{ID: "huge", Source: make([]byte, 256<<20+1)}, dixit.Extraction{})
	wantError(t, err, dixit.TooLarge, `document "huge"`, "256 MiB")
}

func TestFullDay(t *testing.T) {
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	putArticle(t, s, stock(0)) // of 2025-01-01
	const last = "UPDATE statements SET id = ((id >> 28) << 28) + (1 << 28) - 1"
	if _, err := s.write.Exec("PRAGMA foreign_keys = 0; " + last); err != nil {
		t.Fatal(err)
	}
	a := stock(0)
	a.Note = "again"
	doc, ex, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Put(t.Context(), doc, ex)
	wantError(t, err, dixit.TooLarge, "statements on its day")
	other, otherEx, err := stock(1).Build()
	if err != nil {
		t.Fatal(err)
	}
	fates, err := s.PutAll(t.Context(), []ledger.Entry{{Doc: doc, Extraction: ex}, {Doc: other, Extraction: otherEx}})
	if err != nil || !fates[1].Added {
		t.Errorf("a batch with another: %+v, %v", fates, err)
	}
	wantError(t, fates[0].Err, dixit.TooLarge, "statements on its day")
}

// What no longer fits together is an error in its place; everything else is found.
func TestDamagedRows(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, s *Store)
		bad    int // statements of document 3, which has 4
	}{
		{"RecordElsewhere", onRecords(func(lines [][]byte) [][]byte {
			lines[1] = bytes.ReplaceAll(lines[1], []byte(`"start":`), []byte(`"start":1`))
			return lines
		}), 1},
		{"RecordNoJSON", onRecords(func(lines [][]byte) [][]byte {
			lines[1] = lines[1][:100]
			return lines
		}), 1},
		{"RecordOfAnother", onRecords(func(lines [][]byte) [][]byte {
			lines[1] = lines[2]
			return lines
		}), 1},
		{"RecordsMissing", onRecords(func(lines [][]byte) [][]byte { return lines[:1] }), 3},
		{"RecordsNotPacked", onTable(`UPDATE documents SET records = x'00' WHERE id = 3`), 4},
		{"TextNotPacked", onTable(`UPDATE documents SET text = x'00' WHERE id = 3`), 4},
		{"TextOfAnother", onTable(`UPDATE documents SET text = (SELECT source FROM documents WHERE id = 1) WHERE id = 3`), 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
			for n := 1; n < 6; n++ {
				putArticle(t, s, stock(n))
			}
			c.damage(t, s)
			good, bad := 0, 0
			for _, err := range s.Search(t.Context(), ledger.Filter{}) {
				if err != nil {
					wantError(t, err, dixit.Unreadable, "statement ")
					bad++
				} else {
					good++
				}
			}
			if want := 2 + 3 + 4 + 1 + 2; bad != c.bad || good != want-c.bad {
				t.Errorf("%d good, %d bad; want %d bad of %d", good, bad, c.bad, want)
			}
			_, ex, err := stock(3).Build()
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Statement(t.Context(), ex.Statements[1].ID)
			wantError(t, err, dixit.Unreadable)
		})
	}
}

// onTable is damage done in SQL.
func onTable(damage string) func(t *testing.T, s *Store) {
	return func(t *testing.T, s *Store) {
		if _, err := s.write.Exec(damage); err != nil {
			t.Fatal(err)
		}
	}
}

// onRecords is damage done to the records of document 3.
func onRecords(change func(lines [][]byte) [][]byte) func(t *testing.T, s *Store) {
	return func(t *testing.T, s *Store) {
		var packed []byte
		if err := s.read.QueryRow("SELECT records FROM documents WHERE id = 3").Scan(&packed); err != nil {
			t.Fatal(err)
		}
		dec, err := zstd.NewReader(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer dec.Close()
		enc, err := zstd.NewWriter(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer enc.Close()
		records, err := dec.DecodeAll(packed, nil)
		if err != nil {
			t.Fatal(err)
		}
		records = bytes.Join(change(bytes.Split(records, []byte("\n"))), []byte("\n"))
		if _, err := s.write.Exec("UPDATE documents SET records = ? WHERE id = 3", enc.EncodeAll(records, nil)); err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever is wrong with the file, there is an error or what was kept, never a panic.
func TestDamagedFile(t *testing.T) {
	if testing.Short() {
		t.Skip("damages every fourth page")
	}
	folder := t.TempDir()
	whole := filepath.Join(folder, "whole.db")
	s := openAt(t, whole)
	for n := range 25 {
		putArticle(t, s, stock(n))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	failures := 0
	for i := 0; i < len(data)/page; i += 4 {
		spoiled := append([]byte{}, data...)
		for j := range page / 2 {
			spoiled[i*page+page/4+j] ^= 0x5a
		}
		path := filepath.Join(folder, fmt.Sprint(i, ".db"))
		if err := os.WriteFile(path, spoiled, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := readAll(t, path); err != nil {
			wantError(t, err, dixit.KindOf(err)) // one line
			if kind := dixit.KindOf(err); kind != dixit.Unavailable && kind != dixit.Unreadable {
				t.Errorf("page %d: %v: %v", i, kind, err)
			}
			failures++
		}
	}
	if failures == 0 {
		t.Error("no damage was noticed")
	}
}

func readAll(t *testing.T, path string) error {
	s, err := Open(t.Context(), path)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, f := range []ledger.Filter{{}, {Where: ledger.Term{Text: "thing"}}, {Where: ledger.Term{Field: ledger.Speaker, Text: "Speaker"}}} {
		for r, err := range s.Search(t.Context(), f) {
			if err != nil {
				return err
			}
			if _, err := s.Document(t.Context(), r.Doc.SHA256); err != nil {
				return err
			}
		}
	}
	return nil
}
