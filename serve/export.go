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
			if doc, err = s.Store.Document(ctx, r.Doc.SHA256); err == nil && whole {
				err = s.keep(ctx, keeper, doc)
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
func (s *Service) keep(ctx context.Context, out export.Keeper, doc *dixit.Document) error {
	e := export.Entry{Doc: doc}
	var err error
	if e.Extraction, err = s.Store.Extraction(ctx, doc.SHA256); err != nil {
		return err
	}
	copies, err := s.Store.Copies(ctx, doc.SHA256)
	if err != nil {
		return err
	}
	e.AlsoAt = copies.Addresses
	if e.Redirects, err = s.Store.Redirects(ctx, doc.SHA256); err != nil {
		return err
	}
	for a, err := range s.Store.Annotations(ctx, doc.SHA256) {
		if err != nil {
			return err
		}
		e.Remarks = append(e.Remarks, a)
	}
	return out.Keep(e)
}
