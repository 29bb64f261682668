package main

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/work"
	"dixit/work/jetstream"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

// nodeOptions are the flags of dixit node.
type nodeOptions struct {
	ledger   string
	node     jetstream.NodeOptions
	jobs     int
	maxStore int64 // MiB
	grace    time.Duration
	lease    time.Duration
	json     bool
	web      webFlags
	observing
}

// newNodeCommand is dixit node.
func newNodeCommand(t *terminal) *cobra.Command {
	var opts nodeOptions
	c := &cobra.Command{
		Use:   "node --ledger postgres://… --store FOLDER [--name NAME] [--join …]",
		Short: "Be one of several hosts that read what is on the list of work",
		Long: `A node takes work from a queue that the nodes keep together, and does it as
dixit work does; it needs no other server than the ledger's. Without --join it
is alone. With it, every node is given the same list: where the others reach
each of them, itself among them. Three nodes lose nothing when one is lost.
--name and --store are those of one node for good: what is in FOLDER may be
lost, but not mixed up.

Who has the secret may do all: it is a file of at least 32 characters, the same
on every node, as openssl rand -base64 48 prints. All connections are encrypted
with it. Addresses are of this host alone unless others are given.

At an interrupt or SIGTERM a node takes nothing new, ends what is in hand or
gives it back, and leaves. Nodes of different versions of dixit may be together,
so that one after the other is replaced. docs/CLUSTER.md says how to set it up.`,
		Example: `  dixit node --ledger news.db --store /var/lib/dixit
  dixit node --ledger postgres://db/news --name a --store /var/lib/dixit \
    --join a:6222,b:6222,c:6222 --listen 0.0.0.0:6222 --secret-file secret`,
		Annotations: exits("  0  it was interrupted, and has left", "  2  the command line, or the secret, is wrong",
			"  4  the ledger, the folder or an address cannot be used"),
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return runNode(c.Context(), t, opts) },
	}
	ledgerFlag(c, &opts.ledger)
	f := c.Flags()
	f.StringVar(&opts.node.Name, "name", "", "a `NAME` that no other has, else the host's")
	f.StringVar(&opts.node.Store, "store", "", "keep the queue in this `FOLDER`")
	f.StringSliceVar(&opts.node.Join, "join", nil, "`HOST:PORT,…` of all nodes")
	f.StringVar(&opts.node.Listen, "listen", "", "`HOST:PORT` for nodes, else 127.0.0.1:6222")
	f.StringVar(&opts.node.Client, "clients", "", "`HOST:PORT` for dixit work, else none")
	f.StringVar(&opts.node.Secret, "secret-file", "", "a `FILE` with the secret of all nodes")
	f.Int64Var(&opts.maxStore, "max-store", 4096, "keep at most `N` MiB in FOLDER")
	f.IntVar(&opts.jobs, "jobs", 1, "do `N` units at once; 0 for none")
	f.DurationVar(&opts.grace, "grace", work.DefaultGrace, "give what is in hand `TIME` to end")
	f.DurationVar(&opts.lease, "lease", work.DefaultLease, "who is silent for `TIME` is dead")
	f.BoolVar(&opts.json, "json", false, "print an object a unit")
	opts.web.add(c)
	opts.flags(c, "")
	return c
}

