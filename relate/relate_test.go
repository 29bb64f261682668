package relate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/relate"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"
)

// article is a document of paragraphs, parted by empty lines.
func article(t testing.TB, s string) *dixit.Document {
	t.Helper()
	text, err := dixit.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	doc := &dixit.Document{Source: []byte(s), Text: text, Published: "2025-09-25"}
	at := 0
	for p := range strings.SplitSeq(s, "\n") {
		if p != "" {
			doc.Blocks = append(doc.Blocks, dixit.Block{Span: dixit.Span{Start: at, End: at + len(p)}, Kind: dixit.Paragraph, Region: dixit.Body})
		}
		at += len(p) + 1
	}
	doc.Address()
	return doc
}

// TestWithin reads small articles and says how their statements stand to each other.
func TestWithin(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	casetest.Spec{Glob: "testdata/within*.txtar", AtLeast: 25, Find: func(t *testing.T, in string) string {
		doc := article(t, in)
		ex, err := x.Extract(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		return told(t, ex.Statements)
	}}.Run(t)
}

// told are the relations of statements, a line each: who says what, how it stands to what, and by which words.
func told(t *testing.T, all []dixit.Statement) string {
	t.Helper()
	var b strings.Builder
	name := func(s dixit.Statement) string {
		words := strings.Fields(s.Text())
		return fmt.Sprintf("%s (%s)", s.Speaker.Name, strings.Join(words[:min(6, len(words))], " "))
	}
	for _, s := range all {
		for _, r := range s.Relations {
			i := slices.IndexFunc(all, func(x dixit.Statement) bool { return x.ID == r.Target })
			if i < 0 {
				t.Fatalf("%s %s %s, which is not there", s.ID, r.Type, r.Target)
			}
			var words []string
			for _, f := range r.Evidence {
				words = append(words, f.Text())
			}
			fmt.Fprintf(&b, "%s %s %s by %s\n", name(s), r.Type, name(all[i]), strings.Join(words, " | "))
		}
	}
	return b.String()
}

// said is a statement from a line "SPEAKER | ACT | CUE | CONTENT".
func said(t testing.TB, line string) dixit.Record {
	t.Helper()
	parts := strings.Split(line, " | ")
	if len(parts) != 4 {
		t.Fatalf("%q: not SPEAKER | ACT | CUE | CONTENT", line)
	}
	text, err := dixit.NewText(strings.Join([]string{parts[0], parts[2], parts[3]}, " "))
	if err != nil {
		t.Fatal(err)
	}
	fragment := func(at, n int) []dixit.Fragment {
		f, err := text.Fragment(dixit.Span{Start: at, End: at + n})
		if err != nil {
			t.Fatal(err)
		}
		return []dixit.Fragment{f}
	}
	cue := len(parts[0]) + 1
	return dixit.Record{Statement: dixit.Statement{
		Tier: 1, Kind: dixit.Indirect, Act: dixit.Act(parts[1]), Speaker: dixit.Speaker{Name: parts[0], Kind: dixit.Person},
		Mention: fragment(0, len(parts[0]))[0], Cue: fragment(cue, len(parts[2])), Content: fragment(cue+len(parts[2])+1, len(parts[3])),
	}}
}

// TestOpposed sets pairs of statements beside each other.
func TestOpposed(t *testing.T) {
	casetest.Spec{Glob: "testdata/opposed*.txtar", AtLeast: 30, Find: func(t *testing.T, in string) string {
		lines := strings.Split(strings.TrimSpace(in), "\n")
		if len(lines) != 2 {
			t.Fatalf("%q: not two statements", in)
		}
		var b strings.Builder
		for _, s := range relate.Opposed(said(t, lines[0]), said(t, lines[1])) {
			fmt.Fprintf(&b, "%s %.1f: %s\n", s.Kind, s.Weight, s.Why)
		}
		return b.String()
	}}.Run(t)
}

// TestMarks finds the marks of a turn in the telling of each statement of a text.
func TestMarks(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	casetest.Spec{Glob: "testdata/marks*.txtar", AtLeast: 8, Find: func(t *testing.T, in string) string {
		doc := article(t, in)
		ex, err := x.Extract(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, s := range ex.Statements {
			for _, m := range relate.Marks(doc, s) {
				fmt.Fprintf(&b, "%s: %s\n", m.Kind, m.Words.Text())
			}
		}
		return b.String()
	}}.Run(t)
}

// anything draws a statement of words that have opposites, names and numbers among them.
func anything(t *rapid.T, name string) string {
	word := rapid.SampledFrom(strings.Fields(`Lind Brown the will not never raise cut taxes tax win lose territory bridge 40 12 million crowns police said
		, . “ ” and if no support oppose rejected bill harbour Kyiv Ukraine won't could abandon keep it's “’ é 中 give up`))
	return strings.Join(rapid.SliceOfN(word, 1, 30).Draw(t, name), " ")
}

// TestOpposedIsSymmetric: what sets a against b sets b against a, and each word of evidence stands in its statement.
func TestOpposedIsSymmetric(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		act := rapid.SampledFrom([]string{"state", "support", "reject", "deny", "promise"})
		cue := rapid.SampledFrom([]string{"said", "supported", "opposed", "denied", "promised"})
		a := said(t, "Ada Lind | "+act.Draw(r, "act")+" | "+cue.Draw(r, "cue")+" | "+anything(r, "a"))
		b := said(t, "Eve Brown | "+act.Draw(r, "act")+" | "+cue.Draw(r, "cue")+" | "+anything(r, "b"))
		here, there := relate.Opposed(a, b), relate.Opposed(b, a)
		key := func(s relate.Sign, x, y []dixit.Fragment) string { return fmt.Sprint(s.Kind, s.Weight, x, y) }
		var one, two []string
		for _, s := range here {
			one = append(one, key(s, s.A, s.B))
			within(r, a, s.A)
			within(r, b, s.B)
		}
		for _, s := range there {
			two = append(two, key(s, s.B, s.A))
		}
		slices.Sort(one)
		slices.Sort(two)
		if diff := cmp.Diff(one, two); diff != "" {
			r.Fatalf("%s\n%s\n%s", a.Statement.Text(), b.Statement.Text(), diff)
		}
		if x, y := relate.Same(a, b), relate.Same(b, a); x.Plain != y.Plain || len(x.Shared) != len(y.Shared) {
			r.Fatalf("same: %v, %v", x, y)
		}
	})
}

