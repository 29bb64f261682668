// Package observe is what dixit counts of itself and tells those who keep it running: metrics (docs/METRICS.md), whether it is alive and
// ready, and its log.
//
// Stages know nothing of it: they tell what they did through a function or an interface of their own, and the program (cmd/dixit) puts
// the two together. All methods of a nil *Meters do nothing, so that nobody need ask whether somebody counts.
//
// The package sends nothing to anybody: it answers at the private address that it is given. No metric and no line of the log holds
// words of an article, a query, a token, or an address with what may be secret in it.
package observe

import (
	"runtime/debug"
	"strconv"
	"time"

	"dixit"
	"dixit/observe/metric"
)

// Meters are all that is counted. They are safe for use by several goroutines.
type Meters struct {
	registry metric.Registry

	documents, statements, words metric.Counter
	stages                       metric.Histogram

	polls, fetched, fetchFailures metric.Counter
	pollSeconds, pollLag          metric.Histogram
	articleLag                    metric.Histogram
	feeds                         metric.Gauge

	requests, refused metric.Counter
	inFlight          metric.Gauge
	latency           metric.Histogram

	units       metric.Counter
	unitSeconds metric.Histogram
	tries       metric.Histogram
	leases      metric.Gauge
	swept       metric.Counter
}

// New are meters that stand at nothing, of a process that began then.
func New(began time.Time) *Meters {
	m := &Meters{}
	r := &m.registry
	r.Process(began)
	r.Read("dixit_build_info", "1, with the version of the program and of what it was built from.", false, func(set func(float64, ...string)) {
		set(1, dixit.Version, revision())
	}, "version", "revision")

	m.documents = r.Counter("dixit_documents_total", "Things that were read, by what came of them and why.", "outcome", "reason")
	m.statements = r.Counter("dixit_statements_total", "Statements that were found in new documents.")
	m.words = r.Counter("dixit_words_total", "Words of new documents.")
	m.stages = r.Histogram("dixit_stage_seconds", "Seconds that a stage took: read and extract for a document, put for what was written at once.", quick(), "stage")

	m.polls = r.Counter("dixit_feed_polls_total", "Polls of watched addresses, by what came of them: new, unchanged, failed or broken off.", "outcome")
	m.fetched = r.Counter("dixit_fetched_total", "What was fetched: pages, items of feeds, listings, and what had not changed.", "what")
	m.fetchFailures = r.Counter("dixit_fetch_failures_total", "What could not be fetched, by kind.", "kind")
	m.pollSeconds = r.Histogram("dixit_feed_poll_seconds", "Seconds that a poll took, the waits for its hosts in it.", slow())
	m.pollLag = r.Histogram("dixit_feed_poll_lag_seconds", "Seconds from when a poll was due to when it began.", slow())
	m.articleLag = r.Histogram("dixit_article_lag_seconds", "Seconds from when a watched article says that it was published to when it was kept.", long())
	m.feeds = r.Gauge("dixit_feeds_watched", "Addresses that are polled.")

	m.requests = r.Counter("dixit_http_requests_total", "Requests that were answered, by route and status.", "route", "status")
	m.refused = r.Counter("dixit_http_refused_total", "Requests that were refused before they were read: token, pace, crowd, host, origin or size.", "why")
	m.inFlight = r.Gauge("dixit_http_requests_in_flight", "Requests that are being answered.")
	m.latency = r.Histogram("dixit_http_request_seconds", "Seconds that an answer took, by route; streams are not in it.", quick(), "route")

	m.units = r.Counter("dixit_work_units_total", "Units of work that a worker was given, by what came of them: done, failed, dead, returned, lost or passed.", "outcome")
	m.unitSeconds = r.Histogram("dixit_work_unit_seconds", "Seconds that a unit of work took.", long())
	m.tries = r.Histogram("dixit_work_tries", "How often a unit had been tried when it was given to a worker.", []float64{1, 2, 3, 4, 5})
	m.leases = r.Gauge("dixit_work_leases", "Units of work that this process holds.")
	m.swept = r.Counter("dixit_work_swept_total", "Units of work that a sweeper of this process has offered again.")
	return m
}

