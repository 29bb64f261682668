package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
)

// profileView is what the statements of a speaker, or of an outlet, have in common.
type profileView struct {
	Name      string
	Query     string // finds all of them
	All       string // the search for it
	About     string // the search for what others say of a speaker; "" for an outlet
	Total     int
	Complete  bool
	Read      int // how many of the newest were looked at for what is not counted by the ledger
	Facets    []facet
	Traits    []facet
	Timeline  timeline
	Acts      bars
	Phrases   []phrase
	Cards     []card
	Topics    []twin // what is spoken about most, and the pages of it
	Shift     string // the page of what was said over time
	Anonymous share  // of an outlet's statements those that have no named speaker
	Feed      string
	Engine    dixit.Engine
}

// share is a part of a whole, and the search for it.
type share struct {
	N, Of   int
	Percent int
	Href    string
}

// onTimeline is how many statements, the newest, are drawn.
const onTimeline = 400

func (f *face) speaker(w http.ResponseWriter, r *http.Request) error {
	name, form := formOf(r.PathValue("name"))
	q := narrowed("", string(ledger.Speaker), name)
	if form != "" {
		return f.list(w, r, form, name, speakerPage(name), serve.Request{Query: q})
	}
	p, err := f.Speaker(r.Context(), name)
	if err != nil {
		return err
	}
	v, err := f.profileOf(r, name, q, p, []ledger.Field{ledger.Speaker, ledger.Outlet, ledger.OfKind, ledger.Depth, ledger.Published})
	if err != nil {
		return err
	}
	v.About = searchFor("about:" + quoted(name) + " -speaker:" + quoted(name))
	v.Traits = traitsOf(q, p, map[serve.Trait]ledger.Field{serve.Addressees: ledger.To, serve.Relays: ledger.Via}, serve.Roles, serve.Addressees, serve.Relays)
	if f.Shift != nil {
		v.Shift = shiftPage(name, "")
		for _, c := range p.Values[serve.Topics][:min(len(p.Values[serve.Topics]), onTopics)] {
			v.Topics = append(v.Topics, twin{c.Value, shiftPage(name, c.Value)})
		}
	}
	return f.show(w, http.StatusOK, "speaker.html", frame{
		Title: name, Here: "speakers", Page: v, Plots: true, Twins: twins(speakerPage(name), nil),
	})
}

func (f *face) outlet(w http.ResponseWriter, r *http.Request) error {
	name, form := formOf(r.PathValue("name"))
	q := narrowed("", string(ledger.Outlet), name)
	if form != "" {
		return f.list(w, r, form, name, outletPage(name), serve.Request{Query: q})
	}
	p, err := f.Outlet(r.Context(), name)
	if err != nil {
		return err
	}
	v, err := f.profileOf(r, name, q, p, []ledger.Field{ledger.Speaker, ledger.OfKind, ledger.OfAct, ledger.Depth, ledger.Published})
	if err != nil {
		return err
	}
	v.Traits = traitsOf(q, p, map[serve.Trait]ledger.Field{serve.Relays: ledger.Via, serve.Agencies: ledger.Agency}, serve.SpeakerKinds, serve.Relays, serve.Agencies)
	for _, c := range p.Values[serve.SpeakerKinds] {
		if c.Value == string(dixit.Anonymous) {
			v.Anonymous.N = c.N
		}
	}
	if v.Anonymous.Of = p.Read; p.Read > 0 {
		v.Anonymous.Percent = (100*v.Anonymous.N + p.Read/2) / p.Read
	}
	return f.show(w, http.StatusOK, "outlet.html", frame{
		Title: name, Here: "outlets", Page: v, Twins: twins(outletPage(name), nil),
	})
}

// profileOf is a profile as a page shows it, with the newest of the statements that q finds.
func (f *face) profileOf(r *http.Request, name, q string, p serve.Profile, fields []ledger.Field) (profileView, error) {
	v := profileView{Name: name, Query: q, All: searchFor(q), Total: p.Facets.Total, Complete: p.Facets.Complete, Read: p.Read}
	for _, field := range fields {
		if one := facetOf(q, field, p.Facets.Values[field]); len(one.Values) > 0 {
			v.Facets = append(v.Facets, one)
		}
	}
	newest, err := f.Page(r.Context(), serve.Request{Query: q, Limit: onTimeline})
	if err != nil {
		return v, err
	}
	v.Timeline, v.Acts, v.Phrases = timelineOf(newest.Records), actsOf(q, newest.Records), phrasesOf(q, newest.Records)
	v.Cards = cardsOf(newest.Records[:min(len(newest.Records), onPage)], nil)
	if len(newest.Records) > 0 {
		v.Engine = newest.Records[0].Engine
	}
	return v, nil
}

