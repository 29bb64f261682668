package copies

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dixit"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// numbered are words of which no other text has any.
func numbered(name string, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "%s%d ", name, i)
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	story := numbered("w", 0, 400)
	for _, c := range []struct {
		name, a, b  string
		sameAddress bool
		want        Kind
	}{
		{"the same", story, story, false, SameText},
		{"the same at one address", story, story, true, SameText},
		{"other marks and case", "“It’s over – now,” she said.", "\"It's OVER, now\" she said", false, SameText},
		{"other accents", "Le caf\u00e9 est ferm\u00e9", "le cafe\u0301 est ferme\u0301", false, ""},
		{"soft hyphens", "com\u00adpletely over", "completely over", false, SameText},
		{"a word changed", story, strings.Replace(story, "w200 ", "else ", 1), false, Near},
		{"a fifth cut", story, numbered("w", 0, 320), false, Near},
		{"half cut", story, numbered("w", 0, 200), false, Part},
		{"as much behind", story, story + numbered("x", 0, 400), false, Part},
		{"half of either", story, numbered("w", 0, 200) + numbered("x", 0, 200), false, ""},
		{"half of either at one address", story, numbered("w", 0, 200) + numbered("x", 0, 200), true, Version},
		{"a quotation", story, numbered("w", 100, 140) + numbered("x", 0, 200), false, ""},
		{"nothing at one address", story, numbered("x", 0, 400), true, ""},
		{"a notice in it", story, numbered("w", 10, 50), false, ""},
		{"short and near", numbered("w", 0, 12), numbered("w", 0, 13), false, ""},
		{"nothing", "", "", true, ""},
		{"only signs", "— !", "— !", false, ""},
		{"one word", "Photo", "photo!", false, SameText},
	} {
		a, b := sketchOf(t, []string{c.a}), sketchOf(t, []string{c.b})
		got, back := Compare(a, b, c.sameAddress), Compare(b, a, c.sameAddress)
		if got.Kind != c.want || back.Kind != c.want {
			t.Errorf("%s: %q, and the other way %q; want %q", c.name, got.Kind, back.Kind, c.want)
		}
	}
}

func TestShare(t *testing.T) {
	story, half := sketchOf(t, []string{numbered("w", 0, 204)}), sketchOf(t, []string{numbered("w", 0, 104)})
	if got := Compare(story, half, false).Share; got != 0.5 {
		t.Errorf("of the story in its half: %v, want 0.5", got)
	}
	if got := Compare(half, story, false).Share; got != 1 {
		t.Errorf("of the half in the story: %v, want 1", got)
	}
}

// Headlines, captions, link lines and boilerplate are not compared.
func TestRegions(t *testing.T) {
	text, err := dixit.NewText("headline body caption link notice body")
	if err != nil {
		t.Fatal(err)
	}
	doc := &dixit.Document{Text: text}
	at := 0
	for i, w := range strings.Fields(text.String()) {
		region := []dixit.Region{dixit.Headline, dixit.Body, dixit.Caption, dixit.LinkLine, dixit.Boilerplate, dixit.Body}[i]
		doc.Blocks = append(doc.Blocks, dixit.Block{Span: dixit.Span{Start: at, End: at + len(w)}, Region: region})
		at += len(w) + 1
	}
	if got := Compare(Of(doc), sketchOf(t, []string{"body body"}), false).Kind; got != SameText {
		t.Errorf("got %q, want %q", got, SameText)
	}
}

// A run of words that two texts share gives them a print in common, whatever stands around it.
func TestRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := func(name string) string { return numbered(name, 0, rapid.IntRange(0, 900).Draw(t, name)) }
		run := numbered("run", 0, widest+shingle-1)
		a, b := texts("a")+run+texts("b"), texts("c")+run+texts("d")
		x, y := wordsOf(a), wordsOf(b)
		if common(x.Prints(), y.Prints()) == 0 {
			t.Error("no print in common")
		}
	})
}

func wordsOf(s string) *Sketch {
	text, err := dixit.NewText(s)
	if err != nil {
		panic(err)
	}
	return Of(&dixit.Document{Text: text})
}

func FuzzOf(f *testing.F) {
	f.Add("“It’s over,” she said. Ünïcödé 中文 \u0301\u00ad")
	f.Add(numbered("w", 0, 300))
	f.Add(strings.Repeat("the same again ", 300))
	f.Fuzz(func(t *testing.T, s string) {
		text, err := dixit.NewText(s)
		if err != nil {
			return
		}
		sketch := Of(&dixit.Document{Text: text})
		prints := sketch.Prints()
		if len(prints) > MaxPrints || !slices.IsSorted(prints) || common(prints, sketch.distinct()) != len(prints) {
			t.Errorf("%d prints are not sorted, or not of the text", len(prints))
		}
		if (len(prints) > 0) != (sketch.words > 0) {
			t.Errorf("%d prints of %d words", len(prints), sketch.words)
		}
		if got := Compare(sketch, sketch, false); sketch.words > 0 && got != (Likeness{SameText, 1}) {
			t.Errorf("with itself: %+v", got)
		}
	})
}