// check fills in what was left out and refuses what cannot be.
func (o *nodeOptions) check() (err error) {
	n := &o.node
	if o.jobs != 0 {
		if err := checkJobs(o.jobs); err != nil {
			return err
		}
	}
	if o.lease < time.Second || o.grace < 0 {
		return usage("lease %v, grace %v: a lease is a second at least, and no time is negative", o.lease, o.grace)
	}
	if n.Store == "" {
		return usage("node: give --store, a folder for the queue")
	}
	if n.Store, err = filepath.Abs(n.Store); err != nil {
		return usage("store: %w", err)
	}
	if o.maxStore < 64 || o.maxStore > 1<<30 {
		return usage("max-store %d: not from 64 MiB on", o.maxStore)
	}
	n.MaxStore = o.maxStore << 20
	if n.Name == "" {
		if n.Name, err = os.Hostname(); err != nil {
			return usage("node: give --name: %w", err)
		}
	}
	if strings.ContainsAny(n.Name, " \t.*>/\\") {
		return usage("name %s: no spaces, dots, slashes, * or >", printable(n.Name))
	}
	if len(n.Join) == 0 && n.Listen != "" {
		return usage("listen: only nodes that --join others have somebody to listen for")
	}
	if len(n.Join) > 0 && n.Listen == "" {
		n.Listen = "127.0.0.1:6222"
	}
	if len(n.Join)+len(n.Client) > 0 && n.Secret == "" {
		return usage("node: who can be reached needs --secret-file")
	}
	if outside(n.Join) && loopback(n.Listen) {
		return usage("listen %s: the other nodes do not reach that; give --listen HOST:PORT", n.Listen)
	}
	return nil
}

// outside reports whether one of some addresses is not of this host by what it says.
func outside(addresses []string) bool {
	for _, a := range addresses {
		if !loopback(a) {
			return true
		}
	}
	return false
}

// loopback reports whether an address says that it is only this host's.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// runNode keeps the queue with others, and does what is in it, until it is interrupted.
func runNode(ctx context.Context, t *terminal, opts nodeOptions) (err error) {
	if err := opts.check(); err != nil {
		return err
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
	opts.node.Log = ob.warnings(t)
	store, list, err := openWorklist(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	defer ob.working(ctx, store, list, opts.ledger, t)()
	node, err := jetstream.Start(opts.node)
	if err != nil {
		return err
	}
	defer node.Stop()
	ob.health.Part("queue", func(context.Context) error { return node.Ready() })
	queue, err := joinedQueue(ctx, t, node, opts)
	if err != nil || queue == nil {
		return err
	}
	defer func() { err = errors.Join(err, queue.Close()) }()
	if err := t.printf("node %s: ready, %s\n", opts.node.Name, count(max(1, len(opts.node.Join)), "node")); err != nil {
		return err
	}
	return atWork(ctx, t, opts, ob, queue, store, list, web)
}

// joinedQueue opens the queue once the cluster is there: the first nodes of a new one wait for others, and so do those that come back when
// all were down. It is nil if the node is interrupted meanwhile.
func joinedQueue(ctx context.Context, t *terminal, node *jetstream.Node, opts nodeOptions) (*jetstream.Queue, error) {
	for {
		queue, err := node.Open(ctx, jetstream.Options{Lease: opts.lease})
		switch {
		case err == nil:
			return queue, nil
		case ctx.Err() != nil:
			return nil, nil
		case node.Ready() == nil:
			return nil, err
		}
		t.complain("waiting: " + node.Ready().Error())
	}
}

// atWork runs a worker and a sweeper until ctx ends, and lets what is in hand end.
func atWork(ctx context.Context, t *terminal, opts nodeOptions, ob *observed, queue work.Queue, store ledger.Ledger, list ledger.Worklist, web *unitWeb) error {
	told := &workLines{t: t, list: list, json: opts.json, ob: ob}
	worker := &work.Worker{
		Queue: queue, List: list, Handle: newUnitReader(store, list, t.getenv, ob.meters, web).handle,
		Name: opts.node.Name + "-" + workerName(), Engine: dixit.Version, Jobs: opts.jobs, Lease: opts.lease, Grace: opts.grace,
		Observer: told, Log: opts.node.Log,
	}
	sweeper := &work.Sweeper{Queue: queue, List: list, Every: min(work.DefaultEvery, opts.lease), Observer: told, Log: opts.node.Log}
	var group errgroup.Group
	if opts.jobs > 0 {
		group.Go(func() error { return worker.Run(ctx) })
	}
	group.Go(func() error { return sweeper.Run(ctx) })
	return group.Wait()
}
