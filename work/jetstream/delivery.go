package jetstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dixit/ledger"
	"dixit/work"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// asking is how long a server is asked for a unit before it is asked anew.
const asking = 12 * time.Second

// Next implements [work.Queue]. Servers that do not answer are waited for: a cluster that has lost its majority may find it again.
func (q *Queue) Next(ctx context.Context) (work.Delivery, error) {
	if q.ctx.Err() != nil {
		return nil, work.ErrClosed
	}
	q.closed.Add(1)
	defer q.closed.Done()
	taking, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(q.ctx, stop)()
	for {
		d, err := q.take(taking)
		if d != nil {
			return d, nil
		}
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case q.ctx.Err() != nil:
			return nil, work.ErrClosed
		case err != nil:
			pause(taking, retryPause)
		}
	}
}

// take asks for one unit: neither it nor an error means that there is none yet.
func (q *Queue) take(ctx context.Context) (work.Delivery, error) {
	c, err := q.ready(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, asking)
	defer cancel()
	how := []jetstream.FetchOpt{jetstream.FetchContext(ctx)}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) > asking/2 { // a heartbeat must fit into the time more than twice
		how = append(how, jetstream.FetchHeartbeat(asking/8))
	}
	batch, err := c.Fetch(1, how...)
	if err != nil {
		q.forget(c)
		return nil, err
	}
	for m := range batch.Messages() {
		return q.delivery(m)
	}
	if err := batch.Error(); err != nil && ctx.Err() == nil {
		q.forget(c)
		return nil, err
	}
	return nil, nil
}

// delivery is the unit of a message. One that no unit can be read from is nobody's: it is taken out.
func (q *Queue) delivery(m jetstream.Msg) (work.Delivery, error) {
	d := &delivery{message: m}
	if err := json.Unmarshal(m.Data(), &d.unit); err != nil {
		_ = m.TermWithReason("not a unit") // or it comes again, and goes then
		return nil, fmt.Errorf("message %s: %w", m.Subject(), err)
	}
	meta, err := m.Metadata()
	if err != nil {
		return nil, fmt.Errorf("message %s: %w", m.Subject(), err)
	}
	d.tries = int(meta.NumDelivered)
	return d, nil
}

// delivery is a message that was taken.
type delivery struct {
	message jetstream.Msg
	unit    ledger.Unit
	tries   int
}

func (d *delivery) Unit() ledger.Unit { return d.unit }

// Owner is nobody: leases in the ledger are the worker's.
func (d *delivery) Owner() string { return "" }

func (d *delivery) Tries() int { return d.tries }

// Beat cannot say whether another has the unit: the server does not answer it. The lease in the ledger does.
func (d *delivery) Beat(context.Context) error {
	if err := d.message.InProgress(); err != nil {
		return unavailable("beat", err)
	}
	return nil
}

// Done waits until the servers have noted it. Where they do not, the unit comes again, and the ledger says that it is done.
func (d *delivery) Done(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, answer)
	defer cancel()
	if err := d.message.DoubleAck(ctx); err != nil && !settled(err) {
		return unavailable("acknowledge", err)
	}
	return nil
}

func (d *delivery) Back(_ context.Context, after time.Duration) error {
	nak := d.message.Nak
	if after > 0 {
		nak = func() error { return d.message.NakWithDelay(after) }
	}
	if err := nak(); err != nil && !settled(err) {
		return unavailable("put back", err)
	}
	return nil
}

// settled says that a message was acknowledged before.
func settled(err error) bool {
	return errors.Is(err, jetstream.ErrMsgAlreadyAckd) || errors.Is(err, nats.ErrMsgAlreadyAckd)
}
