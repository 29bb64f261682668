package ledgertest

import (
	"cmp"
	"slices"
	"strings"

	"dixit"
)

// Article is a document made by hand, with its statements.
type Article struct {
	ID, URL, Outlet, Agency, Title, Published string
	Says                                      []Say  // a paragraph each
	Loose                                     string // in quotation marks at the end, and nobody's
	Note                                      string // in the source alone: the same text at another address
}

// Say is one statement. Its paragraph reads: “part,” speaker cue, “part.”
type Say struct {
	Speaker string
	Source  dixit.SpeakerKind // Person if empty
	Cue     string
	Parts   []string   // the content
	Kind    dixit.Kind // Direct if empty
	Chain   []string   // before the speaker
	Inside  bool       // its parent is the statement before it
	To      string     // the addressee
	Act     dixit.Act  // state if empty
	When    string     // EDTF
	ID      string     // the speaker's
	Sure    float64    // the confidence; 0.75 if 0
	About   []string   // its topics
}

// Build makes the document and what extraction would have made of it.
func (a Article) Build() (*dixit.Document, dixit.Extraction, error) {
	b := builder{}
	b.paragraph(func() { b.write(a.Title) })
	drafts := make([]draft, len(a.Says))
	for i, say := range a.Says {
		b.paragraph(func() { drafts[i] = b.say(say) })
	}
	var loose dixit.Span
	if a.Loose != "" {
		b.paragraph(func() { loose = b.write("“" + a.Loose + "”") })
	}
	text, err := dixit.NewText(b.String())
	if err != nil {
		return nil, dixit.Extraction{}, err
	}
	doc := &dixit.Document{
		ID: a.ID, Name: a.ID, Path: "made/" + a.ID, URL: a.URL, Outlet: a.Outlet, Agency: a.Agency, Title: a.Title, Authors: []string{"A. Hand"},
		Published: a.Published, Lang: "en", MediaType: "text/plain", Text: text, Blocks: b.blocks,
		Source: []byte(b.String() + a.Note),
	}
	doc.Address()
	ex := dixit.Extraction{Engine: dixit.Engine{Version: "test", Model: "none"}}
	for i, d := range drafts {
		s, err := d.statement(text, doc.SHA256, a.Says[i])
		if err != nil {
			return nil, ex, err
		}
		if a.Says[i].Inside {
			s.Parent = ex.Statements[i-1].ID
		}
		ex.Statements = append(ex.Statements, s)
	}
	if a.Loose != "" {
		words, err := text.Fragment(loose)
		if err != nil {
			return nil, ex, err
		}
		ex.Loose = []dixit.Quotation{{Words: words, Open: "“", Close: "”", CloseOK: true, Why: "scare"}}
	}
	return doc, ex, nil
}

// draft is where the parts of a statement stand.
type draft struct {
	mention, cue dixit.Span
	parts        []dixit.Span
	quotes       []dixit.Span
}

func (d draft) statement(t dixit.Text, address string, say Say) (dixit.Statement, error) {
	var failed error
	fragment := func(s dixit.Span) dixit.Fragment {
		if s.Len() == 0 {
			return dixit.Fragment{}
		}
		f, err := t.Fragment(s)
		if err != nil {
			failed = err
		}
		return f
	}
	s := dixit.Statement{
		Tier: 1, Region: dixit.Body, Kind: cmp.Or(say.Kind, dixit.Direct), Act: cmp.Or(say.Act, "state"),
		Confidence: cmp.Or(say.Sure, 0.75), Why: "made by hand",
		Speaker: dixit.Speaker{Name: say.Speaker, Kind: cmp.Or(say.Source, dixit.Person), ResolvedBy: "test", ID: say.ID},
		Mention: fragment(d.mention), When: dixit.When{EDTF: say.When, Basis: "none"},
	}
	for _, label := range say.About {
		s.About = append(s.About, dixit.Topic{Label: label})
	}
	if say.To != "" {
		s.Addressee = []dixit.Link{{Name: say.To}}
	}
	if d.cue.Len() > 0 {
		s.Cue = []dixit.Fragment{fragment(d.cue)}
	}
	for i := range d.parts {
		s.Content = append(s.Content, fragment(d.parts[i]))
		q := dixit.Quotation{Words: fragment(d.quotes[i]), Open: "“", Close: "”", CloseOK: true}
		s.Quotes = append(s.Quotes, q)
	}
	for _, name := range slices.Concat(say.Chain, []string{say.Speaker}) {
		s.Chain = append(s.Chain, dixit.Link{Name: name})
	}
	if failed != nil {
		return s, failed
	}
	return s.Seal(address)
}

// builder writes a text and remembers where things stand in it.
type builder struct {
	strings.Builder
	blocks []dixit.Block
}

func (b *builder) write(s string) dixit.Span {
	start := b.Len()
	b.WriteString(s)
	return dixit.Span{Start: start, End: b.Len()}
}

func (b *builder) paragraph(f func()) {
	start := b.Len()
	f()
	if b.Len() > start {
		span := dixit.Span{Start: start, End: b.Len()}
		b.blocks = append(b.blocks, dixit.Block{Span: span, Kind: dixit.Paragraph, Region: dixit.Body})
		b.write("\n\n")
	}
}

func (b *builder) say(say Say) (d draft) {
	quote := func(part string) {
		start := b.Len()
		b.write("“")
		d.parts = append(d.parts, b.write(part))
		b.write("”")
		d.quotes = append(d.quotes, dixit.Span{Start: start, End: b.Len()})
	}
	for i, part := range say.Parts {
		if i == 1 {
			d.attribute(b, say)
		}
		quote(part)
		b.write(" ")
	}
	if len(say.Parts) < 2 {
		d.attribute(b, say)
	}
	return d
}

func (d *draft) attribute(b *builder, say Say) {
	d.mention = b.write(say.Speaker)
	b.write(" ")
	d.cue = b.write(say.Cue)
	b.write(". ")
}
