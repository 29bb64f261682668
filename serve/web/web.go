// Package web is the pages of a ledger: one for each thing that somebody would send to a colleague, made on the server, complete
// without scripts, the same on a screen, on paper and to a screen reader.
//
// Behind every page is a list of statements; the same address with .json, .csv, .atom or .md at its end is that list in another form.
// Every number on a page leads to the statements that it counts. What an article says is data: it reaches a page only through
// html/template.
//
// The package keeps nothing but what a reader with the right to write says of a statement, and knows no store: see serve.
package web

import (
	"bytes"
	"context"
	"embed"
	"html/template"
	"net/http"

	"dixit"
	"dixit/serve"
)

//go:embed templates/*.html
var templates embed.FS

// face is the pages of one service.
type face struct {
	*serve.Service
	pages  *template.Template
	assets assets
	views  serve.Answers[profileView]
	shifts serve.Answers[shiftView]
}

// Register puts the pages on mux.
func Register(mux *http.ServeMux, s *serve.Service) error {
	f := &face{Service: s}
	var err error
	if f.assets, err = readAssets(); err != nil {
		return err
	}
	f.pages, err = template.New("").Funcs(f.functions()).ParseFS(templates, "templates/*.html")
	if err != nil {
		return dixit.Errorf(dixit.Internal, "templates: %w", err)
	}
	f.assets.register(mux)
	routes := f.routes()
	for pattern, handle := range f.questions() {
		routes[pattern] = handle
	}
	for pattern, handle := range f.statusRoutes() {
		routes[pattern] = handle
	}
	for pattern, handle := range routes {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := handle(w, r); err != nil {
				f.refuse(w, r, err)
			}
		})
	}
	return nil
}

// routes are the addresses of pages.
func (f *face) routes() map[string]func(http.ResponseWriter, *http.Request) error {
	routes := map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":                  f.search,
		"GET /search":               f.search,
		"GET /a/{id}":               f.article,
		"GET /s/{id}":               f.statement,
		"POST /s/{id}":              f.correct,
		"POST /searches":            f.save,
		"GET /s/{id}/export/{form}": f.exportOne,
		"GET /s/{id}/card":          f.embed,
		"GET /p/{name}":             f.speaker,
		"GET /p/{name}/about":       f.about,
		"GET /o/{name}":             f.outlet,
		"GET /topics":               f.topics,
		"GET /unnamed":              f.unnamed,
		"GET /o/{name}/{page}":      f.outletPart,
		"GET /help":                 f.help,
	}
	withRows(routes, "/speakers", f.speakers)
	withRows(routes, "/outlets", f.outlets)
	withRows(routes, "/chains", f.chains)
	for _, form := range forms() {
		routes["GET /search."+form], routes["GET /p/{name}/about."+form] = f.searchTwin(form), f.aboutTwin(form)
	}
	return routes
}

// questions are the addresses of the pages of questions that there is somebody to answer.
func (f *face) questions() map[string]func(http.ResponseWriter, *http.Request) error {
	routes := map[string]func(http.ResponseWriter, *http.Request) error{}
	if f.Verify != nil {
		routes["GET /verify"], routes["POST /verify"] = f.verifyForm, f.verify
	}
	if f.Compare != nil {
		routes["GET /c/{cluster}"] = f.compare
	}
	if f.Shift != nil {
		routes["GET /p/{name}/{page}"] = f.shift
	}
	return routes
}

// frame is what every page has.
type frame struct {
	Title string
	Query string // what stands in the box of the search
	Here  string // the name of the page among those of the head
	Twins []twin
	Plots bool   // the page has plots that a script makes closer to look at
	Live  bool   // what is found is shown while a query is typed
	Later string // the address of the whole page, if this one has only what there was no waiting for
	Told  string // what a script tells of what was found, where it asks
	Data  []twin // what the page shows, in other forms
	Page  any
}

// show writes a page.
func (f *face) show(w http.ResponseWriter, status int, name string, page frame) error {
	var b bytes.Buffer
	if err := f.pages.ExecuteTemplate(&b, name, page); err != nil {
		return dixit.Errorf(dixit.Internal, "page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a reader that is gone needs no page
	return nil
}

// refusal is a page that says why there is none.
type refusal struct {
	Status int
	What   string // what the status means
	Why    string
}

// refuse answers with a page that says what is wrong.
func (f *face) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := f.Problem(r.Context(), serve.Damaged(err))
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	page := frame{Title: p.Title, Query: r.FormValue("q"), Page: refusal{p.Status, p.Title, p.Detail}}
	if err := f.show(w, p.Status, "refusal.html", page); err != nil {
		f.Problem(r.Context(), err).Write(w)
	}
}

// mayWrite reports whether who sent a request may change the ledger.
func mayWrite(ctx context.Context) bool { return serve.CallerOf(ctx).Write }
