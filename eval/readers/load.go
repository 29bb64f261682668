package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// load is many who read at once.
type load struct {
	base    string // of the addresses of pages
	kinds   []kind
	readers int
	think   time.Duration // on average
	most    int           // pages of each reader; 0: as many as there is time for
	apart   bool          // each has an address of his own
	seed    uint64
}

// outcome is how they fared.
type outcome struct {
	kinds    []*fared // and last what scripts ask for counts
	all      *fared
	counted  *fared // how long it took until counts were there; an error is that they were not in time
	failures map[string]int
}

// fared is how the pages of a kind were answered.
type fared struct {
	name   string
	times  []time.Duration
	errors int
}

func (f *fared) n() int { return len(f.times) + f.errors }

// String is f as a row of a table.
func (f *fared) String() string {
	return fmt.Sprintf("| %s, %d | %s | %s | %s | %s | %d |", f.name, f.n(), at(f.times, 0.5), at(f.times, 0.95), at(f.times, 0.99), at(f.times, 1), f.errors)
}

// at is the time under which a share of them lies, in milliseconds.
func at(times []time.Duration, share float64) string {
	if len(times) == 0 {
		return "–"
	}
	slices.Sort(times)
	d := times[min(len(times)-1, int(share*float64(len(times))))]
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}

// run lets them read until ctx ends, or they have read as many pages as they are to.
func (l load) run(ctx context.Context) outcome {
	out := outcome{all: &fared{name: "all"}, counted: &fared{name: "until counts were there"}, failures: map[string]int{}}
	for _, k := range l.kinds {
		out.kinds = append(out.kinds, &fared{name: k.name})
	}
	out.kinds = append(out.kinds, &fared{name: "asking for counts"})
	var mu sync.Mutex
	counted := func(took time.Duration, there bool) {
		mu.Lock()
		defer mu.Unlock()
		if there {
			out.counted.times = append(out.counted.times, took)
		} else if ctx.Err() == nil {
			out.counted.errors++
		}
	}
	note := func(kind int, took time.Duration, err error) {
		if ctx.Err() != nil {
			return // it was broken off
		}
		mu.Lock()
		defer mu.Unlock()
		for _, f := range []*fared{out.kinds[kind], out.all} {
			if err != nil {
				f.errors++
			} else {
				f.times = append(f.times, took)
			}
		}
		if err != nil {
			out.failures[err.Error()]++
		}
	}
	var going sync.WaitGroup
	for i := range l.readers {
		going.Go(func() { l.reader(ctx, i, note, counted) })
	}
	going.Wait()
	return out
}

// reader is one of them. Every other one has scripts.
func (l load) reader(ctx context.Context, number int, note func(kind int, took time.Duration, err error), counted func(took time.Duration, there bool)) {
	chance := rand.New(rand.NewPCG(l.seed, uint64(number)+1))
	own := ""
	if l.apart {
		own = fmt.Sprintf("127.0.%d.%d", 1+number/250, 1+number%250)
	}
	r := newReader(own)
	defer r.CloseIdleConnections()
	for n := 0; ctx.Err() == nil && (l.most == 0 || n < l.most); n++ {
		pause(ctx, time.Duration(chance.Float64()*2*float64(l.think)))
		k := l.pick(chance)
		began := time.Now()
		body, err := r.page(ctx, l.base+l.kinds[k].pages[chance.IntN(len(l.kinds[k].pages))])
		note(k, time.Since(began), err)
		if address := later(body); number%2 == 0 && address != "" {
			began = time.Now()
			there := r.counts(ctx, l.base+address, func(took time.Duration, err error) { note(len(l.kinds), took, err) })
			counted(time.Since(began), there)
		}
	}
}

// stays is how long a reader waits for counts, on a page that he reads meanwhile.
const stays = 10 * time.Second

// counts asks for the counts of a page as its script does, and reports whether they came while the reader was there.
func (r *reader) counts(ctx context.Context, address string, note func(took time.Duration, err error)) (there bool) {
	ctx, cancel := context.WithTimeout(ctx, stays)
	defer cancel()
	address = strings.Replace(address, "whole=1", "whole=soon", 1)
	for wait := 500 * time.Millisecond; ctx.Err() == nil; wait = min(2*wait, 2*time.Second) {
		began := time.Now()
		body, err := r.page(ctx, address)
		if ctx.Err() != nil {
			return false // he left in the middle of it
		}
		if note(time.Since(began), err); err != nil || later(body) == "" {
			return err == nil
		}
		pause(ctx, wait)
	}
	return false
}

// later is where a page has what it was not waited for; "" if it is whole.
func later(body string) string {
	_, rest, _ := strings.Cut(body, `<main id="main" tabindex="-1"`)
	return attribute(rest, "data-later")
}

// attribute is the value of an attribute of the element that text begins in; "" if it has none.
func attribute(text, name string) string {
	element, _, _ := strings.Cut(text, ">")
	_, value, _ := strings.Cut(element, name+`="`)
	value, _, _ = strings.Cut(value, `"`)
	return html.UnescapeString(value)
}

// pick is a kind of page, each as often as it is asked for.
func (l load) pick(chance *rand.Rand) int {
	n := chance.IntN(100)
	for i, k := range l.kinds {
		if n -= k.often; n < 0 {
			return i
		}
	}
	return len(l.kinds) - 1
}

// pause waits, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// reader is a client.
type reader struct{ http.Client }

// newReader is one at an address; "" for any.
func newReader(own string) *reader {
	dialer := &net.Dialer{}
	if own != "" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.ParseIP(own)}
	}
	return &reader{http.Client{Timeout: time.Minute, Transport: &http.Transport{DialContext: dialer.DialContext}}}
}

// page is what is at an address.
func (r *reader) page(ctx context.Context, address string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	res, err := r.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s at %.60s", res.Status, req.URL.Path)
	}
	return string(body), err
}
