package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dixit/ledger"

	"github.com/google/go-cmp/cmp"
)

// endless is a list on which no unit ends.
type endless struct{ ledger.Worklist }

func (e endless) PutUnit(ctx context.Context, entries []ledger.Entry, end ledger.Ending) ([]ledger.Fate, error) {
	if !end.More {
		return nil, errors.New("killed")
	}
	return e.Worklist.PutUnit(ctx, entries, end)
}

// TestTallyOfTries: the tally of a unit whose first tries did not end is that of one that was read at once.
func TestTallyOfTries(t *testing.T) {
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, "articles.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	lines := json.NewEncoder(file)
	for i := range 600 { // of which two batches are kept before the last
		text := fmt.Sprintf("“Bridge %d is closed until Monday,” Ana Roy said.", i%590)
		if err := lines.Encode(map[string]string{"text": text, "url": fmt.Sprintf("http://example.org/%d", i%590)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := file.WriteString("damage\n"); err != nil || file.Close() != nil {
		t.Fatal(err)
	}
	var tallies []ledger.Tally
	for _, tries := range []int{1, 3} {
		store, list, err := openWorklist(t.Context(), filepath.Join(dir, fmt.Sprint(tries)), func(string) string { return "" })
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		u := ledger.Unit{Path: file.Name()}
		for try := range tries {
			at := time.Now().Add(time.Duration(try) * time.Hour)
			task, err := list.Claim(t.Context(), u, ledger.Lease{Owner: fmt.Sprint(try), Now: at, Until: at.Add(time.Minute)})
			if err != nil || task.Owner != fmt.Sprint(try) {
				t.Fatalf("%+v, %v", task, err)
			}
			on, last := list, try == tries-1
			if !last {
				on = endless{list}
			}
			err = newUnitReader(store, on, func(string) string { return "" }, nil, nil).handle(t.Context(), task)
			if (err == nil) != last {
				t.Fatal(err)
			}
		}
		task, err := list.Task(t.Context(), u.ID())
		if err != nil || task.State != ledger.TaskDone {
			t.Fatalf("%+v, %v", task, err)
		}
		tallies = append(tallies, task.Tally)
	}
	if diff := cmp.Diff(tallies[0], tallies[1]); diff != "" || tallies[0].Kept+tallies[0].Copies != 590 || tallies[0].Failed != 1 {
		t.Errorf("(-one try +three)\n%s%+v", diff, tallies[0])
	}
}
