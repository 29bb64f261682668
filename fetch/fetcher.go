package fetch

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"dixit"
	"dixit/read/warc"
)

// product is the name that robots.txt files know this program by.
const product = "dixit"

// Defaults and bounds of Options.
const (
	DefaultRate  = 1.0
	MaxRate      = 10.0
	DefaultLimit = 200
	sideBySide   = 8
)

// Options say how to fetch. Folder is needed, the zero values of the rest are the defaults.
type Options struct {
	Folder  string  // where archives and the state are kept; made if it is not there
	Rate    float64 // requests a second to one host, at most; 0 means DefaultRate
	Ports   []uint16
	Contact string // an address of the web or of mail that is named in the User-Agent, "" for none
	Items   bool   // take items of feeds as they stand, and fetch no pages of them
	Limit   int    // pages that are fetched of a listing in one poll; 0 means DefaultLimit

	// Tell is called with each thing that could not be fetched, and Show with each address that is about to be asked for; one
	// at a time, in no order. Both may be nil.
	Tell func(error)
	Show func(address string)

	// Observer is told how a Watch goes. It may be nil.
	Observer Observer

	// Health is called with what is known of a listing once what a poll of it has learned is remembered; one at a time. It may be nil.
	Health func(Health)

	// Hosts are those of several Fetchers, which together ask a host no more often than one would. If it is nil, the Fetcher is alone.
	Hosts *Hosts

	// Transport sends the requests, for tests. If it is nil, connections are made as the package says.
	Transport http.RoundTripper
}

// Fetcher fetches into one folder, which is its own until Close. It is safe for concurrent use.
type Fetcher struct {
	guard     *guard
	transport http.RoundTripper
	hosts     *Hosts
	pace      time.Duration // at least between the beginnings of two requests to a host
	calls     chan struct{} // one for each request that is under way
	agent     string
	archive   archive
	state     *state
	unlock    func() error
	items     bool
	limit     int

	telling sync.Mutex
	tell    func(error)
	show    func(string)
	health  func(Health)

	observer Observer
}

// Check refuses options that make no Fetcher, whatever their folder (Invalid).
func (opt Options) Check() error {
	if opt.Rate < 0 || opt.Rate > MaxRate {
		return dixit.Errorf(dixit.Invalid, "rate %g: not over 0 and at most %g requests a second", opt.Rate, MaxRate)
	}
	_, err := userAgent(opt.Contact)
	return err
}

// New opens a folder to fetch into. It is an error (Unavailable) that another process fetches into it, or that it cannot be
// written or its state not be read.
func New(opt Options) (*Fetcher, error) {
	if err := opt.Check(); err != nil {
		return nil, err
	}
	if opt.Rate == 0 {
		opt.Rate = DefaultRate
	}
	if opt.Limit <= 0 {
		opt.Limit = DefaultLimit
	}
	agent, err := userAgent(opt.Contact)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(opt.Folder, 0o755); err != nil {
		return nil, dixit.Errorf(dixit.Unavailable, "folder: %w", err)
	}
	unlock, err := lock(opt.Folder)
	if err != nil {
		return nil, dixit.Errorf(dixit.Unavailable, "folder %s: %w", opt.Folder, err)
	}
	known, err := openState(opt.Folder)
	if err != nil {
		return nil, errors.Join(err, unlock())
	}
	f := &Fetcher{
		guard: newGuard(opt.Ports), transport: opt.Transport, calls: make(chan struct{}, sideBySide), agent: agent, state: known,
		hosts: cmp.Or(opt.Hosts, NewHosts()), pace: time.Duration(float64(time.Second) / opt.Rate),
		unlock: unlock, items: opt.Items, limit: opt.Limit, tell: opt.Tell, show: opt.Show, observer: opt.Observer, health: opt.Health,
	}
	if f.transport == nil {
		f.transport = newDialer(f.guard).transport()
	}
	f.archive = archive{folder: opt.Folder, max: maxArchive, info: warc.Header{
		{Name: "software", Value: agent},
		{Name: "format", Value: "WARC File Format 1.1"},
		{Name: "conformsTo", Value: "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
		{Name: "robots", Value: "obey"},
		{Name: "http-header-user-agent", Value: agent},
	}}
	return f, nil
}

// userAgent is how the program calls itself.
func userAgent(contact string) (string, error) {
	about := "reads news; obeys robots.txt"
	if contact != "" {
		if len(contact) > 200 || strings.ContainsFunc(contact, func(c rune) bool { return c <= ' ' || c >= 0x7f || c == '(' || c == ')' }) {
			return "", dixit.Errorf(dixit.Invalid, "contact %q: not an address", contact)
		}
		about = "+" + contact
	}
	return product + "/" + dixit.Version + " (" + about + ")", nil
}

// Run polls addresses side by side, and the feeds of outlines among them. It gives all results, also when it is interrupted.
func (f *Fetcher) Run(ctx context.Context, addresses []string) []*Result {
	var mu sync.Mutex
	var results []*Result
	var wg sync.WaitGroup
	polled := map[string]bool{}
	var poll func(address string) // mu is held
	poll = func(address string) {
		if polled[address] {
			return
		}
		polled[address] = true
		wg.Go(func() {
			r := f.Poll(ctx, address)
			mu.Lock()
			defer mu.Unlock()
			results = append(results, r)
			for _, feed := range r.Feeds {
				poll(feed)
			}
		})
	}
	mu.Lock()
	for _, a := range addresses {
		poll(a)
	}
	mu.Unlock()
	wg.Wait()
	return results
}

// Seal gives the archives that have documents and were not given before, complete and on disk.
func (f *Fetcher) Seal() ([]string, error) { return f.archive.seal() }

// Commit remembers what polls have learned, on disk. Call it when what they fetched is where it should be.
func (f *Fetcher) Commit(results ...*Result) error {
	f.learn(results...)
	return f.state.save()
}

func (f *Fetcher) learn(results ...*Result) {
	for _, r := range results {
		f.state.add(r.changes)
		f.hear(r)
	}
}

// Close ends the archive that is open and gives the folder free.
func (f *Fetcher) Close() error {
	f.archive.mu.Lock()
	defer f.archive.mu.Unlock()
	if t, ok := f.transport.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
	return errors.Join(f.archive.end(), f.unlock())
}

// complain tells what could not be fetched.
func (f *Fetcher) complain(err error) {
	f.telling.Lock()
	defer f.telling.Unlock()
	if f.tell != nil {
		f.tell(err)
	}
}

// announce shows what is about to be asked for.
func (f *Fetcher) announce(address string) {
	f.telling.Lock()
	defer f.telling.Unlock()
	if f.show != nil {
		f.show(address)
	}
}