// within fails unless the words are r's.
func within(t *rapid.T, r dixit.Record, words []dixit.Fragment) {
	if len(words) == 0 {
		t.Fatal("no evidence")
	}
	s := r.Statement
	for _, f := range words {
		if !slices.ContainsFunc(append(slices.Clone(s.Content), s.Cue...), func(x dixit.Fragment) bool {
			at := f.Span().Start - x.Span().Start
			return x.Span().Contains(f.Span()) && x.Text()[at:at+len(f.Text())] == f.Text()
		}) {
			t.Fatalf("%q is not in %q", f.Text(), s.Text())
		}
	}
}

// TestWithinWhateverTheOrder: statements that are given in another order have the same relations, all to statements that are there, by
// words that stand in the document.
func TestWithinWhateverTheOrder(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	doc := article(t, everything(t))
	ex, err := x.Extract(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	want, n := map[string][]dixit.Relation{}, 0
	for _, s := range ex.Statements {
		want[s.ID] = s.Relations
		for _, r := range s.Relations {
			n++
			for _, f := range r.Evidence {
				if doc.Text.Slice(f.Span()) != f.Text() {
					t.Errorf("%s: %q is not at its place", s.ID, f.Text())
				}
			}
			if r.Target == s.ID || !slices.ContainsFunc(ex.Statements, func(o dixit.Statement) bool { return o.ID == r.Target }) {
				t.Errorf("%s %s %s", s.ID, r.Type, r.Target)
			}
		}
	}
	if n < 10 {
		t.Fatalf("%d relations, want more to try with", n)
	}
	for seed := range uint64(20) {
		shuffled := slices.Clone(ex.Statements)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		relate.Within(doc, shuffled)
		for _, s := range shuffled {
			if diff := cmp.Diff(want[s.ID], s.Relations, cmp.AllowUnexported(dixit.Fragment{})); diff != "" {
				t.Fatalf("order %d: %s", seed, diff)
			}
		}
	}
}

// everything is all the articles of TestWithin as one.
func everything(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	for _, in := range inputs(t, "testdata/within.txtar") {
		b.WriteString(in + "\n")
	}
	return b.String()
}

// inputs are the inputs of a file of cases.
func inputs(t testing.TB, path string) []string {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range a.Files {
		if !strings.HasSuffix(f.Name, ".want") {
			out = append(out, string(f.Data))
		}
	}
	return out
}

// TestHostile: many statements of one speaker in one sentence of words that all have contraries, as no article has.
func TestHostile(t *testing.T) {
	words := strings.Repeat("raise cut win lose not never 12 ships, ", 40)
	var b strings.Builder
	for range 60 {
		b.WriteString("Mayor Eve Brown said " + words + "and ")
	}
	text, err := dixit.NewText(b.String())
	if err != nil {
		t.Fatal(err)
	}
	doc := &dixit.Document{Source: []byte(b.String()), Text: text, Blocks: []dixit.Block{{Span: dixit.Span{End: text.Len()}, Region: dixit.Body}}}
	doc.Address()
	fragment := func(at, n int) dixit.Fragment {
		f, err := text.Fragment(dixit.Span{Start: at, End: at + n})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	unit := text.Len() / 60
	var all []dixit.Statement
	for i := range 60 {
		s := dixit.Statement{
			Tier: 1, Kind: dixit.Indirect, Act: "state", Speaker: dixit.Speaker{Name: "Eve Brown", Kind: dixit.Person},
			Mention: fragment(i*unit, 15), Cue: []dixit.Fragment{fragment(i*unit+16, 4)}, Content: []dixit.Fragment{fragment(i*unit+21, len(words))},
		}
		if s, err = s.Seal(doc.SHA256); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	relate.Within(doc, all)
	for _, s := range all {
		if len(s.Relations) > 8 {
			t.Errorf("%d relations of one statement", len(s.Relations))
		}
	}
}
