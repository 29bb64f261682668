package observe

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit/observe/metric"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// whole are meters with everything that may be added.
func whole() *Meters {
	m := New(time.Unix(1, 0))
	m.Ledger(func() Writes { return Writes{Committed: 2, Waited: time.Second} }, func(context.Context) (int64, bool) { return 4096, true })
	m.Queue(func(context.Context) (map[string]int, error) { return map[string]int{"waiting": 3}, nil })
	return m
}

// TestDocumented: docs/METRICS.md lists what there is, with its kind, its labels and in the same words.
func TestDocumented(t *testing.T) {
	data, err := os.ReadFile("../docs/METRICS.md")
	if err != nil {
		t.Fatal(err)
	}
	var listed, want []string
	listed = append(listed, regexp.MustCompile("(?m)^\\| `(?:dixit|go|process)_[a-z_]+` \\|.*\\|$").FindAllString(string(data), -1)...)
	for _, f := range whole().Families() {
		labels := ""
		if len(f.Labels) > 0 {
			labels = "`" + strings.Join(f.Labels, "` `") + "`"
		}
		want = append(want, strings.Join([]string{"| `" + f.Name + "`", f.Kind, labels, f.Help + " |"}, " | "))
	}
	slices.Sort(listed)
	slices.Sort(want)
	if diff := cmp.Diff(listed, want); diff != "" {
		t.Errorf("(-docs +program)\n%s", diff)
	}
}

// TestNames: what promtool's linter asks of names: snake case, base units, _total for counters and for nothing else, a help text.
func TestNames(t *testing.T) {
	for _, f := range whole().Families() {
		ours := strings.HasPrefix(f.Name, "dixit_") || strings.HasPrefix(f.Name, "go_") || strings.HasPrefix(f.Name, "process_")
		if !ours || !regexp.MustCompile(`^[a-z]+(_[a-z]+)+$`).MatchString(f.Name) || f.Help == "" ||
			strings.HasSuffix(f.Name, "_total") != (f.Kind == "counter") || regexp.MustCompile(`_(count|sum|bucket|ms|milliseconds|kb|info_total)$`).MatchString(f.Name) {
			t.Errorf("%+v", f)
		}
		for _, l := range f.Labels {
			if !regexp.MustCompile(`^[a-z]+$`).MatchString(l) || l == "le" || l == "quantile" || l == "job" || l == "instance" {
				t.Errorf("%s: label %s", f.Name, l)
			}
		}
	}
}

// TestNobodyCounts: nil meters do nothing.
func TestNobodyCounts(t *testing.T) {
	var m *Meters
	m.Document("kept", "")
	m.Found(1, 1)
	m.Stage(Reading, 1)
	m.Polled(Poll{})
	m.FetchFailed("later")
	m.Watched(1)
	m.Arrived(1)
	m.Answering(1)
	m.Answered(Request{})
	m.Began()
	m.Ended("done", 1, 1, true)
	m.Swept(1)
	m.Ledger(nil, nil)
	m.Queue(nil)
	var h *Health
	h.Part("x", nil)
	h.Drain()
	if h.Draining() || !h.Report(t.Context(), io.Discard) {
		t.Error("nil is not ready")
	}
}

// TestCounted: each way to count is in the series that it says.
func TestCounted(t *testing.T) {
	m := whole()
	m.Document("kept", "")
	m.Found(100, 3)
	m.Stage(Putting, 30*time.Millisecond)
	m.Polled(Poll{Outcome: "new", Pages: 2, Lag: -time.Second, Took: time.Second})
	m.FetchFailed("status 5xx")
	m.Watched(2)
	m.Arrived(time.Hour)
	m.Answering(1)
	m.Answered(Request{Route: "GET /s/{id}", Status: 200, Took: 20 * time.Millisecond})
	m.Answered(Request{Route: "GET /api/v1/export", Status: 200, Took: time.Hour, Stream: true})
	m.Answered(Request{Route: "none", Status: 401, Refused: "token"})
	m.Began()
	m.Ended("done", 2, time.Second, true)
	m.Ended("passed", 1, 0, false)
	var out bytes.Buffer
	if err := m.Write(&out); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`dixit_documents_total{outcome="kept",reason=""} 1`, `dixit_words_total 100`, `dixit_statements_total 3`, `dixit_stage_seconds_bucket{stage="put",le="0.05"} 1`,
		`dixit_fetched_total{what="page"} 2`, `dixit_feed_poll_lag_seconds_sum 0`, `dixit_fetch_failures_total{kind="status 5xx"} 1`, `dixit_feeds_watched 2`,
		`dixit_article_lag_seconds_sum 3600`, `dixit_http_requests_in_flight 1`, `dixit_http_requests_total{route="GET /s/{id}",status="200"} 1`,
		`dixit_http_request_seconds_count{route="GET /s/{id}"} 1`, `dixit_http_refused_total{why="token"} 1`, `dixit_work_units_total{outcome="done"} 1`,
		`dixit_work_units_total{outcome="passed"} 1`, `dixit_work_leases 0`, `dixit_work_tries_sum 2`, `dixit_ledger_writes_total{outcome="committed"} 2`,
		`dixit_ledger_bytes 4096`, `dixit_ledger_lock_wait_seconds_total 1`, `dixit_work_queue{state="waiting"} 3`,
	} {
		if !strings.Contains(out.String(), line+"\n") {
			t.Errorf("no %s", line)
		}
	}
	if strings.Contains(out.String(), `dixit_http_request_seconds_count{route="GET /api/v1/export"}`) || strings.Contains(out.String(), `dixit_http_request_seconds_count{route="none"}`) {
		t.Error("streams or refusals are in the latency")
	}
}

// TestServe asks a server what it is asked, and sees that it turns unready part by part, and at the end.
func TestServe(t *testing.T) {
	var broken error
	h := &Health{}
	h.Part("ledger", func(context.Context) error { return broken })
	h.Part("queue", func(context.Context) error { return nil })
	at, stop, err := whole().Serve(t.Context(), ":0", h, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(at, "http://127.0.0.1:") {
		t.Errorf("at %s", at)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	get := func(path string, status int, want string) string {
		t.Helper()
		r, err := client.Get(at + path)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != status || want != "" && string(body) != want {
			t.Errorf("%s: %d %v\n%s", path, r.StatusCode, err, body)
		}
		return r.Header.Get("Content-Type")
	}
	get("/healthz", 200, "ok\n")
	get("/readyz", 200, "ready\nledger: ok\nqueue: ok\n")
	broken = errors.New("postgres://u:canary@db.example/x?sslmode=canary: refused")
	get("/readyz", 503, "not ready\nledger: postgres://db.example/…"+AddressID("postgres://u:canary@db.example/x?sslmode=canary")+": refused\nqueue: ok\n")
	broken = nil
	h.Drain()
	get("/readyz", 503, "not ready\nprocess: ending; what is in hand is finished\nledger: ok\nqueue: ok\n")
	get("/healthz", 200, "ok\n")
	if kind := get("/metrics", 200, ""); kind != metric.ContentType {
		t.Errorf("metrics are %s", kind)
	}
	get("/debug/pprof/goroutine", 200, "")
	get("/debug/pprof/cmdline", 404, "")
	get("/", 404, "")
	if err := stop(); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"9000", "127.0.0.1:99999"} {
		if _, _, err := whole().Serve(t.Context(), bad, h, slog.New(slog.DiscardHandler)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}
