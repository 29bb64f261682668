package who

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"pgregory.net/rapid"
)

// article makes a document of a text of a paragraph a line.
func article(t interface{ Fatal(...any) }, s string) *dixit.Document {
	text, err := dixit.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	d := &dixit.Document{Source: []byte(s), Text: text}
	d.Address()
	at := 0
	for _, line := range strings.SplitAfter(s, "\n") {
		if end := at + len(strings.TrimRight(line, "\r\n")); end > at {
			d.Blocks = append(d.Blocks, dixit.Block{Span: dixit.Span{Start: at, End: end}, Kind: dixit.Paragraph, Region: dixit.Body})
		}
		at += len(line)
	}
	return d
}

// TestSources runs the cases of testdata: a text with sources in square brackets, and the speaker of each.
func TestSources(t *testing.T) {
	casetest.Spec{Glob: "testdata/*.txtar", AtLeast: 100, Find: func(t *testing.T, in string) string {
		var text strings.Builder
		var places []Place
		for _, part := range strings.SplitAfter(in, "]") {
			before, mention, _ := strings.Cut(strings.TrimSuffix(part, "]"), "[")
			text.WriteString(before)
			if strings.HasSuffix(part, "]") {
				at := dixit.Span{Start: text.Len(), End: text.Len() + len(mention)}
				places = append(places, Place{Mention: at, Cue: dixit.Span{Start: at.End, End: at.End + 1}})
			}
			text.WriteString(mention)
		}
		var out strings.Builder
		for _, s := range Speakers(article(t, text.String()), places) {
			out.WriteString(show(s))
		}
		return out.String()
	}}.Run(t)
}

func show(s dixit.Speaker) string {
	return fmt.Sprintf("%q %s, role %q, by %s\n", s.Name, s.Kind, s.Role, s.ResolvedBy)
}

// TestAnyPlaces: no text and no places make it fail, and names stay short.
func TestAnyPlaces(t *testing.T) {
	word := rapid.SampledFrom([]string{
		"Ada ", "Lind ", "Bo ", "Moss", "he ", "She ", "who ", "they ", "the president ", "President ", "of ", "the ", "United ", "Nations ", "(UN) ",
		"officials ", "said ", ", ", ". ", "’s ", "“", "” ", "\n", "I ", "we ", "Mr. ", "J. ", "é", "😀", "Church ", "and ", "Jr. ", "van der ",
	})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(word, 0, 60).Draw(t, "words"), "")
		d := article(t, s)
		span := func(label string) dixit.Span {
			return dixit.Span{Start: rapid.IntRange(-3, len(s)+3).Draw(t, label), End: rapid.IntRange(-3, len(s)+3).Draw(t, label)}
		}
		places := make([]Place, rapid.IntRange(0, 5).Draw(t, "places"))
		for i := range places {
			places[i] = Place{Mention: span("mention"), Cue: span("cue"), Around: rapid.IntRange(-1, 7).Draw(t, "around")}
		}
		speakers := Read(d).Speakers(places)
		if len(speakers) != len(places) {
			t.Fatalf("%d speakers for %d places", len(speakers), len(places))
		}
		for _, s := range speakers {
			if len(s.Name) > 200 || s.Kind == "" {
				t.Fatalf("speaker %+v", s)
			}
		}
	})
}

// TestLong reads a text that is nothing but names, and one where every word is a source: the work may not grow faster than the
// text.
func TestLong(t *testing.T) {
	for _, unit := range []string{"Ada Lind ", "Ada ", "Lind, ", "A. ", "President Moss of ", "he ", "“Ada ", "Bo Moss and "} {
		s := strings.Repeat(unit, (1<<20)/len(unit))
		if got := Speakers(article(t, s), []Place{{Mention: dixit.Span{End: len(unit) - 1}}}); len(got) != 1 {
			t.Errorf("%q: %d speakers", unit, len(got))
		}
	}
	for _, unit := range []string{"Ada Lind ", "he ", "they ", "I ", "the company ", "the president ", "Bo Moss and Ada Lind ", "who "} {
		n := (1 << 17) / len(unit)
		places := make([]Place, n)
		for i := range places {
			places[i].Mention = dixit.Span{Start: i * len(unit), End: (i+1)*len(unit) - 1}
		}
		if got := Speakers(article(t, strings.Repeat(unit, n)), places); len(got) != n {
			t.Errorf("%q: %d speakers", unit, len(got))
		}
	}
}

