package verify

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"dixit"

	"golang.org/x/sync/errgroup"
)

// Quotation is a quotation of a draft, or an indirect statement.
type Quotation struct {
	Words     dixit.Fragment // in the draft's text, with its marks
	Text      string         // between the marks
	Speaker   dixit.Speaker  // whom the draft gives it to; zero if nobody
	Chain     []dixit.Link   // of the draft's statement
	Statement string         // id of the draft's statement; "" if it is of none
	Loose     string         // why it is of none: scare or unattributed; else ""
	Negated   bool           // the draft says that it was not said
	Before    string         // what the draft has before it, back to the end of a sentence or another quotation
	After     string         // and after it
}

// Quotations are the quotations of a draft and its indirect statements, each in the order of their places. A quotation inside
// another is part of that one. Titles and nicknames are nobody's words and are left out.
func Quotations(doc *dixit.Document, ex dixit.Extraction) (quoted, indirect []Quotation) {
	of := map[dixit.Fragment]dixit.Statement{} // whose content a quotation is
	marks := map[dixit.Fragment]dixit.Quotation{}
	for _, s := range ex.Statements {
		for _, q := range s.Quotes {
			if was, ok := of[q.Words]; !ok || closer(s, was, q.Words.Span()) {
				of[q.Words], marks[q.Words] = s, q
			}
		}
		if len(s.Quotes) == 0 && len(s.Content) > 0 {
			indirect = append(indirect, ofStatement(doc, s))
		}
	}
	for words, s := range of {
		q := between(doc, marks[words])
		q.Speaker, q.Chain, q.Statement, q.Negated = s.Speaker, s.Chain, s.ID, s.Negated
		quoted = append(quoted, q)
	}
	for _, l := range ex.Loose {
		if l.Why == "scare" || l.Why == "unattributed" {
			q := between(doc, l)
			q.Loose = l.Why
			quoted = append(quoted, q)
		}
	}
	slices.SortFunc(quoted, func(a, b Quotation) int {
		return cmp.Or(cmp.Compare(a.Words.Start(), b.Words.Start()), cmp.Compare(b.Words.End(), a.Words.End()))
	})
	return outermost(quoted), indirect
}

// closer reports whether a quotation at span is rather s's content than t's: more of it is, or as much and s says less besides. So
// "X said Y had promised “…”" is Y's, and what Y says inside the marks is not the quotation's statement.
func closer(s, t dixit.Statement, span dixit.Span) bool {
	a, b := covered(s, span), covered(t, span)
	const trifle = 8 // bytes: marks and stops that a content leaves out
	if a > b+trifle || b > a+trifle {
		return a > b
	}
	return s.Span().Len() < t.Span().Len()
}

// covered is how many bytes of span are s's content.
func covered(s dixit.Statement, span dixit.Span) (n int) {
	for _, f := range s.Content {
		n += max(0, min(f.Span().End, span.End)-max(f.Span().Start, span.Start))
	}
	return n
}

// between is the quotation of the words between q's marks.
func between(doc *dixit.Document, q dixit.Quotation) Quotation {
	t := strings.TrimSuffix(strings.TrimPrefix(q.Words.Text(), q.Open), q.Close)
	out := Quotation{Words: q.Words, Text: strings.TrimSpace(t)}
	span := q.Words.Span()
	for _, b := range doc.Blocks {
		if b.Span.Contains(span) {
			out.Before = doc.Text.Slice(dixit.Span{Start: b.Span.Start, End: span.Start})
			out.After = doc.Text.Slice(dixit.Span{Start: span.End, End: b.Span.End})
		}
	}
	const ends = ".?!”\"\n"
	out.Before = out.Before[strings.LastIndexAny(strings.TrimRight(out.Before, " "), ends)+1:]
	if i := strings.IndexAny(out.After, ends+"“"); i >= 0 {
		out.After = out.After[:i]
	}
	return out
}

// ofStatement is the indirect statement s.
func ofStatement(doc *dixit.Document, s dixit.Statement) Quotation {
	words := s.Content[0]
	if n := len(s.Content); n > 1 {
		// Both ends are of fragments of this text, so the stretch between them is one too.
		if f, err := doc.Text.Fragment(dixit.Span{Start: words.Span().Start, End: s.Content[n-1].Span().End}); err == nil {
			words = f
		}
	}
	return Quotation{Words: words, Text: s.Text(), Speaker: s.Speaker, Chain: s.Chain, Statement: s.ID}
}

// outermost leaves out of sorted what lies inside another.
func outermost(sorted []Quotation) []Quotation {
	out := sorted[:0]
	end := 0
	for _, q := range sorted {
		if q.Words.End() > end {
			out = append(out, q)
			end = q.Words.End()
		}
	}
	return out
}

// Index finds the sources that may hold words. It is safe for concurrent use.
type Index interface {
	// Near returns at most so many sources that may hold words (of Fold), those that share most first, and whether every source
	// that could hold them in a row is among them.
	Near(ctx context.Context, words []string, most int) (sources []*Source, complete bool, err error)
}

// candidates is how many sources a quotation is compared with.
const candidates = 50

// Draft checks the quotations of a draft, and gives its indirect statements the nearest evidence, in the order of their places.
func Draft(ctx context.Context, doc *dixit.Document, ex dixit.Extraction, in Index) ([]Result, error) {
	quoted, indirect := Quotations(doc, ex)
	all := slices.Concat(quoted, indirect)
	out := make([]Result, len(all))
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range all {
		work.Go(func() error {
			among, complete, err := in.Near(ctx, Fold(q.Text), candidates)
			if err != nil {
				return fmt.Errorf("quotation at %d: %w", q.Words.Start(), err)
			}
			if i < len(quoted) {
				out[i] = Check(q, among)
			} else {
				out[i] = Evidence(q, among)
			}
			if !complete {
				out[i].Why += "; more sources share its words than were looked at"
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b Result) int { return cmp.Compare(a.Quote.Words.Start(), b.Quote.Words.Start()) })
	return out, nil
}
