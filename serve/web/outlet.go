package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
)

// outletView is how an outlet deals with its sources.
type outletView struct {
	profileView
	Counted  bool // the profile is whole
	Habits   []habitView
	Compared bool // hedges were looked for
	Hedges   hedgesView
}

// habitView is a habit as a page shows it.
type habitView struct {
	serve.Share
	Name       string
	Percent    string // of the outlet's statements
	AllPercent string // of all outlets'
	Width      int    // of a bar, in hundredths
	AllAt      int    // where all outlets are on it
	Href       string
}

// hedgesView is what an outlet makes of hedges.
type hedgesView struct {
	Heading string
	Outlet  string // its page
	Href    string // the page of the cases
	serve.Hedging
	All  int // kept or dropped
	Rows []caseView
}

// caseView is one of the cases.
type caseView struct {
	serve.Case
	Page    string // of the outlet's statement
	Compare string // where the wordings are set against each other
}

func (f *face) outlet(w http.ResponseWriter, r *http.Request) error {
	name, form := formOf(r.PathValue("name"))
	q := narrowed("", string(ledger.Outlet), name)
	if form != "" {
		return f.list(w, r, form, name, outletPage(name), serve.Request{Query: q})
	}
	v, whole, err := f.profileView(r, ledger.Outlet, name, outletOf)
	if err != nil {
		return err
	}
	page := outletView{profileView: v, Counted: whole, Hedges: hedgesOf(name, serve.Hedging{})}
	if whole {
		if whole, err = f.habits(r, &page); err != nil {
			return err
		}
	}
	data := frame{Title: name, Here: "outlets", Page: page, Plots: true, Twins: twins(outletPage(name), nil), Data: habitTwins(name)}
	if !whole {
		data.Later = wholePage(r)
	}
	return f.show(w, http.StatusOK, "outlet.html", data)
}

// habits puts in how an outlet deals with its sources, as far as that is known soon, and reports whether that is all.
func (f *face) habits(r *http.Request, v *outletView) (whole bool, err error) {
	all, whole, err := f.counts(r, serve.Request{})
	if v.Counted = whole; err != nil || !whole {
		return false, err
	}
	for _, s := range serve.AmongAll(v.profileView.Habits, all) {
		v.Habits = append(v.Habits, habitOf(v.Query, s))
	}
	hedges, err := patient(r, func(ctx context.Context) (serve.Hedging, error) { return f.Hedges(ctx, v.Name) })
	if errors.Is(err, errLater) {
		return false, nil
	}
	v.Compared, v.Hedges = true, hedgesOf(v.Name, hedges)
	return true, err
}

// outletOf is what the page of an outlet has beside what that of a speaker has.
func outletOf(v *profileView, p serve.Profile) {
	v.Habits = serve.SharesOf(p.Facets)
	v.Facets = facetsOf(v.Query, p.Facets, ledger.OfSource, ledger.OfKind, ledger.OfAct, ledger.Depth, ledger.Published)
	if quoted := p.Facets.Values[ledger.Speaker]; len(quoted) > 0 {
		whom := facet{Name: "most quoted", More: max(0, len(quoted)-onFacet)}
		for _, c := range quoted[:min(len(quoted), onFacet)] {
			whom.Values = append(whom.Values, value{c.Value, c.N, searchFor(narrowed(v.Query, string(ledger.Speaker), c.Value))})
		}
		v.Facets = append([]facet{whom}, v.Facets...)
	}
	v.Traits = traitsOf(v.Query, p, map[serve.Trait]ledger.Field{serve.Relays: ledger.Via, serve.Agencies: ledger.Agency}, serve.Relays, serve.Agencies)
	v.Sources = sankeyOf(v.Sample, v.Name, func(r dixit.Record) string { return statementPage(r.Statement.ID) })
}

// habitTwins are an outlet's habits in other forms.
func habitTwins(name string) []twin {
	return []twin{{"JSON", outletPage(name) + "/habits.json"}, {"CSV", outletPage(name) + "/habits.csv"}}
}

// habitOf is a habit as a page shows it.
func habitOf(q string, s serve.Share) habitView {
	v := habitView{Share: s, Href: searchFor(q + " " + s.Query)}
	v.Name = map[serve.Habit]string{
		serve.Unnamed: "words of sources without a name", serve.Official: "words of bodies and documents", serve.Verbatim: "quotations, word for word", serve.Relayed: "words that came through somebody else",
	}[s.Habit]
	v.Percent, v.Width = percent(s.N, s.Of)
	v.AllPercent, v.AllAt = percent(s.AllN, s.AllOf)
	return v
}

// percent is a part of a whole in hundredths, in words and as a number. What is not nothing is not called so, nor what is not all.
func percent(n, of int) (string, int) {
	if of == 0 {
		return "–", 0
	}
	p := (100*n + of/2) / of
	switch {
	case p == 0 && n > 0:
		return "under 1 %", 1
	case p == 100 && n < of:
		return "over 99 %", 99
	}
	return fmt.Sprintf("%d %%", p), p
}

// hedgesOf is what an outlet makes of hedges as a page shows it.
func hedgesOf(name string, h serve.Hedging) hedgesView {
	v := hedgesView{Heading: "Hedges in " + name, Outlet: outletPage(name), Href: outletPage(name) + "/hedges", Hedging: h, All: h.Kept + h.Dropped}
	for _, dropped := range []bool{true, false} {
		for _, c := range h.Cases {
			if c.Dropped == dropped {
				v.Rows = append(v.Rows, caseView{c, statementPage(c.ID), comparePage(c.Cluster)})
			}
		}
	}
	return v
}

// outletPart is what there is of an outlet besides its page: its hedges, and the numbers of its habits for programs.
func (f *face) outletPart(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	part, form := formOf(r.PathValue("page"))
	known := part == "hedges" && form == "" || part == "habits" && (form == "json" || form == "csv")
	if !known {
		return dixit.Errorf(dixit.NotFound, "outlet: it has no page %.80q", r.PathValue("page"))
	}
	h, err := f.Habits(r.Context(), name)
	if err != nil {
		return err
	}
	switch form {
	case "json":
		return answerJSON(w)(serve.HabitsOf(name, h), nil)
	case "csv":
		return writeHabits(w, serve.HabitsOf(name, h))
	}
	return f.show(w, http.StatusOK, "hedges.html", frame{Title: "Hedges in " + name, Here: "outlets", Page: hedgesOf(name, h.Hedges), Data: habitTwins(name)})
}

// writeHabits writes habits as rows of what is counted, its value, how many have it, and of how many.
func writeHabits(w http.ResponseWriter, h serve.OutletHabits) error {
	rows := [][]string{{"what", "value", "n", "of"}}
	row := func(what, value string, n, of int) {
		rows = append(rows, []string{what, value, strconv.Itoa(n), strconv.Itoa(of)})
	}
	for _, s := range h.Shares {
		row("habit", string(s.Habit), s.N, s.Of)
	}
	row("hedges", "dropped", h.Hedges.Dropped, h.Hedges.Kept+h.Hedges.Dropped)
	for _, f := range ledger.Faceted() {
		for _, c := range h.Values[string(f)] {
			row(string(f), c.Value, c.N, h.Total)
		}
	}
	return writeCSV(w, rows)
}
