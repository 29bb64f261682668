package jetstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"dixit/ledger"
	"dixit/work"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// offering is how many units are offered at once. Each is on the disks of most nodes before it counts.
const offering = 256

// Offer implements [work.Queue]. Units come in the order in which they are offered, unless servers fail meanwhile.
func (q *Queue) Offer(ctx context.Context, units ...ledger.Unit) error {
	if q.ctx.Err() != nil {
		return work.ErrClosed
	}
	for some := range slices.Chunk(units, offering) {
		left, err := q.offerAll(ctx, some)
		if err != nil {
			return unavailable("offer", err)
		}
		for _, m := range left {
			if err := q.offer(ctx, m); err != nil {
				return unavailable("offer", err)
			}
		}
	}
	return nil
}

// offerAll offers some units without waiting for one before the next, and says which were not taken.
func (q *Queue) offerAll(ctx context.Context, units []ledger.Unit) (left []*nats.Msg, err error) {
	futures := make([]jetstream.PubAckFuture, 0, len(units))
	for _, u := range units {
		data, err := json.Marshal(u)
		if err != nil {
			return nil, fmt.Errorf("unit %s: %w", u.ID(), err)
		}
		message := &nats.Msg{Subject: subject(u), Data: data}
		future, err := q.js.PublishMsgAsync(message)
		if err != nil {
			left = append(left, message)
			continue
		}
		futures = append(futures, future)
	}
	for _, f := range futures {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-f.Ok():
		case err := <-f.Err():
			if !refused(err, server.ErrMaxMsgsPerSubject) {
				left = append(left, f.Msg())
			}
		}
	}
	return left, nil
}

// offer offers one unit. A full queue is waited for as long as ctx goes on, servers that do not answer for q.opts.Patience.
func (q *Queue) offer(ctx context.Context, message *nats.Msg) error {
	for wait := retryPause; ; wait = min(2*wait, 5*time.Second) {
		full := false
		err := q.patiently(ctx, func(ctx context.Context) error {
			ctx, cancel := context.WithTimeout(ctx, answer) // a leader that is gone gives none
			defer cancel()
			_, err := q.js.PublishMsg(ctx, message)
			switch {
			case refused(err, server.ErrMaxMsgsPerSubject): // it is there already
				return nil
			case refused(err, server.ErrMaxMsgs), refused(err, server.ErrMaxBytes):
				full = true
				return nil
			case errors.Is(err, jetstream.ErrNoStreamResponse):
				q.remake(ctx)
			}
			return err
		})
		if err != nil || !full {
			return err
		}
		if !pause(ctx, wait) {
			return ctx.Err()
		}
	}
}

// refused reports whether a stream did not store a message for a reason. The API has one code for all of them.
func refused(err, reason error) bool {
	api, ok := errors.AsType[*jetstream.APIError](err)
	return ok && api.ErrorCode == storeRefused && api.Description == reason.Error()
}

// storeRefused is what JetStream calls JSStreamStoreFailedF.
const storeRefused jetstream.ErrorCode = 10077

// remake makes the stream if it is gone.
func (q *Queue) remake(ctx context.Context) {
	q.mu.Lock()
	q.consumer = nil
	q.mu.Unlock()
	_, _ = q.ready(ctx) // if it cannot be made now, the next try says so
}
