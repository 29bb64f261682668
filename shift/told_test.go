package shift

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// library is articles that were read for statements.
type library struct {
	records  []dixit.Record
	articles map[string]*Article
}

// of is the article with an address.
func (l *library) of(sha256 string) *Article { return l.articles[sha256] }

// by are the statements of a speaker.
func (l *library) by(name string) []dixit.Record {
	return slices.DeleteFunc(slices.Clone(l.records), func(r dixit.Record) bool { return !strings.Contains(r.Statement.Speaker.Name, name) })
}

// shelve reads an article.
func (l *library) shelve(t testing.TB, x *extract.Extractor, published, outlet, body string) {
	t.Helper()
	doc := &dixit.Document{Published: published, Outlet: outlet, Source: []byte(body), MediaType: "text/plain"}
	doc.Address()
	var err error
	if doc.Text, err = dixit.NewText(body); err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, p := range strings.SplitAfter(body, "\n") {
		if line := strings.TrimRight(p, "\n"); line != "" {
			doc.Blocks = append(doc.Blocks, dixit.Block{Span: dixit.Span{Start: at, End: at + len(line)}, Kind: dixit.Paragraph, Region: dixit.Body})
		}
		at += len(p)
	}
	ex, err := x.Extract(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range ex.Statements {
		l.records = append(l.records, dixit.Record{Doc: doc.Ref(), Statement: s, Engine: ex.Engine})
	}
	l.articles[doc.SHA256] = &Article{Doc: doc, Statements: ex.Statements}
}

func newExtractor(t testing.TB) *extract.Extractor {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// read makes a library of a case: its first line is the speaker's name, then articles that begin with a line "= DAY OUTLET".
func read(t testing.TB, x *extract.Extractor, in string) (speaker string, l *library) {
	t.Helper()
	speaker, rest, _ := strings.Cut(in, "\n")
	l = &library{articles: map[string]*Article{}}
	for _, part := range strings.Split(rest, "= ")[1:] {
		head, body, _ := strings.Cut(part, "\n")
		day, outlet, _ := strings.Cut(head, " ")
		if day == "undated" {
			day = ""
		}
		l.shelve(t, x, day, outlet, strings.Trim(body, "\n"))
	}
	return speaker, l
}

// shown is a report in a form that a person can read.
func shown(r Report) string {
	var b strings.Builder
	for _, t := range r.Turns {
		fmt.Fprintf(&b, "turn %s %s\n", t.Day, labels(t.Topics))
		line := func(what string, list []Dated) {
			for _, d := range list {
				fmt.Fprintf(&b, "  %s %s..%s %s: %s\n", what, d.First, d.Last, d.Basis, d.Record.Statement.Text())
			}
		}
		line("before", t.Before)
		line("after", t.After)
		for _, s := range t.Signs {
			fmt.Fprintf(&b, "  %s %s\n", s.Kind, s.Why)
		}
		for _, m := range t.Marks {
			fmt.Fprintf(&b, "  %s %s\n", m.Kind, m.Words.Text())
		}
		line("but", t.Qualifiers)
		for _, x := range t.Reactions {
			fmt.Fprintf(&b, "  %s %s: %s\n", x.Type, x.Record.Statement.Speaker.Name, x.Record.Statement.Text())
		}
		fmt.Fprintf(&b, "  %s\n", t.Strength())
	}
	for _, d := range r.Line.Said {
		fmt.Fprintf(&b, "%s..%s %s: %s%s\n", d.First, d.Last, d.Basis, d.Record.Statement.Text(), strings.Repeat(" (again)", len(d.Again)))
	}
	for _, d := range r.Line.Undated {
		fmt.Fprintf(&b, "undated: %s\n", d.Record.Statement.Text())
	}
	return b.String()
}

func labels(list []dixit.Topic) string {
	var out []string
	for _, t := range list {
		out = append(out, t.Label)
	}
	return strings.Join(out, ", ")
}

// TestTurns is the specification by example.
func TestTurns(t *testing.T) {
	x := newExtractor(t)
	casetest.Spec{Glob: "testdata/*.txtar", AtLeast: 14, Find: func(t *testing.T, in string) string {
		speaker, l := read(t, x, in)
		return shown(NewReport(l.by(speaker), "", l.of))
	}}.Run(t)
}

// TestOrderOfArrival proves that it makes no difference in which order records come.
func TestOrderOfArrival(t *testing.T) {
	x := newExtractor(t)
	speaker, l := read(t, x, several)
	want, err := json.Marshal(NewReport(l.by(speaker), "", l.of).Turns)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(want), `"type":"turn"`) {
		t.Fatal("no turn")
	}
	rapid.Check(t, func(t *rapid.T) {
		list := l.by(speaker)
		chance := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		r := NewReport(list, "", l.of)
		got, err := json.Marshal(r.Turns)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Fatal(diff)
		}
	})
}

const several = `Moss
= 2024-03-01 Post
Mayor Ana Moss said the city will close the Harbour Bridge.
Moss said she is grateful to the voters of Oldport.
= 2024-03-01 Echo
Mayor Ana Moss said the city will close the Harbour Bridge.
= 2024-05-01 Post
For months, Ana Moss had insisted that Oldport should sell the ferry to Norland. But Moss abruptly reversed on Tuesday, saying that Oldport must keep the ferry.
= 2024-06-01 Post
Mayor Ana Moss said the city will not close the Harbour Bridge.
`

// TestSeed proves that the turn of the founding article is found, with both sides, its strength, what softens it and who praises it.
func TestSeed(t *testing.T) {
	data, err := os.ReadFile(casetest.Shared(t, "..", "gold/seed/seed.txt"))
	if err != nil {
		t.Fatal(err)
	}
	l := &library{articles: map[string]*Article{}}
	l.shelve(t, newExtractor(t), "2025-09-25", "Seed", string(data))
	r := NewReport(l.by("Trump"), "Ukraine", l.of)
	if len(r.Turns) != 1 {
		t.Fatalf("%d turns:\n%s", len(r.Turns), shown(r))
	}
	turn := r.Turns[0]
	after := ""
	for _, d := range turn.After {
		after += d.Record.Statement.Text() + "\n"
	}
	if !strings.Contains(turn.Before[0].Record.Statement.Text(), "cede territory to Russia") ||
		!strings.Contains(after, "Kyiv could “WIN all of Ukraine back in its original form.”") || !strings.Contains(after, "is in a position to fight and WIN all of Ukraine back") {
		t.Errorf("the sides are\n%s", shown(r))
	}
	if turn.Day != "2025-09-23" || turn.Strength() != "1 before, 2 after, 1 article: weak evidence" {
		t.Errorf("on %s, %s", turn.Day, turn.Strength())
	}
	if len(turn.Qualifiers) == 0 || len(turn.Reactions) == 0 || turn.Reactions[0].Record.Statement.Speaker.Name != "Volodymyr Zelenskyy" {
		t.Errorf("around it are\n%s", shown(r))
	}
}
