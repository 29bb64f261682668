package fetch

import (
	"strings"
	"time"
)

// Health is what is known of an address that is polled. A zero instant is one that is not known.
type Health struct {
	Address  string
	Fetched  time.Time // when it was asked for last
	Changed  time.Time // when something new came of it last
	Next     time.Time // when it is asked for again; zero if nobody watches it
	Failures int       // polls one after another that could not have it
	Error    string    // the last, in words; "" if there was none
	Wrong    time.Time // when that was
	Missed   int       // entries that the last poll could not have
	Left     int       // entries that it left for the next
}

// maxError is how much of an error is remembered, in bytes.
const maxError = 500

// noted is what is known of an address after a poll, but for when it is polled again.
func (s schedule) noted(r *Result, now time.Time) schedule {
	s.At = seconds(now)
	if r.New() > 0 || s.Changed == 0 {
		s.Changed = s.At
	}
	if r.New() > 0 {
		s.News = s.At
	}
	s.Missed, s.Left = r.Failed, r.Left
	if s.Failures++; r.failed {
		s.Missed--
	} else {
		s.Failures = 0
	}
	if r.Failed > 0 {
		s.Error, s.Wrong = strings.ToValidUTF8(r.wrong[:min(len(r.wrong), maxError)], ""), s.At
	}
	return s
}

// hear tells what is known of the address of a poll (Options.Health).
func (f *Fetcher) hear(r *Result) {
	s, ok := r.changes.Feeds[r.Address]
	if !ok || f.health == nil {
		return
	}
	f.telling.Lock()
	defer f.telling.Unlock()
	f.health(Health{
		Address: r.Address, Fetched: atSecond(s.At), Changed: atSecond(s.News), Next: atSecond(s.Next), Failures: s.Failures,
		Error: s.Error, Wrong: atSecond(s.Wrong), Missed: s.Missed, Left: s.Left,
	})
}

// atSecond is the instant so many seconds after 1970, the zero one for 0.
func atSecond(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}
