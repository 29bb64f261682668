package extract

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"dixit"
	"dixit/about"
	"dixit/extract/links"
	"dixit/neural"
	"dixit/relate"
	"dixit/text"
	"dixit/who"
)

// Extractor finds statements. It is safe for concurrent use.
type Extractor struct {
	model  *neural.Model
	links  *links.Model
	acts   *neural.Classifier
	engine dixit.Engine
	least  float64
}

// New makes an extractor with the model that is part of the program.
func New() (*Extractor, error) {
	m, err := neural.Default()
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	return With(m)
}

// With makes an extractor with a model of the tagger.
func With(m *neural.Model) (*Extractor, error) {
	l, err := links.Default()
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	c, err := neural.NewClassifier(actWeights, m)
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	return &Extractor{m, l, c, dixit.Engine{Version: dixit.Version, Model: m.ID() + "-" + l.ID() + "-" + c.ID()}, 0}, nil
}

// AtLeast is x leaving out the statements that it is less sure of, and those inside them. Their quotations belong to none then.
func (x *Extractor) AtLeast(confidence float64) *Extractor {
	out := *x
	out.least = confidence
	return &out
}

// Engine says what makes the records: its version, and the weights of the tagger, the links and the acts.
func (x *Extractor) Engine() dixit.Engine { return x.engine }

// article is one document on its way through the stages.
type article struct {
	doc    *dixit.Document
	text   string
	blocks []dixit.Span
	marks  marks
	tagged *passage
	states *neural.States
	drafts []*draft // a parent before its children
	cast   *who.Cast
	out    dixit.Extraction

	observed func(Example) // told of every statement; nil if nobody asks
}

// stage is a step of extraction. Each takes what the ones before it left in the article.
type stage struct {
	name string
	run  func(*Extractor, *article) error
}

// stages are all of them in order.
func stages() []stage {
	return []stage{
		{"marks", func(_ *Extractor, a *article) error { a.marks = readMarks(a.doc); return nil }},
		{"tag", func(x *Extractor, a *article) error {
			words, states := x.model.Read(a.text, a.blocks)
			a.tagged, a.states = newPassage(a.text, a.blocks, words, 0), states
			return nil
		}},
		{"link", func(x *Extractor, a *article) error {
			drafts := a.tagged.credits(a.tagged.reopen(x.link(a.tagged), a.marks), a.marks)
			a.drafts = a.inRegions(join(a.tagged, drafts, a.marks))
			relays(a.tagged, a.drafts)
			a.drafts = a.tellsRelay(a.drafts)
			a.settle(a.drafts)
			a.drafts = a.asserted(a.drafts)
			return nil
		}},
		{"nest", func(x *Extractor, a *article) error { x.nest(a); return nil }},
		{"silence", func(_ *Extractor, a *article) error { a.silences(); return nil }},
		{"listen", func(_ *Extractor, a *article) error { a.listen(); return nil }},
		{"mention", func(_ *Extractor, a *article) error { a.mentions(); a.openings(); a.channels(); return nil }},
		{"turn", func(_ *Extractor, a *article) error { a.turns(); return nil }},
		{"who", func(_ *Extractor, a *article) error { a.cast = who.Read(a.doc); a.split(); return nil }},
		{"seal", func(x *Extractor, a *article) error { return x.seal(a) }},
		{"about", func(_ *Extractor, a *article) error { about.Fill(a.cast, a.doc, a.out.Statements); return nil }},
		{"relate", func(_ *Extractor, a *article) error { relate.Within(a.doc, a.out.Statements); return nil }},
	}
}

// Extract finds the statements of doc in the order of their places, and the quotations that belong to none. A document that is
// not in English has none. It fails if ctx ends before it begins, and otherwise only by a defect of its own (Internal).
func (x *Extractor) Extract(ctx context.Context, doc *dixit.Document) (dixit.Extraction, error) {
	return x.ExtractStages(ctx, doc, func(string) {})
}

// ExtractStages is Extract. It calls done after each stage with the stage's name, for whoever measures them.
func (x *Extractor) ExtractStages(ctx context.Context, doc *dixit.Document, done func(stage string)) (dixit.Extraction, error) {
	if !doc.English() {
		return dixit.Extraction{Engine: x.engine}, ctx.Err()
	}
	a := newArticle(doc)
	if err := x.run(ctx, a, done); err != nil {
		return dixit.Extraction{}, err
	}
	return a.out, nil
}

func newArticle(doc *dixit.Document) *article {
	a := &article{doc: doc, text: doc.Text.String(), blocks: make([]dixit.Span, len(doc.Blocks))}
	transcript := isTranscript(doc)
	for i, b := range doc.Blocks {
		a.blocks[i] = spoken(a.text, b)
		if transcript && bracketed(doc.Text.Slice(b.Span)) {
			a.blocks[i].End = a.blocks[i].Start // a remark of whoever wrote it down
		}
	}
	return a
}

// run runs the stages.
func (x *Extractor) run(ctx context.Context, a *article, done func(stage string)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, s := range stages() {
		if err := s.run(x, a); err != nil {
			return fmt.Errorf("document %s: %w", a.doc.ID, err)
		}
		done(s.name)
	}
	return nil
}

// inRegions drops what stands in headings inside the text, link lines and boilerplate: such lines are shaped like
// attributions and are nobody's words.
func (a *article) inRegions(drafts []*draft) []*draft {
	var out []*draft
	for _, d := range drafts {
		b := a.doc.Blocks[d.content[0].block]
		if b.Region == dixit.LinkLine || b.Region == dixit.Boilerplate || b.Kind == dixit.Heading && b.Region != dixit.Headline && !a.narrated(d) {
			continue
		}
		if d.region = b.Region; b.Kind == dixit.Heading && b.Region == dixit.Body {
			d.region = dixit.Caption
		}
		out = append(out, d)
	}
	return out
}