// TestGold resolves the sources of the hand-marked articles, given their mentions, and holds the share that is right.
func TestGold(t *testing.T) {
	var right, kinds, all int
	for _, dir := range []string{"dev", "seed"} {
		files, err := filepath.Glob(filepath.Join(casetest.Shared(t, "..", "gold/"+dir), "*.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			statements, d := gold(t, path)
			for i, s := range Read(d).Speakers(goldPlaces(d, statements)) {
				g := statements[i]
				if g.Speaker == "" || g.Mention.Text == "" {
					continue
				}
				all++
				if same(g.Speaker, s.Name) {
					right++
				}
				if g.Kind == string(s.Kind) {
					kinds++
				}
			}
		}
	}
	t.Logf("%d sources: speaker right %.3f, kind %.3f", all, float64(right)/float64(all), float64(kinds)/float64(all))
	if 100*right < 93*all || 100*kinds < 92*all {
		t.Errorf("of %d sources %d speakers and %d kinds are right, want 93 and 92 of a hundred", all, right, kinds)
	}
}

// goldPlaces is where the statements name their sources.
func goldPlaces(d *dixit.Document, statements []goldStatement) []Place {
	number := map[string]int{}
	places := make([]Place, len(statements))
	for i, g := range statements {
		number[g.ID] = i
	}
	for i, g := range statements {
		places[i] = Place{Mention: span(d, g.Mention), Cue: span(d, g.Cue...)}
		if g.Parent != nil {
			if p, ok := number[*g.Parent]; ok {
				places[i].Around = p + 1
			}
		}
	}
	return places
}

type mark struct {
	Start, End int
	Text       string
}

type goldStatement struct {
	Type    string
	ID      string
	Speaker string
	Kind    string `json:"speaker_kind"`
	Mention mark
	Cue     []mark
	Content []mark
	Parent  *string
}

func gold(t *testing.T, path string) ([]goldStatement, *dixit.Document) {
	t.Helper()
	text, err := os.ReadFile(strings.TrimSuffix(path, ".jsonl") + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldStatement
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g goldStatement
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		if g.Type == "statement" {
			out = append(out, g)
		}
	}
	return out, article(t, string(text))
}

// span is the smallest span in bytes that holds marks in code points.
func span(d *dixit.Document, marks ...mark) dixit.Span {
	if len(marks) == 0 || marks[0].Text == "" {
		return dixit.Span{}
	}
	start, _ := d.Text.Byte(marks[0].Start)
	end, _ := d.Text.Byte(marks[len(marks)-1].End)
	return dixit.Span{Start: start, End: end}
}

// same compares names as the reference scorer does.
func same(a, b string) bool {
	norm := func(s string) string {
		s = regexp.MustCompile(`^(the|a|an) `).ReplaceAllString(strings.ToLower(s), "")
		return strings.TrimSpace(regexp.MustCompile(`[^\pL\pN_ ]`).ReplaceAllString(s, ""))
	}
	a, b = norm(a), norm(b)
	within := func(a, b string) bool {
		has := map[string]bool{}
		for _, w := range strings.Fields(b) {
			has[w] = true
		}
		for _, w := range strings.Fields(a) {
			if !has[w] {
				return false
			}
		}
		return true
	}
	return a == b || a != "" && b != "" && (len(a) > 5 && within(a, b) && strings.Contains(strings.Split(b, " of ")[0], a) || len(b) > 5 && within(b, a))
}
