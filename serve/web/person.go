package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
	"dixit/shift"
)

// role is what somebody is called, and from when to when articles do.
type role struct {
	Words       string
	First, Last string
}

// How many roles are shown, of those that are not much rarer than the one that is said most: what is is likely misread.
const (
	onRoles  = 6
	rareRole = 10
)

// person is what a page says of a speaker besides what was said.
type person struct {
	Roles   []role
	Aliases []value // the other spellings of the name
}

// personOf tells it of those who say what is in a sample, by the name that is asked for.
func personOf(name string, p serve.Profile, s sample) person {
	profile := shift.NewProfile()
	for _, r := range s.Records {
		profile.Add(r)
	}
	var out person
	roles := profile.Roles()
	for _, one := range roles {
		if len(out.Roles) < onRoles && one.N*rareRole >= roles[0].N {
			out.Roles = append(out.Roles, role{one.Role, one.First, one.Last})
		}
	}
	slices.SortStableFunc(out.Roles, func(a, b role) int { return cmp.Compare(b.Last, a.Last) })
	for _, c := range p.Facets.Values[ledger.Speaker] {
		if c.Value != name && len(out.Aliases) < onFacet {
			out.Aliases = append(out.Aliases, value{c.Value, c.N, searchFor(narrowed("", string(ledger.Speaker), c.Value))})
		}
	}
	return out
}

// bearer is one of several who have a name.
type bearer struct {
	Name  string // the spelling that is used most
	Names []string
	N     int
	Role  string
	Page  string
	Bare  bool   // it is the name that was asked for and no more
	Href  string // the search for what they say
}

// whichView is a page that asks who of several is meant.
type whichView struct {
	Name    string
	Bearers []bearer
	All     string // the search for all of them
	Whole   string // the page of all of them
	Total   int
	More    bool
}

// onWhich is how many bearers of a name are shown.
const onWhich = 24

// bearersOf are those who are called so, told apart by their ids, and by their names where they have none. records are some of what they say.
func bearersOf(q string, names []ledger.Count, records []dixit.Record) []bearer {
	ids, roles := map[string]string{}, map[string]string{}
	for _, r := range records {
		who := r.Statement.Speaker
		ids[who.Name], roles[who.Name] = cmp.Or(ids[who.Name], who.ID), cmp.Or(roles[who.Name], who.Role)
	}
	var out []bearer
	at := map[string]int{}
	for _, c := range names {
		key := cmp.Or(ids[c.Value], strings.Join(ledger.NameWords(c.Value), " "))
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, bearer{Name: c.Value})
		}
		out[i].N += c.N
		out[i].Names = append(out[i].Names, c.Value)
		out[i].Role = cmp.Or(out[i].Role, roles[c.Value])
	}
	slices.SortStableFunc(out, func(a, b bearer) int { return cmp.Compare(b.N, a.N) })
	for i := range out {
		out[i].Href = bearerQuery(q, out, i)
	}
	return out
}

// bearerQuery is the search for one of several: by the name, without the names of the others that have it in them.
func bearerQuery(q string, all []bearer, of int) string {
	own := narrowed("", string(ledger.Speaker), all[of].Name)
	row := func(name string) string { return " " + strings.Join(ledger.Fold(name), " ") + " " }
	for i, other := range all {
		for _, name := range other.Names {
			if i != of && strings.Contains(row(name), row(all[of].Name)) {
				own += " -speaker:" + quoted(name)
			}
		}
	}
	if len(all) == 1 {
		own = q
	}
	return searchFor(own)
}

// meant reports whether one of several is meant by a name: one who has nine in ten of the statements, who bears it whole and in several
// words, or who has half of them and bears it in one word. It is the rule of dixit shift.
func meant(name string, all []bearer) bool {
	total := 0
	for _, b := range all {
		total += b.N
	}
	if len(all) < 2 || 10*all[0].N >= 9*total {
		return true
	}
	words := strings.Join(ledger.NameWords(name), " ")
	for i, b := range all {
		whole := slices.ContainsFunc(b.Names, func(n string) bool { return strings.Join(ledger.NameWords(n), " ") == words })
		if whole && (strings.Contains(words, " ") || i == 0 && 2*b.N >= total) {
			return true
		}
	}
	return false
}

// whichOf is the question who of several is meant; page is where each of them leads.
func whichOf(name, q string, all []bearer, page func(string) string) whichView {
	v := whichView{Name: name, Bearers: slices.Clone(all[:min(len(all), onWhich)]), All: searchFor(q), Whole: speakerPage(name) + "?all=yes", More: len(all) > onWhich}
	for _, b := range all {
		v.Total += b.N
	}
	for i, b := range v.Bearers {
		v.Bearers[i].Page = page(b.Name)
		v.Bearers[i].Bare = b.Name == name
	}
	return v
}

// showWhich asks who of several is meant.
func (f *face) showWhich(w http.ResponseWriter, v whichView) error {
	return f.show(w, http.StatusOK, "which.html", frame{Title: "Who is meant by " + v.Name + "?", Here: "speakers", Page: v})
}

// several is the question who is meant by a name on the page of what was said over time; nil if one is.
func (f *face) several(ctx context.Context, name, about string) (*whichView, error) {
	p, err := f.Profile(ctx, ledger.Speaker, name)
	if err != nil {
		return nil, err
	}
	q := narrowed("", string(ledger.Speaker), name)
	newest, err := f.Page(ctx, serve.Request{Query: q, Limit: onTimeline})
	if err != nil {
		return nil, err
	}
	bearers := bearersOf(q, p.Facets.Values[ledger.Speaker], newest.Records)
	if meant(name, bearers) {
		return nil, nil
	}
	v := whichOf(name, q, bearers, func(name string) string { return shiftPage(name, about) })
	return &v, nil
}

// aboutQuery finds what others say in which a name stands.
func aboutQuery(name string) string {
	return narrowed("", string(ledger.Said), name) + " -speaker:" + quoted(name)
}

// aboutTwin is what others say of a speaker in another form.
func (f *face) aboutTwin(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		name := r.PathValue("name")
		return f.list(w, r, form, "What others say about "+name, aboutPage(name), serve.Request{Query: aboutQuery(name)})
	}
}

// about is what others say of a speaker.
func (f *face) about(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	q := aboutQuery(name)
	facets, whole, err := f.counts(r, serve.Request{Query: q})
	if err != nil {
		return err
	}
	v := profileView{Name: name, Query: q, All: searchFor(q), Total: facets.Total, Complete: facets.Complete, Tab: "about", Said: speakerPage(name), About: aboutPage(name)}
	page := frame{Title: "What others say about " + name, Here: "speakers", Plots: true, Twins: twins(aboutPage(name), nil)}
	most := onTimeline
	if !whole {
		most, page.Later = onPage, wholePage(r)
	}
	newest, err := f.Page(r.Context(), serve.Request{Query: q, Limit: most})
	if err != nil {
		return err
	}
	if whole {
		v.fill(newest)
	} else {
		v.begin(newest.Records)
	}
	v.Facets = facetsOf(q, facets, ledger.Speaker, ledger.Outlet, ledger.OfAct, ledger.OfKind, ledger.Published)
	page.Page = v
	return f.show(w, http.StatusOK, "about.html", page)
}
