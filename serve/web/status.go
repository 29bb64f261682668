package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
)

// statusView is how much there is, how it is filled, and what answers.
type statusView struct {
	serve.Status
	Running  []runView
	Lately   []runView
	Trouble  []ledger.Feed // some of the feeds in trouble
	Why      []reasonView
	Work     []stateView
	Readers  []readerView
	Articles string // the page of them
	Stale    string // the page of those that another engine has read
	Saved    []ledger.Saved
	Wrong    []twin // what somebody should look at, and where
}

// runView is a run as a page shows it.
type runView struct {
	serve.Run
	Part  string // how much of it is done, in words; "" if that is not known
	Share int    // the same in hundredths; -1 if it is not known
}

// reasonView is why things failed, and the page of them.
type reasonView struct {
	serve.Reason
	Href string
}

// stateView is how many units of work are in a state, and the page of them.
type stateView struct {
	State string
	N     int
	Href  string
}

// readerView is how many documents an engine has read, and the page of them.
type readerView struct {
	serve.EngineCount
	Own  bool // it is the program's
	Href string
}

// How many runs that are over, and feeds in trouble, are on the page of the status.
const (
	onStatusRuns  = 5
	onStatusFeeds = 10
)

// statusRoutes are the addresses of the status and of what stands behind its numbers.
func (f *face) statusRoutes() map[string]func(http.ResponseWriter, *http.Request) error {
	routes := map[string]func(http.ResponseWriter, *http.Request) error{"GET /status/live": f.live}
	withRows(routes, "/status", f.status)
	withRows(routes, "/status/feeds", f.feedsPage)
	withRows(routes, "/status/failures", f.failuresPage)
	withRows(routes, "/status/runs", f.runsPage)
	withRows(routes, "/articles", f.articlesPage)
	if f.Work != nil {
		withRows(routes, "/status/work", f.workPage)
	}
	if f.Work != nil {
		routes["POST /status/work/{id}"] = f.retry
	}
	return routes
}

// answerJSON writes what a call gives, as JSON.
func answerJSON(w http.ResponseWriter) func(v any, err error) error {
	return func(v any, err error) error {
		if err != nil {
			return serve.Damaged(err)
		}
		data, err := json.Marshal(v)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(append(data, '\n')) // a reader that is gone needs none
		return nil
	}
}

func (f *face) status(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		if form == ".json" {
			return answerJSON(w)(f.Status(r.Context()))
		}
		v, err := f.statusView(r.Context())
		if err != nil {
			return err
		}
		if form == ".csv" {
			return writeCSV(w, numbersOf(v.Status))
		}
		return f.show(w, http.StatusOK, "status.html", frame{Title: "Status", Here: "status", Page: v, Data: rowTwins("/status", "")})
	}
}

func (f *face) statusView(ctx context.Context) (v statusView, err error) {
	if v.Status, err = f.Status(ctx); err != nil {
		return v, err
	}
	v.Running, v.Lately = runsOf(v.Runs)
	v.Lately = v.Lately[:min(len(v.Lately), onStatusRuns)]
	if v.Trouble, err = f.Store.Feeds(ctx, ledger.FeedFilter{Troubled: true, Limit: onStatusFeeds}); err != nil {
		return v, err
	}
	for _, r := range v.Reasons {
		v.Why = append(v.Why, reasonView{r, "/status/failures?" + url.Values{"reason": {r.Reason}}.Encode()})
	}
	if c := v.Status.Work; c != nil {
		for i, n := range []int{c.Waiting, c.Leased, c.Done, c.Dead} {
			state := serve.States()[i]
			name := state
			if state == "leased" {
				name = "at work"
			}
			v.Work = append(v.Work, stateView{name, n, "/status/work?" + url.Values{"state": {state}}.Encode()})
		}
	}
	own, err := f.Engine()
	if err != nil {
		return v, err
	}
	v.Wrong = wrongOf(v.Status)
	v.Articles, v.Stale = "/articles", "/articles?engine=other"
	for _, e := range v.Engines {
		v.Readers = append(v.Readers, readerView{e, dixit.Engine{Version: e.Version, Model: e.Model} == own, "/articles?" + url.Values{"engine": {e.Version}, "model": {e.Model}}.Encode()})
	}
	v.Saved, err = f.Store.Searches(ctx)
	return v, err
}

// wrongOf is what somebody should look at.
func wrongOf(s serve.Status) (out []twin) {
	if s.Troubled > 0 {
		out = append(out, twin{plural(s.Troubled, "feed", "feeds") + " in trouble", "/status/feeds?trouble=1"})
	}
	if s.Work != nil && s.Work.Dead > 0 {
		out = append(out, twin{plural(s.Work.Dead, "unit", "units") + " of work given up", "/status/work?state=dead"})
	}
	if s.Failures > 0 {
		out = append(out, twin{plural(s.Failures, "thing", "things") + " that could not be used", "/status/failures"})
	}
	return out
}

// runsOf are runs as a page shows them: those that go on, and the others.
func runsOf(list []serve.Run) (running, lately []runView) {
	for _, r := range list {
		v := runView{Run: r, Share: -1}
		if r.Total > 0 {
			v.Share = int(100 * min(r.Done, r.Total) / r.Total)
			v.Part = fmt.Sprintf("%d %% of %s", v.Share, size(r.Total))
			if r.What == "reextract" { // it counts articles
				v.Part = fmt.Sprintf("%d %% of %s", v.Share, plural(int(r.Total), "article", "articles"))
			}
		}
		if r.Running {
			running = append(running, v)
		} else {
			lately = append(lately, v)
		}
	}
	return running, lately
}

// live tells what runs, as it stands on the page of the status, whenever that changes.
func (f *face) live(w http.ResponseWriter, r *http.Request) error {
	return f.Tell(r.Context(), w, "live", func(ctx context.Context) (string, error) {
		list, err := f.Runs(ctx)
		if err != nil {
			return "", err
		}
		var b bytes.Buffer
		running, _ := runsOf(list)
		err = f.pages.ExecuteTemplate(&b, "running", running)
		return b.String(), err
	})
}

// size is a number of bytes as a person would say it, in powers of ten.
func size(n int64) string {
	x, units := float64(n), strings.Fields("bytes kB MB GB TB")
	for x >= 999.5 && len(units) > 1 {
		x, units = x/1000, units[1:]
	}
	if units[0] != "bytes" && x < 99.95 {
		return fmt.Sprintf("%.1f %s", x, units[0])
	}
	return fmt.Sprintf("%.0f %s", x, units[0])
}

// minute is an instant, to the minute; "" for the zero one.
func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04")
}

// retry lets a dead unit of work be tried again.
func (f *face) retry(w http.ResponseWriter, r *http.Request) error {
	if err := f.Retry(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	http.Redirect(w, r, "/status/work?state=dead", http.StatusSeeOther)
	return nil
}

// noState is the refusal of a state of work that there is not.
func noState(state string) error {
	return dixit.Errorf(dixit.Invalid, "state %.40q: not one of %s", state, strings.Join(serve.States(), ", "))
}
