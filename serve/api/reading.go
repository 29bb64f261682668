package api

import (
	"context"
	"net/http"

	"dixit/serve"
)

// input is an article that a client sends.
type input struct {
	Text      string `json:"text,omitempty" minLength:"1" doc:"The article as text. Either this or html is given."`
	HTML      string `json:"html,omitempty" minLength:"1" doc:"The article as a page."`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty" doc:"A day (2025-09-25) or an instant (RFC 3339)."`
	Lang      string `json:"lang,omitempty" doc:"BCP 47. What is not English is not read for statements."`
}

func (f *face) reading() {
	op := operation(http.MethodPost, "/api/v1/extract", "extract", "reading", "Find what is said in an article, and keep nothing")
	op.Security = readers()
	add(f, op, func(ctx context.Context, in *struct{ Body input }) (*body[article], error) {
		e, err := f.Extract(ctx, serve.Input(in.Body))
		if err != nil {
			return nil, err
		}
		return &body[article]{articleOf(e.Doc, e.Records(), e.Found.Loose)}, nil
	})
}

// readers are those who may read.
func readers() []map[string][]string {
	return []map[string][]string{{"token": {}}, {"basic": {}}, {}}
}
