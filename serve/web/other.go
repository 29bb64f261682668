package web

import (
	"net/http"

	"dixit/ledger"
	"dixit/serve"
)

// serve404 answers that there is no such file.
func serve404(w http.ResponseWriter) {
	serve.Refuse(w, http.StatusNotFound, "nothing is at this address")
}

// chainsView is the ways by which statements came.
type chainsView struct {
	Query string
	Graph graph
	Rows  []chainRow
	Read  int
}

type chainRow struct {
	Names  []string
	Outlet string
	N      int
	Href   string // the statements that came so
}

// onGraph is how many ways are drawn.
const onGraph = 12

// onChains is how many are listed.
const onChains = 200

func (f *face) chains(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		in := asked(r)
		list, read, err := f.Chains(r.Context(), serve.Request{Query: in.Query})
		if err != nil {
			return err
		}
		list = list[:min(len(list), onChains)]
		if form != "" {
			var rows []wayRow
			for _, c := range list {
				rows = append(rows, wayRow(c))
			}
			return writeRows(w, form, rows, "")
		}
		v := chainsView{Query: in.Query, Read: read}
		var ways [][]string
		var counts []int
		for i, c := range list {
			q := in.Query
			for _, name := range c.Names[:len(c.Names)-1] {
				q = narrowed(q, string(ledger.Via), name)
			}
			q = narrowed(q, string(ledger.Speaker), c.Names[len(c.Names)-1])
			if c.Outlet != "" {
				q = narrowed(q, string(ledger.Outlet), c.Outlet)
			}
			v.Rows = append(v.Rows, chainRow{c.Names, c.Outlet, c.N, searchFor(q)})
			if i < onGraph {
				way := c.Names
				if c.Outlet != "" {
					way = append([]string{c.Outlet}, way...)
				}
				ways, counts = append(ways, way), append(counts, c.N)
			}
		}
		v.Graph = graphOf(ways, counts)
		return f.show(w, http.StatusOK, "chains.html", frame{Title: "Chains of sources", Query: in.Query, Here: "chains", Page: v, Data: rowTwins("/chains", suffix(r))})
	}
}

func (f *face) help(w http.ResponseWriter, _ *http.Request) error {
	return f.show(w, http.StatusOK, "help.html", frame{Title: "Help", Here: "help"})
}
