package report

import (
	_ "embed" // the page
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dixit"
	"dixit/verify"
)

//go:embed page.html
var pageHTML string

// page is the template of the page, read once.
var page = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageHTML)) })

// HTML writes one page without scripts, whole in itself: each draft with its quotations marked and numbered, and the verdict on each
// beside the paragraph it begins in.
func HTML(w io.Writer, drafts ...Draft) error {
	data := struct {
		Version string
		Drafts  []htmlDraft
		Legend  []htmlLegend
	}{Version: dixit.Version}
	tally := Tally(drafts...)
	for _, v := range append(verify.Verdicts(), "") {
		if tally[v] > 0 {
			data.Legend = append(data.Legend, htmlLegend{shown(v), class(v), tally[v], Say(v)})
		}
	}
	for i, d := range drafts {
		data.Drafts = append(data.Drafts, htmlOf(d, i))
	}
	return page().Execute(w, data)
}

// htmlLegend is a verdict, how often it was given, and what it means.
type htmlLegend struct {
	Name, Class string
	Count       int
	Means       string
}

// htmlDraft is a draft as the page shows it.
type htmlDraft struct {
	Name   string
	Blocks []htmlBlock
}

// htmlBlock is a paragraph with the verdicts that begin in it.
type htmlBlock struct {
	Kind   dixit.BlockKind
	Pieces []htmlPiece
	Notes  []htmlNote
}

// htmlPiece is a stretch of a paragraph, of a quotation or not.
type htmlPiece struct {
	Text   string
	Class  string // "" for what is not quoted
	Number int    // of the quotation, where it begins; else 0
	ID     string // of its note
	Says   string
}

// htmlNote is a verdict.
type htmlNote struct {
	ID, Verdict, Class string
	Number             int
	Quote, By, Why     string
	Steps              string
	Lost               []htmlLoss
	Diff               []htmlOp
	Place              *htmlPlace
	NoMatch            bool // Place is what is nearest
	Others             []htmlPlace
}

type htmlLoss struct{ Kind, Text string }

// htmlOp is a step of a difference.
type htmlOp struct{ Same, Gone, New, Harm string }

// htmlPlace is where the words of a source stand.
type htmlPlace struct {
	Title, Speaker, Chain, Statement, Link string
	Before, Words, After                   string
}

// htmlOf is draft number i.
func htmlOf(d Draft, i int) htmlDraft {
	out := htmlDraft{Name: d.Name}
	for _, b := range d.Doc.Blocks {
		block := htmlBlock{Kind: b.Kind}
		at := b.Span.Start
		for n, r := range d.Results {
			s := r.Quote.Words.Span()
			if s.Start < at && s.End > at && b.Span.Start > s.Start { // it began in a paragraph before
				s.Start = at
			}
			if s.Start < at || s.Start >= b.Span.End {
				continue
			}
			begins := s.Start == r.Quote.Words.Span().Start
			id := noteID(i, n)
			if begins {
				block.Notes = append(block.Notes, htmlNoteOf(d, r, n, id))
			}
			if r.Verdict == "" {
				continue // its words are the draft's own: the note alone
			}
			s.End = min(s.End, b.Span.End)
			if s.Start > at {
				block.Pieces = append(block.Pieces, htmlPiece{Text: d.Doc.Text.Slice(dixit.Span{Start: at, End: s.Start})})
			}
			piece := htmlPiece{Text: d.Doc.Text.Slice(s), Class: class(r.Verdict), ID: id, Says: shown(r.Verdict)}
			if begins {
				piece.Number = n + 1
			}
			block.Pieces = append(block.Pieces, piece)
			at = s.End
		}
		if at < b.Span.End {
			block.Pieces = append(block.Pieces, htmlPiece{Text: d.Doc.Text.Slice(dixit.Span{Start: at, End: b.Span.End})})
		}
		out.Blocks = append(out.Blocks, block)
	}
	return out
}

// noteID is the id of the note on quotation n of draft i.
func noteID(i, n int) string { return "d" + strconv.Itoa(i+1) + "q" + strconv.Itoa(n+1) }

// htmlNoteOf is the note on quotation n.
func htmlNoteOf(d Draft, r verify.Result, n int, id string) htmlNote {
	note := htmlNote{ID: id, Verdict: shown(r.Verdict), Class: class(r.Verdict), Number: n + 1, Quote: r.Quote.Text, By: r.Quote.Speaker.Name, Why: r.Why}
	var steps []string
	for _, s := range r.Normalised {
		steps = append(steps, string(s))
	}
	note.Steps = strings.Join(steps, ", ")
	for _, l := range r.Lost {
		note.Lost = append(note.Lost, htmlLoss{l.Kind, l.Words.Text()})
	}
	best := r.Best
	if best == nil {
		best, note.NoMatch = r.Nearest, r.Nearest != nil
	}
	if best != nil {
		place := htmlPlaceOf(d, *best)
		note.Place = &place
		note.Diff = htmlDiff(best.Diff)
	}
	const most = 5
	for _, p := range r.Others[:min(len(r.Others), most)] {
		note.Others = append(note.Others, htmlPlaceOf(d, p))
	}
	return note
}

// htmlDiff is a difference: what is the same, gone and new.
func htmlDiff(ops []verify.Op) []htmlOp {
	var out []htmlOp
	for _, op := range ops {
		if op.Change == verify.Same {
			out = append(out, htmlOp{Same: op.Draft})
			continue
		}
		out = append(out, htmlOp{Gone: op.Source, New: op.Draft, Harm: string(op.Harm)})
	}
	return out
}

// htmlPlaceOf is a place with what stands around it.
func htmlPlaceOf(d Draft, p verify.Place) htmlPlace {
	out := htmlPlace{Title: placeName(verify.Place{Doc: p.Doc}), Speaker: p.Speaker.Name, Statement: p.Statement, Words: p.Words.Text()}
	var chain []string
	for _, l := range p.Chain {
		chain = append(chain, l.Name)
	}
	out.Chain = strings.Join(chain, " → ")
	if d.Link != nil {
		out.Link = d.Link(p)
	}
	if c := p.Context; !c.IsZero() && c.Span().Contains(p.Words.Span()) {
		start := p.Words.Span().Start - c.Span().Start
		out.Before, out.After = lastWords(c.Text()[:start]), firstWords(c.Text()[start+p.Words.Span().Len():])
	}
	return out
}

// Words of a paragraph that are shown around others.
const contextWords = 40

// lastWords are the last words of s, with an ellipsis for the rest.
func lastWords(s string) string {
	f := strings.Fields(s)
	if len(f) <= contextWords {
		return s
	}
	return "… " + strings.Join(f[len(f)-contextWords:], " ") + " "
}

// firstWords are the first words of s, with an ellipsis for the rest.
func firstWords(s string) string {
	f := strings.Fields(s)
	if len(f) <= contextWords {
		return s
	}
	out := strings.Join(f[:contextWords], " ") + " …"
	if slices.Contains([]byte(" \n\t"), s[0]) {
		return " " + out
	}
	return out
}

// shown is a verdict as people read it.
func shown(v verify.Verdict) string {
	if v == "" {
		return "in the draft's own words"
	}
	return string(v)
}

// class is a verdict's class in the page's style.
func class(v verify.Verdict) string {
	switch v {
	case verify.Exact, verify.Normalised:
		return "right"
	case verify.Partial, verify.Ambiguous:
		return "look"
	case "":
		return "own"
	}
	return "wrong"
}