// traitsOf are the values that a ledger does not count, with the searches for those that it has a field for.
func traitsOf(q string, p serve.Profile, fields map[serve.Trait]ledger.Field, wanted ...serve.Trait) []facet {
	var out []facet
	for _, t := range wanted {
		counts := p.Values[t]
		if len(counts) == 0 {
			continue
		}
		one := facet{Name: traitName(t), More: max(0, len(counts)-onFacet)}
		for _, c := range counts[:min(len(counts), onFacet)] {
			v := value{Label: c.Value, N: c.N}
			if field, ok := fields[t]; ok {
				v.Href = searchFor(narrowed(q, string(field), c.Value))
			}
			one.Values = append(one.Values, v)
		}
		out = append(out, one)
	}
	return out
}

// traitName is what a trait is called over its values.
func traitName(t serve.Trait) string {
	switch t {
	case serve.Addressees:
		return "spoke to"
	case serve.Relays:
		return "quoted through"
	case serve.Roles:
		return "called"
	case serve.SpeakerKinds:
		return "sort of source"
	case serve.Agencies:
		return "from agencies"
	}
	return string(t)
}

// phrase is a run of words that somebody repeats.
type phrase struct {
	Words string
	N     int
	Href  string
}

// The lengths of phrases, in words, and how many are shown of those that stand in so many statements at least.
const (
	phraseLength  = 4
	leastRepeated = 3
	mostPhrases   = 8
)

// phrasesOf are the runs of four words that are repeated most in what q finds, each counted once a statement.
func phrasesOf(q string, records []dixit.Record) []phrase {
	counts, first := map[string]int{}, map[string]string{}
	for _, r := range records {
		seen := map[string]bool{}
		for _, f := range r.Statement.Content {
			words := ledger.Words(f.Text())
			for i := 0; i+phraseLength <= len(words); i++ {
				said := strings.Join(words[i:i+phraseLength], " ")
				key := strings.ToLower(said)
				if seen[key] {
					continue
				}
				seen[key] = true
				counts[key]++
				if first[key] == "" {
					first[key] = said
				}
			}
		}
	}
	var out []phrase
	for key, n := range counts {
		if n >= leastRepeated {
			out = append(out, phrase{first[key], n, ""})
		}
	}
	slices.SortFunc(out, func(a, b phrase) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Words, b.Words)
	})
	out = out[:min(len(out), mostPhrases)]
	for i, p := range out {
		out[i].Href = searchFor(narrowed(q, string(ledger.Said), p.Words))
	}
	return out
}

// namesView is a list of names with how many statements each has.
type namesView struct {
	What     string // speakers or outlets
	Names    []value
	Filter   string
	Complete bool
	Next     string
}

// onNames is how many names a page has.
const onNames = 100

func (f *face) speakers(w http.ResponseWriter, r *http.Request) error {
	list, complete, err := f.Speakers(r.Context())
	if err != nil {
		return err
	}
	return f.show(w, http.StatusOK, "names.html", frame{Title: "Speakers", Here: "speakers", Page: namesOf("speakers", list, complete, r, speakerPage)})
}

func (f *face) outlets(w http.ResponseWriter, r *http.Request) error {
	list, complete, err := f.Outlets(r.Context())
	if err != nil {
		return err
	}
	return f.show(w, http.StatusOK, "names.html", frame{Title: "Outlets", Here: "outlets", Page: namesOf("outlets", list, complete, r, outletPage)})
}

// namesOf is a page of a list of names.
func namesOf(what string, list []ledger.Count, complete bool, r *http.Request, page func(string) string) namesView {
	v := namesView{What: what, Complete: complete, Filter: strings.TrimSpace(r.FormValue("name"))}
	wanted, after := strings.ToLower(v.Filter), r.FormValue("after")
	for _, c := range list {
		switch {
		case after != "":
			if c.Value == after {
				after = ""
			}
		case !strings.Contains(strings.ToLower(c.Value), wanted):
		case len(v.Names) == onNames:
			v.Next = "/" + what + "?" + url.Values{"name": {v.Filter}, "after": {v.Names[onNames-1].Label}}.Encode()
			return v
		default:
			v.Names = append(v.Names, value{c.Value, c.N, page(c.Value)})
		}
	}
	return v
}
