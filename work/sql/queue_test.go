package sql_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"dixit/internal/testpg"
	"dixit/ledger"
	"dixit/ledger/postgres"
	"dixit/ledger/sqlite"
	"dixit/work"
	"dixit/work/sql"
	"dixit/work/worktest"
)

// TestSQLite and TestPostgreSQL prove that the list of a ledger is a queue.
func TestSQLite(t *testing.T) {
	worktest.Run(t, func(t *testing.T) worktest.Setup {
		path := filepath.Join(t.TempDir(), "ledger.db")
		return setup(t, 200*time.Millisecond, func() (ledger.Ledger, error) { return sqlite.Open(t.Context(), path) })
	})
}

func TestPostgreSQL(t *testing.T) {
	worktest.Run(t, func(t *testing.T) worktest.Setup {
		address := testpg.URL(t)
		return setup(t, 400*time.Millisecond, func() (ledger.Ledger, error) { return postgres.Open(t.Context(), address) })
	})
}

// setup is a queue that opens the ledger anew for each process that it stands for.
func setup(t *testing.T, lease time.Duration, open func() (ledger.Ledger, error)) worktest.Setup {
	list := func() ledger.Worklist {
		l, err := open()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		return l.(ledger.Worklist)
	}
	processes := 0
	return worktest.Setup{
		List:  list(),
		Lease: lease,
		Lose:  func() error { return nil }, // it is the ledger
		Open: func() (work.Queue, error) {
			processes++
			return sql.New(list(), sql.Options{Name: fmt.Sprint("process", processes), Lease: lease, Poll: lease / 20})
		},
	}
}
