package web

import (
	"cmp"
	"fmt"
	"slices"

	"dixit"
	"dixit/ledger"
)

// sankey is the ways by which statements came, as bands: from the outlet through whoever told it to the sort of source and to the speaker.
// Its table says the same.
type sankey struct {
	Width, Height int
	Label         string
	Heads         []bandText
	Nodes         []bandNode
	Bands         []band
	Rows          []flow
	More          int // ways that are not in the table
	Of            int // how many statements are drawn
}

// bandText is words in a plot.
type bandText struct {
	X, Y   int
	Anchor string
	Text   string
}

// bandNode is somebody in a column, as high as statements came through him.
type bandNode struct {
	bandText
	Left, Top, H int
	Class        string
	N            int
}

// band is statements between two nodes; places are pixels.
type band struct {
	Path, Class string
	W           int
	Title       string
}

// flow is statements that came in one way.
type flow struct {
	Steps [4]string // outlet, relay, sort of source, speaker
	Kind  dixit.SpeakerKind
	N     int
	Href  string   // the search that finds them; "" if none does
	Each  []string // else where each of them is: of the first so many
}

// The columns of a sankey, its sizes in pixels, and how much it shows.
const (
	bandColumns = 4
	bandWidth   = 880
	bandBar     = 10
	bandHead    = 24
	bandLabel   = 190 // room for the names of speakers
	bandGap     = 14
	bandRoom    = 300 // of a column's bars
	onColumn    = 10
	onFlows     = 40
	ofFlow      = 20
)

const (
	directly = "directly"
	noName   = "without a name"
)

// sankeyOf draws a sample. outlet is what stands for an article's own where it has none; at is where a statement is.
func sankeyOf(s sample, outlet string, at func(dixit.Record) string) sankey {
	k := sankey{Width: bandWidth, Of: len(s.Records)}
	flows := flowsOf(s.Records, outlet, at)
	said := make([]*ledger.Subject, len(s.Records))
	for i, r := range s.Records {
		said[i] = ledger.NewSubject(r)
	}
	for i := range flows[:min(len(flows), onFlows)] {
		flows[i].find(s.Query, said)
	}
	k.Rows, k.More = flows[:min(len(flows), onFlows)], max(0, len(flows)-onFlows)
	k.draw(flows)
	return k
}

// flowsOf are records by the way they came, the widest ways first.
func flowsOf(records []dixit.Record, outlet string, at func(dixit.Record) string) []flow {
	var list []flow
	places := map[[bandColumns]string]int{}
	for _, r := range records {
		st := r.Statement
		steps := [bandColumns]string{cmp.Or(r.Doc.Outlet, outlet), directly, kindName(st.Speaker.Kind), cmp.Or(st.Speaker.Name, noName)}
		if len(st.Chain) > 1 {
			steps[1] = st.Chain[0].Name
		}
		i, ok := places[steps]
		if !ok {
			i = len(list)
			places[steps], list = i, append(list, flow{Steps: steps, Kind: st.Speaker.Kind})
		}
		if list[i].N++; list[i].N <= ofFlow {
			list[i].Each = append(list[i].Each, at(r))
		}
	}
	slices.SortStableFunc(list, func(a, b flow) int { return cmp.Compare(b.N, a.N) })
	return list
}

// kindName is what a sort of source is called.
func kindName(k dixit.SpeakerKind) string {
	switch k {
	case dixit.Person:
		return "a person"
	case dixit.Collective:
		return "a group"
	case dixit.Organisation:
		return "an organisation"
	case dixit.Written:
		return "a document"
	case dixit.Implicit:
		return "no source"
	}
	return string(k)
}

// find gives f the search that finds its statements and no others of those that q does, if there is one.
func (f *flow) find(q string, said []*ledger.Subject) {
	if q == "" || f.Steps[3] == noName || f.N == 1 {
		return
	}
	where := ledger.All{ledger.Term{Field: ledger.Speaker, Text: f.Steps[3]}}
	q = narrowed(q, string(ledger.Speaker), f.Steps[3])
	if f.Steps[1] == directly {
		where, q = append(where, ledger.Number{Field: ledger.Depth, Min: 0, Max: 1}), q+" depth<2"
	} else {
		where, q = append(where, ledger.Term{Field: ledger.Via, Text: f.Steps[1]}), narrowed(q, string(ledger.Via), f.Steps[1])
	}
	if ledger.Check(where) != nil {
		return
	}
	n := 0
	for _, one := range said {
		if one.Matches(where) {
			n++
		}
	}
	if n == f.N {
		f.Href = searchFor(q)
	}
}

