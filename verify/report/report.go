// Package report writes what verify found about drafts: as JSON lines, as SARIF for editors and continuous integration, and as a page to
// read or print. What it writes depends on the drafts alone. It does not write for terminals: see cmd/dixit.
package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"dixit"
	"dixit/verify"
)

// Draft is a draft with the verdicts on its quotations.
type Draft struct {
	Name    string          // its file, for people and programs
	Doc     *dixit.Document // as it was read
	Results []verify.Result // in the order of their places in Doc's text

	// File is the text that Place leads into, where that is not Doc's own: a file of which Doc is a reading. Place is where in it
	// the characters of a span of Doc's text stand, empty if nowhere. Both are zero where the text is Doc's own.
	File  dixit.Text
	Place func(dixit.Span) dixit.Span

	// Link is an address that leads to a place, "" if there is none. It may be nil.
	Link func(verify.Place) string
}

// Words is the quotation of r in the file, with its marks and whatever markup is in it; false if it does not stand there.
func (d Draft) Words(r verify.Result) (dixit.Fragment, bool) {
	if d.Place == nil {
		return r.Quote.Words, true
	}
	f, err := d.File.Fragment(d.Place(r.Quote.Words.Span()))
	return f, err == nil
}

// text is the text that Words are of.
func (d Draft) text() dixit.Text {
	if d.Place == nil {
		return d.Doc.Text
	}
	return d.File
}

// At is the line and the column of the quotation of r in the file, both from one, the column in code points.
func (d Draft) At(r verify.Result) (line, column int) {
	f, ok := d.Words(r)
	if !ok {
		return 0, 0
	}
	return position(d.text(), f.Span().Start)
}

// position is the line and column, both from one, of byte b of t.
func position(t dixit.Text, b int) (line, column int) {
	line, start := 1, 0
	for i, c := range []byte(t.String()[:b]) {
		if c == '\n' {
			line, start = line+1, i+1
		}
	}
	return line, t.CodePoint(b) - t.CodePoint(start) + 1
}

// NDJSON writes an object a line for each quotation and indirect statement, as docs/verify.md says.
func NDJSON(w io.Writer, drafts ...Draft) error {
	b := bufio.NewWriter(w)
	for _, d := range drafts {
		name, err := json.Marshal(d.Name)
		if err != nil {
			return fmt.Errorf("draft %s: %w", d.Name, err)
		}
		for _, r := range d.Results {
			f, ok := d.Words(r)
			if !ok {
				continue // a character that stands for another whole has a place; nothing that is quoted has none
			}
			r.Quote.Words = f
			line, err := json.Marshal(r)
			if err != nil {
				return fmt.Errorf("draft %s: %w", d.Name, err)
			}
			fmt.Fprintf(b, "{\"draft\":%s,%s\n", name, line[1:])
		}
	}
	return b.Flush()
}

// Tally counts the verdicts of drafts; that of an indirect statement is "".
func Tally(drafts ...Draft) map[verify.Verdict]int {
	out := map[verify.Verdict]int{}
	for _, d := range drafts {
		for _, r := range d.Results {
			out[r.Verdict]++
		}
	}
	return out
}

// Say is what a quotation with verdict v is, in words.
func Say(v verify.Verdict) string {
	switch v {
	case verify.Exact:
		return "there, character for character"
	case verify.Normalised:
		return "there, but for differences that are named"
	case verify.Partial:
		return "there, but what stands beside it says something else"
	case verify.Altered:
		return "there with other words; the difference is shown"
	case verify.Spliced:
		return "two places joined as if they were one"
	case verify.WrongSpeaker:
		return "there, in somebody else's mouth"
	case verify.Ambiguous:
		return "not there, and as near to one place as to another"
	case verify.NotFound:
		return "not there; the nearest is named, and is no match"
	}
	return "what others said, in the draft's own words: no verdict"
}
