// Package jetstream is a queue of work over NATS JetStream: between the nodes of a cluster, which hold it together, or in a cluster that
// is there already.
//
// Its stream keeps one message a unit until that is done: the subject of a message ends in the unit's ID, and a second message of a
// subject is refused, so that whoever offers a unit again (a sweeper does, all the time) does not double it, however long after. A
// message is taken by one worker at a time, who acknowledges it once the ledger says that the unit is done. How often a message may be
// delivered is not bounded here, since one that a cut network delivers ten times has done nothing wrong: the ledger counts the tries.
//
// A Node is a server of NATS inside this process. What it stores may be lost: a stream that is gone is made again, empty, and filled
// from the ledger by a sweeper.
//
// The package does not keep results, does not know what is in a unit, and does not change which nodes a cluster has.
package jetstream

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/work"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Options say how a queue is used. The zero value is for one node, or a cluster of one.
type Options struct {
	Name     string        // of whoever uses it, for the logs of the servers
	Secret   string        // file with the secret of dixit's nodes, with credentials of NATS, or with the seed of an nkey; "" for none
	Replicas int           // how many nodes keep the stream; 0 as it is, or 1 where it is made
	Lease    time.Duration // how long a unit may be in hand without a Beat; 0 for DefaultLease
	Patience time.Duration // how long to wait for servers that do not answer; 0 for DefaultPatience
	MaxUnits int64         // how many units the queue holds before Offer waits; 0 for DefaultMaxUnits
}

// Defaults of Options.
const (
	DefaultLease    = 30 * time.Second
	DefaultPatience = 20 * time.Second
	DefaultMaxUnits = 1 << 20
)

// filled are the options with what was left out.
func (o Options) filled() Options {
	if o.Lease == 0 {
		o.Lease = DefaultLease
	}
	if o.Patience == 0 {
		o.Patience = DefaultPatience
	}
	if o.MaxUnits == 0 {
		o.MaxUnits = DefaultMaxUnits
	}
	return o
}

// Queue is a queue in JetStream. It implements [work.Queue].
type Queue struct {
	opts   Options
	conn   *nats.Conn
	js     jetstream.JetStream
	ctx    context.Context // ends with Close
	end    context.CancelFunc
	closed sync.WaitGroup // calls of Next

	mu       sync.Mutex
	consumer jetstream.Consumer // nil if it must be made, or found, anew
}

// IsURL reports whether a queue's address is one of NATS.
func IsURL(s string) bool {
	for _, scheme := range []string{"nats://", "tls://"} {
		if strings.HasPrefix(s, scheme) {
			return true
		}
	}
	return false
}

// Open connects to a cluster by the addresses of its servers, parted by commas: nats://HOST:PORT,HOST:PORT. It waits for an answer for
// as long as opts.Patience.
func Open(ctx context.Context, urls string, opts Options) (*Queue, error) {
	auth, err := authentication(opts.Secret)
	if err != nil {
		return nil, err
	}
	return connect(ctx, urls, opts.filled(), auth...)
}

// connect opens a queue over a connection made so.
func connect(ctx context.Context, urls string, opts Options, how ...nats.Option) (*Queue, error) {
	how = append(how, nats.Name(opts.Name), nats.MaxReconnects(-1), nats.ReconnectWait(250*time.Millisecond), nats.RetryOnFailedConnect(false),
		nats.Timeout(5*time.Second), nats.PingInterval(5*time.Second), nats.MaxPingsOutstanding(2), nats.NoEcho())
	conn, err := nats.Connect(urls, how...)
	if err != nil {
		return nil, unavailable("connect", err)
	}
	js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(answer), jetstream.WithPublishAsyncTimeout(answer))
	if err != nil {
		conn.Close()
		return nil, unavailable("connect", err)
	}
	q := &Queue{opts: opts, conn: conn, js: js}
	q.ctx, q.end = context.WithCancel(context.WithoutCancel(ctx))
	err = q.patiently(ctx, func(ctx context.Context) error {
		_, err := q.ready(ctx)
		return err
	})
	if err != nil {
		_ = q.Close() // err says what is wrong
		return nil, unavailable("open", err)
	}
	return q, nil
}

// Close implements [work.Queue].
func (q *Queue) Close() error {
	q.end()
	q.closed.Wait()
	q.conn.Close()
	return nil
}

// Depth implements [work.Queue].
func (q *Queue) Depth(ctx context.Context) (int, error) {
	if q.ctx.Err() != nil {
		return 0, work.ErrClosed
	}
	c, err := q.ready(ctx)
	if err != nil {
		return 0, unavailable("depth", err)
	}
	info, err := c.Info(ctx)
	if err != nil {
		q.forget(c)
		return 0, unavailable("depth", err)
	}
	return int(info.NumPending), nil
}

// patiently tries until it works, for q.opts.Patience.
func (q *Queue) patiently(ctx context.Context, try func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, q.opts.Patience)
	defer cancel()
	for {
		err := try(ctx)
		if err == nil {
			return nil
		}
		if !pause(ctx, retryPause) {
			return err
		}
	}
}

// answer is how long a server is waited for before it is asked anew.
const answer = 4 * time.Second

// retryPause is how long to wait before what did not work is tried again.
const retryPause = 250 * time.Millisecond

// pause waits, and reports whether ctx goes on.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// unavailable is an error of the servers, or of the way to them; the end of a context stays what it is.
func unavailable(doing string, err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("queue: %s: %w", doing, err)
	}
	return dixit.Errorf(dixit.Unavailable, "queue: %s: %w", doing, err)
}

var _ work.Queue = (*Queue)(nil)

var _ work.Delivery = (*delivery)(nil)

// subject is that of a unit's message.
func subject(u ledger.Unit) string { return subjects + u.ID() }
