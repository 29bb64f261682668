package extract_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/read"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// knownFailures are cases whose wanted result is right and is not found yet. One that passes must leave the list.
var knownFailures = map[string]string{
	"direct/over-paragraphs":       `"We are grateful to" is taken for a report inside the quotation`,
	"indirect/accused":             `the source is cut to "Moss": a text of one sentence with a rare name`,
	"indirect/passive-by":          `the cue is cut to "was criticized"`,
	"links/clause-between":         `"whom Bo Moss" is taken into the source`,
	"links/names-under-quotations": `the second name is not marked, and the first takes in "mayor"`,
	"mixed/clause":                 `the source is cut to "Moss": a text of one sentence with a rare name`,
	"indirect/two-cues":            `what is denied is taken into what is said`,
	"nested/said-promised":         `"governor" is nobody's name, but one governor and not an unnamed source`,
	"nested/inside-marks":          `"governor", as above`,
	"addressee/letter-source":      `"the council" is taken for the letter to it`,
}

func extractor(t testing.TB) *extract.Extractor {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// find reads data as a file and extracts its statements, and checks what must hold for any document.
func find(t interface{ Fatalf(string, ...any) }, x *extract.Extractor, name string, data []byte) (*dixit.Document, dixit.Extraction) {
	d, err := read.Bytes(name, data, read.Options{})
	if err != nil {
		return nil, dixit.Extraction{}
	}
	e, err := x.Extract(context.Background(), d)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	check(t, d, e)
	return d, e
}

// check checks the promise: every span of every record is the text of the document at its place, also as written out.
func check(t interface{ Fatalf(string, ...any) }, d *dixit.Document, e dixit.Extraction) {
	runes := []rune(d.Text.String())
	at := func(f dixit.Fragment) {
		if f.IsZero() {
			return
		}
		if f.Start() < 0 || f.End() > len(runes) || string(runes[f.Start():f.End()]) != f.Text() {
			t.Fatalf("%s: %d:%d is not %q", d.Path, f.Start(), f.End(), f.Text())
		}
	}
	ids := map[string]bool{}
	for _, s := range e.Statements {
		ids[s.ID] = true
	}
	for _, s := range e.Statements {
		at(s.Mention)
		for _, f := range append(append([]dixit.Fragment{}, s.Cue...), s.Content...) {
			at(f)
		}
		for _, q := range s.Quotes {
			at(q.Words)
		}
		if s.Parent != "" && !ids[s.Parent] {
			t.Fatalf("%s: statement %s has a parent %s that does not exist", d.Path, s.ID, s.Parent)
		}
		r := dixit.Record{Doc: d.Ref(), Statement: s, Engine: e.Engine}
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatalf("%s: %v", d.Path, err)
		}
		back, err := dixit.DecodeRecord(data, d.Text)
		if err != nil {
			t.Fatalf("%s: %v", d.Path, err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(data) {
			t.Fatalf("%s: record %s is not the same when read back: %v", d.Path, s.ID, err)
		}
	}
	for _, q := range e.Loose {
		at(q.Words)
	}
}

// show writes what was found as a person would note it.
func show(e dixit.Extraction) string {
	var b strings.Builder
	join := func(list []dixit.Fragment) string {
		parts := make([]string, len(list))
		for i, f := range list {
			parts[i] = f.Text()
		}
		return strings.Join(parts, " … ")
	}
	for _, s := range e.Statements {
		indent := ""
		if s.Parent != "" {
			indent = "  "
		}
		fmt.Fprintf(&b, "%s%s: %s | %s | %s\n", indent, s.Kind, s.Mention.Text(), join(s.Cue), join(s.Content))
		fmt.Fprintf(&b, "%s  by %s (%s)", indent, s.Speaker.Name, s.Speaker.Kind)
		if len(s.Chain) > 1 && s.Parent == "" {
			fmt.Fprintf(&b, ", through %s", s.Chain[0].Name)
		}
		if len(s.Chain) > 2 {
			fmt.Fprintf(&b, ", chain of %d", len(s.Chain))
		}
		for _, l := range s.Addressee {
			fmt.Fprintf(&b, ", to %s", l.Name)
		}
		if s.Setting != "" {
			fmt.Fprintf(&b, ", setting %q", s.Setting)
		}
		if s.Negated {
			b.WriteString(", negated")
		}
		b.WriteByte('\n')
	}
	for _, q := range e.Loose {
		fmt.Fprintf(&b, "quote %s: %s\n", q.Why, q.Words.Text())
	}
	return b.String()
}

// TestStatements runs the cases of testdata: an article, a paragraph a line, and what is found in it.
func TestStatements(t *testing.T) {
	x := extractor(t)
	casetest.Spec{Glob: "testdata/*.txtar", AtLeast: 100, Known: knownFailures, Find: func(t *testing.T, in string) string {
		_, e := find(t, x, "case.txt", []byte(in))
		return show(e)
	}}.Run(t)
}

// TestAnyText: whatever a text is, its records hold what they promise, and it has the same ones again.
func TestAnyText(t *testing.T) {
	x := extractor(t)
	piece := rapid.SampledFrom([]string{
		"Mayor Ada Lind ", "said ", "that ", "“", "” ", "\"", "the bridge will open", ", ", ". ", "\n", "according to ", "officials ", "He ",
		"told CNN ", "‘no’ ", "é", "declined to comment", "asked whether ", "😀 ", "\u00a0", "Bo Moss promised ", "<p>", "? ", ": ",
	})
	rapid.Check(t, func(t *rapid.T) {
		data := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
		d, e := find(t, x, "x", []byte(data))
		if d == nil {
			return
		}
		again, err := x.Extract(context.Background(), d)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if diff := cmp.Diff(show(e), show(again)); diff != "" {
			t.Fatalf("not the same twice:\n%s", diff)
		}
	})
}

func FuzzExtract(f *testing.F) {
	x := extractor(f)
	f.Add([]byte("“It will open,” Ada Lind said.\n“In May.”"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 1<<16 {
			find(t, x, "x", data)
		}
	})
}

// TestAllSides holds real articles to the promise, in as many parts as there are processors: a thousand spread over the collection, or
// by make torture all 3,000.
func TestAllSides(t *testing.T) {
	if testing.Short() {
		t.Skip("a thousand articles in short mode")
	}
	step := 3
	if os.Getenv("DIXIT_TORTURE") != "" {
		step = 1
	}
	articles := allSides(t)
	if len(articles) < 3000 {
		t.Fatalf("%d articles", len(articles))
	}
	x := extractor(t)
	parts := runtime.GOMAXPROCS(0)
	for part := range parts {
		t.Run(fmt.Sprintf("part%d", part), func(t *testing.T) {
			t.Parallel()
			statements := 0
			for i := part * step; i < len(articles); i += parts * step {
				_, e := find(t, x, articles[i].ID, []byte(articles[i].Text))
				statements += len(e.Statements)
			}
			t.Logf("%d statements, no span that is not in its text", statements)
		})
	}
}

type article struct{ ID, Text string }

// allSides reads the collection that lies in shared beside the repository.
func allSides(t *testing.T) []article {
	t.Helper()
	f, err := os.Open(casetest.Shared(t, "..", "corpora/articles-allsides/allsides.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []article
	for lines := json.NewDecoder(z); ; {
		var a article
		if err := lines.Decode(&a); errors.Is(err, io.EOF) {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
}
