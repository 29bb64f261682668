package web

import (
	"context"
	"errors"
	"net/http"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
)

// profileView is the page of a speaker or an outlet, to which more adds what only one of them has. If it takes a while, and nobody said
// that he waits for it, it is the newest statements alone, and not whole; of a name that several may bear it says so (Unsure), and all
// are counted behind it.
func (f *face) profileView(r *http.Request, field ledger.Field, name string, more func(*profileView, serve.Profile)) (v profileView, whole bool, err error) {
	ctx, key := r.Context(), string(field)+" "+name
	made := func(ctx context.Context) (profileView, error) {
		p, err := f.Profile(ctx, field, name)
		if err != nil {
			return profileView{}, err
		}
		v := profileSoFar(field, name, p)
		newest, err := f.Page(ctx, serve.Request{Query: v.Query, Limit: onTimeline})
		v.fill(newest)
		more(&v, p)
		v.Sample.Records = nil // too much to keep
		return v, err
	}
	if v, whole, err = f.views.Held(ctx, f.Service, key, made); whole || err != nil {
		return v, whole, err
	}
	p, whole, err := f.Soon(ctx, field, name)
	if err != nil {
		return v, false, err
	}
	v = profileSoFar(field, name, p)
	v.Unsure = !(whole && p.Newest != nil) && field == ledger.Speaker && unsure(r, v, p)
	if !(whole && p.Newest != nil) && (whole || waits(r) || v.Unsure) {
		all, err := patient(r, func(ctx context.Context) (profileView, error) { return f.views.Get(ctx, f.Service, key, made) })
		if !errors.Is(err, errLater) {
			return all, true, err
		}
	}
	if whole = whole && p.Newest != nil; whole {
		v.fill(pageOf(p.Newest))
	} else {
		v.begin(p.Newest)
		p.Values, p.Facets.Values = nil, nil
	}
	more(&v, p)
	return v, whole, nil
}

// profileSoFar is a profile as a page shows it, without its statements.
func profileSoFar(field ledger.Field, name string, p serve.Profile) profileView {
	q := narrowed("", string(field), name)
	return profileView{Name: name, Query: q, All: searchFor(q), Total: p.Facets.Total, Complete: p.Facets.Complete, Read: p.Read}
}

// unsure reports whether the newest statements do not tell who is meant by a speaker's name, so that all of them must be counted.
func unsure(r *http.Request, v profileView, p serve.Profile) bool {
	return r.FormValue("all") == "" && !everyDescribed(p.Newest) && !meant(v.Name, bearersOf(v.Query, p.Facets.Values[ledger.Speaker], p.Newest))
}

// pageOf is the page of the newest of all statements.
func pageOf(all []dixit.Record) serve.Page {
	if len(all) <= onTimeline {
		return serve.Page{Records: all}
	}
	return serve.Page{Records: all[:onTimeline], Next: "more"}
}

// begin puts in what the very newest statements tell.
func (v *profileView) begin(newest []dixit.Record) {
	v.Described = everyDescribed(newest[:min(len(newest), onPage)])
	v.Cards = cardsOf(newest[:min(len(newest), onPage)], nil)
	if len(newest) > 0 {
		v.Engine = newest[0].Engine
	}
}

// fill puts in what the newest statements tell.
func (v *profileView) fill(newest serve.Page) {
	v.begin(newest.Records)
	v.Sample = sampleOf(v.Query, newest)
	v.Timeline, v.Acts, v.Phrases = timelineOf(v.Sample.Records), actsOf(v.Sample), phrasesOf(v.Sample.Query, v.Sample.Records)
}

// facetsOf are the values of some fields.
func facetsOf(q string, counts ledger.Facets, fields ...ledger.Field) (list []facet) {
	for _, field := range fields {
		if one := facetOf(q, field, counts.Values[field]); len(one.Values) > 0 {
			list = append(list, one)
		}
	}
	return list
}
