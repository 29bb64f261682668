//go:build linux

package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"dixit/ledger"
	"dixit/ledger/postgres"
)

// world is three nodes and a database, each on a host of its own.
type world struct {
	options
	dir   string
	began time.Time
	hosts []host
	db    *database
	nodes []*node
}

// node is a dixit node that is started again when it ends, as an init system does.
type node struct {
	host
	name, store string
	args        []string
	dixit       string
	log         *os.File

	mu      sync.Mutex
	process *exec.Cmd // nil between two lives
	ended   bool      // it is not to live again
	lives   int
	gone    sync.WaitGroup
}

// nodePort and clientPort are added to by the node's number on the loopback, where all share an address.
const (
	nodePort   = 26222
	clientPort = 24222
)

// newWorld makes and starts it all. What there is of it is given even with an error, to be ended.
func newWorld(o options, dir string) (*world, error) {
	w := &world{options: o, dir: dir, began: time.Now()}
	if !o.noNet {
		if err := bridge(); err != nil {
			return w, err
		}
	}
	for n := range 4 {
		h := host{address: "127.0.0.1"}
		if !o.noNet {
			var err error
			if h, err = newHost(n); err != nil {
				return w, err
			}
		}
		w.hosts = append(w.hosts, h)
	}
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte(rand.Text()+rand.Text()), 0o600); err != nil {
		return w, err
	}
	db, err := newDatabase(w.hosts[3], dir, "postgres")
	if err != nil {
		return w, err
	}
	w.db = db
	var join []string
	for n, h := range w.hosts[:3] {
		join = append(join, fmt.Sprintf("%s:%d", h.address, nodePort+n))
	}
	for n, h := range w.hosts[:3] {
		name := string(rune('a' + n))
		nd := &node{host: h, name: name, store: filepath.Join(dir, "node-"+name), dixit: o.dixit}
		nd.args = []string{
			"node", "--name", name, "--store", nd.store, "--ledger", db.url(), "--secret-file", secret, "--join", strings.Join(join, ","),
			"--listen", join[n], "--clients", fmt.Sprintf("%s:%d", h.address, clientPort+n), "--lease", "4s", "--grace", "5s", "--json",
		}
		if nd.log, err = os.Create(filepath.Join(dir, "node-"+name+".log")); err != nil {
			return w, err
		}
		w.nodes = append(w.nodes, nd)
		nd.gone.Go(nd.live)
	}
	return w, nil
}

// live starts the node, and again whenever it ends.
func (n *node) live() {
	for {
		n.mu.Lock()
		if n.ended {
			n.mu.Unlock()
			return
		}
		c := n.command(n.dixit, n.args...)
		c.Stdout, c.Stderr = n.log, n.log
		c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
		err := c.Start()
		if err == nil {
			n.process, n.lives = c, n.lives+1
		}
		n.mu.Unlock()
		if err == nil {
			_ = c.Wait() // it was killed, or complained into its log
		}
		time.Sleep(300 * time.Millisecond)
	}
}

// signal sends a signal to the node, if it lives.
func (n *node) signal(s syscall.Signal) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.process != nil {
		_ = n.process.Process.Signal(s) // it may have ended just now
	}
}

// stop ends the node for good.
func (n *node) stop() {
	n.mu.Lock()
	n.ended = true
	n.mu.Unlock()
	n.signal(syscall.SIGCONT)
	n.signal(syscall.SIGTERM)
	n.gone.Wait()
}

// done waits until so many units are done.
func (w *world) done(units int) error {
	ctx, cancel := context.WithTimeout(context.Background(), w.patience)
	defer cancel()
	var last ledger.WorkCounts
	var l *postgres.Store
	defer func() {
		if l != nil {
			_ = l.Close() // nothing was written
		}
	}()
	for {
		var n ledger.WorkCounts
		var err error
		if l == nil {
			l, err = postgres.Open(ctx, w.db.url())
		}
		if err == nil {
			n, err = l.WorkCounts(ctx, time.Now())
		}
		switch {
		case ctx.Err() != nil:
			return fmt.Errorf("nothing ends: %+v, %w", last, ctx.Err())
		case err == nil && n.Dead > 0:
			return fmt.Errorf("%d units were given up", n.Dead)
		case err == nil && n.Done >= units:
			return nil
		case err == nil && n.Done != last.Done:
			w.log("%d of %d units done", n.Done, units)
			last = n
		}
		time.Sleep(time.Second)
	}
}

// log prints what is done, and when.
func (w *world) log(format string, v ...any) {
	fmt.Printf("%6.1fs "+format+"\n", append([]any{time.Since(w.began).Seconds()}, v...)...)
}

// end takes it all down.
func (w *world) end() {
	for _, n := range w.nodes {
		n.stop()
		_ = n.log.Close()
	}
	if w.db != nil {
		_ = w.db.stop() // it may be down
	}
	for _, h := range w.hosts {
		h.remove()
	}
}
