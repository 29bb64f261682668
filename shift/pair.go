package shift

import (
	"cmp"
	"slices"

	"dixit"
	"dixit/about"
	"dixit/relate"
)

// Bounds on what is looked at for one speaker.
const (
	MostStatements = 5000    // the newest
	mostPairs      = 200_000 // of statements that share a topic, those of rare topics first
	mostArticles   = 1000    // that are read for the words with which they tell a turn
	commonTopic    = 30      // a topic of more statements than this is not enough: a second one must be shared
)

// Thresholds, set by hand-judged candidates (docs/BENCHMARKS.md).
const (
	leastWeight = 0.5 // of a candidate that is shown
	leastHalf   = 0.5 // of a sign between two of which the article tells only one side as such
	toldWeight  = 0.8 // of a pair whose sides are both told as such by their article
)

// finder looks for turns in what one speaker said.
type finder struct {
	said     []Dated // in the order of saying, the undated behind
	read     []*relate.Said
	articles Articles
	marks    map[int][]relate.Mark // of statements in articles that were read
}

func newFinder(line Line, articles Articles) *finder {
	said := slices.Concat(line.Said, line.Undated)
	slices.SortFunc(said, func(a, b Dated) int {
		return cmp.Or(compareBool(a.Basis == Undated, b.Basis == Undated), a.Compare(b))
	})
	f := &finder{said: said, articles: articles, marks: map[int][]relate.Mark{}}
	f.read = make([]*relate.Said, len(said))
	return f
}

// pair is two statements that may be the two sides of a turn.
type pair struct {
	before, after int // numbers in said
	shared        []string
	signs         []relate.Sign
	marks         []Mark
	weight        float64
}

// pairs are the pairs that a reader would take for a turn; whole is false if there were too many to look at them all.
func (f *finder) pairs() (out []pair, whole bool) {
	candidates, whole := f.candidates()
	f.readArticles(candidates)
	for _, c := range candidates {
		if p, ok := f.judge(c[0], c[1]); ok {
			out = append(out, p)
		}
	}
	return out, whole
}

