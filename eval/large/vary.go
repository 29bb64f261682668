package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"

	"dixit"
)

// changed is how many of a hundred words of a varied article are others than in the article that it is made of.
const changed = 40

// vocabulary are the words of articles by how often they are used: a word is changed for one that is about as frequent, so that
// the index is as one of real news.
func vocabulary(articles []article) []string {
	count := map[string]int{}
	for _, a := range articles {
		for _, w := range strings.FieldsFunc(a.doc.Text.String(), func(c rune) bool { return !unicode.IsLetter(c) }) {
			count[strings.ToLower(w)]++
		}
	}
	var out []string
	for w, n := range count {
		if n > 1 {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return out
}

// variation is a text in the making and where the bytes of the old one have come to stand.
type variation struct {
	words  []string
	rank   map[string]int
	chance *rand.Rand
	names  map[string]string // a name is changed for the same one throughout
	out    strings.Builder
	moved  []int // by byte of the old text
}

// vary makes article number n of a.
func vary(a article, words []string, chance *rand.Rand, n int) (article, error) {
	v := variation{words: words, rank: ranks(words), chance: chance, names: map[string]string{}}
	v.rewrite(a.doc.Text.String())
	text, err := dixit.NewText(v.out.String())
	if err != nil {
		return article{}, err
	}
	doc := *a.doc
	doc.ID, doc.Text, doc.Source = "", text, []byte(v.out.String())
	doc.URL, doc.Outlet = fmt.Sprintf("https://outlet%d.example/%d", n%211, n), fmt.Sprint("Outlet ", n%211)
	doc.Published = time.Date(2005, 1, 1+chance.IntN(7500), chance.IntN(24), 0, 0, 0, time.UTC).Format(time.RFC3339)
	doc.Title = v.renamed(a.doc.Title)
	doc.Blocks = slices.Clone(a.doc.Blocks)
	for i := range doc.Blocks {
		doc.Blocks[i].Span, doc.Blocks[i].Source, doc.Blocks[i].Turn = v.span(doc.Blocks[i].Span), dixit.Span{}, dixit.Span{}
	}
	doc.Address()
	found, err := v.extraction(a.found, text, doc.SHA256)
	return article{&doc, found}, err
}

func ranks(words []string) map[string]int {
	out := make(map[string]int, len(words))
	for i, w := range words {
		out[w] = i
	}
	return out
}

// rewrite writes the text with other words.
func (v *variation) rewrite(s string) {
	v.moved = make([]int, len(s)+1)
	for at := 0; at < len(s); {
		n := strings.IndexFunc(s[at:], func(c rune) bool { return !unicode.IsLetter(c) })
		if n < 0 {
			n = len(s) - at
		}
		start := v.out.Len()
		if n == 0 {
			n = max(1, strings.IndexFunc(s[at:], unicode.IsLetter))
			if !strings.ContainsFunc(s[at:], unicode.IsLetter) {
				n = len(s) - at
			}
			v.out.WriteString(s[at : at+n])
			for i := range n {
				v.moved[at+i] = start + i
			}
		} else {
			v.out.WriteString(v.word(s[at : at+n]))
			for i := range n {
				v.moved[at+i] = start // inside a word nothing begins
			}
		}
		at += n
	}
	v.moved[len(s)] = v.out.Len()
}

// word is the word to stand for w.
func (v *variation) word(w string) string {
	lower := strings.ToLower(w)
	rank, known := v.rank[lower]
	capital := w != lower
	if s, ok := v.names[w]; capital && ok {
		return s
	}
	if !known || len(w) < 3 || rank < 60 || v.chance.IntN(100) >= changed {
		return w
	}
	near := v.words[min(len(v.words)-1, max(60, rank-rank/4+v.chance.IntN(rank/2+1)))]
	if capital {
		near = strings.ToUpper(near[:1]) + near[1:]
		v.names[w] = near
	}
	return near
}

// renamed is s with the names that were changed in the text.
func (v *variation) renamed(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if other, ok := v.names[w]; ok {
			words[i] = other
		}
	}
	return strings.Join(words, " ")
}

func (v *variation) span(s dixit.Span) dixit.Span {
	return dixit.Span{Start: v.moved[s.Start], End: v.moved[s.End]}
}

// extraction is what was found, at its new places.
func (v *variation) extraction(old dixit.Extraction, t dixit.Text, address string) (dixit.Extraction, error) {
	out := dixit.Extraction{Engine: old.Engine}
	ids := map[string]string{}
	var failed error
	move := func(f dixit.Fragment) dixit.Fragment {
		if f.IsZero() {
			return f
		}
		g, err := t.Fragment(v.span(f.Span()))
		if err != nil {
			failed = err
		}
		return g
	}
	all := func(list []dixit.Fragment) (moved []dixit.Fragment) {
		for _, f := range list {
			moved = append(moved, move(f))
		}
		return moved
	}
	for _, s := range old.Statements {
		before := s.ID
		s.Mention, s.Wide, s.Cue, s.Content = move(s.Mention), dixit.Fragment{}, all(s.Cue), all(s.Content)
		s.Quotes = slices.Clone(s.Quotes)
		for i := range s.Quotes {
			s.Quotes[i].Words = move(s.Quotes[i].Words)
		}
		if renamed := v.renamed(s.Speaker.Name); renamed != s.Speaker.Name {
			s.Speaker.Name, s.Speaker.ID = renamed, ""
		}
		s.Chain = slices.Clone(s.Chain)
		for i := range s.Chain {
			s.Chain[i].Name = v.renamed(s.Chain[i].Name)
		}
		s.About = slices.Clone(s.About)
		for i := range s.About {
			s.About[i].Label = v.renamed(s.About[i].Label)
		}
		s.Parent = ids[s.Parent]
		if failed != nil {
			return out, failed
		}
		sealed, err := s.Seal(address)
		if err != nil {
			return out, err
		}
		ids[before] = sealed.ID
		out.Statements = append(out.Statements, sealed)
	}
	for i, s := range out.Statements { // now that all have their ids
		out.Statements[i].Relations = slices.Clone(s.Relations)
		for j, r := range s.Relations {
			out.Statements[i].Relations[j].Target, out.Statements[i].Relations[j].Evidence = ids[r.Target], all(r.Evidence)
		}
	}
	return out, failed
}
