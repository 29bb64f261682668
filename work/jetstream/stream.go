package jetstream

import (
	"context"
	"errors"

	"dixit/ledger"

	"github.com/nats-io/nats.go/jetstream"
)

// What the queue is called in a cluster.
const (
	streamName   = "DIXIT_WORK"
	consumerName = "workers"
	subjects     = "dixit.work."
)

// maxInHand is how many units may be in hand in the whole cluster, or put back for later: nobody gets another beyond that.
const maxInHand = 4096

// ready is the consumer that messages are taken from. The stream and it are made if they are not there.
func (q *Queue) ready(ctx context.Context) (jetstream.Consumer, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.consumer != nil {
		return q.consumer, nil
	}
	ctx, cancel := context.WithTimeout(ctx, answer) // a cluster that has no leader says nothing
	defer cancel()
	if err := q.makeStream(ctx); err != nil {
		return nil, err
	}
	config := jetstream.ConsumerConfig{
		Durable:       consumerName,
		AckPolicy:     jetstream.AckExplicitPolicy,
		AckWait:       q.opts.Lease,
		MaxDeliver:    -1,
		MaxAckPending: maxInHand,
		Replicas:      0, // as the stream
	}
	c, err := q.js.CreateOrUpdateConsumer(ctx, streamName, config)
	if err != nil {
		return nil, err
	}
	q.consumer = c
	return c, nil
}

// makeStream makes the stream if it is not there. One that is there is changed only if more nodes are to keep it.
func (q *Queue) makeStream(ctx context.Context) error {
	s, err := q.js.Stream(ctx, streamName)
	if err == nil {
		config := s.CachedInfo().Config
		if config.Replicas >= q.opts.Replicas {
			return nil
		}
		config.Replicas = q.opts.Replicas
		_, err = q.js.UpdateStream(ctx, config)
		return err
	}
	if !errors.Is(err, jetstream.ErrStreamNotFound) {
		return err
	}
	_, err = q.js.CreateStream(ctx, jetstream.StreamConfig{
		Name:                 streamName,
		Description:          "units of work of dixit",
		Subjects:             []string{subjects + "*"},
		Retention:            jetstream.WorkQueuePolicy,
		Storage:              jetstream.FileStorage,
		Replicas:             max(q.opts.Replicas, 1),
		MaxMsgs:              q.opts.MaxUnits,
		MaxBytes:             maxBytes,
		MaxMsgSize:           ledger.MaxUnit,
		MaxMsgsPerSubject:    1,
		Discard:              jetstream.DiscardNew,
		DiscardNewPerSubject: true,
	})
	if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) { // another made it meanwhile
		return nil
	}
	return err
}

// maxBytes is how much the stream holds before Offer waits.
const maxBytes = 1 << 30

// forget drops a consumer that did not answer as it should: it may be gone, and the stream with it.
func (q *Queue) forget(c jetstream.Consumer) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.consumer == c {
		q.consumer = nil
	}
}

// Leader is the name of the server that leads the stream; "" if there is none now, or it is no cluster.
func (q *Queue) Leader(ctx context.Context) (string, error) {
	s, err := q.js.Stream(ctx, streamName)
	if err != nil {
		return "", unavailable("leader", err)
	}
	if c := s.CachedInfo().Cluster; c != nil {
		return c.Leader, nil
	}
	return "", nil
}
