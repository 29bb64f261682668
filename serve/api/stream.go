package api

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"reflect"

	"dixit"
	"dixit/export"
	"dixit/serve"

	"github.com/danielgtaylor/huma/v2"
)

// streamed is an answer with a record a line, all that r wants.
func (f *face) streamed(ctx context.Context, r serve.Request) (*raw, error) {
	return f.stream(ctx, r, typeNDJSON, func(to *serve.Stream, found iter.Seq2[dixit.Record, error]) error {
		lines := json.NewEncoder(to)
		lines.SetEscapeHTML(false)
		for rec, err := range found {
			var line any = rec
			if unreadable(err) {
				line = damagedLine(err)
			} else if err != nil {
				return err
			}
			if err := lines.Encode(line); err != nil {
				return err
			}
		}
		return nil
	})
}

// stream is an answer of any length, which write makes of what r wants. The first statement is looked for before anything is written,
// so that what cannot be answered is a problem; an error after that breaks the connection.
func (f *face) stream(ctx context.Context, r serve.Request, mediaType string, write func(*serve.Stream, iter.Seq2[dixit.Record, error]) error) (*raw, error) {
	filter, err := f.Filter(ctx, r)
	if err != nil {
		return nil, err
	}
	return f.writing(func(w http.ResponseWriter, req *http.Request) error {
		if req.Method == http.MethodHead {
			w.Header().Set("Content-Type", mediaType)
			return nil
		}
		next, stop := iter.Pull2(f.Each(req.Context(), filter))
		defer stop()
		rec, err, more := next()
		if err != nil && !unreadable(err) {
			return err
		}
		w.Header().Add("Vary", "Accept")
		to := serve.NewStream(req.Context(), w, mediaType)
		err = write(to, func(yield func(dixit.Record, error) bool) {
			for ; more; rec, err, more = next() {
				if !yield(rec, err) {
					return
				}
			}
		})
		if err != nil {
			f.Problem(req.Context(), err) // it is logged
			to.Break()
		}
		return nil
	}), nil
}

// exportTypes are the media types of the forms that others read.
func exportTypes() map[string]*huma.Schema {
	out := map[string]*huma.Schema{}
	for _, form := range export.Forms() {
		out[form.MediaType] = shapeOf(form.MediaType)
	}
	return out
}

// formName is the name of a form.
type formName string

// Schema lists the forms.
func (formName) Schema(huma.Registry) *huma.Schema {
	var names []string
	for _, form := range export.Forms() {
		names = append(names, form.Name)
	}
	return oneOf(names)
}

func (f *face) export(ctx context.Context, in *struct {
	Form formName `path:"form"`
	Search
	Copies bool `query:"copies" doc:"A statement in every copy of its article, and not once."`
	Excel  bool `query:"excel" doc:"CSV that spreadsheet programs may open: no cell is taken for a formula."`
},
) (*raw, error) {
	r := in.request()
	r.Copies = in.Copies
	return f.exported(ctx, r, string(in.Form), in.Excel)
}

// exported is an answer in one of the forms.
func (f *face) exported(ctx context.Context, r serve.Request, name string, excel bool) (*raw, error) {
	form, err := export.Named(name)
	if err != nil {
		return nil, err
	}
	opt := export.Options{Excel: excel, Permalink: f.Links.Statement}
	if _, err := form.New(io.Discard, opt); err != nil { // before anything is written
		return nil, err
	}
	return f.stream(ctx, r, form.MediaType, func(to *serve.Stream, found iter.Seq2[dixit.Record, error]) error {
		return f.ExportTo(ctx, to, name, opt, found)
	})
}

// writeJSON writes v as the API's other answers are written.
func writeJSON(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(v)
}

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }
