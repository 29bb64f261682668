package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/work"
	"dixit/work/jetstream"
	"dixit/work/sql"

	"github.com/spf13/cobra"
)

// workOptions are the flags of dixit work.
type workOptions struct {
	ledger     string
	queue      string
	secret     string
	jobs       int
	untilEmpty bool
	retry      bool
	grace      time.Duration
	lease      time.Duration
	json       bool
	web        webFlags
	observing
}

// newWorkCommand is dixit work.
func newWorkCommand(t *terminal) *cobra.Command {
	var opts workOptions
	c := &cobra.Command{
		Use:   "work [--ledger PATH] [--jobs N] [--until-empty]",
		Short: "Read what is on the list of work, and keep its statements",
		Long: `It takes one unit after the other of what dixit enqueue has put on the ledger's
list, reads it as dixit ingest and dixit fetch do, and keeps what it finds. Any
number may run at once, on one SQLite file or, from many hosts, on PostgreSQL.
Each unit is done once; that of a worker that dies is taken by another when its
lease ends.

A unit that fails is tried five times, then given up for a reason, which is told
at the end; --retry lets those that were given up be tried anew. At an interrupt
or SIGTERM it ends what is in hand, or gives it back when --grace is over.`,
		Example: `  dixit work --until-empty --jobs 2
  dixit work --ledger postgres://db/news --jobs 8`,
		Annotations: exits("  0  it was interrupted, or the list is empty", "  2  the command line is wrong",
			"  3  some input could not be used, or a unit was given up", "  4  the ledger cannot be opened or written"),
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return runWork(c.Context(), t, opts) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringVar(&opts.queue, "queue", "", "the `URL` of nodes that carry the work: nats://…")
	c.Flags().StringVar(&opts.secret, "secret-file", "", "a `FILE`: the nodes' secret, or a user's credentials")
	c.Flags().IntVar(&opts.jobs, "jobs", 1, "do `N` units at once, on N cores")
	c.Flags().BoolVar(&opts.untilEmpty, "until-empty", false, "end when all on the list is done or given up")
	c.Flags().BoolVar(&opts.retry, "retry", false, "try anew what was given up")
	c.Flags().DurationVar(&opts.grace, "grace", work.DefaultGrace, "give what is in hand `TIME` to end")
	c.Flags().DurationVar(&opts.lease, "lease", work.DefaultLease, "who is silent for `TIME` is dead")
	c.Flags().BoolVar(&opts.json, "json", false, "print an object a unit")
	opts.web.add(c)
	opts.flags(c, "")
	return c
}

// runWork does units until it is interrupted or, if that is wanted, nothing is left.
func runWork(ctx context.Context, t *terminal, opts workOptions) (err error) {
	if err := checkJobs(opts.jobs); err != nil {
		return err
	}
	if opts.lease < time.Second || opts.grace < 0 {
		return usage("lease %v, grace %v: a lease is a second at least, and no time is negative", opts.lease, opts.grace)
	}
	web, err := opts.web.web(t, opts.ledger)
	if err != nil {
		return err
	}
	ob, err := opts.observing.start(ctx, t)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ob.stop()) }()
	store, list, err := openWorklist(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	defer ob.working(ctx, store, list, opts.ledger, t)()
	if opts.retry {
		if _, err := list.Retry(ctx); err != nil {
			return err
		}
	}
	name := workerName()
	queue, err := openQueue(ctx, opts, list, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, queue.Close()) }()
	ob.health.Part("queue", func(ctx context.Context) error {
		_, err := queue.Depth(ctx)
		return err
	})
	told := &workLines{t: t, list: list, json: opts.json, ob: ob, ended: make(chan struct{}, 1)}
	worker := &work.Worker{
		Queue: queue, List: list, Handle: newUnitReader(store, list, t.getenv, ob.meters, web).handle,
		Name: name, Engine: dixit.Version, Jobs: opts.jobs, Lease: opts.lease, Grace: opts.grace,
		Observer: told, Log: ob.warnings(t),
	}
	running, stop := context.WithCancel(ctx)
	defer stop()
	if opts.untilEmpty {
		go func() {
			defer stop()
			for work.UntilEmpty(running, list, told.ended, 500*time.Millisecond) != nil { // the ledger is not there for a while
				select {
				case <-running.Done():
					return
				case <-time.After(time.Second):
				}
			}
		}()
	}
	if opts.queue != "" { // one that others may have lost
		sweeper := &work.Sweeper{Queue: queue, List: list, Every: min(work.DefaultEvery, opts.lease), Observer: told, Log: worker.Log}
		go func() { _ = sweeper.Run(running) }() // it has no error
	}
	if err := worker.Run(running); err != nil {
		return err
	}
	if ctx.Err() == nil { // the list is empty
		if err := rest(ctx, store); err != nil {
			return err
		}
	}
	return told.sum(context.WithoutCancel(ctx))
}

// openQueue opens what carries the work.
func openQueue(ctx context.Context, opts workOptions, list ledger.Worklist, name string) (work.Queue, error) {
	if jetstream.IsURL(opts.queue) {
		return jetstream.Open(ctx, opts.queue, jetstream.Options{Name: name, Secret: opts.secret, Lease: opts.lease})
	}
	if opts.queue != "" {
		return nil, usage("queue %s: is not one that this dixit knows", printable(opts.queue))
	}
	return sql.New(list, sql.Options{Name: name, Engine: dixit.Version, Lease: opts.lease})
}

// workerName is a name that no other worker has.
func workerName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "host"
	}
	return fmt.Sprintf("%s-%d-%x", host, os.Getpid(), time.Now().UnixNano())
}
