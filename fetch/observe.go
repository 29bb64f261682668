package fetch

import (
	"context"
	"errors"
	"time"

	"dixit"
)

// Observer is told how a Watch goes, by several goroutines. It must not wait.
type Observer interface {
	// Watching says how many more addresses are polled; less if the number is negative.
	Watching(more int)
	// Polled is called at the end of each poll.
	Polled(p Polled)
}

// Polled is one poll of a watch.
type Polled struct {
	*Result
	Outcome    Outcome
	Due, Began time.Time // when it was to begin, at the soonest, and when it did
	Next       time.Time // when the next is due; the zero time if there is none
	Took       time.Duration
}

// Outcome is what came of a poll.
type Outcome string

// The outcomes.
const (
	PollNew       Outcome = "new"       // something was fetched that was not there before
	PollUnchanged Outcome = "unchanged" // nothing was
	PollFailed    Outcome = "failed"    // the address itself could not be fetched
	PollBroken    Outcome = "broken"    // it ended early: at an interrupt, or since the archive could not be written
)

// outcome is what came of a poll.
func (r *Result) outcome() Outcome {
	switch {
	case r.Err != nil:
		return PollBroken
	case r.failed:
		return PollFailed
	case r.New() > 0:
		return PollNew
	}
	return PollUnchanged
}

// FailureKind is the class of an error that was told: one of a few.
func FailureKind(err error) string {
	if _, ok := errors.AsType[*LaterError](err); ok {
		return "later"
	}
	if status, ok := errors.AsType[*StatusError](err); ok {
		return "status " + string("0123456789"[status.Status/100%10]) + "xx"
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "timeout"
	}
	return dixit.KindOf(err).String()
}

// observed tells of a poll.
func (f *Fetcher) observed(p Polled) {
	if f.observer != nil {
		p.Outcome, p.Took = p.outcome(), time.Since(p.Began)
		f.observer.Polled(p)
	}
}

func (f *Fetcher) watching(more int) {
	if f.observer != nil {
		f.observer.Watching(more)
	}
}
