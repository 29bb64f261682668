package compare

import (
	"cmp"
	"slices"
)

// Bond is what a statement of a list belongs to.
type Bond struct {
	// Bundle is the place in the list of the first one (Said.Compare) of those that hang together by Alike; -1 if it is alone.
	Bundle int
	// Cluster is the id of the first one of those that have its words, which is the cluster's own id; "" if it is in none.
	Cluster string
}

// Clusters parts statements into those of the same words. What a statement belongs to hangs neither on the order of the list nor on
// how often a wording comes in it.
//
// Alike alone does not make a cluster: of a statement with two sentences, one that quotes the first and one that quotes the second,
// the last two have nothing in common. So a bundle, which hangs together by Alike, is parted by cores. A core is a few words in a
// row, of a run that makes two of them alike. The one that most wordings share so makes the first cluster, of those whom it joins;
// of several the longer one, then the one of the lesser hash. The others are parted likewise, without the first. Of those that are
// left, which are like none but those, only the ones that come again, word for word, are clusters.
func Clusters(list []*Said) []Bond {
	nodes := nodesOf(list)
	edges := edgesOf(nodes)
	out := make([]Bond, len(list))
	for i := range out {
		out[i].Bundle = -1
	}
	first := func(members []int) int {
		return slices.MinFunc(members, func(i, j int) int { return list[i].Compare(list[j]) })
	}
	cluster := func(members []int) {
		of := list[first(members)].ID
		for _, i := range members {
			out[i].Cluster = of
		}
	}
	for _, bundle := range parts(edges) {
		in := map[int]bool{} // nodes that are in a cluster
		members := membersOf(nodes, bundle)
		of := first(members)
		for _, i := range members {
			out[i].Bundle = of
		}
		for _, part := range clustered(nodes, bundle) {
			cluster(membersOf(nodes, part))
			for _, e := range part {
				in[e.a], in[e.b] = true, true
			}
		}
		for _, e := range bundle {
			if e.a == e.b && !in[e.a] {
				cluster(nodes[e.a].members)
			}
		}
	}
	return out
}

// clustered parts the edges of a bundle by cores.
func clustered(nodes []node, bundle []edge) [][]edge {
	var out [][]edge
	rest := slices.DeleteFunc(slices.Clone(bundle), func(e edge) bool { return e.a == e.b })
	setCores(nodes, rest)
	for len(rest) > 0 {
		core, in := coreOf(rest), map[int]bool{}
		for _, part := range parts(slices.DeleteFunc(slices.Clone(rest), func(e edge) bool { return !slices.Contains(e.cores, core) })) {
			out = append(out, part)
			for _, e := range part {
				in[e.a], in[e.b] = true, true
			}
		}
		rest = slices.DeleteFunc(rest, func(e edge) bool { return in[e.a] || in[e.b] })
	}
	return out
}

// node is statements of one wording.
type node struct {
	list    []*Said
	members []int // where they stand in the list that was given
}

// nodesOf are the different wordings in a list, in an order that hangs on them alone.
func nodesOf(list []*Said) []node {
	var out []node
	at := map[uint64]int{}
	for i, s := range list {
		w := s.Wording()
		n, ok := at[w]
		if !ok {
			n = len(out)
			at[w] = n
			out = append(out, node{})
		}
		out[n].list, out[n].members = append(out[n].list, s), append(out[n].members, i)
	}
	for _, n := range out {
		slices.SortFunc(n.list, (*Said).Compare)
	}
	slices.SortFunc(out, func(a, b node) int { return a.list[0].Compare(b.list[0]) })
	return out
}

// shared are the runs of two that are alike, of which one is of n and one of m.
func (n node) shared(m node) []run {
	for _, s := range n.list {
		for _, t := range m.list {
			if s.ID != t.ID && !s.overlaps(t) {
				return shared(s, t) // of all others of these wordings it is the same
			}
		}
	}
	return nil
}

