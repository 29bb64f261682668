package fetch

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"dixit"
)

// Bounds on what is remembered; what was not seen for longest goes first.
const (
	maxPages     = 50_000
	maxSeen      = 500_000
	maxFeeds     = 20_000
	maxState     = 512 << 20 // bytes of the file
	maxValidator = 1 << 10   // bytes of an ETag or a date
)

// giveUp is after how many polls an entry is let be whose page could not be had.
const giveUp = 3

// page is what is known of an address: enough to ask whether it has changed, and to say which record holds what it gave.
type page struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"` // Last-Modified, as it came
	Digest   string `json:"digest,omitempty"`   // of the body as sent
	Record   string `json:"record,omitempty"`
	Date     string `json:"date,omitempty"`    // of the record
	Listing  bool   `json:"listing,omitempty"` // it was a feed or a sitemap, and no page
	At       int64  `json:"at"`                // seconds since 1970 when it was fetched last
}

// validate takes what an answer gives to ask again with.
func (p *page) validate(ex *exchange) {
	p.ETag, p.Modified = ex.header.Get("ETag"), ex.header.Get("Last-Modified")
	if len(p.ETag) > maxValidator {
		p.ETag = ""
	}
	if len(p.Modified) > maxValidator {
		p.Modified = ""
	}
}

// entry is what is known of an entry of a listing.
type entry struct {
	Version string `json:"v"`           // that was fetched last, "" if none was
	Tries   int    `json:"n,omitempty"` // how many polls could not have its page
	At      int64  `json:"at"`          // seconds since 1970 when it was last seen in a listing
}

// schedule is when an address is polled again, and why then.
type schedule struct {
	Next     int64 `json:"next"`               // seconds since 1970
	Changed  int64 `json:"changed"`            // when something new was there last
	Failures int   `json:"failures,omitempty"` // one after another
	Every    int64 `json:"every,omitempty"`    // seconds; how often the listing says that it changes
	At       int64 `json:"at"`

	Error  string `json:"error,omitempty"` // the last, in words
	Wrong  int64  `json:"wrong,omitempty"` // when that was
	News   int64  `json:"news,omitempty"`  // when something new came last
	Missed int    `json:"missed,omitempty"`
	Left   int    `json:"left,omitempty"`
}

// changes are what is to be remembered.
type changes struct {
	Pages map[string]page     `json:"pages"`   // by address
	Seen  map[string]entry    `json:"entries"` // by the hash of what tells them apart
	Feeds map[string]schedule `json:"feeds"`   // by address
	Hosts map[string]int64    `json:"hosts"`   // that ask not to be called before an instant, in seconds since 1970
}

func newChanges() changes {
	return changes{map[string]page{}, map[string]entry{}, map[string]schedule{}, map[string]int64{}}
}

// state is what a folder remembers. It is written whole, beside the file that is there, which it then replaces.
type state struct {
	path string

	mu      sync.Mutex
	known   changes
	claimed map[string]bool // entries that a poll is at
}

// stateFile is what the file holds.
type stateFile struct {
	Format int `json:"dixit_fetch_state"` // 1
	changes
}

// openState reads the state of a folder, an empty one if there is none. A file that cannot be read is an error (Unavailable):
// to begin anew silently would fetch all anew.
func openState(folder string) (*state, error) {
	s := &state{path: filepath.Join(folder, "state.json"), known: newChanges(), claimed: map[string]bool{}}
	f, err := os.Open(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, dixit.Errorf(dixit.Unavailable, "state: %w", err)
	}
	defer f.Close()
	file := stateFile{changes: s.known}
	data, err := io.ReadAll(io.LimitReader(f, maxState+1))
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err == nil && file.Format != 1 {
		err = errors.New("not a state of this version")
	}
	if err != nil {
		return nil, dixit.Errorf(dixit.Unavailable, "state %s: %w; delete it to fetch all anew", s.path, err)
	}
	s.known = file.changes
	if s.known.Pages == nil || s.known.Seen == nil || s.known.Feeds == nil || s.known.Hosts == nil {
		return nil, dixit.Errorf(dixit.Unavailable, "state %s: not complete; delete it to fetch all anew", s.path)
	}
	return s, nil
}

// add takes what polls have learned.
func (s *state) add(c changes) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.Copy(s.known.Pages, c.Pages)
	maps.Copy(s.known.Seen, c.Seen)
	maps.Copy(s.known.Feeds, c.Feeds)
	maps.Copy(s.known.Hosts, c.Hosts)
	maps.DeleteFunc(s.known.Hosts, func(_ string, until int64) bool { return until < seconds(time.Now()) })
	for key := range c.Seen {
		delete(s.claimed, key)
	}
	newest(s.known.Pages, maxPages, func(p page) int64 { return p.At })
	newest(s.known.Seen, maxSeen, func(e entry) int64 { return e.At })
	newest(s.known.Feeds, maxFeeds, func(f schedule) int64 { return f.At })
}

// newest leaves at most n of m, the latest, with room for some more so that it is seldom done.
func newest[V any](m map[string]V, n int, at func(V) int64) {
	if len(m) <= n {
		return
	}
	keys := slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(cmp.Compare(at(m[a]), at(m[b])), cmp.Compare(a, b))
	})
	for _, key := range keys[:len(m)-n*9/10] {
		delete(m, key)
	}
}

func (s *state) page(address string) page {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known.Pages[address]
}

func (s *state) schedule(address string) schedule {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known.Feeds[address]
}

// asked is until when a host asked not to be called, the zero time if it did not.
func (s *state) asked(host string) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	if until, ok := s.known.Hosts[host]; ok {
		return time.Unix(until, 0)
	}
	return time.Time{}
}

// claim gives what is known of an entry and reserves it for the caller, unless another poll has done so.
func (s *state) claim(key string) (entry, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.claimed[key] {
		return entry{}, false
	}
	s.claimed[key] = true
	return s.known.Seen[key], true
}

// release gives an entry back.
func (s *state) release(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.claimed, key)
}

// save writes the file (Unavailable).
func (s *state) save() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, err := json.Marshal(stateFile{1, s.known})
	if err == nil {
		err = replace(s.path, data)
	}
	if err != nil {
		return dixit.Errorf(dixit.Unavailable, "state %s: %w", s.path, err)
	}
	return nil
}

// replace puts data into a file so that there is the old or the new content at any time, on disk when it returns.
func replace(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".state-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil { // not every system can sync a folder
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}

// seconds is an instant as the state has it.
func seconds(t time.Time) int64 { return t.Unix() }
