package jetstream

import (
	"path/filepath"
	"testing"
	"time"

	"dixit/ledger"
	"dixit/ledger/sqlite"
	"dixit/work"
	"dixit/work/worktest"
)

// TestSuite proves that it is a queue like the others.
func TestSuite(t *testing.T) {
	worktest.Run(t, func(t *testing.T) worktest.Setup {
		const lease, bound = 500 * time.Millisecond, 60
		l, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		var list ledger.Worklist = l
		node := alone(t, t.TempDir())
		return worktest.Setup{
			List: list, Lease: lease, Bound: bound,
			Open: func() (work.Queue, error) { return node.Open(t.Context(), Options{Lease: lease, MaxUnits: bound}) },
			Lose: func() error {
				node.Stop()
				node = alone(t, t.TempDir()) // with nothing of what the other had
				return nil
			},
		}
	})
}