// candidates are pairs of numbers of statements that share a topic: a rare one or two, or any in one article. Those of rare topics
// come first.
func (f *finder) candidates() (out [][2]int, whole bool) {
	whole = len(f.said) <= MostStatements
	from := max(0, len(f.said)-MostStatements)
	by := map[string][]int{}
	for i := from; i < len(f.said); i++ {
		if !asserts(f.said[i].Record.Statement) {
			continue
		}
		for _, k := range f.said[i].keys {
			by[k] = append(by[k], i)
		}
	}
	topics := make([]string, 0, len(by))
	for k := range by {
		topics = append(topics, k)
	}
	slices.SortFunc(topics, func(a, b string) int { return cmp.Or(cmp.Compare(len(by[a]), len(by[b])), cmp.Compare(a, b)) })
	seen := map[[2]int]bool{}
	for _, k := range topics {
		for n, i := range by[k] {
			for _, j := range by[k][:n] {
				p := [2]int{j, i}
				if seen[p] || !f.together(j, i, len(by[k])) {
					continue
				}
				if len(out) == mostPairs {
					return out, false
				}
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	return out, whole
}

// together reports whether statements i and j, which share a topic that n have, share enough to be looked at.
func (f *finder) together(i, j, n int) bool {
	if f.said[i].Record.Doc.SHA256 == f.said[j].Record.Doc.SHA256 || n <= commonTopic {
		return true
	}
	shared := 0
	for _, k := range f.said[i].keys {
		if slices.Contains(f.said[j].keys, k) {
			shared++
		}
	}
	return shared > 1
}

// asserts reports whether a statement takes a position.
func asserts(s dixit.Statement) bool {
	switch s.Kind {
	case dixit.Question, dixit.Nonresponse, dixit.Nonverbal:
		return false
	}
	return !s.Negated && len(s.Content) > 0 && s.Speaker.Kind != dixit.Collective // whose members differ
}

// readArticles notes the marks of statements that share an article and a topic. Transcripts have none.
func (f *finder) readArticles(candidates [][2]int) {
	wanted := map[string][]int{}
	for _, c := range candidates {
		a, b := f.said[c[0]].Record, f.said[c[1]].Record
		if a.Doc.SHA256 != b.Doc.SHA256 || len(a.Statement.Cue) == 0 || len(b.Statement.Cue) == 0 {
			continue
		}
		for _, i := range c {
			if list := wanted[a.Doc.SHA256]; !slices.Contains(list, i) {
				wanted[a.Doc.SHA256] = append(list, i)
			}
		}
	}
	addresses := make([]string, 0, len(wanted))
	for address := range wanted {
		addresses = append(addresses, address)
	}
	slices.SortFunc(addresses, func(a, b string) int {
		return cmp.Or(cmp.Compare(slices.Max(wanted[b]), slices.Max(wanted[a])), cmp.Compare(a, b))
	})
	for _, address := range addresses[:min(len(addresses), mostArticles)] {
		article := f.articles(address)
		if article == nil {
			continue
		}
		for _, i := range wanted[address] {
			f.marks[i] = relate.Marks(article.Doc, f.said[i].Record.Statement)
		}
	}
}

// judge puts two statements side by side. It reports whether they are a candidate.
func (f *finder) judge(i, j int) (pair, bool) {
	if overlap(f.said[i].Record, f.said[j].Record) {
		return pair{}, false
	}
	before, after, ok := f.inOrder(i, j)
	if !ok {
		return pair{}, false
	}
	p := pair{before: before, after: after, shared: sharedKeys(f.said[before], f.said[after])}
	a, b := f.words(before), f.words(after)
	signs := a.Opposed(b)
	turned, was := f.has(after, relate.Turned), f.has(before, relate.Before)
	if f.said[before].Record.Doc.SHA256 != f.said[after].Record.Doc.SHA256 {
		turned, was = false, false // each article speaks of another turn
	}
	if p.signs, p.weight = f.plain(signs, before, after); f.looksBack(after) {
		p.weight = 0
	}
	switch {
	case turned && was:
		p.signs = a.Signs(b)
		p.weight = toldWeight + best(p.signs)/5
	case turned || was:
		if signs = a.Signs(b); best(signs) >= leastHalf {
			p.signs, p.weight = signs, max(p.weight, best(signs))
		}
	}
	if turned || was {
		p.marks = append(f.told(before, relate.Before), f.told(after, relate.Turned)...)
	}
	return p, p.weight >= leastWeight
}

// best is the weight of the surest sign, 0 if there is none.
func best(signs []relate.Sign) float64 {
	if len(signs) == 0 {
		return 0
	}
	return signs[0].Weight
}

// inOrder says which of two statements came first: by the article's words, else by their days. It reports whether that is known.
func (f *finder) inOrder(i, j int) (before, after int, ok bool) {
	a, b := f.said[i], f.said[j]
	if a.Record.Doc.SHA256 == b.Record.Doc.SHA256 && (a.Basis != BySaying || b.Basis != BySaying || !a.before(b) && !b.before(a)) {
		switch {
		case f.has(i, relate.Before) && !f.has(j, relate.Before), f.has(j, relate.Turned) && !f.has(i, relate.Turned):
			return i, j, !f.has(i, relate.Turned) && !f.has(j, relate.Before)
		case f.has(j, relate.Before) && !f.has(i, relate.Before), f.has(i, relate.Turned) && !f.has(j, relate.Turned):
			return j, i, !f.has(j, relate.Turned) && !f.has(i, relate.Before)
		}
	}
	switch {
	case a.before(b):
		return i, j, true
	case b.before(a):
		return j, i, true
	}
	return i, j, false
}

// words is statement i read word by word.
func (f *finder) words(i int) *relate.Said {
	if f.read[i] == nil {
		f.read[i] = relate.Read(f.said[i].Record.Statement)
	}
	return f.read[i]
}

func (f *finder) has(i int, kind relate.MarkKind) bool {
	return slices.ContainsFunc(f.marks[i], func(m relate.Mark) bool { return m.Kind == kind })
}

// told are the marks of one kind on statement i.
func (f *finder) told(i int, kind relate.MarkKind) []Mark {
	var out []Mark
	for _, m := range f.marks[i] {
		if m.Kind == kind {
			out = append(out, Mark{f.said[i].Record.Doc, m.Kind, m.Words})
		}
	}
	return out
}

// overlap reports whether a and b share words of one document, as a statement and one inside it do.
func overlap(a, b dixit.Record) bool {
	if a.Doc.SHA256 != b.Doc.SHA256 {
		return false
	}
	for _, x := range a.Statement.Content {
		for _, y := range b.Statement.Content {
			if x.Span().Overlaps(y.Span()) {
				return true
			}
		}
	}
	return false
}

// sharedKeys are the topics that a and b share, in the order of b.
func sharedKeys(a, b Dated) []string {
	var out []string
	for _, k := range b.keys {
		if slices.Contains(a.keys, k) {
			out = append(out, k)
		}
	}
	return out
}

func keyOf(t dixit.Topic) string { return about.Key(t.Label) }