// narrated reports whether d is told in the past tense, as sentences are and headings are not: a caption without its full stop
// ("The boy’s uncle said he saw nobody") looks like a heading.
func (a *article) narrated(d *draft) bool {
	if d.source == nil || len(d.cue) == 0 {
		return false
	}
	cue := cueWords(a.text, d.cue)
	switch cue[len(cue)-1] {
	case "said", "told", "claimed", "added", "wrote":
		return true
	}
	return has(cue, "according")
}

// seal turns the drafts into statements.
func (x *Extractor) seal(a *article) error {
	speakers, passedOn := a.speakers(a.cast), a.relayNames(a.cast)
	addressees := a.addressees(speakers)
	days := a.days(speakers)
	made := make(map[*draft]*dixit.Statement, len(a.drafts))
	var kept []*draft
	a.out = dixit.Extraction{Engine: x.engine}
	for i, d := range a.drafts {
		s, err := x.statement(a, d, speakers[i], passedOn[i], made[d.parent])
		if err != nil {
			return err
		}
		if s.Confidence < x.least {
			continue // and so are the statements inside: none is surer than the one around it
		}
		kept = append(kept, d)
		s.Addressee, s.Setting = addressees[i], a.settingOf(d, s.Tier)
		s = days[i].on(s)
		if d.turn {
			s = a.onItsDay(s)
		}
		made[d] = &s
		a.out.Statements = append(a.out.Statements, s)
	}
	a.out.Statements = distinct(a.out.Statements)
	sort.SliceStable(a.out.Statements, func(i, j int) bool {
		x, y := a.placeIn(a.out.Statements[i]), a.placeIn(a.out.Statements[j])
		return x.Start < y.Start || x.Start == y.Start && x.End > y.End
	})
	var err error
	a.drafts = kept
	a.out.Loose, err = a.loose()
	return err
}

// distinct keeps the first of statements with one id.
func distinct(statements []dixit.Statement) []dixit.Statement {
	seen := make(map[string]bool, len(statements))
	out := statements[:0]
	for _, s := range statements {
		if !seen[s.ID] {
			seen[s.ID] = true
			out = append(out, s)
		}
	}
	return out
}

// speakers resolves the sources of all drafts.
func (a *article) speakers(cast *who.Cast) []dixit.Speaker { return cast.Speakers(a.places()) }

// places are where the drafts name their sources.
func (a *article) places() []who.Place {
	number := make(map[*draft]int, len(a.drafts))
	for i, d := range a.drafts {
		number[d] = i
	}
	places := make([]who.Place, len(a.drafts))
	for i, d := range a.drafts {
		places[i].Cue = d.anchor()
		if d.source != nil {
			places[i].Mention = d.source.span
		}
		places[i].Label = d.turn
		if d.parent != nil {
			places[i].Around = number[d.parent] + 1
		}
	}
	return places
}

// statement builds and seals the record of one draft; relays passed it on, parent is the record of the draft around it, nil for
// none.
func (x *Extractor) statement(a *article, d *draft, speaker dixit.Speaker, relays []dixit.Link, parent *dixit.Statement) (dixit.Statement, error) {
	cue := cueWords(a.text, d.cue)
	s := dixit.Statement{
		Region: d.region, Speaker: speaker, Negated: a.notSaid(d, cue), When: dixit.When{Basis: "none"},
	}
	var err error
	fragment := func(span dixit.Span) (f dixit.Fragment) {
		if err == nil {
			f, err = a.doc.Text.Fragment(span)
		}
		return f
	}
	if d.source != nil {
		s.Mention, s.Wide = fragment(d.source.span), fragment(d.wide.span)
	}
	for _, p := range d.cue {
		s.Cue = append(s.Cue, fragment(p.span))
	}
	for _, p := range d.content {
		s.Content = append(s.Content, fragment(p.span))
	}
	for _, c := range d.content {
		for _, i := range a.marks.over(c.span) {
			q := a.marks.all[i]
			s.Quotes = append(s.Quotes, quotation(fragment(q.Span), q, ""))
		}
	}
	s.Kind = a.kindOf(d, cue)
	if parent != nil {
		s.Parent = parent.ID
	}
	d.before = slices.Concat(a.around(d, parent), relays)
	s.Chain = chainOf(d.before, speaker)
	if err != nil {
		return s, err
	}
	j := x.judge(a, d, s)
	s.Act, s.Tier = j.act, j.tier
	evidence := d.evidence(j.stands)
	s.Confidence = evidence.confidence(parent)
	if d.turn {
		s.Confidence = surely
	}
	s.Why = a.whyOf(d, s, j.why)
	if a.observed != nil && !d.turn {
		a.observed(Example{s, j.seen, j.table, evidence})
	}
	return s.Seal(a.doc.SHA256)
}

func quotation(words dixit.Fragment, q text.Quote, why string) dixit.Quotation {
	return dixit.Quotation{Words: words, Open: q.Open, Close: q.Close, CloseOK: q.CloseOK, Why: why}
}

// content is the text of d's content, its spans joined by spaces.
func (a *article) content(d *draft) string {
	parts := make([]string, len(d.content))
	for i, p := range d.content {
		parts[i] = a.text[p.span.Start:p.span.End]
	}
	return strings.Join(parts, " ")
}