// quick, slow and long are bounds of buckets, in seconds: for what a person waits for, for what a poll waits for, for what a day has.
func quick() []float64 {
	return []float64{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}
}
func slow() []float64 { return []float64{0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800} }
func long() []float64 { return []float64{1, 10, 60, 300, 900, 1800, 3600, 7200, 21600, 86400, 604800} }

// revision is the commit that the program was built from, "" if it does not know.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}

// Document counts one thing that was read, a document or none, by what came of it.
func (m *Meters) Document(outcome, reason string) {
	if m != nil {
		m.documents.Add(1, outcome, reason)
	}
}

// Found counts the words of a new document and the statements in it.
func (m *Meters) Found(words, statements int) {
	if m != nil {
		m.words.Add(float64(words))
		m.statements.Add(float64(statements))
	}
}

// Stages of which it is measured how long they take.
const (
	Reading    = "read"
	Extracting = "extract"
	Putting    = "put"
)

// Stage measures how long a stage took.
func (m *Meters) Stage(name string, took time.Duration) {
	if m != nil {
		m.stages.Observe(took.Seconds(), name)
	}
}

// Poll is one poll of a watched address.
type Poll struct {
	Outcome                           string // new, unchanged, failed or broken
	Pages, Items, Listings, Unchanged int
	Lag, Took                         time.Duration
}

// Polled counts a poll.
func (m *Meters) Polled(p Poll) {
	if m == nil {
		return
	}
	m.polls.Add(1, p.Outcome)
	m.pollSeconds.Observe(p.Took.Seconds())
	m.pollLag.Observe(max(p.Lag, 0).Seconds())
	for what, n := range map[string]int{"page": p.Pages, "item": p.Items, "listing": p.Listings, "unchanged": p.Unchanged} {
		m.fetched.Add(float64(n), what)
	}
}

// FetchFailed counts what could not be fetched, by a kind of which there are few.
func (m *Meters) FetchFailed(kind string) {
	if m != nil {
		m.fetchFailures.Add(1, kind)
	}
}

// Watched says how many more addresses are polled.
func (m *Meters) Watched(more int) {
	if m != nil {
		m.feeds.Add(float64(more))
	}
}

// Arrived measures how old an article was when it was kept. One from the future counts as new.
func (m *Meters) Arrived(age time.Duration) {
	if m != nil {
		m.articleLag.Observe(max(age, 0).Seconds())
	}
}

// Request is one request that was answered.
type Request struct {
	Route   string // the pattern, not the path
	Status  int
	Refused string // why, if it was before it was read
	Stream  bool   // it takes as long as it does
	Took    time.Duration
}

// Answering says that one more request is being answered, or one less.
func (m *Meters) Answering(more int) {
	if m != nil {
		m.inFlight.Add(float64(more))
	}
}

// Answered counts a request.
func (m *Meters) Answered(r Request) {
	if m == nil {
		return
	}
	m.requests.Add(1, r.Route, strconv.Itoa(r.Status))
	if r.Refused != "" {
		m.refused.Add(1, r.Refused)
	} else if !r.Stream {
		m.latency.Observe(r.Took.Seconds(), r.Route)
	}
}

// Began says that work on one more unit begins.
func (m *Meters) Began() {
	if m != nil {
		m.leases.Add(1)
	}
}

// Ended counts a unit of work that came to an end, begun or passed by (took is 0 then), and how often it had been tried.
func (m *Meters) Ended(outcome string, tries int, took time.Duration, begun bool) {
	if m == nil {
		return
	}
	m.units.Add(1, outcome)
	if begun {
		m.leases.Add(-1)
		m.tries.Observe(float64(tries))
		m.unitSeconds.Observe(took.Seconds())
	}
}

// Swept counts units that a sweeper has offered.
func (m *Meters) Swept(units int) {
	if m != nil {
		m.swept.Add(float64(units))
	}
}
