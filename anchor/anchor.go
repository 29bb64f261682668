package anchor

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
)

// Store is what placing needs of a ledger. ledger.Ledger is one.
type Store interface {
	Versions(ctx context.Context, url string) ([]ledger.Version, error)
	Has(ctx context.Context, sha256 string) (bool, error)
	Document(ctx context.Context, sha256 string) (*dixit.Document, error)
	Extraction(ctx context.Context, sha256 string) (dixit.Extraction, error)
}

// Status is what became of an annotation.
type Status string

// The statuses.
const (
	Placed    Status = "placed"
	Ambiguous Status = "ambiguous" // it may be of several places or statements
	Orphan    Status = "orphan"    // it is of no statement here
)

// miss is why an annotation is not placed; the zero miss if it is.
type miss struct {
	status Status
	why    string
}

// Placing places annotations. It is not safe for concurrent use.
type Placing struct {
	store Store
	page  *page // the last that was looked at
	last  []dixit.Statement
}

// NewPlacing places annotations on statements of a ledger.
func NewPlacing(store Store) *Placing { return &Placing{store: store} }

// Outcome is what became of an annotation.
type Outcome struct {
	Status Status
	Why    string       // it is not placed
	Record dixit.Record // the statement that it is of, as the engine found it
}

// Place finds the statement that a is of. Where a page is kept in several versions it is the latest that holds all the words, and
// where they stand there more than once an earlier version says nothing. The error is the ledger's.
func (p *Placing) Place(ctx context.Context, a Annotation) (Outcome, error) {
	addresses, err := p.documents(ctx, a.Pages)
	if err != nil {
		return Outcome{}, err
	}
	switch {
	case len(addresses) == 0:
		return Outcome{Status: Orphan, Why: "its page is not in the ledger"}, nil
	case len(a.Quotes) == 0:
		return Outcome{Status: Orphan, Why: "it quotes nothing"}, nil
	}
	var first miss
	for _, address := range addresses {
		if err := p.open(ctx, address); err != nil {
			return Outcome{}, err
		}
		s, m := p.within(a)
		if m == (miss{}) {
			return Outcome{Status: Placed, Record: dixit.Record{Doc: p.page.doc.Ref(), Statement: s}}, nil
		}
		if first == (miss{}) {
			first = m
		}
		if m.status == Ambiguous {
			first = m
			break
		}
	}
	return Outcome{Status: first.status, Why: first.why}, nil
}

// documents are the addresses of the documents that pages are, the latest first.
func (p *Placing) documents(ctx context.Context, pages []string) (out []string, err error) {
	for _, page := range pages {
		if sha, ok := strings.CutPrefix(page, "dixit://document/"); ok {
			has, err := p.store.Has(ctx, sha)
			if err != nil {
				return nil, err
			}
			if has {
				out = append(out, sha)
			}
			continue
		}
		list, err := p.store.Versions(ctx, page)
		if err != nil && dixit.KindOf(err) != dixit.Invalid {
			return nil, err
		}
		slices.SortFunc(list, func(a, b ledger.Version) int { return int(min(1, max(-1, b.Added-a.Added))) })
		for _, v := range list {
			if !slices.Contains(out, v.Doc.SHA256) {
				out = append(out, v.Doc.SHA256)
			}
		}
	}
	return out, nil
}

// open makes a document the present page.
func (p *Placing) open(ctx context.Context, address string) error {
	if p.page != nil && p.page.doc.SHA256 == address {
		return nil
	}
	doc, err := p.store.Document(ctx, address)
	if err != nil {
		return err
	}
	ex, err := p.store.Extraction(ctx, address)
	if err != nil {
		return err
	}
	p.page, p.last = newPage(doc), ex.Statements
	return nil
}

// within finds the statement of the present page that a is of.
func (p *Placing) within(a Annotation) (dixit.Statement, miss) {
	var spans []dixit.Span
	for _, q := range a.Quotes {
		s, m := p.page.find(q)
		if m != (miss{}) {
			return dixit.Statement{}, m
		}
		spans = append(spans, s)
	}
	return chosen(p.last, spans, a.ID)
}

