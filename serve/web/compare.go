package web

import (
	"context"
	"net/http"
	"net/url"

	"dixit"
	"dixit/compare"
	"dixit/ledger"
	"dixit/serve"
)

// compareView is what articles make of the same words.
type compareView struct {
	Heading   string
	Baseline  string // the id of the statement that the others are set against
	Summary   []string
	First     *firstView // who had it first; nil if nobody can tell
	Outlets   int
	Witnesses []witnessView
	Total     int
	All       string // the search for the statements
	Ladder    ladder
}

// firstView is the article that had the words first.
type firstView struct{ Outlet, Day, Page string }

// witnessView is the words in one article.
type witnessView struct {
	card
	Form     compare.Form
	Baseline bool
	Against  string // the page on which the others are set against it
	Wording  []wording
	Also     []elsewhere // copies of the article that have the same words
}

// wording is words that a wording has, has not or has otherwise.
type wording struct {
	Op        compare.Op
	Base, Own string
}

func (f *face) compare(w http.ResponseWriter, r *http.Request) error {
	id, form := formOf(r.PathValue("cluster"))
	c, err := f.comparison(r.Context(), id, r.FormValue("baseline"))
	if err != nil {
		return err
	}
	if to := comparePage(c.Cluster); c.Cluster != id && form == "" && r.FormValue("baseline") == "" {
		http.Redirect(w, r, to, http.StatusFound)
		return nil
	}
	title := "The same words: " + introduction(witness(c, c.Baseline).Statement)
	if form != "" {
		records := make([]dixit.Record, len(c.Witnesses))
		for i, one := range c.Witnesses {
			records[i] = one.Record
		}
		return f.twin(w, r, form, title, comparePage(id), each(records...))
	}
	return f.show(w, http.StatusOK, "compare.html", frame{
		Title: title, Here: "compare", Page: compareViewOf(c), Twins: twins(comparePage(c.Cluster), nil),
	})
}

// comparison is that of the statements of the same words as one with this id.
func (f *face) comparison(ctx context.Context, id, baseline string) (compare.Comparison, error) {
	answer, err := f.Compare.Statement(ctx, id, baseline)
	if err != nil {
		return compare.Comparison{}, serve.Damaged(err)
	}
	c, ok := answer.(compare.Comparison)
	if !ok {
		return c, dixit.Errorf(dixit.Internal, "compare: an answer of type %T", answer)
	}
	return c, nil
}

// witness is the record of a statement of c.
func witness(c compare.Comparison, id string) dixit.Record {
	for _, w := range c.Witnesses {
		if w.Record.Statement.ID == id {
			return w.Record
		}
	}
	return dixit.Record{}
}

// compareViewOf is c as its page shows it.
func compareViewOf(c compare.Comparison) compareView {
	v := compareView{
		Heading: shown(introduction(witness(c, c.Baseline).Statement)), Baseline: c.Baseline, Summary: c.Summary(), Outlets: c.Outlets(), Total: len(c.Witnesses),
		All: searchFor(narrowed("", string(ledger.OfCluster), c.Cluster)), Ladder: ladderOf(c),
	}
	if first := witness(c, c.First); c.First != "" {
		v.First = &firstView{dixit.Publisher(first.Doc.Outlet, first.Doc.URL, ""), first.Doc.Day(), inArticle(first.Doc.SHA256, c.First)}
	}
	for _, w := range c.Witnesses {
		one := witnessView{
			card: cardOf(w.Record, nil), Form: w.Form, Baseline: w.Form == compare.Baseline,
			Against: comparePage(c.Cluster) + "?" + url.Values{"baseline": {w.Record.Statement.ID}}.Encode(),
			Also:    elsewhereOf(w.Record.Copies),
		}
		for i, p := range w.Pieces {
			if one.Baseline && i > 0 { // another part of what was said
				one.Wording = append(one.Wording, wording{compare.Same, "", "…"})
			}
			one.Wording = append(one.Wording, wording{p.Op, shown(p.Base.Text()), shown(p.Own.Text())})
		}
		v.Witnesses = append(v.Witnesses, one)
	}
	return v
}

// elsewhereOf are the places of copies.
func elsewhereOf(copies []dixit.Copy) []elsewhere {
	var out []elsewhere
	for _, c := range copies {
		out = append(out, elsewhere{statementPage(c.ID), dixit.Publisher(c.Outlet, c.URL, c.Doc), serve.Web(c.URL)})
	}
	return out
}
