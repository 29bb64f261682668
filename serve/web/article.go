package web

import (
	"cmp"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"

	"dixit"
	"dixit/export"
	"dixit/ledger"
	"dixit/serve"
)

// articleView is an article with all that is said in it.
type articleView struct {
	Doc        dixit.DocumentRef
	Outlet     string
	OutletPage string
	Authors    string
	Day        string
	Guessed    string // the day of publication by the looks of it
	Live       string // the article's own address
	Archive    string // where an archive of the web may have it
	Blocks     []blockView
	Loose      []looseView
	Statements int
	Struck     int
	Copies     ledger.Copies
	CopyOf     string
	CopyOfPage string
	Engine     dixit.Engine
	Sources    sankey // the ways by which the words came
	Anonymous  string // the share of sources that are kept unnamed
	Answers    matrix
}

// anonymous is the share of records whose source is kept unnamed.
func anonymous(records []dixit.Record) string {
	n := 0
	for _, r := range records {
		if r.Statement.Speaker.Kind == dixit.Anonymous {
			n++
		}
	}
	words, _ := percent(n, len(records))
	return words
}

// blockView is a paragraph, heading or item of a list with the notes to it.
type blockView struct {
	Heading, Item, Quote bool
	Title                bool   // it says what stands over the page already
	Outside              string // why what stands in it does not count: "heading", "link"; "" if it counts
	Stretches            []stretch
	Notes                []note
}

// note is what is known of a statement in a line or two.
type note struct {
	N    int
	Page string
	card
	Inside int // the number of the statement that it stands in; 0 if in none
	Sure   string
	Links  []link // to other statements of the article
}

// looseView is a quotation that belongs to no statement.
type looseView struct{ Text, Why string }

func (f *face) article(w http.ResponseWriter, r *http.Request) error {
	id, form := formOf(r.PathValue("id"))
	a, err := f.Article(r.Context(), id)
	if err != nil {
		return err
	}
	title := titleOf(a.Doc.Ref())
	if form != "" {
		return f.twin(w, r, form, title, articlePage(id), each(inOrder(a.Records)...))
	}
	return f.show(w, http.StatusOK, "article.html", frame{
		Title: title, Here: "article", Page: viewOf(a), Twins: twins(articlePage(id), nil),
	})
}

// viewOf is an article as its page shows it.
func viewOf(a serve.Article) articleView {
	d := a.Doc
	v := articleView{
		Doc: d.Ref(), Outlet: dixit.Publisher(d.Outlet, d.URL, ""), Authors: strings.Join(d.Authors, ", "), Day: d.Day(), Guessed: d.Guessed,
		Live: serve.Web(d.URL), Copies: a.Copies, CopyOf: originalOf(a.Copies.Of),
	}
	if d.Outlet != "" {
		v.OutletPage = outletPage(d.Outlet)
	}
	if v.Live != "" {
		v.Archive = "https://web.archive.org/web/" + strings.ReplaceAll(v.Day, "-", "") + "/" + v.Live
	}
	if of := a.Copies.Of; of != nil && of.SHA256 != "" {
		v.CopyOfPage = articlePage(of.SHA256)
	}
	records := inOrder(a.Records)
	v.Statements, v.Struck = len(records), len(a.Records)-len(records)
	if len(a.Records) > 0 {
		v.Engine = a.Records[0].Engine
	}
	numbers := map[string]int{}
	for i, r := range records {
		numbers[r.Statement.ID] = i + 1
	}
	related := links(records, numbers)
	v.Answers = matrixOf(records, numbers)
	v.Sources = sankeyOf(sample{Records: records}, cmp.Or(v.Outlet, "this article"), func(r dixit.Record) string { return "#n-" + strconv.Itoa(numbers[r.Statement.ID]) })
	v.Anonymous = anonymous(records)
	m := newMarking(d.Text.String(), records, a.Loose)
	for _, b := range d.Blocks {
		one := blockOf(b, m)
		one.Title = b.Region == dixit.Headline && d.Text.Slice(b.Span) == d.Title
		v.Blocks = append(v.Blocks, one)
	}
	for i, r := range records {
		at := m.first[i+1].Start
		n := sort.Search(len(d.Blocks), func(n int) bool { return d.Blocks[n].Span.End > at })
		if n == len(d.Blocks) || d.Blocks[n].Span.Start > at {
			continue
		}
		v.Blocks[n].Notes = append(v.Blocks[n].Notes, note{
			N: i + 1, Page: statementPage(r.Statement.ID), card: cardOf(r, nil), Inside: numbers[r.Statement.Parent], Sure: sureOf(r.Statement.Confidence),
			Links: related[r.Statement.ID],
		})
	}
	for _, q := range a.Loose {
		v.Loose = append(v.Loose, looseView{shown(q.Words.Text()), looseWhy(q.Why)})
	}
	return v
}

// blockOf is a block without its notes.
func blockOf(b dixit.Block, m *marking) blockView {
	out := blockView{
		Heading: b.Kind == dixit.Heading, Item: b.Kind == dixit.ListItem, Quote: b.Kind == dixit.BlockQuote, Stretches: m.cut(b.Span),
	}
	if b.Region != dixit.Body {
		out.Outside = string(b.Region)
	}
	return out
}

// deepLink is the address that leads a browser to a statement in its article; "" if it is not on the web.
func deepLink(doc *dixit.Document, s dixit.Statement) string {
	spans := []dixit.Span{}
	for _, f := range s.Content {
		spans = append(spans, f.Span())
	}
	return serve.Web(export.DeepLink(doc, spans...))
}

// around are the blocks of a document that a statement stands in, with one before and one after.
func around(doc *dixit.Document, s dixit.Statement) []dixit.Block {
	first := slices.IndexFunc(doc.Blocks, func(b dixit.Block) bool { return b.Span.Overlaps(s.Span()) })
	if first < 0 {
		return nil
	}
	last := first
	for last+1 < len(doc.Blocks) && doc.Blocks[last+1].Span.Overlaps(s.Span()) {
		last++
	}
	last = min(last, first+maxAround)
	return doc.Blocks[max(0, first-1):min(len(doc.Blocks), last+2)]
}

// maxAround is how many blocks more than its first of a statement are shown.
const maxAround = 6
