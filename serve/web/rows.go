package web

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"dixit"
	"dixit/export"
	"dixit/ledger"
	"dixit/serve"
)

// A page of rows that are no statements, as of feeds or failures, has two other forms: .json and .csv. It has no .atom and no .md: those
// are of statements.

// rowForms are the forms of a page of rows, with their dots.
func rowForms() []string { return []string{".json", ".csv"} }

// rowTwins are the other forms of the page of rows at a path; suffix is what its address asks for, with its question mark.
func rowTwins(path, suffix string) (out []twin) {
	for _, form := range rowForms() {
		out = append(out, twin{strings.ToUpper(form[1:]), path + form + suffix})
	}
	return out
}

// withRows adds to routes the page of rows at a path in all its forms, which page answers in, and a refusal of the others.
func withRows(routes map[string]func(http.ResponseWriter, *http.Request) error, path string, page func(form string) func(http.ResponseWriter, *http.Request) error) {
	routes["GET "+path] = page("")
	for _, form := range rowForms() {
		routes["GET "+path+form] = page(form)
	}
	for _, form := range []string{".atom", ".md"} {
		routes["GET "+path+form] = func(http.ResponseWriter, *http.Request) error {
			return dixit.Errorf(dixit.NotFound, "%s%s: these rows are no statements; they are at %s.json and %s.csv", path, form, path, path)
		}
	}
}

// row is one of a page in another form: a value that JSON is made of, with its cells.
type row interface {
	columns() []string
	cells() []string
}

// writeRows writes rows in a form. next is the address of the page behind them, in that form; in CSV a header of the answer tells it.
func writeRows[R row](w http.ResponseWriter, form string, rows []R, next string) error {
	if form == ".json" {
		out := struct {
			Rows []R    `json:"rows"`
			Next string `json:"next,omitempty"`
		}{append([]R{}, rows...), next}
		return answerJSON(w)(out, nil)
	}
	if next != "" {
		w.Header().Set("Link", "<"+next+`>; rel="next"`)
	}
	var none R
	list := [][]string{none.columns()}
	for _, one := range rows {
		list = append(list, one.cells())
	}
	return writeCSV(w, list)
}

// writeCSV writes a table whose first row are the names of its columns.
func writeCSV(w http.ResponseWriter, rows [][]string) error {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	out := csv.NewWriter(w)
	for _, cells := range rows {
		for i, c := range cells {
			cells[i] = export.Guarded(c)
		}
		_ = out.Write(cells) // a reader that is gone needs none
	}
	out.Flush()
	return nil
}

// inForm is the address of a page in another form.
func inForm(address, form string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	return u.Path + form + "?" + u.RawQuery
}

// instant is a time in a cell; "" for the zero one.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// feedRow is a feed in other forms than a page's.
type feedRow struct {
	Address  string    `json:"address"`
	Fetched  time.Time `json:"fetched,omitzero"`
	Changed  time.Time `json:"changed,omitzero"`
	Next     time.Time `json:"next,omitzero"`
	Failures int       `json:"failures"`
	Error    string    `json:"error,omitempty"`
	Wrong    time.Time `json:"error_at,omitzero"`
	Missed   int       `json:"missed"`
	Waiting  int       `json:"waiting"`
}

func (feedRow) columns() []string {
	return []string{"address", "fetched", "changed", "next", "failures", "error", "error_at", "missed", "waiting"}
}

func (r feedRow) cells() []string {
	return []string{
		r.Address, instant(r.Fetched), instant(r.Changed), instant(r.Next), strconv.Itoa(r.Failures), r.Error, instant(r.Wrong), strconv.Itoa(r.Missed),
		strconv.Itoa(r.Waiting),
	}
}

// failureRow is a failure.
type failureRow struct {
	ID     int64     `json:"id"`
	At     time.Time `json:"at"`
	Run    string    `json:"run"`
	Place  string    `json:"place"`
	Label  string    `json:"doc,omitempty"`
	URL    string    `json:"url,omitempty"`
	Reason string    `json:"reason"`
	Sort   string    `json:"sort"`
}

