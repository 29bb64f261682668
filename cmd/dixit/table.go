package main

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"dixit"
)

// table writes statements as lines for a person to read: a document's title, then a line a statement.
type table struct{ t *terminal }

// Widths, in columns of a terminal. The words have the rest, or all they need where the output is no terminal.
const (
	speakerWidth = 20
	cueWidth     = 12
	kindWidth    = 8
	actWidth     = 9
	leastWords   = 20
)

func (w table) render(doc *dixit.Document, ex dixit.Extraction) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s (%s)\n", printable(titleOf(doc.Ref(), doc.Name)), count(len(ex.Statements), "statement"))
	words := math.MaxInt
	if w.t.isTerminal {
		words = max(leastWords, w.t.width-speakerWidth-cueWidth-kindWidth-actWidth-4*len("  "))
	}
	for _, s := range ex.Statements {
		speaker := speakerOf(s)
		if s.Parent != "" {
			speaker = "  " + speaker // said inside what somebody else said
		}
		line := strings.Join([]string{
			pad(speaker, speakerWidth), pad(dixit.TextOf(s.Cue), cueWidth), pad(string(s.Kind), kindWidth), pad(string(s.Act), actWidth),
			cut(s.Text(), words),
		}, "  ")
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
