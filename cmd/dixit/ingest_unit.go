package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/ledger"
	"dixit/observe"
	"dixit/read"
	"dixit/work"
)

// unitReader does units of work as dixit ingest does what it is given: the same reading, extraction and keeping.
type unitReader struct {
	store     ledger.Ledger
	list      ledger.Worklist
	extractor func() (*extract.Extractor, error)
	getenv    func(string) string
	meters    *observe.Meters // nil if nobody counts
	web       *unitWeb
}

var _ work.Handler = (*unitReader)(nil).handle

// newUnitReader keeps what it reads in a ledger that has a list of units.
func newUnitReader(store ledger.Ledger, list ledger.Worklist, getenv func(string) string, meters *observe.Meters, web *unitWeb) *unitReader {
	return &unitReader{store, list, sync.OnceValues(extract.New), getenv, meters, web}
}

// unitRun is what a run for a unit needs and counts besides what every run does.
type unitRun struct {
	list     ledger.Worklist
	task     ledger.Task
	failures []ledger.UnitFailure
	places   map[string]int // in failures, by reason
	broken   string         // a file that could not be read to its end; "" if all could
	local    string         // the file that was downloaded; "" if none was
}

// handle does a unit.
func (u *unitReader) handle(ctx context.Context, t ledger.Task) error {
	flags := readingFlags{t.Unit.Published, t.Unit.Fields}
	reading, err := flags.options()
	if err != nil {
		return err
	}
	reading.Part = read.Part{From: t.Unit.From, To: t.Unit.To}
	quiet := &terminal{in: nothing{}, out: io.Discard, err: io.Discard, width: plainWidth, getenv: u.getenv}
	rep, err := newReport("")
	if err != nil {
		return err
	}
	in := &ingestion{
		openedLedger: openedLedger{store: u.store, extractor: u.extractor},
		t:            quiet, opts: ingestOptions{jobs: 1, meters: u.meters}, reading: reading, began: time.Now(),
		status: newProgress(quiet), report: rep,
		unit: &unitRun{list: u.list, task: t, places: map[string]int{}},
	}
	switch {
	case asksHost(t.Unit) != "":
		return u.fetch(ctx, in)
	case t.Unit.IsAddress():
		return u.download(ctx, in)
	}
	if err := sameFile(t.Unit); err != nil {
		return err
	}
	return in.all(ctx, append([]string{t.Unit.Path}, t.Unit.More...))
}

// place is where something in a unit is: of a file that was downloaded, at its address.
func (u *unitRun) place(path string) string {
	if rest, ok := strings.CutPrefix(path, u.local); ok && u.local != "" {
		return u.task.Unit.Path + rest
	}
	return path
}

// nothing is an input that is empty.
type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, io.EOF }

// sameFile refuses a unit whose files are not there, as a disk may not be for a while, or whose file is not what it was when it was
// enqueued: its parts would not fit each other.
func sameFile(u ledger.Unit) error {
	for _, path := range append([]string{u.Path}, u.More...) {
		f, err := os.Open(path)
		if err != nil {
			return dixit.Errorf(dixit.Unreadable, "%w", err)
		}
		_ = f.Close() // nothing was written
	}
	if u.Digest == "" || strings.HasPrefix(u.Digest, bundleDigest) {
		return nil
	}
	digest, err := fileDigest(u.Path)
	if err == nil && digest != u.Digest {
		err = dixit.Errorf(dixit.Invalid, "%s: is not the file any more that was enqueued; enqueue it again", u.Path)
	}
	return err
}

// fileDigest tells a file from what it was before, whatever the version of dixit.
func fileDigest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", dixit.Errorf(dixit.Unreadable, "%w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", dixit.Errorf(dixit.Unreadable, "%w", err)
	}
	digest, err := identity(f, info.Size(), "unit")
	if err != nil {
		return "", dixit.Errorf(dixit.Unreadable, "%s: %w", path, err)
	}
	return digest, nil
}

// failure notes what could not be used: the first of each reason, and how many there were.
func (u *unitRun) failure(place, reason string, count int) {
	key := reasonGroup(row{Outcome: outcomeFailed, Reason: reason})
	if i, ok := u.places[key]; ok {
		u.failures[i].Count = count
	} else if len(u.failures) < ledger.MaxUnitFailures {
		u.places[key] = len(u.failures)
		u.failures = append(u.failures, ledger.UnitFailure{Place: place, Reason: reason, Count: count})
	}
}

// end keeps the last batch of a unit, with which the unit is done.
func (in *ingestion) end(ctx context.Context, batch []outcome[readArticle]) error {
	if in.unit.broken != "" {
		return dixit.Errorf(dixit.Unreadable, "%s: could not be read to its end", in.unit.place(in.unit.broken))
	}
	return in.put(ctx, batch, false)
}

// put keeps a batch of a unit, of which more is to come or which is done with it.
func (in *ingestion) put(ctx context.Context, batch []outcome[readArticle], more bool) error {
	entries, err := in.entries(ctx, batch)
	if err != nil {
		return err
	}
	var failed error
	accounted := false
	account := func(fates []ledger.Fate) {
		if accounted { // the transaction may be tried again
			return
		}
		accounted = true
		for _, r := range fated(batch, fates) {
			if err := in.account(r); err != nil {
				failed = fmt.Errorf("unit %s: %w", in.unit.task.Unit.Path, err)
			}
		}
	}
	if more && len(entries) == 0 {
		account(nil)
		return failed
	}
	defer func(began time.Time) { in.opts.meters.Stage(observe.Putting, time.Since(began)) }(time.Now())
	t := in.unit.task
	_, err = in.unit.list.PutUnit(ctx, entries, ledger.Ending{
		ID: t.ID, Owner: t.Owner, Engine: dixit.Version, Now: time.Now(), More: more,
		Tally: func(fates []ledger.Fate) ledger.Tally {
			if account(fates); more {
				return in.keptSoFar()
			}
			return in.tally()
		},
	})
	return cmp.Or(err, failed)
}

// keptSoFar is what this try and those before it have kept.
func (in *ingestion) keptSoFar() ledger.Tally {
	was := in.unit.task.Tally
	return ledger.Tally{Kept: was.Kept + in.added - in.copies, Copies: was.Copies + in.copies, Statements: was.Statements + in.statements}
}

// tally is what came of what was read. What tries have kept that did not end was met again, and known.
func (in *ingestion) tally() ledger.Tally {
	n, was := in.report.counts, in.unit.task.Tally
	return ledger.Tally{
		Kept: was.Kept + n[outcomeKept], Unchanged: max(0, n[outcomeUnchanged]-was.Kept-was.Copies), Copies: was.Copies + n[outcomeCopy],
		Skipped: n[outcomeSkipped], Failed: n[outcomeFailed], Statements: was.Statements + in.statements, Failures: in.unit.failures,
	}
}