// draw places bars and bands. In a column those beyond the greatest are one.
func (k *sankey) draw(flows []flow) {
	total := 0
	var columns [bandColumns][]string
	weights := [bandColumns]map[string]int{{}, {}, {}, {}}
	for _, f := range flows {
		total += f.N
		for c, step := range f.Steps {
			weights[c][step] += f.N
		}
	}
	if total == 0 {
		return
	}
	for c := range columns {
		columns[c] = most(weights[c], onColumn)
		if len(columns[c]) < len(weights[c]) {
			columns[c] = append(columns[c], others)
		}
	}
	name := func(c int, step string) string {
		if slices.Contains(columns[c], step) {
			return step
		}
		return others
	}
	tops := k.bars(columns, weights, total)
	pairs := map[[3]string]int{}
	var order [][3]string
	for _, f := range flows {
		for c := range bandColumns - 1 {
			p := [3]string{string(rune('0' + c)), name(c, f.Steps[c]), name(c+1, f.Steps[c+1])}
			if pairs[p] == 0 {
				order = append(order, p)
			}
			pairs[p] += f.N
		}
	}
	k.bands(order, pairs, tops, total)
	k.Label = "The ways by which " + plural(total, "statement", "statements") + " came: outlet, through whom, sort of source, speaker"
}

// columnX is where a column begins.
func columnX(c int) int { return c * (bandWidth - bandLabel - bandBar) / (bandColumns - 1) }

// height is how high n statements of total are.
func height(n, total int) int { return max(2, n*bandRoom/total) }

// bars places the bars of the columns; it says where each begins, by column and name.
func (k *sankey) bars(columns [bandColumns][]string, weights [bandColumns]map[string]int, total int) map[[2]string]int {
	tops := map[[2]string]int{}
	for c, head := range []string{"outlet", "told by", "sort of source", "speaker"} {
		x, y := columnX(c), bandHead
		k.Heads = append(k.Heads, bandText{X: x, Y: 12, Anchor: "start", Text: head})
		left := total
		for _, name := range columns[c] {
			n := weights[c][name]
			if name == others && n == 0 {
				n = left
			}
			left -= n
			h := height(n, total)
			k.Nodes = append(k.Nodes, bandNode{bandText{x + bandBar + 5, y + h/2, "start", clip(name)}, x, y, h, classOf(c, name), n})
			tops[[2]string{string(rune('0' + c)), name}] = y
			y += max(h, bandGap) + 4
		}
		k.Height = max(k.Height, y)
	}
	return tops
}

// bands places the bands between bars, from above in the order of the ways.
func (k *sankey) bands(order [][3]string, pairs map[[3]string]int, tops map[[2]string]int, total int) {
	out, in := map[[2]string]int{}, map[[2]string]int{}
	for _, p := range order {
		c := int(p[0][0] - '0')
		from, to := [2]string{p[0], p[1]}, [2]string{string(rune('1' + c)), p[2]}
		w := max(1, pairs[p]*bandRoom/total)
		x1, x2 := columnX(c)+bandBar, columnX(c+1)
		y1, y2 := tops[from]+out[from]+w/2, tops[to]+in[to]+w/2
		out[from] += w
		in[to] += w
		bend := (x1 + x2) / 2
		k.Bands = append(k.Bands, band{
			Path: fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, bend, y1, bend, y2, x2, y2), W: w,
			Class: cmp.Or(classOf(c, p[1]), classOf(c+1, p[2])), Title: fmt.Sprintf("%s → %s: %d", p[1], p[2], pairs[p]),
		})
	}
}

// classOf is how what has to do with anonymous sources is told from the rest.
func classOf(column int, name string) string {
	if column == 2 && name == string(dixit.Anonymous) {
		return "hidden-source"
	}
	return ""
}

// clip is a name as it has room beside a bar.
func clip(name string) string {
	if r := []rune(name); len(r) > nameLine {
		return string(r[:nameLine-1]) + "…"
	}
	return name
}
