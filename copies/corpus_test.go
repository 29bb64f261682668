package copies

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"
)

// article is one of a corpus.
type article struct {
	Doc, Text string
}

func (a article) paragraphs() []string { return strings.Split(a.Text, "\n\n") }

func articles(t testing.TB, path string) []article {
	t.Helper()
	var list []article
	for line := range casetest.Lines(t, casetest.Shared(t, "..", path)) {
		var a article
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

const wikinews, ecbPlus = "corpora/articles-wikinews/wikinews.jsonl.gz", "corpora/ecb-plus/ecb-plus.jsonl.gz"

func sketchOf(t testing.TB, paragraphs []string) *Sketch {
	t.Helper()
	text, err := dixit.NewText(strings.Join(paragraphs, "\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	return Of(&dixit.Document{Text: text})
}

// An outlet's way with an agency's story.
type desk struct {
	name  string
	known float64 // how much of it at least is known for a copy
	do    func(r *rand.Rand, story, other []string) []string
}

func desks() []desk {
	return []desk{
		{"other headline", 0.99, func(_ *rand.Rand, s, _ []string) []string {
			return append([]string{"What you must know today"}, s[1:]...)
		}},
		{"first half", 0.99, func(_ *rand.Rand, s, _ []string) []string { return s[:(len(s)+1)/2] }},
		{"first quarter", 0.99, func(_ *rand.Rand, s, _ []string) []string { return s[:(len(s)+3)/4] }},
		{"middle third", 0.99, func(_ *rand.Rand, s, _ []string) []string { return s[len(s)/3 : (2*len(s)+2)/3] }},
		{"every second paragraph", 0.99, func(_ *rand.Rand, s, _ []string) []string {
			var out []string
			for i := 0; i < len(s); i += 2 {
				out = append(out, s[i])
			}
			return out
		}},
		{"own paragraphs behind", 0.99, func(_ *rand.Rand, s, o []string) []string { return append(s[:len(s):len(s)], o[:(len(o)+1)/2]...) }},
		{"a word in fifty changed", 0.99, func(r *rand.Rand, s, _ []string) []string { return changed(r, s, 50) }},
		{"a word in thirty changed", 0.99, func(r *rand.Rand, s, _ []string) []string { return changed(r, s, 30) }},
		{"notices around, first half, a word in fifty changed", 0.9, func(r *rand.Rand, s, _ []string) []string {
			notice := strings.Fields("Sign up for our morning letter and never miss what matters in your town it is free and you can leave at any time")
			s = changed(r, s[:(len(s)+1)/2], 50)
			return append(append([]string{strings.Join(notice, " ")}, s...), "All rights reserved. This material may not be published, broadcast, rewritten or redistributed.")
		}},
	}
}

// changed is a text in which one word of n is another.
func changed(r *rand.Rand, story []string, n int) []string {
	out := make([]string, len(story))
	for i, p := range story {
		words := strings.Fields(p)
		for j := range words {
			if r.IntN(n) == 0 {
				words[j] = fmt.Sprint("word", r.IntN(1000))
			}
		}
		out[i] = strings.Join(words, " ")
	}
	return out
}

// Whatever a desk does to a story, it is found and known as a copy. Stories of less than eighty words are left out: a quarter of
// them is a sentence.
func TestDesks(t *testing.T) {
	var stories [][]string
	for _, a := range articles(t, wikinews) {
		stories = append(stories, a.paragraphs())
	}
	for _, d := range desks() {
		r := rand.New(rand.NewPCG(1, 2))
		tried, found, known := 0, 0, 0
		for i, s := range stories {
			whole, made := sketchOf(t, s), sketchOf(t, d.do(r, s, stories[(i+1)%len(stories)]))
			if made.words < 80 {
				continue
			}
			tried++
			if common(whole.Prints(), made.Prints()) > 0 {
				found++
			}
			if Compare(made, whole, false).Kind != "" {
				known++
			}
		}
		t.Logf("%-52s %d stories: %.3f found by prints, %.3f known as copies", d.name, tried, share(found, tried), share(known, tried))
		if share(found, tried) < 0.99 || share(known, tried) < d.known {
			t.Errorf("%s: too few", d.name)
		}
	}
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// Articles that were written apart are no copies, though some ask the same questions or tell of one election each. In ECB+ those
// of one topic tell of the same events, and some outlets print the same agency: no copies are found across topics.
func TestApart(t *testing.T) {
	for _, corpus := range []string{wikinews, ecbPlus} {
		list := articles(t, corpus)
		var sketches []*Sketch
		holders := map[uint64][]int{} // of a print
		for i, a := range list {
			s := sketchOf(t, a.paragraphs())
			sketches = append(sketches, s)
			for _, p := range s.Prints() {
				holders[p] = append(holders[p], i)
			}
		}
		compared := map[[2]int]bool{}
		joined := 0
		for _, of := range holders {
			for k, j := range of {
				for _, i := range of[:k] {
					if pair := [2]int{i, j}; !compared[pair] {
						compared[pair] = true
						if Compare(sketches[i], sketches[j], false).Kind == "" {
							continue
						}
						joined++
						if topic(list[i]) != topic(list[j]) || corpus == wikinews {
							t.Errorf("%s: %.40q and %.40q are no copies", corpus, list[i].Doc+list[i].Text, list[j].Doc+list[j].Text)
						}
					}
				}
			}
		}
		t.Logf("%s: %d of %d pairs with a print in common are copies", corpus, joined, len(compared))
	}
}

// topic is the topic of an article of ECB+ with its half: "35_4ecb" is of 35 ecb.
func topic(a article) string {
	number, rest, _ := strings.Cut(a.Doc, "_")
	return number + " " + strings.TrimLeft(rest, "0123456789")
}

func BenchmarkOf(b *testing.B) {
	list := articles(b, wikinews)
	var docs []*dixit.Document
	bytes := 0
	for _, a := range list {
		text, err := dixit.NewText(a.Text)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, &dixit.Document{Text: text})
		bytes += len(a.Text)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		for _, d := range docs {
			Of(d)
		}
	}
}
