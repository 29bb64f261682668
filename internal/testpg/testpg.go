// Package testpg gives tests a PostgreSQL server of their own: one a test program, started when it is first asked for, gone when the
// program ends however it does, and a new schema for each test. They run where DIXIT_TEST_POSTGRES is set: to "start", or to the URL of a
// server that is used instead.
package testpg

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Server is a server that may be stopped.
type Server struct {
	URL  string         // of a database that is there
	bin  string         // the folder of its programs
	data string         // its folder
	life io.WriteCloser // the server goes when it is closed
}

// wanted is the variable that says which server tests are to use.
const wanted = "DIXIT_TEST_POSTGRES"

// needed skips a test where no server is wanted.
func needed(t testing.TB) {
	t.Helper()
	if os.Getenv(wanted) == "" {
		t.Skip("a server takes long: make postgres sets " + wanted)
	}
}

// shared is the server of this program, or why there is none.
func shared() func() (*Server, error) {
	return sync.OnceValues(func() (*Server, error) {
		if given := os.Getenv(wanted); given != "start" {
			return &Server{URL: given}, nil
		}
		return start()
	})
}

var (
	server  = shared()
	schemas atomic.Int64
)

// URL is that of a new, empty schema, which goes when the test ends. It skips the test if no server is wanted.
func URL(t testing.TB) string {
	t.Helper()
	needed(t)
	s, err := server()
	if err != nil {
		t.Fatal("no PostgreSQL: ", err)
	}
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), schemas.Add(1))
	s.exec(t, "CREATE SCHEMA "+name)
	t.Cleanup(func() { s.exec(t, "DROP SCHEMA "+name+" CASCADE") })
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func (s *Server) exec(t testing.TB, query string) {
	t.Helper()
	db, err := sql.Open("pgx", s.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), query); err != nil {
		t.Errorf("%s: %v", query, err)
	}
}

// Own is a server of a test's own, which it may stop and start. It skips the test if no server is wanted.
func Own(t testing.TB) *Server {
	t.Helper()
	needed(t)
	s, err := start()
	if err != nil {
		t.Fatal("no PostgreSQL: ", err)
	}
	return s
}

// programs is the folder of PostgreSQL's programs, the newest there is.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), "postgres")); err == nil {
				return filepath.Dir(path), nil
			}
		}
	}
	list, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(list) == 0 {
		return "", fmt.Errorf("initdb: %w", exec.ErrNotFound)
	}
	slices.Sort(list)
	return filepath.Dir(list[len(list)-1]), nil
}

// ready waits until the server answers.
func (s *Server) ready() error {
	db, err := sql.Open("pgx", s.URL)
	if err != nil {
		return err
	}
	defer db.Close()
	for range 300 {
		if err = db.Ping(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("the server does not answer: %w", err)
}
