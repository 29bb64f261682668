package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dixit"
)

// The outcomes of what ingest reads, as reports name them.
const (
	outcomeKept      = "kept"      // a document that is new
	outcomeUnchanged = "unchanged" // one that was there
	outcomeCopy      = "copy"      // one that is there under another address
	outcomeSkipped   = "skipped"   // no document
	outcomeFailed    = "failed"
)

// What is said of a document and of a file that were there before.
const (
	reasonKnown = "in the ledger already"
	reasonOver  = "read to its end before"
	reasonCopy  = "a copy of another document" // which the row names
)

// row is one line of a report: what came of one thing in the inputs.
type row struct {
	Type    string `json:"type"` // document, skipped or failure
	Outcome string `json:"outcome"`
	Reason  string `json:"reason,omitempty"`
	spot
	ID         string `json:"id,omitempty"`
	URL        string `json:"url,omitempty"`
	Statements *int   `json:"statements,omitempty"`
}

// spot is where in the inputs something is.
type spot struct {
	Path   string `json:"path"`
	Offset *int64 `json:"offset,omitempty"` // of the record, in bytes of the file
	Line   int    `json:"line,omitempty"`   // of NDJSON, counted from 1
	Item   int    `json:"item,omitempty"`   // of a feed, likewise
}

// String is s in words: "x.gz @12", "x line 3".
func (s spot) String() string {
	switch {
	case s.Offset != nil:
		return fmt.Sprintf("%s @%d", s.Path, *s.Offset)
	case s.Line > 0:
		return fmt.Sprintf("%s line %d", s.Path, s.Line)
	case s.Item > 0:
		return fmt.Sprintf("%s item %d", s.Path, s.Item)
	}
	return s.Path
}

// report counts what came of a run, by reason, and writes a line about each thing where that is wanted.
type report struct {
	out    io.Writer // nil if no lines are wanted
	failed error     // in writing it
	counts map[string]int
	groups map[group]int
}

// group is what rows are counted by.
type group struct{ outcome, reason string }

// mostGroups bounds how many reasons are told apart.
const mostGroups = 200

// newReport makes a report that goes into the file at path as well, unless that is "".
func newReport(path string) (*report, error) {
	r := &report{counts: map[string]int{}, groups: map[group]int{}}
	if path == "" {
		return r, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, dixit.Errorf(dixit.Unavailable, "report: %w", err)
	}
	r.out = f
	return r, nil
}

// add counts a row and says how many of its group there are now.
func (r *report) add(w row) int {
	r.counts[w.Outcome]++
	g := group{w.Outcome, reasonGroup(w)}
	if _, ok := r.groups[g]; !ok && len(r.groups) >= mostGroups {
		g.reason = "another reason"
	}
	r.groups[g]++
	r.line(w)
	return r.groups[g]
}

func (r *report) line(v any) {
	if r.out == nil || r.failed != nil {
		return
	}
	data, err := json.Marshal(v)
	if err == nil {
		_, err = r.out.Write(append(data, '\n'))
	}
	r.failed = err
}

// close writes the last line and says whether all could be written.
func (r *report) close(last summary) error {
	r.line(last)
	if c, ok := r.out.(io.Closer); ok {
		if err := c.Close(); r.failed == nil {
			r.failed = err
		}
	}
	if r.failed != nil {
		return dixit.Errorf(dixit.Unavailable, "report: %w", r.failed)
	}
	return nil
}

// summary is the last line of a report.
type summary struct {
	Type       string       `json:"type"`
	Documents  int          `json:"documents"` // that were read
	Kept       int          `json:"kept"`
	Unchanged  int          `json:"unchanged"`
	Copies     int          `json:"copies"`
	Skipped    int          `json:"skipped"`
	Failed     int          `json:"failed"`
	Statements int          `json:"statements"`
	Seconds    float64      `json:"seconds"`
	Reasons    []reasonLine `json:"reasons"`
}

// reasonLine is how many things came out so, for one reason.
type reasonLine struct {
	Outcome string `json:"outcome"`
	Reason  string `json:"reason"`
	Count   int    `json:"count"`
}

// summary sums up a run that took so long and gave so many statements.
func (r *report) summary(documents, statements int, took time.Duration) summary {
	return summary{
		Type: "summary", Documents: documents, Kept: r.counts[outcomeKept], Unchanged: r.counts[outcomeUnchanged],
		Copies: r.counts[outcomeCopy], Skipped: r.counts[outcomeSkipped], Failed: r.counts[outcomeFailed],
		Statements: statements, Seconds: took.Seconds(), Reasons: r.reasons(),
	}
}

