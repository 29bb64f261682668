package links_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/extract/links"
	"dixit/internal/casetest"
	"dixit/neural"
	"dixit/text"

	"pgregory.net/rapid"
)

func model(t testing.TB) *links.Model {
	t.Helper()
	m, err := links.Default()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// roles are how a text marks a phrase: {s …}, {q …} and {c …}.
var roles = map[byte]neural.Label{'s': neural.BeginSource, 'q': neural.BeginCue, 'c': neural.BeginContent}

// passage reads a text with its phrases in braces, a block a line and every full stop the end of a sentence.
func passage(marked string) links.Passage {
	var p links.Passage
	var plain strings.Builder
	sentence := 0
	for b, line := range strings.Split(marked, "\n") {
		p.Words = append(p.Words, nil)
		for _, w := range strings.Fields(line) {
			role, begins := neural.Label(0), strings.HasPrefix(w, "{")
			if begins {
				role = roles[w[1]]
				p.Phrases = append(p.Phrases, links.Phrase{Role: role, Block: b, First: len(p.Words[b]), Sentence: sentence, Confidence: .95})
				continue
			}
			bare := strings.TrimRight(w, "}")
			at := plain.Len()
			plain.WriteString(bare + " ")
			for span := range text.EachWord(bare) {
				p.Words[b] = append(p.Words[b], neural.Word{Span: dixit.Span{Start: at + span.Start, End: at + span.End}})
			}
			if bare != w {
				p.Phrases[len(p.Phrases)-1].End = len(p.Words[b])
			}
			if bare == "." {
				sentence++
			}
		}
		sentence++
	}
	p.Text = plain.String()
	return p
}

// show writes statements as source | cue | contents.
func show(p links.Passage, statements []links.Statement) string {
	words := func(i int) string {
		if i == links.None {
			return "-"
		}
		f := p.Phrases[i]
		return p.Text[p.Words[f.Block][f.First].Span.Start:p.Words[f.Block][f.End-1].Span.End]
	}
	var b strings.Builder
	for _, s := range statements {
		fmt.Fprintf(&b, "%s | %s |", words(s.Source), words(s.Cue))
		for _, c := range s.Contents {
			fmt.Fprintf(&b, " %s /", words(c))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestLink: which phrases of a marked text belong together.
func TestLink(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{
			"nearest", "{s Ada Lind } {q said } that {c the bridge was safe } .",
			"Ada Lind | said | the bridge was safe /\n",
		},
		{
			"interrupted", "“ {c The bridge } , ” {s Ada Lind } {q said } , “ {c will open in May } . ”",
			"Ada Lind | said | The bridge / will open in May /\n",
		},
		{
			"shared subject", "{s Ada Lind } {q insisted } that {c the bridge was safe } and {q told } the council that {c it would open } .",
			"Ada Lind | insisted | the bridge was safe /\nAda Lind | told | it would open /\n",
		},
		{
			"passive", "{s Ada Lind } {q said } {c she would go } . {c The plan } {q was criticized by } {s Bo Moss } .",
			"Ada Lind | said | she would go /\nBo Moss | was criticized by | The plan /\n",
		},
		{
			"in the cue", "{q He’s worried } that {c the bridge is not safe } .",
			"He’s worried | He’s worried | the bridge is not safe /\n",
		},
		{
			"set off by a mark", "{s LIND } : {c We will open the bridge in May } .",
			"LIND | - | We will open the bridge in May /\n",
		},
	} {
		p := passage(c.text)
		if got := show(p, model(t).Link(p)); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}

// TestLoad: the weights come back as they were, and what is no file of weights is none.
func TestLoad(t *testing.T) {
	m := model(t)
	m.Cue[7], m.Source[8], m.Stands[9] = -1, 32767, -32768
	data := m.Encode()
	back, err := links.Load(data)
	if err != nil || back.Cue[7] != -1 || back.Source[8] != 32767 || back.Stands[9] != -32768 {
		t.Errorf("%v", err)
	}
	if len(data) > 200_000 {
		t.Errorf("%d bytes", len(data))
	}
	for _, bad := range [][]byte{nil, data[:len(data)-1], append([]byte("x"), data[1:]...)} {
		if _, err := links.Load(bad); dixit.KindOf(err) != dixit.Unreadable {
			t.Errorf("%d bytes: %v", len(bad), err)
		}
	}
}

// TestAnyPhrases: however phrases lie, every content is in at most one statement, and the answer is the same twice.
func TestAnyPhrases(t *testing.T) {
	m := model(t)
	piece := rapid.SampledFrom([]string{
		"{s Ada Lind } ", "{s he } ", "{q said } ", "{q He’s told } ", "{q was asked by } ", "{c it will open } ", "{c “ No , ” } ", "the bridge ", ", ",
		". ", ": ", "― ", "“ ", "” ", "\" ", "\n", "and ",
	})
	rapid.Check(t, func(t *rapid.T) {
		p := passage(strings.Join(rapid.SliceOfN(piece, 0, 80).Draw(t, "pieces"), ""))
		found := m.Link(p)
		seen := make(map[int]bool)
		for _, s := range found {
			for _, c := range s.Contents {
				if seen[c] || p.Phrases[c].Role != neural.BeginContent {
					t.Fatalf("phrase %d is a content twice, or is none", c)
				}
				seen[c] = true
			}
			if s.Cue != links.None && p.Phrases[s.Cue].Role != neural.BeginCue {
				t.Fatalf("phrase %d is no cue", s.Cue)
			}
			if s.Source != links.None && s.Source != s.Cue && p.Phrases[s.Source].Role != neural.BeginSource {
				t.Fatalf("phrase %d is no source", s.Source)
			}
		}
		if again := m.Link(p); show(p, again) != show(p, found) {
			t.Fatalf("not the same twice")
		}
	})
}

// TestLinear: eight times the phrases, in one block and in many, take about eight times as long.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("timing")
	}
	m := model(t)
	for _, end := range []string{" ", "\n"} {
		unit := "“ {c The bridge will open } , ” {s Ada Lind } {q said } and {c it is safe } , and {s he } {q asked } {c when } ." + end
		took := func(n int) time.Duration {
			p := passage(strings.TrimSpace(strings.Repeat(unit, n)))
			least := time.Hour
			for range 3 {
				began := casetest.Spent(t)
				m.Link(p)
				least = min(least, casetest.Spent(t)-began)
			}
			return least
		}
		if once, eight := took(2000), took(16000); eight > 16*once {
			t.Errorf("blocks end in %q: %v, and eight times as many %v", end, once, eight)
		}
	}
}

// FuzzLoad: no bytes make Load fail badly, and what it takes links.
func FuzzLoad(f *testing.F) {
	f.Add(model(f).Encode())
	p := passage("{s Ada Lind } {q said } {c it will open } .")
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := links.Load(data); err == nil {
			m.Link(p)
		}
	})
}
