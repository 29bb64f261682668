package serve

import (
	"context"
	"io"
	"iter"

	"dixit"
	"dixit/export"
)

// ExportTo writes statements in the form of a name to w, with one document in memory: of a form that takes documents whole, those in
// which they stand. What is damaged is left out.
func (s *Service) ExportTo(ctx context.Context, w io.Writer, name string, opt export.Options, list iter.Seq2[dixit.Record, error]) error {
	form, err := export.Named(name)
	if err != nil {
		return err
	}
	out, err := form.New(w, opt)
	if err != nil {
		return err
	}
	keeper, whole := out.(export.Keeper)
	var doc *dixit.Document
	for r, err := range list {
		if err == nil && (doc == nil || doc.SHA256 != r.Doc.SHA256) {
			if whole {
				doc, err = s.keep(ctx, keeper, r.Doc.SHA256)
			} else {
				doc, err = s.Store.Document(ctx, r.Doc.SHA256)
			}
		}
		if err == nil && !whole {
			err = out.Write(r, doc)
		}
		if err != nil && dixit.KindOf(err) != dixit.Unreadable {
			return err
		}
	}
	return out.Close()
}

// keep writes a document whole, with what people say of it.
func (s *Service) keep(ctx context.Context, out export.Keeper, sha256 string) (*dixit.Document, error) {
	e, err := export.EntryOf(ctx, s.Store, sha256)
	if err != nil {
		return nil, err
	}
	for a, err := range s.Store.Annotations(ctx, sha256) {
		if err != nil {
			return nil, err
		}
		e.Remarks = append(e.Remarks, a)
	}
	return e.Doc, out.Keep(e)
}