// reasons are the reasons that were given, the most frequent of each outcome first.
func (r *report) reasons() []reasonLine {
	list := []reasonLine{}
	for g, n := range maps.All(r.groups) {
		if g.reason != "" {
			list = append(list, reasonLine{g.outcome, g.reason, n})
		}
	}
	slices.SortFunc(list, func(a, b reasonLine) int {
		return cmp.Or(cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	return list
}

// passedOver says in a line what was passed over and why: "status 404 (12), a picture (3)"; "" if nothing was.
func (r *report) passedOver() string {
	var b strings.Builder
	more := 0
	for _, l := range r.reasons() {
		switch {
		case l.Outcome == outcomeKept, l.Outcome == outcomeFailed, l.Reason == reasonKnown, l.Reason == reasonOver, l.Reason == reasonCopy:
		case b.Len() > 300:
			more += l.Count
		default:
			if b.Len() > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%s (%d)", l.Reason, l.Count)
		}
	}
	if more > 0 {
		fmt.Fprintf(&b, ", other reasons (%d)", more)
	}
	return b.String()
}

// reasonGroup is the reason of a row without what tells one case from the next: the page that is repeated or copied, and in
// failures numbers and what is cited.
func reasonGroup(w row) string {
	switch w.Outcome {
	case outcomeFailed:
		return particulars.ReplaceAllStringFunc(w.Reason, func(s string) string {
			if strings.Contains(s, " ") && s[0] != '"' { // which it was says what is wrong
				return s
			}
			return "…"
		})
	case outcomeUnchanged, outcomeCopy:
		if w.Statements != nil { // it is kept
			return reasonCopy
		}
		for _, kind := range []string{"repeat of ", "the bytes of "} {
			if strings.HasPrefix(w.Reason, kind) {
				return kind + "another page"
			}
		}
	}
	return w.Reason
}

// nouns are what errors call a thing before they name it, the empty one last.
func nouns() []string {
	return []string{"warc ", "ndjson ", "json ", "csv ", "parquet ", "feed ", "extract ", "keep ", ""}
}

// placed reads a place in words: "x.gz @12" is byte 12 of x.gz, "x line 3" the third line of x.
func placed(words string) spot {
	if at := strings.LastIndexByte(words, '@'); at >= 0 {
		digits, _, _ := strings.Cut(words[at+1:], "-") // within a member
		if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
			return spot{Path: strings.TrimSuffix(words[:at], " "), Offset: &n}
		}
	}
	p := spot{Path: words}
	for noun, number := range map[string]*int{" line ": &p.Line, " item ": &p.Item} {
		if at := strings.LastIndex(words, noun); at >= 0 {
			if n, err := strconv.Atoi(words[at+len(noun):]); err == nil {
				p.Path, *number = words[:at], n
			}
		}
	}
	return p
}

// particulars are quoted words and numbers, and statuses of HTTP, which are left.
var particulars = regexp.MustCompile(`status [1-5][0-9][0-9]|^[1-5][0-9][0-9] [A-Z]|"(?:[^"\\]|\\.)*"|[0-9]+`)

// reasonOf tells the cause of an error from the place before it: "warc x.gz @12: truncated gzip member" is in two parts. The
// place is told without its noun. It is path and what follows of it, a member or a line, up to a colon; where path is not known
// it ends where the innermost cause begins.
func reasonOf(err error, path string) (at, reason string) {
	whole := err.Error()
	if path != "" {
		for _, noun := range nouns() {
			rest, ok := strings.CutPrefix(whole, noun+path)
			if place, cause, cut := strings.Cut(rest, ": "); ok && cut {
				return path + place, cause
			}
		}
	}
	inner := err
	for {
		wrapped, ok := inner.(interface{ Unwrap() error })
		if !ok || wrapped.Unwrap() == nil || !strings.HasSuffix(whole, wrapped.Unwrap().Error()) {
			break
		}
		inner = wrapped.Unwrap()
	}
	reason = inner.Error()
	at = strings.TrimSuffix(strings.TrimSuffix(whole, reason), ": ")
	for _, noun := range nouns() {
		if rest, ok := strings.CutPrefix(at, noun); ok {
			return rest, reason
		}
	}
	return at, reason
}
