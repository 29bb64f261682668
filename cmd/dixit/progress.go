package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	redraw    = 100 * time.Millisecond // between two status lines
	rateOver  = 20                     // moments, a second apart, that rates are taken over
	clearLine = "\r\x1b[K"
)

// progress is the status line of a long run. On a terminal it is redrawn all the time; elsewhere it is printed when a signal
// asks for it. It is safe for use by several goroutines.
type progress struct {
	err    io.Writer
	live   bool // err is a terminal
	width  int
	mu     sync.Mutex
	drawn  bool // the line stands on the terminal
	total  int64
	of     int // documents, where they are what is counted, not bytes
	now    moment
	past   []moment // the oldest first
	counts struct{ statements, failures int }

	say func(documents int, perSecond float64) string // what the line says, if not the usual
}

// moment is how far a run was when.
type moment struct {
	at        time.Time
	documents int
	bytes     int64
}

// newProgress begins a run now. Its total is unknown.
func newProgress(t *terminal) *progress {
	p := &progress{err: t.err, live: t.live, width: t.width, total: -1}
	p.past = []moment{{at: time.Now()}}
	return p
}

// over is t with outputs that make room for themselves where the status line stands.
func (p *progress) over(t *terminal) *terminal {
	if !p.live {
		return t
	}
	free := *t
	free.out, free.err = above{p, t.out}, above{p, t.err}
	return &free
}

// above is an output that shares a terminal with the status line.
type above struct {
	p   *progress
	out io.Writer
}

func (a above) Write(data []byte) (int, error) {
	a.p.mu.Lock()
	defer a.p.mu.Unlock()
	a.p.clear()
	return a.out.Write(data)
}

// expect says how many documents there will be, of which the bytes do not matter.
func (p *progress) expect(documents int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of = documents
}

// bytes counts bytes that were read of the inputs.
func (p *progress) bytes(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now.bytes += int64(n)
}

// size is how much is done and how much there is: bytes, or documents where they are what is counted. The total is 0 if it is not known.
func (p *progress) size() (done, total int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.of > 0 {
		return int64(p.now.documents + p.counts.failures), int64(p.of)
	}
	return p.now.bytes, max(p.total, 0)
}

// add counts documents, statements and failures.
func (p *progress) add(documents, statements, failures int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now.documents += documents
	p.counts.statements += statements
	p.counts.failures += failures
}

// start shows the status until stop is called, which leaves the terminal as it was. The sizes of the inputs are found out
// meanwhile.
func (p *progress) start(ctx context.Context, paths []string) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	asked := make(chan os.Signal, 1)
	forget := onStatusSignal(asked)
	var running sync.WaitGroup
	running.Go(func() { p.show(ctx, asked) })
	running.Go(func() { p.measure(ctx, paths) })
	return func() {
		forget()
		cancel()
		running.Wait()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.clear()
	}
}

// show draws the line until ctx ends.
func (p *progress) show(ctx context.Context, asked <-chan os.Signal) {
	tick := time.NewTicker(redraw)
	defer tick.Stop()
	for {
		select {
		case now := <-tick.C:
			p.draw(now)
		case <-asked:
			p.mu.Lock()
			p.clear()
			fmt.Fprintln(p.err, p.line(time.Now()))
			p.mu.Unlock()
		case <-ctx.Done():
			return
		}
	}
}

// draw remembers the moment if it is time to, and draws the line over the last if somebody sees it.
func (p *progress) draw(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Sub(p.past[len(p.past)-1].at) >= time.Second {
		s := p.now
		s.at = now
		p.past = append(p.past[max(0, len(p.past)-rateOver):], s)
	}
	if p.live {
		line := []rune(p.line(now))
		fmt.Fprint(p.err, clearLine+string(line[:min(len(line), max(p.width-1, 0))]))
		p.drawn = true
	}
}

// clear takes the line off the terminal.
func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.err, clearLine)
		p.drawn = false
	}
}

// line is the status in words, what matters most first: terminals are narrow. Rates are those of the last seconds.
func (p *progress) line(now time.Time) string {
	since := p.past[0]
	took := max(now.Sub(since.at).Seconds(), 0.001)
	if p.say != nil {
		return p.say(p.now.documents, float64(p.now.documents-since.documents)/took)
	}
	parts := []string{count(p.now.documents, "document"), count(p.counts.statements, "statement")}
	if n := p.counts.failures; n > 0 {
		parts = append(parts, count(n, "failure"))
	}
	perSecond := float64(p.now.bytes-since.bytes) / took
	rate := float64(p.now.documents-since.documents) / took
	parts = append(parts, fmt.Sprintf("%.0f/s", rate))
	if p.of > 0 {
		parts = append(parts, fmt.Sprintf("%d%% of %d", 100*p.now.documents/p.of, p.of))
		if left := p.of - p.now.documents - p.counts.failures; left > 0 && rate > 0 {
			parts = append(parts, roughly(time.Duration(float64(left)/rate*float64(time.Second)))+" left")
		}
		return strings.Join(parts, " · ")
	}
	done := size(p.now.bytes)
	if p.total > 0 {
		parts = append(parts, fmt.Sprintf("%d%%", min(100*p.now.bytes/p.total, 100)))
		if left := p.total - p.now.bytes; left > 0 && perSecond > 0 {
			parts = append(parts, roughly(time.Duration(float64(left)/perSecond*float64(time.Second)))+" left")
		}
		done += " of " + size(p.total)
	}
	return strings.Join(append(parts, done, size(int64(perSecond))+"/s"), " · ")
}

// size is a number of bytes as a person would say it, in powers of ten.
func size(n int64) string {
	x, unit := float64(n), 0
	for x >= 999.5 && unit < 4 {
		x /= 1000
		unit++
	}
	digits := 0
	if unit > 0 && x < 99.95 {
		digits = 1
	}
	return fmt.Sprintf("%.*f %s", digits, x, [...]string{"B", "kB", "MB", "GB", "TB"}[unit])
}

// roughly is a time as one would say it that is not known well.
func roughly(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds())+1)
	case d < 100*time.Minute:
		return fmt.Sprintf("%d min", int(d.Minutes()+0.5))
	case d < 72*time.Hour:
		return fmt.Sprintf("%.0f h", d.Hours())
	}
	return fmt.Sprintf("%.0f days", d.Hours()/24)
}

// measure adds up the sizes of the files that will be read. With standard input among them the total stays unknown.
func (p *progress) measure(ctx context.Context, paths []string) {
	var total int64
	for _, path := range paths {
		if path == "-" {
			return
		}
		_ = filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error { // what cannot be seen is not counted
			if ctx.Err() != nil {
				return fs.SkipAll
			}
			if err != nil {
				return nil
			}
			if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
				total += info.Size()
			}
			return nil
		})
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if ctx.Err() == nil {
		p.total = total
	}
}
