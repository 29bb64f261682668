// Package api is the HTTP API of a ledger, version 1, and its feeds (docs/api.md). What it takes and gives is described by the
// OpenAPI document that it serves, which is made of the types here and of docs/record.schema.json.
//
// It answers with data only: it makes no page, and keeps nothing but what a caller with the right to write says of a statement.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"sync"

	"dixit"
	"dixit/serve"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// face is the API of one service.
type face struct {
	*serve.Service
	huma huma.API
}

// Register puts the API's routes on mux.
func Register(mux *http.ServeMux, s *serve.Service) error {
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "dixit", Version: dixit.Version,
				Description: "Who said what: attributed statements of news articles, each pinned to exact characters of its source. " +
					"Offsets are Unicode code points of the document's text.",
			},
			Servers: []*huma.Server{{URL: "/"}},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"token": {Type: "http", Scheme: "bearer", Description: "A token of the file that the server was given."},
					"basic": {Type: "http", Scheme: "basic", Description: "A token as the password of whatever user."},
				},
			},
			Tags: []*huma.Tag{
				{Name: "statements", Description: "What was said."},
				{Name: "articles", Description: "Where it was said."},
				{Name: "speakers", Description: "Who said it, and through whom it came."},
				{Name: "reading", Description: "Articles and drafts that are read and not kept."},
				{Name: "remarks", Description: "What people say of a statement. It takes a token with the right to write."},
				{Name: "feeds", Description: "Searches to subscribe to."},
				{Name: "server"},
			},
		},
		Formats:       map[string]huma.Format{typeJSON: jsonFormat(), "json": jsonFormat()},
		DefaultFormat: typeJSON,
		Transformers:  []huma.Transformer{brief},
	}
	if err := addRecords(config.Components.Schemas.Map()); err != nil {
		return err
	}
	f := &face{s, humago.New(mux, config)}
	f.statements()
	f.articles()
	f.speakers()
	f.reading()
	f.questions()
	f.remarks()
	f.feeds()
	f.server()
	return f.describe(mux)
}

// jsonFormat is how bodies are read and written. Nulls are refused, which the schemas do not allow and huma passes over.
func jsonFormat() huma.Format {
	return huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: func(data []byte, v any) error {
		if err := json.Unmarshal(data, v); err != nil {
			return err
		}
		if raw, ok := v.(*any); ok && hasNull(*raw) {
			return errors.New("a null in it; leave out what is not known")
		}
		return nil
	}}
}

// brief is an answer without what a mistake was made in, where that is more than a few words: the client has it.
func brief(_ huma.Context, _ string, v any) (any, error) {
	if e, ok := v.(*huma.ErrorModel); ok {
		for _, d := range e.Errors {
			if words, ok := d.Value.(string); !ok || len(words) > 80 {
				d.Value = nil
			}
		}
	}
	return v, nil
}

// hasNull reports whether there is a null anywhere in a value that was read.
func hasNull(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case []any:
		return slices.ContainsFunc(v, hasNull)
	case map[string]any:
		for _, x := range v {
			if hasNull(x) {
				return true
			}
		}
	}
	return false
}

// describe serves the OpenAPI document.
func (f *face) describe(mux *http.ServeMux) error {
	inJSON, err := json.Marshal(f.huma.OpenAPI())
	if err != nil {
		return dixit.Errorf(dixit.Internal, "OpenAPI: %w", err)
	}
	inYAML := sync.OnceValues(f.huma.OpenAPI().YAML)
	mux.HandleFunc("GET /api/openapi.json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		_, _ = w.Write(inJSON) // a client that is gone needs no answer
	})
	mux.HandleFunc("GET /api/openapi.yaml", func(w http.ResponseWriter, r *http.Request) {
		data, err := inYAML()
		if err != nil {
			f.Problem(r.Context(), err).Write(w)
			return
		}
		w.Header().Set("Content-Type", "application/openapi+yaml")
		_, _ = w.Write(data)
	})
	return nil
}

// operation describes a request; statuses are those that it has besides those that every one has.
func operation(method, path, id, tag, summary string, statuses ...int) huma.Operation {
	op := huma.Operation{
		Method: method, Path: path, OperationID: id, Tags: []string{tag}, Summary: summary, RejectUnknownQueryParameters: true,
		MaxBodyBytes: serve.MaxBody, Responses: map[string]*huma.Response{},
		Security: []map[string][]string{{"token": {}}, {"basic": {}}},
		Errors: append(statuses, http.StatusBadRequest, http.StatusUnauthorized, http.StatusMisdirectedRequest, http.StatusUnprocessableEntity,
			http.StatusTooManyRequests, http.StatusServiceUnavailable),
	}
	if method == http.MethodGet {
		op.Security = append(op.Security, map[string][]string{}) // where everybody may read
		op.Responses["304"] = &huma.Response{Description: "The client has it already."}
	} else {
		op.Errors = append(op.Errors, http.StatusForbidden, http.StatusRequestEntityTooLarge)
	}
	slices.Sort(op.Errors)
	return op
}

// answering is handle with its errors as problems.
func answering[I, O any](f *face, handle func(context.Context, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err == nil {
			return out, nil
		}
		return nil, f.Problem(ctx, err)
	}
}

// add registers an operation.
func add[I, O any](f *face, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	huma.Register(f.huma, op, answering(f, handle))
}

// body is an answer of one thing.
type body[T any] struct{ Body T }

// raw is an answer that writes itself.
type raw struct{ Body func(huma.Context) }

// writing is an answer that write makes. An error before anything was written is a problem.
func (f *face) writing(write func(w http.ResponseWriter, r *http.Request) error) *raw {
	return &raw{func(hc huma.Context) {
		r, w := humago.Unwrap(hc)
		if err := write(w, r); err != nil {
			f.Problem(r.Context(), err).Write(w)
		}
	}}
}

// content says which media types an answer has, and the schema of each.
func content(op huma.Operation, types map[string]*huma.Schema) huma.Operation {
	list := map[string]*huma.MediaType{}
	for name, s := range types {
		list[name] = &huma.MediaType{Schema: s}
	}
	op.Responses["200"] = &huma.Response{Description: "OK", Content: list}
	return op
}
