package web

import (
	"net/http"
	"slices"

	"dixit"
	"dixit/ledger"
	"dixit/serve"

	"golang.org/x/sync/errgroup"
)

// relationView is how a statement stands to another one.
type relationView struct {
	Type string // as said of this one
	card
	Elsewhere bool // the other one stands in another article
	Why       string
}

// relationsOf are the relations of a statement to those of its own article, and then to those of others, both ways.
func (f *face) relationsOf(r *http.Request, stored ledger.Stored) ([]relationView, error) {
	var others []serve.Related
	var a serve.Article
	var work errgroup.Group
	work.Go(func() (err error) {
		a, err = f.Article(r.Context(), stored.Record.Doc.SHA256)
		return err
	})
	if f.Relate != nil {
		work.Go(func() (err error) {
			others, err = f.Relate.Across(r.Context(), stored.Record)
			return serve.Damaged(err)
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	out := inside(stored.Record.Statement, inOrder(a.Records))
	for _, o := range others {
		name := o.Type.Passive()
		if o.Of {
			name = string(o.Type)
		}
		out = append(out, relationView{name, cardOf(o.Record, nil), true, shown(o.Why)})
	}
	return out, nil
}

// inside are the relations of s to others of its article, and theirs to it.
func inside(s dixit.Statement, all []dixit.Record) []relationView {
	var out []relationView
	for _, r := range s.Relations {
		i := slices.IndexFunc(all, func(t dixit.Record) bool { return t.Statement.ID == r.Target })
		if i >= 0 {
			out = append(out, relationView{string(r.Type), cardOf(all[i], nil), false, shown(r.Why)})
		}
	}
	for _, t := range all {
		for _, r := range t.Statement.Relations {
			if r.Target == s.ID {
				out = append(out, relationView{r.Type.Passive(), cardOf(t, nil), false, shown(r.Why)})
			}
		}
	}
	return out
}

// link is a relation of a statement to those with some numbers.
type link struct {
	Type string
	To   []int
}

// links are the relations of every statement of an article, by their ids, to others by their numbers.
func links(records []dixit.Record, numbers map[string]int) map[string][]link {
	out := map[string][]link{}
	add := func(of, name string, to int) {
		i := slices.IndexFunc(out[of], func(l link) bool { return l.Type == name })
		if i < 0 {
			out[of] = append(out[of], link{name, []int{to}})
		} else if l := &out[of][i]; !slices.Contains(l.To, to) {
			l.To = append(l.To, to)
		}
	}
	for _, r := range records {
		for _, to := range r.Statement.Relations {
			if n := numbers[to.Target]; n > 0 {
				add(r.Statement.ID, string(to.Type), n)
				add(to.Target, to.Type.Passive(), numbers[r.Statement.ID])
			}
		}
	}
	return out
}