func (failureRow) columns() []string {
	return []string{"id", "at", "run", "place", "doc", "url", "reason", "sort"}
}

func (r failureRow) cells() []string {
	return []string{strconv.FormatInt(r.ID, 10), instant(r.At), r.Run, r.Place, r.Label, r.URL, r.Reason, r.Sort}
}

// readingRow is a document.
type readingRow struct {
	N       int64             `json:"n"`
	Doc     dixit.DocumentRef `json:"doc"`
	Version string            `json:"version"`
	Model   string            `json:"model"`
}

func readingOf(r ledger.Reading) readingRow {
	return readingRow{r.N, r.Doc, r.Engine.Version, r.Engine.Model}
}

func (readingRow) columns() []string {
	return []string{"n", "sha256", "title", "outlet", "published", "url", "version", "model"}
}

func (r readingRow) cells() []string {
	return []string{strconv.FormatInt(r.N, 10), r.Doc.SHA256, r.Doc.Title, r.Doc.Outlet, r.Doc.Published, r.Doc.URL, r.Version, r.Model}
}

// unitRow is a unit of work.
type unitRow serve.Unit

func (unitRow) columns() []string {
	return []string{"id", "path", "more", "from", "to", "state", "tries", "owner", "until", "reason"}
}

func (r unitRow) cells() []string {
	return []string{
		r.ID, r.Path, strconv.Itoa(r.More), strconv.FormatInt(r.From, 10), strconv.FormatInt(r.To, 10), r.State, strconv.Itoa(r.Tries), r.Owner,
		instant(r.Until), r.Reason,
	}
}

// runRow is a run.
type runRow serve.Run

func (runRow) columns() []string {
	return []string{"what", "running", "began", "seen", "ended", "documents", "statements", "failures", "done", "total", "why"}
}

func (r runRow) cells() []string {
	ended := time.Time{}
	if r.Ended != nil {
		ended = *r.Ended
	}
	return []string{
		r.What, strconv.FormatBool(r.Running), instant(r.Began), instant(r.Seen), instant(ended), strconv.Itoa(r.Documents), strconv.Itoa(r.Statements),
		strconv.Itoa(r.Failures), strconv.FormatInt(r.Done, 10), strconv.FormatInt(r.Total, 10), r.Why,
	}
}

// nameRow is a name, with how many statements it has.
type nameRow struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

func (nameRow) columns() []string { return []string{"name", "n"} }

func (r nameRow) cells() []string { return []string{r.Name, strconv.Itoa(r.N)} }

// wayRow is a chain.
type wayRow serve.Chain

func (wayRow) columns() []string { return []string{"names", "outlet", "n", "id"} }

func (r wayRow) cells() []string {
	return []string{strings.Join(r.Names, " > "), r.Outlet, strconv.Itoa(r.N), r.ID}
}

// numbersOf is what the page of the status counts, as rows of what is counted, which of it, and how many there are.
func numbersOf(s serve.Status) [][]string {
	out := [][]string{{"what", "value", "n"}}
	add := func(what, value string, n int64) { out = append(out, []string{what, value, strconv.FormatInt(n, 10)}) }
	for _, one := range []struct {
		what string
		n    int
	}{
		{"documents", s.Documents},
		{"statements", s.Statements},
		{"speakers", s.Speakers},
		{"outdated", s.Outdated},
		{"feeds", s.Feeds},
		{"troubled_feeds", s.Troubled},
		{"failures", s.Failures},
	} {
		add(one.what, "", int64(one.n))
	}
	add("bytes", "", s.Bytes)
	for _, r := range s.Reasons {
		add("failures", r.Reason, int64(r.N))
	}
	for _, e := range s.Engines {
		add("documents", "dixit "+e.Version+", model "+e.Model, int64(e.Documents))
	}
	if c := s.Work; c != nil {
		for i, n := range []int{c.Waiting, c.Leased, c.Done, c.Dead} {
			add("work", serve.States()[i], int64(n))
		}
	}
	return out
}