// core is words in a row.
type core struct {
	n    int // words
	hash uint64
}

// edge joins two wordings that are alike; or one to itself, of which there are several.
type edge struct {
	a, b  int
	runs  []run  // as they stand in a
	cores []core // in the runs
}

// edgesOf joins nodes.
func edgesOf(nodes []node) []edge {
	var out []edge
	for _, p := range pairsOf(nodes) {
		if runs := nodes[p[0]].shared(nodes[p[1]]); len(runs) > 0 {
			out = append(out, edge{a: p[0], b: p[1], runs: runs})
		}
	}
	return out
}

// setCores finds the possible cores of edges that hang together.
func setCores(nodes []node, edges []edge) {
	short := map[core]bool{}
	for _, e := range edges {
		for _, r := range e.runs {
			if r.n < gram {
				short[core{r.n, nodes[e.a].list[0].row(r.a, r.n)}] = true
			}
		}
	}
	for i := range edges {
		e := &edges[i]
		for _, r := range e.runs {
			e.cores = append(e.cores, coresIn(nodes[e.a].list[0], r, short)...)
		}
		slices.SortFunc(e.cores, compareCores)
		e.cores = slices.Compact(e.cores)
	}
}

// coresIn are the possible cores in a run of s: every four words, and those short ones that make others alike.
func coresIn(s *Said, r run, short map[core]bool) []core {
	var out []core
	for n := leastWord; n <= min(gram, r.n); n++ {
		for i := r.a; i+n <= r.a+r.n; i++ {
			if c := (core{n, s.row(i, n)}); n == gram || short[c] {
				out = append(out, c)
			}
		}
	}
	return out
}

func compareCores(a, b core) int { return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.hash, b.hash)) }

// pairsOf are the pairs of nodes that may be alike, and the nodes with several members.
func pairsOf(nodes []node) [][2]int {
	by := map[uint32][]int{}
	var out [][2]int
	for i, n := range nodes {
		if len(n.list) > 1 {
			out = append(out, [2]int{i, i})
		}
		for _, p := range n.list[0].Prints() {
			for _, j := range by[p] {
				out = append(out, [2]int{j, i})
			}
			by[p] = append(by[p], i)
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(out)
}

// parts are edges by what hangs together.
func parts(edges []edge) [][]edge {
	root := map[int]int{}
	var find func(int) int
	find = func(i int) int {
		if r, ok := root[i]; ok && r != i {
			root[i] = find(r)
			return root[i]
		}
		return i
	}
	for _, e := range edges {
		if a, b := find(e.a), find(e.b); a != b {
			root[max(a, b)] = min(a, b)
		}
	}
	at := map[int]int{}
	var out [][]edge
	for _, e := range edges {
		r := find(e.a)
		n, ok := at[r]
		if !ok {
			n = len(out)
			at[r] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], e)
	}
	return out
}

// coreOf is the core that most nodes of some edges share.
func coreOf(edges []edge) core {
	type holder struct {
		core
		node int
	}
	var all []holder
	for _, e := range edges {
		for _, c := range e.cores {
			all = append(all, holder{c, e.a}, holder{c, e.b})
		}
	}
	slices.SortFunc(all, func(a, b holder) int { return cmp.Or(compareCores(a.core, b.core), cmp.Compare(a.node, b.node)) })
	all = slices.Compact(all)
	var best core
	most := 0
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].core == all[i].core {
			j++
		}
		if n := j - i; n > most || n == most && all[i].n > best.n {
			best, most = all[i].core, n
		}
		i = j
	}
	return best
}

// membersOf are the statements of the nodes that edges join.
func membersOf(nodes []node, edges []edge) []int {
	in := map[int]bool{}
	var out []int
	for _, e := range edges {
		for _, n := range []int{e.a, e.b} {
			if !in[n] {
				in[n] = true
				out = append(out, nodes[n].members...)
			}
		}
	}
	return out
}
