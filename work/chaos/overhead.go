//go:build linux

package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"dixit/ledger/postgres"
)

// overhead prints how much processor time and wall clock it takes to ingest the same files in three ways, two jobs each: one process
// with SQLite, one with PostgreSQL, and a node with its queue and PostgreSQL. What PostgreSQL takes counts.
func overhead(o options, dir string, files []string) error {
	fmt.Printf("%d files, two jobs\n%-26s %10s %10s %10s\n", len(files), "", "processor", "of server", "wall clock")
	w := &world{options: o, dir: dir, began: time.Now()}
	single, err := w.spent(nil, append([]string{"ingest", "--jobs", "2", "--ledger", filepath.Join(dir, "single.db")}, files...)...)
	if err != nil {
		return err
	}
	single.print("one process, SQLite", single)
	for _, way := range []struct {
		name string
		run  func(db *database) (cost, error)
	}{
		{"one process, PostgreSQL", func(db *database) (cost, error) {
			return w.spent(db, append([]string{"ingest", "--jobs", "2", "--ledger", db.local()}, files...)...)
		}},
		{"a node, PostgreSQL", func(db *database) (cost, error) { return w.spentByNode(db, files) }},
	} {
		db, err := newDatabase(host{address: "127.0.0.1"}, dir, fmt.Sprint("postgres", len(way.name)))
		if err != nil {
			return err
		}
		w.db = db
		c, err := way.run(db)
		_ = db.stop() // it is gone with this program
		if err != nil {
			return err
		}
		c.print(way.name, single)
	}
	return nil
}

// cost is what something took.
type cost struct{ processor, server, wall time.Duration }

func (c cost) print(name string, single cost) {
	round := func(d time.Duration) time.Duration { return d.Round(10 * time.Millisecond) }
	fmt.Printf("%-26s %10v %10v %10v  %+.0f %% processor, %+.0f %% wall clock\n", name, round(c.processor+c.server), round(c.server), round(c.wall),
		100*(float64(c.processor+c.server)/float64(single.processor+single.server)-1), 100*(float64(c.wall)/float64(single.wall)-1))
}

// spent runs dixit and says what it took, with what the database took meanwhile.
func (w *world) spent(db *database, args ...string) (c cost, err error) {
	before, began := db.processor(), time.Now()
	run := exec.Command(w.dixit, args...)
	if out, err := run.CombinedOutput(); err != nil && run.ProcessState.ExitCode() != 3 { // some page has no article
		return c, fmt.Errorf("%s: %w: %.2000s", args[0], err, out)
	}
	return cost{run.ProcessState.UserTime() + run.ProcessState.SystemTime(), db.processor() - before, time.Since(began)}, nil
}

// listed is how many units are on the list.
func (w *world) listed() (int, error) {
	l, err := postgres.Open(context.Background(), w.db.local())
	if err != nil {
		return 0, err
	}
	defer l.Close()
	n, err := l.WorkCounts(context.Background(), time.Now())
	return n.Waiting, err
}

// spentByNode puts files on the list and has a node do them. That each file costs a process to be put there does not count: a user
// gives them all at once.
func (w *world) spentByNode(db *database, files []string) (c cost, err error) {
	if err := w.enqueue(files); err != nil {
		return c, err
	}
	units, err := w.listed()
	if err != nil {
		return c, err
	}
	before, began := db.processor(), time.Now()
	run := exec.Command(w.dixit, "node", "--name", "alone", "--store", filepath.Join(w.dir, "alone"), "--ledger", db.local(), "--jobs", "2", "--json")
	run.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := run.Start(); err != nil {
		return c, err
	}
	err = w.done(units)
	wall := time.Since(began)
	_ = run.Process.Signal(syscall.SIGTERM) // it may have ended
	_ = run.Wait()                          // err says what is wrong
	return cost{run.ProcessState.UserTime() + run.ProcessState.SystemTime(), db.processor() - before, wall}, err
}
