package verify

import (
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"
	"dixit/text"
)

// TestVerdicts runs the cases of testdata. A case is lines of "quote: WORDS" and perhaps "speaker: NAME, ROLE", "before: WORDS" and
// "after: WORDS" for the draft, then sources: a line "source: OUTLET, DAY", lines of "said: NAME, ROLE: WORDS" with what the source gives to
// whom, and after an empty line its text. \n stands for the end of a line.
func TestVerdicts(t *testing.T) {
	casetest.Spec{Glob: "testdata/*.txtar", AtLeast: 120, Find: func(t *testing.T, in string) string {
		q, among := readCase(t, in)
		return shown(t, Check(q, among))
	}}.Run(t)
}

func readCase(t *testing.T, in string) (Quotation, []*Source) {
	t.Helper()
	var q Quotation
	head, rest, _ := strings.Cut(in, "source: ")
	for _, l := range strings.Split(strings.TrimSpace(head), "\n") {
		name, value, _ := strings.Cut(l, ": ")
		value = strings.ReplaceAll(value, `\n`, "\n")
		switch name {
		case "quote":
			whole := mustText(t, "“"+value+"”")
			f, err := whole.Fragment(dixit.Span{Start: 0, End: whole.Len()})
			if err != nil {
				t.Fatal(err)
			}
			q.Words, q.Text = f, value
		case "speaker":
			q.Speaker = speakerOf(value)
		case "before":
			q.Before = value
		case "after":
			q.After = value
		default:
			t.Fatalf("no line %q", l)
		}
	}
	var among []*Source
	if rest != "" {
		for i, s := range strings.Split(rest, "\nsource: ") {
			among = append(among, sourceOf(t, i, s))
		}
	}
	return q, among
}

// speakerOf reads "NAME, ROLE".
func speakerOf(s string) dixit.Speaker {
	name, role, _ := strings.Cut(s, ", ")
	kind := dixit.Person
	switch {
	case strings.ToLower(name) == name:
		kind = dixit.Anonymous
	case strings.HasPrefix(name, "the ") || strings.HasSuffix(name, "Council"):
		kind = dixit.Organisation
	}
	return dixit.Speaker{Name: name, Role: role, Kind: kind}
}

func mustText(t *testing.T, s string) dixit.Text {
	t.Helper()
	out, err := dixit.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sourceOf reads a source.
func sourceOf(t *testing.T, number int, s string) *Source {
	t.Helper()
	head, body, _ := strings.Cut(s, "\n\n")
	lines := strings.Split(head, "\n")
	outlet, day, _ := strings.Cut(lines[0], ", ")
	d := &dixit.Document{ID: fmt.Sprint("s", number+1), Outlet: outlet, Published: day, Text: mustText(t, body), Blocks: blocksOf(body)}
	var ex dixit.Extraction
	for _, l := range lines[1:] {
		l, negated := strings.CutPrefix(l, "denied ")
		who, content, ok := strings.Cut(strings.TrimPrefix(l, "said: "), ": ")
		at := strings.Index(d.Text.String(), content)
		if !ok || at < 0 {
			t.Fatalf("no such words: %q", l)
		}
		span := dixit.Span{Start: at, End: at + len(content)}
		st := dixit.Statement{ID: "st" + fmt.Sprint(len(ex.Statements)+1), Kind: dixit.Direct, Negated: negated}
		for _, name := range strings.Split(who, " < ") { // the chain
			st.Speaker = speakerOf(name)
			st.Chain = append(st.Chain, dixit.Link{Name: st.Speaker.Name})
		}
		st.Content = []dixit.Fragment{mustFragment(t, d, span)}
		for _, b := range d.Blocks {
			if b.Turn.Len() > 0 && b.Span.Contains(span) {
				st.Mention = mustFragment(t, d, b.Turn)
			}
		}
		if negated {
			st.Cue = []dixit.Fragment{mustFragment(t, d, dixit.Span{Start: 0, End: span.Start})}
		}
		for _, x := range text.Quotes(d.Text.String(), d.Blocks) {
			if x.Span.Overlaps(span) {
				st.Quotes = append(st.Quotes, dixit.Quotation{Words: mustFragment(t, d, x.Span), Open: x.Open, Close: x.Close})
			}
		}
		ex.Statements = append(ex.Statements, st)
	}
	return NewSource(d, ex)
}

// blocksOf are the paragraphs of a text: with an empty line between, and in transcripts with "NAME:" before a turn.
func blocksOf(body string) []dixit.Block {
	var out []dixit.Block
	at := 0
	var turn dixit.Span
	for _, p := range strings.Split(body, "\n\n") {
		b := dixit.Block{Span: dixit.Span{Start: at, End: at + len(strings.TrimRight(p, "\n"))}, Kind: dixit.Paragraph, Region: dixit.Body}
		if name, _, ok := strings.Cut(p, ": "); ok && strings.ToUpper(name) == name {
			turn = dixit.Span{Start: at, End: at + len(name)}
		}
		if link, ok := strings.CutPrefix(p, "READ MORE "); ok && link != "" {
			b.Region = dixit.LinkLine
		}
		b.Turn = turn
		at += len(p) + 2
		out = append(out, b)
	}
	return out
}

func mustFragment(t *testing.T, d *dixit.Document, s dixit.Span) dixit.Fragment {
	t.Helper()
	f, err := d.Text.Fragment(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// shown is a result for a person to read.
func shown(t *testing.T, r Result) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(string(r.Verdict))
	for _, s := range r.Normalised {
		b.WriteString(" " + string(s))
	}
	b.WriteString("\n")
	place := func(name string, p Place) {
		words := p.Words.Text()
		if p.Parts != nil {
			words = ""
			for i, f := range p.Parts {
				if i > 0 {
					words += " | "
				}
				words += f.Text()
			}
		}
		fmt.Fprintf(&b, "%s: %s %s", name, p.Doc.ID, strings.ReplaceAll(words, "\n", `\n`))
		if p.Speaker.Name != "" {
			fmt.Fprintf(&b, " (%s)", p.Speaker.Name)
		}
		b.WriteString("\n")
		if p.Diff != nil {
			b.WriteString("diff: " + describe(p.Diff) + "\n")
		}
	}
	if r.Best != nil {
		place("best", *r.Best)
	}
	if r.Nearest != nil {
		place("nearest", *r.Nearest)
	}
	for _, o := range r.Others {
		place("other", o)
	}
	for _, l := range r.Lost {
		fmt.Fprintf(&b, "lost: %s %s\n", l.Kind, l.Words.Text())
	}
	return b.String()
}
