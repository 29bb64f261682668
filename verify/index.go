package verify

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"sync"

	"dixit"
)

// Extract finds the statements of a document.
type Extract func(ctx context.Context, doc *dixit.Document) (dixit.Extraction, error)

// Memory is an index over documents that are held in memory. The zero Memory is not ready: see NewMemory. Add must not be called while
// Near is.
//
// It is a positional index: of every word, each place where it stands. Documents that hold words in a row are all found, by way of
// the rarest of the words, with the words around each of its places compared one by one. Those that hold nearly the same are found
// by voting: every place of a word of the quotation speaks for the place where the quotation would begin if it were there, with the
// weight of the word's rarity, and a document is as near as the best stretch of such beginnings, which words added or dropped between
// shift a little. It is the way in which seeds of alignments are found in genomes (Wilbur and Lipman 1983). Where words are so common
// that their places are too many, the rarer ones alone vote.
type Memory struct {
	extract Extract
	ids     map[string]int32
	docs    []memoryDoc
	places  [][]memoryPlace // of each word, by its number
	total   int             // words
	sources cache
}

// memoryDoc is a document, its words as their numbers, and its statements, once they were asked for.
type memoryDoc struct {
	doc        *dixit.Document
	words      []int32
	statements func() []dixit.Statement
}

// memoryPlace is where a word stands: the document's number and that of the word in it.
type memoryPlace struct{ doc, at int32 }

// NewMemory makes an index without documents. The statements of those that may hold a quotation are found when it is looked for.
func NewMemory(extract Extract) *Memory {
	return &Memory{extract: extract, ids: map[string]int32{}}
}

// Add adds a document. It keeps its text, not its source bytes.
func (m *Memory) Add(doc *dixit.Document) {
	bare := *doc
	bare.Source = nil
	words := NewSource(&bare, dixit.Extraction{}).Words()
	d := memoryDoc{&bare, make([]int32, len(words)), sync.OnceValue(func() []dixit.Statement {
		ex, err := m.extract(context.Background(), &bare)
		if err != nil {
			return nil // who says the words is not known then
		}
		return ex.Statements
	})}
	for i, w := range words {
		id, ok := m.ids[w]
		if !ok {
			id = int32(len(m.places))
			m.ids[w] = id
			m.places = append(m.places, nil)
		}
		d.words[i] = id
		m.places[id] = append(m.places[id], memoryPlace{int32(len(m.docs)), int32(i)})
	}
	m.docs = append(m.docs, d)
	m.total += len(words)
}

// Len is the number of documents.
func (m *Memory) Len() int { return len(m.docs) }

// Near implements Index.
func (m *Memory) Near(ctx context.Context, words []string, most int) ([]*Source, bool, error) {
	ids := make([]int32, len(words))
	for i, w := range words {
		ids[i] = -1
		if id, ok := m.ids[w]; ok {
			ids[i] = id
		}
	}
	found := m.holders(ids)
	complete := len(found) <= most
	for _, doc := range m.votes(ids) {
		if len(found) >= most {
			break
		}
		if !slices.Contains(found, doc) {
			found = append(found, doc)
		}
	}
	out := make([]*Source, min(len(found), most))
	for i := range out {
		var err error
		if out[i], err = m.source(found[i]); err != nil {
			return nil, false, err
		}
	}
	return out, complete, ctx.Err()
}

// source is the document with that number, prepared.
func (m *Memory) source(n int32) (*Source, error) {
	d := m.docs[n]
	return m.sources.get(strconv.Itoa(int(n)), func() (*Source, error) {
		return newSource(d.doc, func() []utterance { return whole(d.statements()) }), nil
	})
}

// holders are the documents that hold all of the words in a row, the earliest first.
func (m *Memory) holders(ids []int32) []int32 {
	rarest := -1
	for i, id := range ids {
		if id < 0 {
			return nil
		}
		if rarest < 0 || len(m.places[id]) < len(m.places[ids[rarest]]) {
			rarest = i
		}
	}
	if rarest < 0 {
		return nil
	}
	var out []int32
	for _, p := range m.places[ids[rarest]] {
		from := int(p.at) - rarest
		words := m.docs[p.doc].words
		if from < 0 || from+len(ids) > len(words) || !slices.Equal(words[from:from+len(ids)], ids) {
			continue
		}
		if n := len(out); n == 0 || out[n-1] != p.doc {
			out = append(out, p.doc)
		}
	}
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(m.day(a), m.day(b)) })
	return out
}

// day is the day of publication of a document; one that is not known is the last.
func (m *Memory) day(n int32) string {
	if d := m.docs[n].doc.Day(); d != "" {
		return d
	}
	return "~"
}

// Bounds on voting.
const (
	mostVotes = 1 << 18 // places of words that vote
	slack     = 8       // words by which a quotation may be longer or shorter than its source, and a quarter of its own
	leastVote = 0.2     // part of the weight of all words that a document must have
)

// vote is a place where a quotation would begin, with the weight of one of its words.
type vote struct {
	doc, begin int32
	weight     float32
}

// votes are the documents that hold something near the words, the nearest first.
func (m *Memory) votes(ids []int32) []int32 {
	order := make([]int, 0, len(ids))
	for i, id := range ids {
		if id >= 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(m.places[ids[a]]), len(m.places[ids[b]])) })
	var votes []vote
	var all float32
	for _, i := range order {
		places := m.places[ids[i]]
		weight := float32(math.Log1p(float64(m.total) / float64(len(places))))
		all += weight
		if len(votes)+len(places) > mostVotes {
			break
		}
		for _, p := range places {
			votes = append(votes, vote{p.doc, p.at - int32(i), weight})
		}
	}
	slices.SortFunc(votes, func(a, b vote) int { return cmp.Or(cmp.Compare(a.doc, b.doc), cmp.Compare(a.begin, b.begin)) })
	return ranked(best(votes, int32(slack+len(ids)/4)), leastVote*all)
}

// best is the heaviest stretch of beginnings of each document, at most width wide.
func best(votes []vote, width int32) []vote {
	var out []vote
	var sum float32
	from := 0
	for i, v := range votes {
		if i == 0 || v.doc != votes[i-1].doc {
			out = append(out, vote{doc: v.doc})
			sum, from = 0, i
		}
		sum += v.weight
		for votes[from].begin < v.begin-width {
			sum -= votes[from].weight
			from++
		}
		if last := &out[len(out)-1]; sum > last.weight {
			last.weight = sum
		}
	}
	return out
}

// ranked are the documents with a weight of at least that much, the heaviest first.
func ranked(list []vote, least float32) []int32 {
	list = slices.DeleteFunc(list, func(v vote) bool { return v.weight < least })
	slices.SortStableFunc(list, func(a, b vote) int { return cmp.Compare(b.weight, a.weight) })
	out := make([]int32, len(list))
	for i, v := range list {
		out[i] = v.doc
	}
	return out
}
