package compare

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"
)

// least is how many of the clusters that were judged must be right.
const least = 0.95

// judged is a cluster that somebody has judged.
type judged struct {
	corpus     string
	right      bool
	statements []string // article and place
}

func judgedClusters(t *testing.T) []judged {
	t.Helper()
	f, err := os.Open("testdata/judged.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []judged
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		c := strings.Split(lines.Text(), "\t")
		if len(c) != 4 || c[1] != "right" && c[1] != "wrong" || c[3] == "" {
			t.Fatalf("%q", lines.Text())
		}
		out = append(out, judged{c[0], c[1] == "right", strings.Fields(c[2])})
	}
	return out
}

// TestCorpora finds the clusters of one event told by several outlets. Of those that were judged 0.95 must be right, and what is right
// must still be together, as far as the extractor still finds the statements.
func TestCorpora(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a thousand articles")
	}
	list := judgedClusters(t)
	right := 0
	for _, j := range list {
		if j.right {
			right++
		}
	}
	t.Logf("%d of %d judged clusters are right", right, len(list))
	if float64(right) < least*float64(len(list)) || len(list) < 50 {
		t.Error("too few")
	}
	for corpus, path := range map[string]string{"basil": "corpora/basil/basil.jsonl.gz", "ecb": "corpora/ecb-plus/ecb-plus.jsonl.gz"} {
		said, places := saidIn(t, casetest.Shared(t, "..", path))
		of, over := map[string]string{}, map[string]map[string]bool{}
		for i, b := range Clusters(said) {
			if of[places[i]] = b.Cluster; b.Cluster != "" {
				if over[b.Cluster] == nil {
					over[b.Cluster] = map[string]bool{}
				}
				over[b.Cluster][said[i].Doc] = true
			}
		}
		several := 0
		for _, docs := range over {
			if len(docs) > 1 {
				several++
			}
		}
		known, together := 0, 0
		for _, j := range list {
			here := slices.DeleteFunc(slices.Clone(j.statements), func(place string) bool { _, ok := of[place]; return !ok })
			if j.corpus != corpus || !j.right || len(here) < 2 {
				continue
			}
			if known++; !slices.ContainsFunc(here, func(place string) bool { return of[place] == "" || of[place] != of[here[0]] }) {
				together++
			}
		}
		t.Logf("%s: %d statements, %d clusters, %d of them over several articles; of %d judged right %d are whole", corpus, len(said), len(over), several, known, together)
		if several < 100 || 10*together < 9*known {
			t.Errorf("%s: too few", corpus)
		}
	}
}

// saidIn are the statements of a corpus, and their articles and places.
func saidIn(t *testing.T, path string) (said []*Said, places []string) {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for line := range casetest.Lines(t, path) {
		doc := corpusDocument(t, line)
		ex, err := x.Extract(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range ex.Statements {
			if n := len(s.Content); n > 0 {
				said = append(said, Of(doc.Ref(), s))
				places = append(places, fmt.Sprintf("%s:%d-%d", doc.ID, s.Content[0].Start(), s.Content[n-1].End()))
			}
		}
	}
	return said, places
}

// corpusDocument is a document of basil or ecb-plus, a paragraph a block.
func corpusDocument(t *testing.T, line []byte) *dixit.Document {
	t.Helper()
	var a struct {
		Doc, Text, Event, Source, Date string
		Sentences                      json.RawMessage // texts in basil
		Paragraphs                     [][]int
	}
	if err := json.Unmarshal(line, &a); err != nil {
		t.Fatal(err)
	}
	paragraphs := strings.Split(a.Text, "\n")
	if a.Event != "" {
		var sentences []string
		if err := json.Unmarshal(a.Sentences, &sentences); err != nil {
			t.Fatal(err)
		}
		paragraphs = nil
		for _, p := range a.Paragraphs {
			var words []string
			for _, i := range p {
				words = append(words, sentences[i])
			}
			paragraphs = append(paragraphs, strings.Join(words, " "))
		}
	}
	text, err := dixit.NewText(strings.Join(paragraphs, "\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	id := a.Doc
	if id == "" {
		id = a.Event + "-" + a.Source
	}
	doc := &dixit.Document{ID: id, Outlet: a.Source, Published: a.Date, Text: text, Source: []byte(id + text.String())}
	at := 0
	for _, p := range paragraphs {
		if p != "" {
			doc.Blocks = append(doc.Blocks, dixit.Block{Span: dixit.Span{Start: at, End: at + len(p)}, Kind: dixit.Paragraph, Region: dixit.Body})
		}
		at += len(p) + len("\n\n")
	}
	doc.Address()
	return doc
}
