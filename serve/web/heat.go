package web

import (
	"cmp"
	"maps"
	"math/bits"
	"net/http"
	"net/url"
	"slices"

	"dixit/ledger"
	"dixit/serve"
)

// heat is who speaks about what: a table that is its own plot, a cell the darker the more statements it counts.
type heat struct {
	Query  string
	Read   int    // how many statements were looked at, the newest
	Since  string // the day that they begin with, where there are earlier ones
	All    string // the search for them
	Topics []value
	Rows   []heatRow
}

type heatRow struct {
	Who   value
	Cells []cell
}

// cell counts statements; Level is how dark it is: the count's logarithm to the base of two, 0 for none.
type cell struct {
	N, Level int
	Href     string
}

// How much is looked at, and how many speakers and topics are shown.
const (
	onHeat       = 1000
	heatSpeakers = 14
	heatTopics   = 10
	maxLevel     = 6
)

func (f *face) topics(w http.ResponseWriter, r *http.Request) error {
	in := asked(r)
	found, err := f.Page(r.Context(), serve.Request{Query: in.Query, Limit: onHeat})
	if err != nil {
		return err
	}
	h := heatOf(sampleOf(in.Query, found))
	h.Query = in.Query
	return f.show(w, http.StatusOK, "topics.html", frame{Title: "Who speaks about what", Query: in.Query, Here: "topics", Page: h, Twins: twins("/search", url.Values{"q": {in.Query}})})
}

// heatOf counts the statements of those who say most about what is spoken of most. A statement is about a topic if a search for it finds
// it: by its topics, or by a word in it.
func heatOf(s sample) heat {
	h := heat{Read: len(s.Records), Since: s.Since, All: searchFor(s.Query)}
	speakers, topics := map[string]int{}, map[string]int{}
	for _, r := range s.Records {
		if who := r.Statement.Speaker; !described(who) {
			speakers[who.Name]++
		}
		for _, t := range r.Statement.About {
			topics[t.Label]++
		}
	}
	names, labels := most(speakers, 3*heatSpeakers), most(topics, heatTopics)
	counts := map[[2]string]int{}
	for _, r := range s.Records {
		said := ledger.NewSubject(r)
		var about []string
		for _, label := range labels {
			if said.Matches(ledger.Term{Field: ledger.Said, Text: label}) {
				about = append(about, label)
			}
		}
		for _, name := range names {
			if len(about) > 0 && said.Matches(ledger.Term{Field: ledger.Speaker, Text: name}) {
				for _, label := range about {
					counts[[2]string{name, label}]++
				}
			}
		}
	}
	for _, label := range labels {
		h.Topics = append(h.Topics, value{Label: label, Href: searchFor(narrowed(s.Query, string(ledger.Said), label))})
	}
	for _, name := range names {
		row := heatRow{Who: value{Label: name, Href: speakerPage(name)}}
		in, any := narrowed(s.Query, string(ledger.Speaker), name), false
		for _, label := range labels {
			n := counts[[2]string{name, label}]
			any = any || n > 0
			row.Cells = append(row.Cells, cell{n, min(bits.Len(uint(n)), maxLevel), searchFor(narrowed(in, string(ledger.Said), label))})
		}
		if any && len(h.Rows) < heatSpeakers {
			h.Rows = append(h.Rows, row)
		}
	}
	return h
}

// most are the keys that are counted most, n at most, of those that a search can ask for.
func most(counts map[string]int, n int) []string {
	keys := slices.DeleteFunc(slices.Collect(maps.Keys(counts)), func(key string) bool {
		return ledger.Check(ledger.Term{Field: ledger.Said, Text: key}) != nil
	})
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return keys[:min(len(keys), n)]
}
