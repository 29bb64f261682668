package links_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/extract/links"
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
