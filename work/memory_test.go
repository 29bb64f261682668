package work_test

import (
	"path/filepath"
	"testing"
	"time"

	"dixit/ledger/sqlite"
	"dixit/work"
	"dixit/work/worktest"
)

// TestMemory proves that the queue in process is one.
func TestMemory(t *testing.T) {
	worktest.Run(t, func(t *testing.T) worktest.Setup {
		const lease, bound = 200 * time.Millisecond, 50
		list, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = list.Close() })
		var queue *work.Memory
		closed := false
		return worktest.Setup{List: list, Lease: lease, Bound: bound, Open: func() (work.Queue, error) {
			if queue == nil || closed {
				queue, closed = work.NewMemory(bound, lease), false
			}
			return watched{queue, &closed}, nil
		}}
	})
}

// watched is a queue in process that says whether it was closed: it is opened anew then, empty.
type watched struct {
	*work.Memory
	closed *bool
}

func (w watched) Close() error {
	*w.closed = true
	return w.Memory.Close()
}
