package mcp

import (
	"context"
	"encoding/json"

	"dixit"
	"dixit/compare"
	"dixit/serve"
	"dixit/verify"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// questions registers the tools of the questions that there is somebody to answer.
func (f *face) questions(server *mcp.Server) {
	if f.Compare != nil {
		add(server, "compare_quote", "What articles make of the same words",
			"Set the wordings of one saying in different articles against each other: what each keeps, drops, changes and adds. Give the id of a statement, or words that somebody remembers.",
			f.compareQuote)
	}
	if f.Verify != nil {
		add(server, "verify_quotes", "Check the quotations of a draft",
			"Find out about every quotation of a text that you give whether it stands in the ledger, word for word, and by whom. Nothing is kept.",
			f.verifyQuotes)
	}
}

// How much of answers a model is told.
const (
	maxWitnesses = 50
	maxVerdicts  = 200
	maxPlaces    = 3
	maxOps       = 200
)

// quoteInput is what is compared.
type quoteInput struct {
	ID       string `json:"id,omitempty" jsonschema:"of a statement, or its beginning, of 4 characters at least; either this or words"`
	Words    string `json:"words,omitempty" jsonschema:"that somebody remembers; they need not be right"`
	Baseline string `json:"baseline,omitempty" jsonschema:"the id of the statement that the others are set against; if it is not said, the wording that has most in common with the others"`
}

// compared is what articles make of the same words.
type compared struct {
	Cluster   string    `json:"cluster" jsonschema:"the id of the statements of the same words: that of the first"`
	Baseline  string    `json:"baseline" jsonschema:"the id of the statement that the others are set against"`
	First     string    `json:"first,omitempty" jsonschema:"the id of the statement of the article that had it first"`
	Outlets   int       `json:"outlets"`
	Summary   []string  `json:"summary_untrusted" jsonschema:"how the wordings differ, in words"`
	Witnesses []witness `json:"witnesses" jsonschema:"the first one first"`
	Left      int       `json:"left,omitempty" jsonschema:"how many others there are"`
}

// witness is the words in one article.
type witness struct {
	said
	Form   string  `json:"form" jsonschema:"baseline; exact: in the baseline in a row; cut: words between are left out; altered: words are changed or added"`
	Pieces []piece `json:"pieces" jsonschema:"how its words differ from the baseline's, in order"`
}

// piece is words in a row.
type piece struct {
	Op       string `json:"op" jsonschema:"same; dropped or outside (in the baseline alone); changed; added"`
	Baseline string `json:"baseline_untrusted,omitempty"`
	Own      string `json:"own_untrusted,omitempty"`
}

func (f *face) compareQuote(ctx context.Context, in quoteInput) (compared, []string, error) {
	var answer json.Marshaler
	var err error
	switch {
	case (in.ID == "") == (in.Words == ""):
		return compared{}, nil, dixit.Errorf(dixit.Invalid, "give an id or words, and not both")
	case in.ID != "":
		answer, err = f.Compare.Statement(ctx, in.ID, in.Baseline)
	default:
		answer, err = f.Compare.Words(ctx, in.Words, in.Baseline)
	}
	if err != nil {
		return compared{}, nil, serve.Damaged(err)
	}
	c, ok := answer.(compare.Comparison)
	if !ok {
		return compared{}, nil, dixit.Errorf(dixit.Internal, "compare: an answer of type %T", answer)
	}
	out := compared{Cluster: c.Cluster, Baseline: c.Baseline, First: c.First, Outlets: c.Outlets(), Summary: []string{}, Witnesses: []witness{}}
	for _, s := range c.Summary() {
		out.Summary = append(out.Summary, plain(s, maxWords))
	}
	shown := c.Witnesses[:min(len(c.Witnesses), maxWitnesses)]
	out.Left = len(c.Witnesses) - len(shown)
	var ids []string
	for _, w := range shown {
		one := witness{said: saidOf(w.Record, f.Links), Form: string(w.Form), Pieces: []piece{}}
		for _, p := range w.Pieces[:min(len(w.Pieces), maxOps)] {
			one.Pieces = append(one.Pieces, piece{string(p.Op), plain(p.Base.Text(), maxWords), plain(p.Own.Text(), maxWords)})
		}
		out.Witnesses, ids = append(out.Witnesses, one), append(ids, w.Record.Statement.ID)
	}
	return out, ids, nil
}

// draftInput is a text whose quotations are checked.
type draftInput struct {
	Text string `json:"text" jsonschema:"the draft"`
}

// verified is what is found out about a draft.
type verified struct {
	Quotations []verdict      `json:"quotations" jsonschema:"in the order of the draft"`
	Indirect   []verdict      `json:"indirect" jsonschema:"what others said, in the draft's own words: the nearest evidence, and no verdict"`
	Counts     map[string]int `json:"counts" jsonschema:"how many quotations have each verdict"`
	Left       int            `json:"left,omitempty" jsonschema:"how many others there are"`
}

// verdict is what is found out about one quotation.
type verdict struct {
	Start   int      `json:"start" jsonschema:"where it begins in the draft, in code points"`
	End     int      `json:"end"`
	Words   string   `json:"words_untrusted"`
	Speaker string   `json:"speaker_untrusted,omitempty" jsonschema:"whom the draft gives it to"`
	Verdict string   `json:"verdict,omitempty" jsonschema:"EXACT, EXACT-AFTER-NORMALISATION, PARTIAL, ALTERED, SPLICED, WRONG-SPEAKER, AMBIGUOUS or NOT-FOUND; empty for an indirect statement"`
	But     []string `json:"normalised,omitempty" jsonschema:"differences that change no word"`
	Harm    string   `json:"harm,omitempty" jsonschema:"the worst that a changed word does"`
	Why     string   `json:"why_untrusted,omitempty" jsonschema:"for a person"`
	Best    *place   `json:"best,omitempty" jsonschema:"where the words stand"`
	Nearest *place   `json:"nearest,omitempty" jsonschema:"what comes nearest, and is no match"`
	Others  []place  `json:"others,omitempty"`
}

// place is where words stand.
type place struct {
	Statement string  `json:"statement,omitempty" jsonschema:"the id of the statement whose words they are"`
	Permalink string  `json:"permalink"`
	Words     string  `json:"words_untrusted"`
	Speaker   string  `json:"speaker_untrusted,omitempty" jsonschema:"whose words they are"`
	Article   article `json:"article"`
	Diff      []op    `json:"diff,omitempty" jsonschema:"from the source's words to the draft's"`
}

// op is a step of the way from the source's words to the draft's.
type op struct {
	Op     string `json:"op" jsonschema:"same, dropped, added or replaced"`
	Source string `json:"source_untrusted,omitempty"`
	Draft  string `json:"draft_untrusted,omitempty"`
}

func (f *face) verifyQuotes(ctx context.Context, in draftInput) (verified, []string, error) {
	_, answers, err := f.Verdicts(ctx, serve.Input{Text: in.Text})
	if err != nil {
		return verified{}, nil, err
	}
	out := verified{Quotations: []verdict{}, Indirect: []verdict{}, Counts: map[string]int{}}
	for i, a := range answers {
		r, ok := a.(verify.Result)
		if !ok {
			return verified{}, nil, dixit.Errorf(dixit.Internal, "verify: an answer of type %T", a)
		}
		if r.Verdict != "" {
			out.Counts[string(r.Verdict)]++
		}
		switch {
		case i >= maxVerdicts:
			out.Left++
		case r.Verdict != "":
			out.Quotations = append(out.Quotations, f.verdictOf(r))
		default:
			out.Indirect = append(out.Indirect, f.verdictOf(r))
		}
	}
	return out, nil, nil
}

// verdictOf is r as a model is told of it.
func (f *face) verdictOf(r verify.Result) verdict {
	q := r.Quote
	v := verdict{
		Start: q.Words.Start(), End: q.Words.End(), Words: plain(q.Text, maxWords), Speaker: plain(q.Speaker.Name, maxName),
		Verdict: string(r.Verdict), Harm: string(r.Harm), Why: plain(r.Why, maxWords), Best: f.placeOf(r.Best), Nearest: f.placeOf(r.Nearest),
	}
	for _, s := range r.Normalised {
		v.But = append(v.But, string(s))
	}
	for _, o := range r.Others[:min(len(r.Others), maxPlaces)] {
		v.Others = append(v.Others, *f.placeOf(&o))
	}
	return v
}

// placeOf is p as a model is told of it; nil for none.
func (f *face) placeOf(p *verify.Place) *place {
	if p == nil {
		return nil
	}
	out := &place{
		Statement: p.Statement, Permalink: f.Links.Article(p.Doc.SHA256), Words: plain(p.Words.Text(), maxWords),
		Speaker: plain(p.Speaker.Name, maxName), Article: articleOf(p.Doc),
	}
	if p.Statement != "" {
		out.Permalink = f.Links.Statement(p.Statement)
	}
	for _, o := range p.Diff[:min(len(p.Diff), maxOps)] {
		out.Diff = append(out.Diff, op{string(o.Change), plain(o.Source, maxWords), plain(o.Draft, maxWords)})
	}
	return out
}
