package api

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/serve"

	"github.com/danielgtaylor/huma/v2"
)

// Search is what a client looks for.
type Search struct {
	Q       string `query:"q" maxLength:"2000" doc:"In the query language (docs/query.md); @NAME at its beginning is a saved search. Nothing is everything."`
	Speaker string `query:"speaker" maxLength:"500" doc:"Words of the speaker's name, in any of its spellings."`
	Outlet  string `query:"outlet" maxLength:"500" doc:"Words of the outlet's name."`
	Act     act    `query:"act" doc:"What is done by saying it."`
	Kind    kind   `query:"kind" doc:"How the words are given."`
	Since   string `query:"since" maxLength:"10" doc:"The first day of publication: a day (2025-09-25), month or year."`
	Until   string `query:"until" maxLength:"10" doc:"The last day of publication, likewise."`
}

// request is the search as the service is asked.
func (s Search) request() serve.Request {
	return serve.Request{Query: s.Q, Speaker: s.Speaker, Outlet: s.Outlet, Act: string(s.Act), Kind: string(s.Kind), Since: s.Since, Until: s.Until}
}

// values are the search as the query of an address.
func (s Search) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{
		"q": s.Q, "speaker": s.Speaker, "outlet": s.Outlet, "act": string(s.Act), "kind": string(s.Kind), "since": s.Since, "until": s.Until,
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// statementsInput asks for a page of statements, or for a stream of them.
type statementsInput struct {
	Search
	After  string `query:"after" maxLength:"64" doc:"Go on after what was seen: the value of next."`
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" doc:"How many at most: 50 if it is not said, in a stream all."`
	Copies bool   `query:"copies" doc:"A statement in every copy of its article, and not once."`
	Order  string `query:"order" enum:"newest,best" default:"newest" doc:"Which come first: the newest, or those that match best."`
	Accept string `header:"Accept" hidden:"true"`
}

// usualLimit is how many things a page has.
const usualLimit = 50

// statementsPage is a page of statements.
type statementsPage struct {
	Statements []record `json:"statements" nullable:"false"`
	Next       string   `json:"next,omitempty" doc:"What to ask for after to go on; left out on the last page."`
	Damaged    int      `json:"damaged,omitempty" doc:"How many more there are that the ledger can no longer read."`
}

// The media types that statements come in.
const (
	typeJSON   = "application/json"
	typeNDJSON = "application/x-ndjson"
	typeCSV    = "text/csv"
)

func (f *face) statements() {
	op := operation(http.MethodGet, "/api/v1/statements", "listStatements", "statements", "Find statements, the newest first", http.StatusNotFound)
	op.Description = "As JSON a page at a time; as NDJSON or CSV, by the header Accept, all of them in a stream."
	page := f.huma.OpenAPI().Components.Schemas.Schema(typeOf[statementsPage](), true, "")
	add(f, content(op, map[string]*huma.Schema{typeJSON: page, typeNDJSON: reference("statement"), typeCSV: shapeOf(typeCSV)}), f.listStatements)

	op = operation(http.MethodGet, "/api/v1/statements/{id}", "getStatement", "statements", "One statement with all that is known of it",
		http.StatusMovedPermanently, http.StatusFound, http.StatusNotFound, http.StatusGone)
	op.Description = "An id that the statement had before its article was read by a newer engine leads to it (301); one that no statement " +
		"has any more is gone (410); the beginning of an id, of 4 characters at least, leads to the one statement that it is the beginning of (302)."
	add(f, op, f.getStatement)
	add(f, operation(http.MethodGet, "/api/v1/facets", "getFacets", "statements", "Count statements by what they are", http.StatusNotFound), f.getFacets)
	add(f, operation(http.MethodGet, "/api/v1/searches", "listSearches", "statements", "The searches that are saved"), f.listSearches)
	op = operation(http.MethodGet, "/api/v1/export/{form}", "export", "statements", "Write statements in a form that others read", http.StatusNotFound)
	add(f, content(op, exportTypes()), f.export)
}

func (f *face) listStatements(ctx context.Context, in *statementsInput) (*raw, error) {
	r := in.request()
	r.After, r.Limit, r.Copies, r.Best = in.After, in.Limit, in.Copies, in.Order == "best"
	switch prefers(in.Accept, typeJSON, typeNDJSON, typeCSV) {
	case typeNDJSON:
		return f.streamed(ctx, r)
	case typeCSV:
		return f.exported(ctx, r, "csv", false)
	}
	if r.Limit == 0 {
		r.Limit = usualLimit
	}
	p, err := f.Page(ctx, r)
	if err != nil {
		return nil, serve.Damaged(err)
	}
	return f.writing(func(w http.ResponseWriter, _ *http.Request) error {
		h := w.Header()
		h.Set("Content-Type", typeJSON)
		h.Add("Vary", "Accept")
		if p.Next != "" {
			next := in.values()
			next.Set("after", p.Next)
			next.Set("limit", strconv.Itoa(r.Limit))
			if in.Copies {
				next.Set("copies", "true")
			}
			if r.Best {
				next.Set("order", in.Order)
			}
			h.Set("Link", `</api/v1/statements?`+next.Encode()+`>; rel="next"`)
		}
		return writeJSON(w, statementsPage{records(p.Records), p.Next, p.Damaged})
	}), nil
}

func (f *face) getStatement(ctx context.Context, in *struct {
	ID string `path:"id" minLength:"4" maxLength:"64" doc:"The statement's id."`
},
) (*body[record], error) {
	st, err := f.Store.Statement(ctx, in.ID)
	if err != nil {
		return nil, serve.Damaged(err)
	}
	id := st.Record.Statement.ID
	switch {
	case st.Was == in.ID:
		e := st.Record.Engine
		return nil, moved(http.StatusMovedPermanently, id, "found as "+id+" by engine "+e.Version+", model "+e.Model)
	case id != in.ID:
		return nil, moved(http.StatusFound, id, "the beginning of "+id)
	}
	return &body[record]{record(st.Record)}, nil
}

// moved says that a statement is at another address.
func moved(status int, id, why string) error {
	return &serve.Problem{Title: http.StatusText(status), Status: status, Detail: why, Location: "/api/v1/statements/" + id}
}

// counted is how many statements have a value.
type counted struct {
	Value string `json:"value"`
	N     int    `json:"n" minimum:"0"`
}

// counts is how many statements have each value of a field.
type counts map[string][]counted

// Facets count statements by what they are.
type Facets struct {
	Total    int    `json:"total" minimum:"0"`
	Complete bool   `json:"complete" doc:"All were counted; else only the newest."`
	Fields   counts `json:"fields" doc:"By field: speaker, outlet, act, kind, region, depth (of the chain) and published (the year)."`
}

func (f *face) getFacets(ctx context.Context, in *struct {
	Search
	Limit int `query:"limit" minimum:"1" maximum:"10000" default:"100" doc:"How many values of a field at most."`
},
) (*body[Facets], error) {
	found, err := f.Facets(ctx, in.request())
	if err != nil {
		return nil, serve.Damaged(err)
	}
	return &body[Facets]{facetsOf(found, in.Limit)}, nil
}

func facetsOf(found ledger.Facets, limit int) Facets {
	out := Facets{found.Total, found.Complete, counts{}}
	for _, field := range ledger.Faceted() {
		out.Fields[string(field)] = countsOf(found.Values[field], limit)
	}
	return out
}

func countsOf(list []ledger.Count, limit int) []counted {
	out := make([]counted, min(len(list), limit))
	for i := range out {
		out[i] = counted(list[i])
	}
	return out
}

// saved is a search under a name.
type saved struct {
	Name  string `json:"name"`
	Query string `json:"query"`
	At    string `json:"at" format:"date-time" doc:"When it was saved."`
}

// searches are the saved ones.
type searches struct {
	Searches []saved `json:"searches" nullable:"false"`
}

func (f *face) listSearches(ctx context.Context, _ *struct{}) (*body[searches], error) {
	list, err := f.Store.Searches(ctx)
	if err != nil {
		return nil, err
	}
	out := searches{[]saved{}}
	for _, s := range list {
		out.Searches = append(out.Searches, saved{s.Name, s.Query, s.At.UTC().Format(time.RFC3339)})
	}
	return &body[searches]{out}, nil
}

// prefers is which of some media types a header Accept likes best; the first, if it names none of them.
func prefers(accept string, types ...string) string {
	best, most := types[0], -1.0
	for part := range strings.SplitSeq(accept, ",") {
		name, rest, _ := strings.Cut(part, ";")
		name, q := strings.ToLower(strings.TrimSpace(name)), 1.0
		for param := range strings.SplitSeq(rest, ";") {
			if v, ok := strings.CutPrefix(strings.TrimSpace(param), "q="); ok {
				q, _ = strconv.ParseFloat(v, 64) // what is no number wants nothing
			}
		}
		for _, t := range types {
			if t == name && q > most && q > 0 {
				best, most = t, q
			}
		}
		if (name == "*/*" || name == "application/*") && q > most && q > 0 {
			best, most = types[0], q
		}
	}
	return best
}

// badRecord is a line of a stream in the place of a statement that the ledger can no longer read.
type badRecord struct {
	Type string `json:"type"` // "damaged"
	Why  string `json:"why"`
}

func damagedLine(err error) badRecord { return badRecord{"damaged", err.Error()} }

// unreadable reports whether err is of one statement alone.
func unreadable(err error) bool { return err != nil && dixit.KindOf(err) == dixit.Unreadable }
