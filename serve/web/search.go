package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/query"
	"dixit/serve"
)

// onPage is how many statements a page of a list has.
const onPage = 25

// onFacet is how many values of a field stand beside a list.
const onFacet = 8

// searchPage is what a search found.
type searchPage struct {
	Query     string
	Home      bool // nothing was asked yet
	Cards     []card
	Total     string // in words
	Facets    []facet
	Newer     bool // this is not the first page
	Next      string
	Wrong     string // what is wrong with the query
	Instead   []instead
	Feeds     []twin
	MayWrite  bool
	Damaged   int
	Saved     []ledger.Saved
	CopiesToo bool
}

// facet is the values of a field that are found.
type facet struct {
	Name   string
	Values []value
	More   int // how many other values there are
}

// value is one of them, and the search that it narrows to.
type value struct {
	Label string
	N     int
	Href  string
}

// instead is a query that finds something where the one asked finds nothing.
type instead struct {
	Query string
	Href  string
	N     int
	More  bool // N is not all
}

// asked is what an address asks for.
func asked(r *http.Request) serve.Request {
	return serve.Request{Query: strings.TrimSpace(r.FormValue("q")), After: r.FormValue("after"), Copies: r.FormValue("copies") != "", Limit: onPage}
}

func (f *face) search(w http.ResponseWriter, r *http.Request) error {
	in := asked(r)
	p := searchPage{Query: in.Query, Home: in.Query == "" && in.After == "", Newer: in.After != "", CopiesToo: in.Copies}
	status := http.StatusOK
	whole := true
	if err := f.find(r, in, &p, &whole); dixit.KindOf(err) == dixit.Invalid && err != nil || dixit.KindOf(err) == dixit.NotFound && err != nil {
		p.Wrong, status = err.Error(), dixit.KindOf(err).HTTPStatus()
	} else if err != nil {
		return err
	}
	title := "Search"
	if in.Query != "" {
		title = in.Query
	}
	page := frame{Title: title, Query: in.Query, Here: "search", Live: true}
	if !whole {
		page.Later = wholePage(r)
	}
	if p.Wrong == "" {
		p.Feeds, p.MayWrite = feedsOf(queryOf(in)), mayWrite(r.Context())
		page.Twins = twins("/search", url.Values{"q": {in.Query}})
	}
	if page.Page = p; r.Header.Get("HX-Request") != "" {
		page.Told = told(p)
	}
	w.Header().Add("Vary", "HX-Request")
	return f.show(w, status, "search.html", page)
}

// told is what is said to those who do not see that a page has changed.
func told(p searchPage) string {
	if len(p.Cards) == 0 {
		return "Nothing was found."
	}
	return p.Total
}

// queryOf is what an address ends in that asks for what r does.
func queryOf(r serve.Request) string {
	if r.Query == "" {
		return ""
	}
	return "?" + url.Values{"q": {r.Query}}.Encode()
}

// find fills a page with what was found; without the counts, if they take a while and nobody said that he waits for them.
func (f *face) find(r *http.Request, in serve.Request, p *searchPage, whole *bool) error {
	ctx := r.Context()
	found, err := f.Page(ctx, in)
	if err != nil {
		return err
	}
	facets, all := serve.FacetsOf(in, found)
	if !all {
		if facets, all, err = f.counts(r, in); err != nil {
			return err
		}
	}
	*whole = all
	filter, err := f.Filter(ctx, in)
	if err != nil {
		return err
	}
	p.Cards, p.Damaged = cardsOf(found.Records, filter.Where), found.Damaged
	p.Total = plural(facets.Total, "statement", "statements")
	if !facets.Complete {
		p.Total = "more than " + p.Total
	}
	for _, field := range ledger.Faceted() {
		if one := facetOf(in.Query, field, facets.Values[field]); len(one.Values) > 0 {
			p.Facets = append(p.Facets, one)
		}
	}
	if found.Next != "" {
		v := url.Values{"q": {in.Query}, "after": {found.Next}}
		if in.Copies {
			v.Set("copies", "1")
		}
		p.Next = "/search?" + v.Encode()
	}
	if len(p.Cards) == 0 && in.After == "" && in.Query != "" {
		p.Instead = f.instead(r, in.Query)
	}
	if p.Home {
		p.Saved, err = f.Store.Searches(ctx)
	}
	return err
}

// facetOf is the values of a field beside a list.
func facetOf(q string, field ledger.Field, counts []ledger.Count) facet {
	one := facet{Name: facetName(field), More: max(0, len(counts)-onFacet)}
	if len(counts) < 2 { // it parts nothing
		return facet{}
	}
	for _, c := range counts[:min(len(counts), onFacet)] {
		one.Values = append(one.Values, value{c.Value, c.N, searchFor(narrowed(q, string(field), c.Value))})
	}
	return one
}

// facetName is what a field is called over its values.
func facetName(f ledger.Field) string {
	switch f {
	case ledger.Depth:
		return "length of the chain"
	case ledger.OfSource:
		return "sort of source"
	}
	return string(f)
}

// mostInstead is how many parts of a query are tried without.
const mostInstead = 8

// instead is the queries that find something without one of the parts of q.
func (f *face) instead(r *http.Request, q string) []instead {
	e, err := query.Parse(q)
	parts, ok := e.(ledger.All)
	if err != nil || !ok || len(parts) < 2 {
		return nil
	}
	words := query.Parts(q)
	if len(words) != len(parts) {
		return nil
	}
	var out []instead
	for i := range words[:min(len(words), mostInstead)] {
		rest := strings.Join(slices.Delete(slices.Clone(words), i, i+1), " ")
		facets, all, err := f.FacetsSoon(r.Context(), serve.Request{Query: rest})
		if err == nil && facets.Total > 0 {
			out = append(out, instead{rest, searchFor(rest), facets.Total, !all || !facets.Complete})
		}
	}
	return out
}
