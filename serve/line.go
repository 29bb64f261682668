package serve

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// job is work that somebody waits for, or may come back for.
type job struct {
	do    func(wanted bool) (any, error)
	done  chan struct{} // closed when there are value and err
	value any
	err   error

	mu      sync.Mutex
	waiting int
	asked   time.Time // last
	begun   bool      // or given up
}

// fresh is for how long a job is held to be wanted after somebody has asked for it and left. Scripts ask again after less than that.
const fresh = 3 * time.Second

// errUnwanted says that a job was given up, since nobody had asked for it for a while.
var errUnwanted = errors.New("nobody wants it")

// newJob is a job that do does once it is its turn, or, if it is not wanted then, takes note of.
func newJob(do func(wanted bool) (any, error)) *job { return &job{do: do, done: make(chan struct{})} }

// wait waits until the job is done, and gives its error, or until ctx ends.
func (j *job) wait(ctx context.Context) error {
	j.count(1)
	defer j.count(-1)
	select {
	case <-j.done:
		return j.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (j *job) count(by int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting, j.asked = j.waiting+by, time.Now()
}

// wanted reports whether the job is still wanted; if not, or if it begins now, it cannot be asked for again.
func (j *job) wanted(begins bool) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	is := j.waiting > 0 || time.Since(j.asked) < fresh
	j.begun = begins || !is
	return is
}

// end does the job, or takes note that it is not wanted.
func (j *job) end(wanted bool) {
	j.value, j.err = j.do(wanted)
	close(j.done)
}

// line is jobs that wait for their turn. The one that was asked for last is the next: where more is asked for than can be done, some
// have it soon and the others not, instead of all too late.
type line struct {
	mu   sync.Mutex
	free int // how many more may go on at once
	jobs []*job
}

// long is how many jobs may wait before those that nobody wants any more are looked for: while there is too much to do their turn never
// comes.
const long = 256

// ask puts a job that has not begun at the head of the line.
func (l *line) ask(j *job) {
	for _, old := range l.put(j) {
		old.end(false)
	}
}

// put is ask; it gives those jobs that are out of the line.
func (l *line) put(j *job) (out []*job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	j.mu.Lock()
	j.asked = time.Now()
	begun := j.begun
	j.mu.Unlock()
	if begun {
		return nil
	}
	if len(l.jobs) >= long {
		l.jobs = slices.DeleteFunc(l.jobs, func(old *job) bool {
			if old == j || old.wanted(false) {
				return false
			}
			out = append(out, old)
			return true
		})
	}
	l.jobs = append(slices.DeleteFunc(l.jobs, func(other *job) bool { return other == j }), j)
	if l.free > 0 {
		l.free--
		go l.work()
	}
	return out
}

// work does jobs until none waits.
func (l *line) work() {
	for j, wanted := l.next(); j != nil; j, wanted = l.next() {
		j.end(wanted)
	}
}

// next is the job at the head, which begins, and whether it is still wanted; nil if there is none, and one less works then.
func (l *line) next() (j *job, wanted bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.jobs) == 0 {
		l.free++
		return nil, false
	}
	last := len(l.jobs) - 1
	j, l.jobs[last] = l.jobs[last], nil
	l.jobs = l.jobs[:last]
	return j, j.wanted(true)
}