// However long a text is, what is looked at and kept of it is bounded.
func TestLong(t *testing.T) {
	s := sketchOf(t, []string{numbered("w", 0, maxWords+1000)})
	if s.words != maxWords || len(s.Prints()) > MaxPrints || len(s.Prints()) < MaxPrints/4 {
		t.Errorf("%d words, %d prints", s.words, len(s.Prints()))
	}
}

func TestCounted(t *testing.T) {
	for _, c := range []struct {
		name string
		list []Said
		want []int
	}{
		{"none", nil, []int{}},
		{"one name", []Said{{1, "Ann Lee"}, {2, "Ann Lee"}, {3, "ann lee"}}, []int{0, 0, 0}},
		{"a part of the name", []Said{{1, "Ann Lee"}, {2, "Lee"}}, []int{0, 0}},
		{"more of the name", []Said{{1, "Lee"}, {2, "Ann Lee"}}, []int{0, 0}},
		{"no name", []Said{{1, "Ann Lee"}, {2, ""}, {3, "Bo Ray"}}, []int{0, 0, 2}},
		{"no name first", []Said{{1, ""}, {2, "Ann Lee"}, {3, "Bo Ray"}}, []int{0, 0, 0}},
		{"other names", []Said{{1, "Ann Lee"}, {2, "Bo Ray"}, {3, "Ray"}}, []int{0, 1, 1}},
		{"twice in a document", []Said{{1, "Ann Lee"}, {1, "Lee"}, {2, "Lee"}}, []int{0, 1, 0}},
	} {
		if diff := cmp.Diff(c.want, Counted(c.list)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, diff)
		}
	}
}

// Those that are said again change nothing: without them the others are what they were.
func TestCountedWithoutTheRest(t *testing.T) {
	said := rapid.Custom(func(t *rapid.T) Said {
		return Said{rapid.Int64Range(1, 5).Draw(t, "document"), rapid.SampledFrom([]string{"", "A", "B", "A B", "B C"}).Draw(t, "speaker")}
	})
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(said).Draw(t, "list")
		slices.SortStableFunc(list, func(a, b Said) int { return int(a.Document - b.Document) })
		var alone []Said
		for i, of := range Counted(list) {
			if of == i {
				alone = append(alone, list[i])
			} else if list[of].Document == list[i].Document {
				t.Errorf("%d is said to be %d of the same document", i, of)
			}
		}
		for i, of := range Counted(alone) {
			if of != i {
				t.Errorf("%v: %d of those that count does not", alone, i)
			}
		}
	})
}

func TestWordings(t *testing.T) {
	text, err := dixit.NewText("Yes. “Yes!” yes he nodded")
	if err != nil {
		t.Fatal(err)
	}
	says := func(words, speaker string) dixit.Statement {
		at := strings.Index(text.String(), words)
		f, err := text.Fragment(dixit.Span{Start: at, End: at + len(words)})
		if err != nil {
			t.Fatal(err)
		}
		s := dixit.Statement{Speaker: dixit.Speaker{Name: speaker}}
		if words == "nodded" {
			s.Cue = []dixit.Fragment{f}
		} else {
			s.Content = []dixit.Fragment{f}
		}
		return s
	}
	list := []dixit.Statement{says("Yes.", "A"), says("“Yes!”", "B"), says("yes", "A"), says("nodded", "A"), says("he nodded", "A"), {}}
	w := Wordings(list)
	if w[0] != w[1] {
		t.Error("the same words of two speakers differ")
	}
	if w[0] == w[2] {
		t.Error("the same words for the second time are the same")
	}
	if w[3] == w[4] || w[3] == 0 || w[5] != 0 {
		t.Errorf("gesture %d, words %d, neither %d", w[3], w[4], w[5])
	}
}

func TestAddress(t *testing.T) {
	same := []string{"https://www.example.org/a/b", "http://Example.org/a/b/", " https://example.org/a/b#comments\n"}
	other := []string{"https://example.org/a/B", "https://example.org/a/b?id=1", "https://example.net/a/b", "https://example.org"}
	want, ok := Address(same[0])
	for _, u := range same {
		if got, also := Address(u); !ok || !also || got != want {
			t.Errorf("%q is another address", u)
		}
	}
	for _, u := range other {
		if got, ok := Address(u); !ok || got == want {
			t.Errorf("%q is no other address", u)
		}
	}
	for _, u := range []string{"", "a/b", "%", "mailto:a@example.org"} {
		if _, ok := Address(u); ok {
			t.Errorf("%q is an address", u)
		}
	}
}

func TestIsOwn(t *testing.T) {
	for _, c := range []struct {
		agency, outlet string
		want           bool
	}{
		{"Reuters", "Reuters", true},
		{"Reuters", "reuters.com", true},
		{"Reuters", "www.reuters.com", true},
		{"Associated Press", "The Associated Press", true},
		{"The Associated Press", "AP News", true},
		{"AP", "Associated Press", true},
		{"Agence France-Presse", "AFP", true},
		{"Reuters News Agency", "Reuters", true},
		{"Associated Press", "The Press", false},
		{"Reuters", "The Oldport Post", false},
		{"Reuters", "", false},
		{"", "Reuters", false},
		{"", "", false},
	} {
		if got := IsOwn(c.agency, c.outlet); got != c.want {
			t.Errorf("%q in %q: %t", c.agency, c.outlet, got)
		}
	}
}
