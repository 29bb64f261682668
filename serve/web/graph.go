package web

import (
	"fmt"
	"maps"
	"slices"
)

// graph is ways from outlets to speakers, drawn from left to right in layers. Its table says the same.
type graph struct {
	Nodes         []node
	Edges         []edge
	Width, Height int
	Label         string // for those who do not see it
}

// node is somebody in a layer; places are pixels.
type node struct {
	Name  string
	Lines []string
	X, Y  int
	layer int
}

// edge leads from one to the next.
type edge struct {
	From, To string
	N        int // how many statements came this way
	Path     string
	Weight   int // of the line, pixels
}

// The sizes of a graph, in pixels, and how many nodes are drawn at most.
const (
	nodeWidth, nodeHeight = 160, 40
	layerGap, rowGap      = 72, 16
	edgeOf                = 4 // around everything
	maxNodes              = 60
	nameLine              = 24 // characters of a name on a line
)

// graphOf draws ways, each by which so many statements came. Everybody stands to the right of all that lead to him, but where ways lead in
// a circle. What does not fit is left to the table.
func graphOf(ways [][]string, counts []int) graph {
	g := graph{}
	at := map[string]int{}
	weights := map[[2]int]int{}
	for w, way := range ways {
		last := -1
		for _, name := range slices.Compact(slices.Clone(way)) {
			n, ok := at[name]
			if !ok {
				if len(g.Nodes) == maxNodes {
					break
				}
				n = len(g.Nodes)
				at[name] = n
				g.Nodes = append(g.Nodes, node{Name: name, Lines: lines(name)})
			}
			if last >= 0 {
				weights[[2]int{last, n}] += counts[w]
			}
			last = n
		}
	}
	pairs := slices.SortedFunc(maps.Keys(weights), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for i, layer := range layers(len(g.Nodes), pairs) {
		g.Nodes[i].layer = layer
	}
	g.place()
	for _, p := range pairs {
		a, b := g.Nodes[p[0]], g.Nodes[p[1]]
		x1, y1, x2, y2 := a.X+nodeWidth, a.Y+nodeHeight/2, b.X, b.Y+nodeHeight/2
		bend := (x1 + x2) / 2
		g.Edges = append(g.Edges, edge{
			From: a.Name, To: b.Name, N: weights[p], Weight: min(12, 1+weights[p]/2),
			Path: fmt.Sprintf("M%d %d C%d %d %d %d %d %d", x1, y1, bend, y1, bend, y2, x2, y2),
		})
	}
	g.Label = fmt.Sprintf("A graph of %s and %s between them", plural(len(g.Nodes), "source", "sources"), plural(len(g.Edges), "link", "links"))
	return g
}

// layers are the columns of nodes: the length of the longest way to each along edges that do not lead back, as a walk through the graph
// in the order of the nodes finds them.
func layers(n int, edges [][2]int) []int {
	next := make([][]int, n)
	for _, e := range edges {
		next[e[0]] = append(next[e[0]], e[1])
	}
	const (
		unseen = iota
		open
		done
	)
	state, order := make([]int, n), make([]int, 0, n)
	back := map[[2]int]bool{}
	var walk func(int)
	walk = func(a int) {
		state[a] = open
		for _, b := range next[a] {
			switch state[b] {
			case unseen:
				walk(b)
			case open:
				back[[2]int{a, b}] = true
			}
		}
		state[a] = done
		order = append(order, a)
	}
	for a := range n {
		if state[a] == unseen {
			walk(a)
		}
	}
	out := make([]int, n)
	for _, a := range slices.Backward(order) {
		for _, b := range next[a] {
			if !back[[2]int{a, b}] {
				out[b] = max(out[b], out[a]+1)
			}
		}
	}
	return out
}

// place gives nodes their places: a column a layer.
func (g *graph) place() {
	rows := map[int]int{}
	for i, n := range g.Nodes {
		g.Nodes[i].X = n.layer * (nodeWidth + layerGap)
		g.Nodes[i].Y = rows[n.layer] * (nodeHeight + rowGap)
		rows[n.layer]++
		g.Width = max(g.Width, g.Nodes[i].X+nodeWidth+2*edgeOf)
		g.Height = max(g.Height, g.Nodes[i].Y+nodeHeight+2*edgeOf)
	}
}

// lines are a name on two lines at most.
func lines(name string) []string {
	r := []rune(name)
	if len(r) <= nameLine {
		return []string{name}
	}
	cut := nameLine
	for i := nameLine; i > nameLine/2; i-- {
		if r[i] == ' ' {
			cut = i
			break
		}
	}
	rest := r[cut:]
	if len(rest) > nameLine {
		rest = append(slices.Clone(rest[:nameLine-1]), '…')
	}
	return []string{string(r[:cut]), string(rest)}
}
