package web

import (
	"context"
	"net/http"
	"net/url"
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
	About     string // the page of what others say of a speaker; "" for an outlet
	Said      string // the page of what a speaker says
	Tab       string // says or about
	Sample    sample
	Described bool     // all of the very newest are of sources that are described and not named
	Bearers   []bearer // those who have a speaker's name
	Unsure    bool     // they may be several, and are being counted
	Person    person
	Sources   sankey // the ways by which an outlet's statements came
	Total     int
	Complete  bool
	Read      int // how many of the newest were looked at for what is not counted by the ledger
	Facets    []facet
	Traits    []facet
	Timeline  timeline
	Acts      bars
	Phrases   []phrase
	Cards     []card
	Topics    []twin        // what is spoken about most, and the pages of it
	Shift     string        // the page of what was said over time
	Habits    []serve.Share // of an outlet, without those of all outlets
	Feed      string
	Engine    dixit.Engine
}

// onTimeline is how many statements, the newest, are drawn.
const onTimeline = 400

func (f *face) speaker(w http.ResponseWriter, r *http.Request) error {
	name, form := formOf(r.PathValue("name"))
	q := narrowed("", string(ledger.Speaker), name)
	if form != "" {
		return f.list(w, r, form, name, speakerPage(name), serve.Request{Query: q})
	}
	v, whole, err := f.profileView(r, ledger.Speaker, name, func(v *profileView, p serve.Profile) { f.speakerOf(v, p) })
	if err != nil {
		return err
	}
	if v.Described {
		http.Redirect(w, r, unnamedPage(name), http.StatusFound)
		return nil
	}
	if r.FormValue("all") == "" && !meant(name, v.Bearers) {
		return f.showWhich(w, whichOf(name, q, v.Bearers, speakerPage))
	}
	page := frame{Title: name, Here: "speakers", Page: v, Plots: true, Twins: twins(speakerPage(name), nil)}
	if !whole {
		page.Later = wholePage(r)
	}
	return f.show(w, http.StatusOK, "speaker.html", page)
}

// speakerOf is what the page of a speaker has beside what that of an outlet has.
func (f *face) speakerOf(v *profileView, p serve.Profile) {
	v.Tab, v.Said, v.About = "says", speakerPage(v.Name), aboutPage(v.Name)
	v.Bearers, v.Person = bearersOf(v.Query, p.Facets.Values[ledger.Speaker], v.Sample.Records), personOf(v.Name, p, v.Sample)
	v.Facets = facetsOf(v.Query, p.Facets, ledger.Outlet, ledger.OfKind, ledger.Depth, ledger.Published)
	v.Traits = traitsOf(v.Query, p, map[serve.Trait]ledger.Field{serve.Addressees: ledger.To, serve.Relays: ledger.Via}, serve.Addressees, serve.Relays)
	if f.Shift != nil {
		v.Shift = shiftPage(v.Name, "")
		for _, c := range p.Values[serve.Topics][:min(len(p.Values[serve.Topics]), onTopics)] {
			v.Topics = append(v.Topics, twin{c.Value, shiftPage(v.Name, c.Value)})
		}
	}
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
	case serve.Agencies:
		return "from agencies"
	}
	return string(t)
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

func (f *face) speakers(form string) func(http.ResponseWriter, *http.Request) error {
	return f.names("speakers", "Speakers", form, f.Speakers, speakerPage)
}

func (f *face) outlets(form string) func(http.ResponseWriter, *http.Request) error {
	return f.names("outlets", "Outlets", form, f.Outlets, outletPage)
}

// names is the page of a list of names; page is where each leads.
func (f *face) names(what, title, form string, list func(context.Context) ([]ledger.Count, bool, error), page func(string) string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		names, complete, err := list(r.Context())
		if err != nil {
			return err
		}
		v := namesOf(what, names, complete, r, page)
		if form == "" {
			return f.show(w, http.StatusOK, "names.html", frame{Title: title, Here: what, Page: v, Data: rowTwins("/"+what, suffix(r))})
		}
		var rows []nameRow
		for _, n := range v.Names {
			rows = append(rows, nameRow{n.Label, n.N})
		}
		return writeRows(w, form, rows, inForm(v.Next, form))
	}
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
