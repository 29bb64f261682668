package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
)

// onList is how many rows a page has of what stands behind the status.
const onList = 100

// listView is a page of rows, and what leads to the next; Rows has no more than onList.
type listView[T any] struct {
	Heading string
	All     string // the page without the restriction that this one has; "" if it has none
	Rows    []T
	Next    string
	Engine  *dixit.Engine // of articles: what the program reads with
	Write   bool          // who looks may change the ledger
}

// page is a page of rows of which one more than fits was asked for.
func page[T any](heading string, rows []T, path string, asked url.Values, cursor string, key func(T) string) listView[T] {
	v := listView[T]{Heading: heading, Rows: rows}
	if len(rows) > onList {
		v.Rows = rows[:onList]
		next := url.Values{cursor: {key(v.Rows[onList-1])}}
		for name, values := range asked {
			if values[0] != "" {
				next[name] = values
			}
		}
		v.Next = path + "?" + next.Encode()
	}
	return v
}

// list shows a page of rows, or writes them in another form.
func list[T any, R row](f *face, w http.ResponseWriter, r *http.Request, form, template string, v listView[T], as func(T) R) error {
	if form == "" {
		return f.show(w, http.StatusOK, template, frame{Title: v.Heading, Here: "status", Page: v, Data: rowTwins(r.URL.Path, suffix(r))})
	}
	var rows []R
	for _, one := range v.Rows {
		rows = append(rows, as(one))
	}
	return writeRows(w, form, rows, inForm(v.Next, form))
}

// suffix is what an address asks for, with its question mark.
func suffix(r *http.Request) string {
	if r.URL.RawQuery == "" {
		return ""
	}
	return "?" + r.URL.RawQuery
}

func (f *face) feedsPage(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		trouble := r.FormValue("trouble") != ""
		rows, err := f.Store.Feeds(r.Context(), ledger.FeedFilter{Troubled: trouble, After: r.FormValue("after"), Limit: onList + 1})
		if err != nil {
			return err
		}
		heading, all := "Feeds", ""
		if trouble {
			heading, all = "Feeds in trouble", "/status/feeds"
		}
		v := page(heading, rows, "/status/feeds", url.Values{"trouble": {r.FormValue("trouble")}}, "after", func(d ledger.Feed) string { return d.Address })
		v.All = all
		return list(f, w, r, form, "feeds.html", v, func(d ledger.Feed) feedRow { return feedRow(d) })
	}
}

func (f *face) failuresPage(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		before, err := number(r, "before")
		if err != nil {
			return err
		}
		reason := r.FormValue("reason")
		rows, err := f.Store.Failures(r.Context(), ledger.FailureFilter{Sort: reason, Before: before, Limit: onList + 1})
		if err != nil {
			return err
		}
		heading, all := "What could not be used", ""
		if reason != "" {
			heading, all = "What could not be used: "+reason, "/status/failures"
		}
		v := page(heading, rows, "/status/failures", url.Values{"reason": {reason}}, "before", func(d ledger.Failure) string { return strconv.FormatInt(d.ID, 10) })
		v.All = all
		return list(f, w, r, form, "failures.html", v, func(d ledger.Failure) failureRow { return failureRow(d) })
	}
}

// other asks for documents that another engine than the program's has read.
const other = "other"

func (f *face) articlesPage(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		before, err := number(r, "before")
		if err != nil {
			return err
		}
		own, err := f.Engine()
		if err != nil {
			return err
		}
		filter := ledger.ReadingFilter{Before: before, Limit: onList + 1}
		heading, all := "Articles, the last to come first", "/articles"
		switch engine := r.FormValue("engine"); {
		case engine == other:
			filter.Engine, filter.Not, heading = &own, true, "Articles that another engine has read"
		case engine != "" || r.FormValue("model") != "":
			filter.Engine, heading = &dixit.Engine{Version: engine, Model: r.FormValue("model")}, "Articles read by dixit "+engine
		default:
			all = ""
		}
		rows, err := f.Store.Readings(r.Context(), filter)
		if err != nil {
			return err
		}
		v := page(heading, rows, "/articles", url.Values{"engine": {r.FormValue("engine")}, "model": {r.FormValue("model")}}, "before",
			func(d ledger.Reading) string { return strconv.FormatInt(d.N, 10) })
		v.All, v.Engine = all, &own
		return list(f, w, r, form, "articles.html", v, readingOf)
	}
}

// number is a number that an address asks for, 0 if it asks for none.
func number(r *http.Request, name string) (int64, error) {
	s := r.FormValue(name)
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, dixit.Errorf(dixit.Invalid, "%s %.40q: not a number", name, s)
	}
	return n, nil
}

func (f *face) workPage(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		state := r.FormValue("state")
		if state == "" {
			state = "dead"
		}
		if !slices.Contains(serve.States(), state) {
			return noState(state)
		}
		rows, err := f.Work.Units(r.Context(), state, r.FormValue("after"), onList+1)
		if err != nil {
			return err
		}
		v := page("Work: "+state, rows, "/status/work", url.Values{"state": {state}}, "after", func(u serve.Unit) string { return u.ID })
		v.Write = mayWrite(r.Context())
		return list(f, w, r, form, "work.html", v, func(u serve.Unit) unitRow { return unitRow(u) })
	}
}

// runsPage is all runs that are remembered, those that go on first.
func (f *face) runsPage(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		rows, err := f.Runs(r.Context())
		if err != nil {
			return err
		}
		if form != "" {
			return list(f, w, r, form, "", listView[serve.Run]{Rows: rows}, func(one serve.Run) runRow { return runRow(one) })
		}
		v := runsView{}
		v.Running, v.Lately = runsOf(rows)
		return f.show(w, http.StatusOK, "runs.html", frame{Title: "Runs", Here: "status", Page: v, Data: rowTwins("/status/runs", "")})
	}
}

// runsView is the runs that are remembered.
type runsView struct{ Running, Lately []runView }

// Own reports whether an engine is what the program reads with.
func (v listView[T]) Own(e dixit.Engine) bool { return v.Engine != nil && e == *v.Engine }
