package relate

import (
	"cmp"
	"slices"
	"strings"

	"dixit"
	"dixit/text"
)

// Bounds on what is looked at, so that work grows with the number of statements and no faster.
const (
	maxRelations = 8   // of one statement
	lookBack     = 24  // statements, for what an answer or a denial is about
	maxSpeaker   = 64  // statements of one speaker that are set beside each other
	maxCompared  = 400 // pairs of a document that are looked at for a contradiction, those first that stand first
)

// Within gives the statements of doc their relations to each other, in place of those they had. The statements are all those of
// doc, in any order; which order makes no difference.
func Within(doc *dixit.Document, statements []dixit.Statement) {
	for i := range statements {
		statements[i].Relations = nil
	}
	if len(statements) < 2 {
		return
	}
	d := newDiscourse(doc, statements)
	d.takenUp()
	d.denials()
	d.retorts()
	d.goneOn()
	d.questions()
	d.turns()
	d.bySpeaker()
	d.settle()
}

// discourse is the statements of a document with what they have to do with each other.
type discourse struct {
	*telling
	nodes    []*node // in the order of their places
	ids      map[string]*node
	compared int // pairs
	children map[string][]*node
}

// node is a statement among the others.
type node struct {
	*dixit.Statement
	place  int        // among the nodes
	end    dixit.Span // of its words
	within dixit.Span // the sentence it is told in; empty if there is none
	cues   []string   // the words of its cue, in lower case
	name   []string   // the words of its speaker's name, folded
	read   *Said      // nil until asked for
	flat   string     // what is said, plain, once asked for
	marks  []Mark     // of its telling, once asked for
	marked bool       // whether they were asked for
	found  []dixit.Relation
}

func newDiscourse(doc *dixit.Document, statements []dixit.Statement) *discourse {
	d := &discourse{telling: newTelling(doc), ids: make(map[string]*node, len(statements)), children: map[string][]*node{}}
	for i := range statements {
		d.nodes = append(d.nodes, newNode(&statements[i]))
	}
	slices.SortFunc(d.nodes, func(a, b *node) int {
		return cmp.Or(cmp.Compare(a.end.Start, b.end.Start), cmp.Compare(b.end.End, a.end.End), cmp.Compare(a.ID, b.ID))
	})
	for i, n := range d.nodes {
		n.place, d.ids[n.ID] = i, n
		if n.Parent != "" {
			d.children[n.Parent] = append(d.children[n.Parent], n)
		}
	}
	return d
}

func newNode(s *dixit.Statement) *node {
	n := &node{Statement: s, end: s.Span(), name: strings.Fields(strings.ToLower(s.Speaker.Name))}
	for _, f := range s.Cue {
		for w := range text.EachWord(f.Text()) {
			n.cues = append(n.cues, strings.ToLower(f.Text()[w.Start:w.End]))
		}
	}
	return n
}

// said is n read word by word.
func (n *node) said() *Said {
	if n.read == nil {
		n.read = Read(*n.Statement)
	}
	return n.read
}

// sentenceOf is the sentence that n is told in.
func (d *discourse) sentenceOf(n *node) dixit.Span {
	if n.within.Len() == 0 {
		n.within, _ = d.sentence(anchor(*n.Statement))
	}
	return n.within
}

// marksOf are the marks in the telling of n.
func (d *discourse) marksOf(n *node) []Mark {
	if !n.marked {
		n.marks, n.marked = d.telling.marks(*n.Statement), true
	}
	return n.marks
}

// relate says that n stands to target so, if that can be and was not said before.
func (n *node) relate(kind dixit.RelationType, target *node, why string, evidence ...dixit.Fragment) {
	evidence = slices.DeleteFunc(evidence, dixit.Fragment.IsZero)
	if target == nil || target.ID == n.ID || len(evidence) == 0 {
		return
	}
	if slices.ContainsFunc(n.found, func(r dixit.Relation) bool { return r.Target == target.ID }) {
		return // the first rule that says something of the two is the surest
	}
	slices.SortFunc(evidence, func(a, b dixit.Fragment) int {
		return cmp.Or(cmp.Compare(a.Start(), b.Start()), cmp.Compare(a.End(), b.End()))
	})
	n.found = append(n.found, dixit.Relation{Type: kind, Target: target.ID, Evidence: slices.Compact(evidence), Why: why})
}

// settle gives the statements what was found of them, in order.
func (d *discourse) settle() {
	types := dixit.RelationTypes()
	for _, n := range d.nodes {
		slices.SortFunc(n.found, func(a, b dixit.Relation) int {
			return cmp.Or(cmp.Compare(slices.Index(types, a.Type), slices.Index(types, b.Type)), cmp.Compare(d.ids[a.Target].place, d.ids[b.Target].place))
		})
		n.Relations = n.found[:min(len(n.found), maxRelations)]
	}
}

// sameSpeaker reports whether a and b are surely by one and the same: unnamed people and groups of one name may be different ones.
func sameSpeaker(a, b *node) bool {
	if a.Speaker.Kind != dixit.Person && a.Speaker.Kind != dixit.Organisation {
		return false
	}
	return a.Speaker.Name != "" && a.Speaker.Name == b.Speaker.Name && a.Speaker.Kind == b.Speaker.Kind
}

// otherSpeaker reports whether a and b are surely by different ones.
func otherSpeaker(a, b *node) bool {
	if len(a.name) == 0 || len(b.name) == 0 {
		return false
	}
	return !slices.ContainsFunc(a.name, func(w string) bool { return len(w) > 2 && slices.Contains(b.name, w) })
}

// cueWord is the first word of n's cue of one of these classes, as a fragment; zero if there is none.
func (n *node) cueWord(c class) dixit.Fragment {
	for _, f := range n.Cue {
		for w := range text.EachWord(f.Text()) {
			if c.is(root(strings.ToLower(f.Text()[w.Start:w.End]))) {
				part, err := f.Part(w)
				if err == nil {
					return part
				}
			}
		}
	}
	return dixit.Fragment{}
}

// refuses reports whether the cue of n says that something was not done: "did not deny".
func (n *node) refuses() bool {
	return n.Negated || slices.ContainsFunc(n.cues, func(w string) bool { return denies(w) > 0 || w == "refused" || w == "declined" })
}

// named is where words name the speaker of n, by the last word of his name; empty if they do not.
func (n *node) named(words string) dixit.Span {
	if len(n.name) == 0 {
		return dixit.Span{}
	}
	last := n.name[len(n.name)-1]
	if len(last) < 3 {
		return dixit.Span{}
	}
	for w := range text.EachWord(words) {
		if unowned(strings.ToLower(words[w.Start:w.End])) == last {
			return w
		}
	}
	return dixit.Span{}
}
