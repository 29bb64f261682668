package api

import (
	"context"
	"net/http"

	"dixit"
	"dixit/serve"
)

// articlesPage is a page of articles.
type articlesPage struct {
	Articles []docRef `json:"articles" nullable:"false"`
	Next     string   `json:"next,omitempty" doc:"What to ask for after to go on; left out on the last page."`
}

// block is a stretch of an article's text.
type block struct {
	Start  int    `json:"start" minimum:"0" doc:"Code points of the text."`
	End    int    `json:"end" minimum:"0"`
	Kind   string `json:"kind" doc:"paragraph, heading, list or quote."`
	Region string `json:"region" doc:"headline, body, caption, link or boilerplate."`
}

// article is a document with all that is said in it.
type article struct {
	Doc        docRef    `json:"doc"`
	Authors    []string  `json:"authors" nullable:"false"`
	Text       string    `json:"text" doc:"What all offsets refer to."`
	Blocks     []block   `json:"blocks" nullable:"false"`
	Statements []record  `json:"statements" nullable:"false" doc:"In the order of the text; also those that were struck."`
	Quotes     []loose   `json:"quotes" nullable:"false" doc:"Quotations that belong to no statement, and why."`
	CopyOf     *original `json:"copy_of,omitempty" doc:"What the article is a copy of."`
	Copies     []docRef  `json:"copies,omitempty" nullable:"false" doc:"The other articles of its story."`
	AlsoAt     []address `json:"also_at,omitempty" nullable:"false" doc:"Where else the very bytes were found."`
}

func (f *face) articles() {
	add(f, operation(http.MethodGet, "/api/v1/articles", "listArticles", "articles", "List articles, the newest first, or those in which something is found",
		http.StatusNotFound), f.listArticles)
	add(f, operation(http.MethodGet, "/api/v1/articles/{sha256}", "getArticle", "articles", "An article with its text and all that is said in it",
		http.StatusNotFound), f.getArticle)
}

func (f *face) listArticles(ctx context.Context, in *struct {
	Search
	After string `query:"after" maxLength:"64" doc:"Go on after what was seen: the value of next."`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"How many at most."`
},
) (*body[articlesPage], error) {
	out := &body[articlesPage]{articlesPage{Articles: []docRef{}}}
	for ref, err := range f.Articles(ctx, in.request(), in.After) {
		if err != nil {
			return nil, serve.Damaged(err)
		}
		if len(out.Body.Articles) == in.Limit {
			out.Body.Next = out.Body.Articles[in.Limit-1].SHA256
			break
		}
		out.Body.Articles = append(out.Body.Articles, docRef(ref))
	}
	return out, nil
}

func (f *face) getArticle(ctx context.Context, in *struct {
	SHA256 string `path:"sha256" pattern:"^[0-9a-f]{64}$" doc:"The SHA-256 of the article's bytes: sha256 in its doc."`
},
) (*body[article], error) {
	a, err := f.Article(ctx, in.SHA256)
	if err != nil {
		return nil, serve.Damaged(err)
	}
	out := articleOf(a.Doc, a.Records, a.Loose)
	if a.Copies.Of != nil {
		out.CopyOf = (*original)(a.Copies.Of)
	}
	for _, d := range a.Copies.Documents {
		out.Copies = append(out.Copies, docRef(d))
	}
	for _, at := range a.Copies.Addresses {
		out.AlsoAt = append(out.AlsoAt, address(at))
	}
	return &body[article]{out}, nil
}

func articleOf(d *dixit.Document, said []dixit.Record, rest []dixit.Quotation) article {
	out := article{
		Doc: docRef(d.Ref()), Authors: append([]string{}, d.Authors...), Text: d.Text.String(), Blocks: make([]block, len(d.Blocks)),
		Statements: records(said), Quotes: make([]loose, len(rest)),
	}
	for i, b := range d.Blocks {
		out.Blocks[i] = block{d.Text.CodePoint(b.Span.Start), d.Text.CodePoint(b.Span.End), string(b.Kind), string(b.Region)}
	}
	for i, q := range rest {
		out.Quotes[i] = loose{d.Ref(), q}
	}
	return out
}
