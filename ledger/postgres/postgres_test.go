package postgres

import (
	"strings"
	"testing"

	"dixit"
	"dixit/internal/testpg"
	"dixit/ledger/ledgertest"
)

func openAt(t *testing.T, url string) *Store {
	t.Helper()
	s, err := Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// closing closes s when the test ends.
func closing(t *testing.T, s *Store) *Store {
	t.Helper()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// article is article number n, no two alike.
func article(n int) ledgertest.Article {
	return ledgertest.Article{
		ID: string(rune('a' + n)), Title: "Report", Published: "2025-01-02",
		Says: []ledgertest.Say{{Speaker: "Ann Lee", Cue: "said", Parts: []string{"thing number " + string(rune('a'+n))}}},
	}
}

// put puts an article, and says how that went.
func put(t *testing.T, s *Store, a ledgertest.Article) error {
	t.Helper()
	doc, ex, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Put(t.Context(), doc, ex)
	return err
}

// wantError fails unless err is of the kind, is one line, says all of the parts, and nothing secret.
func wantError(t *testing.T, err error, kind dixit.ErrorKind, parts ...string) {
	t.Helper()
	if err == nil || dixit.KindOf(err) != kind || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v is of kind %v, want %v and one line", err, dixit.KindOf(err), kind)
		return
	}
	for _, p := range parts {
		if !strings.Contains(err.Error(), p) {
			t.Errorf("%q does not say %q", err, p)
		}
	}
	if strings.Contains(err.Error(), "geheim") {
		t.Errorf("%q says the password", err)
	}
}

func TestCannotOpen(t *testing.T) {
	there := testpg.URL(t)
	with := func(s string) string { return strings.Replace(there, "user=postgres", s, 1) }
	for _, c := range []struct {
		url  string
		kind dixit.ErrorKind
		says string
	}{
		{"postgres://ann:geheim@127.0.0.1:1/db", dixit.Unavailable, "postgres://127.0.0.1:1/db: no server answers there"},
		{"postgres:///db?host=/nowhere&password=geheim", dixit.Unavailable, "no server answers there"},
		{strings.Replace(there, "/postgres?", "/nowhere?password=geheim&", 1), dixit.Unavailable, "there is no such database"},
		{with("user=nobody&password=geheim"), dixit.Unavailable, "does not let this user in"},
		{"postgres://ann:ge:@geheim@127.0.0.1:1/db", dixit.Invalid, "is no URL"},
		{"postgres://ann:geheim@host:port/db", dixit.Invalid, "is no URL"},
		{"postgres://ann:geheim@h/db?sslmode=perhaps", dixit.Invalid, "is no URL"},
	} {
		_, err := Open(t.Context(), c.url)
		wantError(t, err, c.kind, c.says)
		_, err = Exists(t.Context(), c.url)
		wantError(t, err, c.kind, c.says)
		if name := Name(c.url); strings.Contains(name, "geheim") {
			t.Errorf("%s says the password", name)
		}
	}
}

func TestExists(t *testing.T) {
	url := testpg.URL(t)
	for _, want := range []bool{false, true} {
		if is, err := Exists(t.Context(), url); is != want || err != nil {
			t.Errorf("%t, %v; want %t", is, err, want)
		}
		closing(t, openAt(t, url))
	}
}

// What is not this program's is left alone, and so is what it does not know yet.
func TestNotOurs(t *testing.T) {
	url := testpg.URL(t)
	db := pool(t, url)
	if _, err := db.Exec("CREATE TABLE documents (id BIGINT)"); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), url)
	wantError(t, err, dixit.Unavailable, "tables of another program")

	url = migrated(t)
	if _, err := pool(t, url).Exec("INSERT INTO " + versions + " (version_id, is_applied) VALUES (9999, true)"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), url)
	wantError(t, err, dixit.Unavailable, "made by a newer dixit (schema 9999")
}

func TestEncoding(t *testing.T) {
	server := testpg.Own(t)
	plain := pool(t, server.URL)
	if _, err := plain.Exec("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0"); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), strings.Replace(server.URL, "/postgres?", "/latin?", 1))
	wantError(t, err, dixit.Unavailable, "LATIN1, not UTF8")
}

// What the connection is told: a commit is on disk, whatever the user is set to, and nothing that takes long is broken off.
func TestSettings(t *testing.T) {
	url := testpg.URL(t)
	for _, c := range []struct{ option, setting, want string }{
		{"synchronous_commit=off", "synchronous_commit", "on"},
		{"synchronous_commit=remote_apply", "synchronous_commit", "remote_apply"},
		{"", "statement_timeout", "0"},
		{"", "transaction_isolation", "read committed"},
		{"", "standard_conforming_strings", "on"},
	} {
		d, err := parse(url + "&" + c.option)
		if err != nil {
			t.Fatal(err)
		}
		db := d.pool()
		var got string
		if err := db.QueryRow("SELECT current_setting(?)", c.setting).Scan(&got); err != nil || got != c.want {
			t.Errorf("%s: %s is %q, %v; want %s", c.option, c.setting, got, err, c.want)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A server that goes away in the middle is an error that says so; what was put is there when it is back, and the store goes on.
func TestServerRestarted(t *testing.T) {
	server := testpg.Own(t)
	s := closing(t, openAt(t, server.URL))
	if err := put(t, s, article(0)); err != nil {
		t.Fatal(err)
	}
	server.Stop(t)
	wantError(t, put(t, s, article(1)), dixit.Unavailable, "ledger postgres://")
	if _, err := s.Counts(t.Context()); dixit.KindOf(err) != dixit.Unavailable {
		t.Errorf("counts without a server: %v", err)
	}
	server.Start(t)
	if err := put(t, s, article(1)); err != nil {
		t.Fatal(err)
	}
	if c, err := s.Counts(t.Context()); c.Documents != 2 || err != nil {
		t.Errorf("%+v, %v", c, err)
	}
}

// While others write, a put waits, and a search does not.
func TestLocked(t *testing.T) {
	url := testpg.URL(t)
	s := closing(t, openAt(t, url+"&lock_timeout=200ms"))
	if err := put(t, s, article(0)); err != nil {
		t.Fatal(err)
	}
	d, err := parse(url)
	if err != nil {
		t.Fatal(err)
	}
	db := d.pool()
	defer db.Close()
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Lock(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	var pid int
	if err := tx.QueryRow("SELECT pg_backend_pid()").Scan(&pid); err != nil { // the lock is asked for with it
		t.Fatal(err)
	}
	wantError(t, put(t, s, article(1)), dixit.Unavailable, "another program is writing to it")
	if c, err := s.Counts(t.Context()); c.Documents != 1 || err != nil {
		t.Errorf("%+v, %v", c, err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := put(t, s, article(1)); err != nil {
		t.Error(err)
	}
}

func TestBackup(t *testing.T) {
	s := closing(t, openAt(t, testpg.URL(t)))
	wantError(t, s.Backup(t.Context(), "file"), dixit.Invalid, "pg_dump")
}
