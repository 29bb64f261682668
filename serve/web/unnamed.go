package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
)

// unnamedView is the sources that are described and not named, each with what it said: they have no page of their own, as nobody can tell whether two of
// them are the same.
type unnamedView struct {
	Read    int
	Since   string
	All     string
	Sources []unnamed
	More    int // sources that are not shown
}

type unnamed struct {
	Words string
	Kind  dixit.SpeakerKind
	Cards []card
	N     int
}

// How many sources are shown, and how many statements of each.
const (
	onUnnamed = 100
	ofUnnamed = 12
)

func (f *face) unnamed(w http.ResponseWriter, r *http.Request) error {
	in := asked(r)
	found, err := f.Page(r.Context(), serve.Request{Query: in.Query, Limit: onHeat})
	if err != nil {
		return err
	}
	s := sampleOf(in.Query, found)
	v := unnamedOf(s.Records)
	v.Read, v.Since, v.All = len(s.Records), s.Since, searchFor(s.Query)
	return f.show(w, http.StatusOK, "unnamed.html", frame{Title: "Sources without a name", Query: in.Query, Here: "speakers", Page: v, Twins: twins("/search", url.Values{"q": {in.Query}})})
}

// unnamedOf are the sources without a name by the words that stand for them, those that say most first.
func unnamedOf(records []dixit.Record) unnamedView {
	list, at := []unnamed{}, map[string]int{}
	for _, r := range records {
		words := cmp.Or(r.Statement.Speaker.Name, r.Statement.Mention.Text())
		if !described(r.Statement.Speaker) || words == "" {
			continue
		}
		key := strings.Join(ledger.Fold(words), " ")
		i, ok := at[key]
		if !ok {
			i = len(list)
			at[key], list = i, append(list, unnamed{Words: shown(words), Kind: r.Statement.Speaker.Kind})
		}
		if list[i].N++; list[i].N <= ofUnnamed {
			list[i].Cards = append(list[i].Cards, cardOf(r, nil))
		}
	}
	slices.SortStableFunc(list, func(a, b unnamed) int { return cmp.Compare(b.N, a.N) })
	n := min(len(list), onUnnamed)
	return unnamedView{Sources: list[:n], More: len(list) - n}
}

// everyDescribed reports whether records are all of sources that are described and not named.
func everyDescribed(records []dixit.Record) bool {
	return len(records) > 0 && !slices.ContainsFunc(records, func(r dixit.Record) bool { return !described(r.Statement.Speaker) })
}
