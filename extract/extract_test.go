package extract_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"
	"dixit/extract"
	"dixit/read"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write what was found into testdata as what is wanted; read the diff")

// knownFailures are cases whose wanted result is right and is not found yet. One that passes must leave the list.
var knownFailures = map[string]bool{
	"indirect/two-cues":    true, // what is denied is taken into what is said
	"nothing/title":        true, // "was shown" is taken for a report
	"nested/said-promised": true, // "governor" is nobody's name, but one governor and not an unnamed source
	"nested/inside-marks":  true,
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
		fmt.Fprintf(&b, "%s%s %s, tier %d: %s | %s | %s\n", indent, s.Kind, s.Act, s.Tier, s.Mention.Text(), join(s.Cue), join(s.Content))
		fmt.Fprintf(&b, "%s  by %s (%s)", indent, s.Speaker.Name, s.Speaker.Kind)
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

// TestStatements runs the cases of testdata.
func TestStatements(t *testing.T) {
	x := extractor(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, path := range files {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, f := range a.Files {
			want[f.Name] = string(f.Data)
		}
		out := &txtar.Archive{Comment: a.Comment}
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".want") {
				continue
			}
			cases++
			name := strings.TrimSuffix(filepath.Base(path), ".txtar") + "/" + f.Name
			_, e := find(t, x, name, f.Data)
			got := show(e)
			switch diff := cmp.Diff(want[f.Name+".want"], got); {
			case *update && !knownFailures[name]:
				want[f.Name+".want"] = got
			case knownFailures[name] && diff == "":
				t.Errorf("%s: no longer failing: take it off the list of known failures", name)
			case !knownFailures[name] && diff != "":
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
			out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".want", Data: []byte(want[f.Name+".want"])})
		}
		if *update {
			if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if cases < 30 {
		t.Errorf("%d cases, want at least 30", cases)
	}
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

// TestAllSides holds 3,000 real articles to the promise.
func TestAllSides(t *testing.T) {
	if testing.Short() {
		t.Skip("3,000 articles in short mode")
	}
	f, err := os.Open("../../shared/corpora/articles-allsides/allsides.jsonl.gz")
	if err != nil {
		t.Skip("no shared/corpora/articles-allsides beside the repository")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	x := extractor(t)
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	articles, statements := 0, 0
	for lines.Scan() {
		var o struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(o.Text) {
			t.Fatalf("%s: not UTF-8", o.ID)
		}
		_, e := find(t, x, o.ID, []byte(o.Text))
		articles++
		statements += len(e.Statements)
	}
	if err := lines.Err(); err != nil || articles < 3000 {
		t.Fatalf("%d articles, %v", articles, err)
	}
	t.Logf("%d articles, %d statements, no span that is not in its text", articles, statements)
}