// chosen is the statement that spans hit: that of just these words; else the innermost one that holds them all; else the only one, or
// the outermost, whose words they overlap. Among several, the annotation's own id may name it, as it does where dixit exported it.
func chosen(statements []dixit.Statement, spans []dixit.Span, id string) (dixit.Statement, miss) {
	var same, holding, hit []dixit.Statement
	for _, s := range statements {
		words := wordsOf(s)
		switch {
		case slices.Equal(words, spans):
			same = append(same, s)
		case all(spans, func(a dixit.Span) bool {
			return slices.ContainsFunc(words, func(w dixit.Span) bool { return w.Contains(a) })
		}):
			holding = append(holding, s)
		case all(spans, func(a dixit.Span) bool {
			return slices.ContainsFunc(words, func(w dixit.Span) bool { return overlap(w, a) })
		}):
			hit = append(hit, s)
		}
	}
	for _, list := range [][]dixit.Statement{same, innermost(holding), outermost(hit)} {
		if i := slices.IndexFunc(list, func(s dixit.Statement) bool { return named(id, s.ID) }); i >= 0 {
			return list[i], miss{}
		}
		switch len(list) {
		case 0:
			continue
		case 1:
			return list[0], miss{}
		}
		return dixit.Statement{}, miss{Ambiguous, fmt.Sprintf("%d statements have these words", len(list))}
	}
	return dixit.Statement{}, miss{Orphan, "the words are of no statement"}
}

// innermost are those of a list that no other one of it is in.
func innermost(list []dixit.Statement) []dixit.Statement {
	return slices.DeleteFunc(slices.Clone(list), func(s dixit.Statement) bool {
		return slices.ContainsFunc(list, func(other dixit.Statement) bool { return other.Parent == s.ID })
	})
}

// outermost are those of a list that are in no other one of it.
func outermost(list []dixit.Statement) []dixit.Statement {
	return slices.DeleteFunc(slices.Clone(list), func(s dixit.Statement) bool {
		return slices.ContainsFunc(list, func(other dixit.Statement) bool { return s.Parent == other.ID })
	})
}

// named reports whether an annotation's id names a statement, as package export writes it.
func named(id, statement string) bool {
	return statement != "" && (strings.HasSuffix(id, "/s/"+statement) || id == "dixit://statement/"+statement)
}

// wordsOf are where the words of a statement stand: its content, or its cue where it has none.
func wordsOf(s dixit.Statement) (out []dixit.Span) {
	list := s.Content
	if len(list) == 0 {
		list = s.Cue
	}
	for _, f := range list {
		out = append(out, f.Span())
	}
	return out
}

func all(list []dixit.Span, ok func(dixit.Span) bool) bool {
	return !slices.ContainsFunc(list, func(s dixit.Span) bool { return !ok(s) })
}

func overlap(a, b dixit.Span) bool { return a.Start < b.End && b.Start < a.End }

// Remarks are what a says of the statement of r, as a ledger keeps it: by and at are said of what names no author and no time. What
// cannot be kept, as a tag that is none, is refused, each with its reason.
func Remarks(a Annotation, r dixit.Record, by string, at time.Time) (list []ledger.Annotation, refused []error) {
	add := func(on ledger.Aspect, said Remark) {
		x := ledger.Annotation{Target: ledger.TargetOf(r), On: on, Value: said.Text, By: first(said.By, by), At: said.At}
		if x.At.IsZero() {
			x.At = at
		}
		sealed, err := x.Seal()
		if err != nil {
			refused = append(refused, err)
			return
		}
		list = append(list, sealed)
	}
	for _, n := range a.Notes {
		add(ledger.OnNote, n)
	}
	for _, t := range a.Tags {
		t.Text = strings.Join(strings.Fields(t.Text), "-") // a tag is a word here
		add(ledger.OnTag, t)
	}
	return list, refused
}
