package sqlite

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dixit"
	"dixit/ledger/relational"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// role is what a connection is for.
type role int

const (
	writer role = iota
	reader
	checker // reads, and may keep tables of its own meanwhile
)

// connect makes a pool of connections to the file at path; none is opened yet. The time to wait for a lock is set before
// anything that may need one. The log is synced at every commit, since a commit is a promise; on macOS fullfsync is what
// makes it one.
func connect(path string, wait time.Duration, r role) (*sql.DB, error) {
	file, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	file = filepath.ToSlash(file)
	if !strings.HasPrefix(file, "/") {
		file = "/" + file // a Windows drive
	}
	q := url.Values{
		"_busy_timeout": {fmt.Sprint(wait.Milliseconds())},
		"_dqs":          {"0"},
		"_error_rc":     {"1"},
	}
	switch r {
	case writer:
		q["_txlock"] = []string{"immediate"}
		q["_pragma"] = []string{
			"synchronous(FULL)", "fullfsync(1)", "foreign_keys(1)", "journal_size_limit(67108864)",
			"cache_size(-16384)", // KiB: what is written of one document lies all over the indexes
		}
	case reader:
		q["mode"] = []string{"ro"}
		q["_query_only"] = []string{"1"}
		q["_pragma"] = []string{"cache_size(-4096)"} // KiB: what is found of one word lies all over the documents
	case checker:
		q["mode"] = []string{"ro"}
	}
	u := url.URL{Scheme: "file", Path: file, RawQuery: q.Encode()}
	return sql.Open("sqlite", u.String())
}

// makeFolder makes the folder that path is in, and those that it is in, for their owner only, and sees to it that they are
// on disk: a file that is kept in a folder that is not would not be kept. It refuses a path that is itself a folder.
func makeFolder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return dixit.Errorf(dixit.Unavailable, "a folder, not a file")
	}
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return err
	}
	var missing []string
	for d := folder; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || d == filepath.Dir(d) {
			break
		}
		missing = append(missing, d)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for _, d := range missing {
		if err := relational.SyncFolder(filepath.Dir(d)); err != nil {
			return err
		}
	}
	return nil
}
