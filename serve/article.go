package serve

import (
	"context"
	"iter"

	"dixit"
	"dixit/ledger"
)

// Article is a document with all that is said in it.
type Article struct {
	Doc     *dixit.Document
	Records []dixit.Record    // in the order of the text, with what people say of them; also those that were struck
	Loose   []dixit.Quotation // quotations that belong to no statement
	Copies  ledger.Copies
}

// Article is the document with this SHA-256. NotFound if there is none.
func (s *Service) Article(ctx context.Context, sha256 string) (Article, error) {
	doc, err := s.Store.Document(ctx, sha256)
	if err != nil {
		return Article{}, err
	}
	ex, err := s.Store.Extraction(ctx, sha256)
	if err != nil {
		return Article{}, err
	}
	a := Article{Doc: doc, Loose: ex.Loose}
	if a.Copies, err = s.Store.Copies(ctx, sha256); err != nil {
		return Article{}, err
	}
	said, err := s.remarks(ctx, sha256, ex.Statements)
	if err != nil {
		return Article{}, err
	}
	for i, st := range ex.Statements {
		r := dixit.Record{Doc: doc.Ref(), Statement: st, Engine: ex.Engine, CopyOf: a.Copies.Of, AlsoAt: a.Copies.Addresses}
		a.Records = append(a.Records, ledger.Annotated(r, said[i]))
	}
	return a, nil
}

// remarks are what people say of a document's statements, by their places in the list.
func (s *Service) remarks(ctx context.Context, sha256 string, statements []dixit.Statement) (map[int][]ledger.Annotation, error) {
	var list []ledger.Annotation
	var targets []ledger.Target
	for a, err := range s.Store.Annotations(ctx, sha256) {
		if err != nil {
			return nil, err
		}
		list, targets = append(list, a), append(targets, a.Target)
	}
	out := map[int][]ledger.Annotation{}
	for i, at := range ledger.Assign(statements, targets) {
		if at >= 0 {
			out[at] = append(out[at], list[i])
		}
	}
	return out, nil
}

// Articles yields documents in the order of a search, those after one that was seen last: all, or those in which r finds something.
func (s *Service) Articles(ctx context.Context, r Request, after string) iter.Seq2[dixit.DocumentRef, error] {
	return func(yield func(dixit.DocumentRef, error) bool) {
		f, err := s.Filter(ctx, r)
		if err != nil {
			yield(dixit.DocumentRef{}, err)
			return
		}
		list := s.found(ctx, f)
		if f.Where == nil {
			list = s.kept(ctx, after)
			after = ""
		}
		for ref, err := range list {
			switch {
			case err == nil && after != "":
				if ref.SHA256 == after {
					after = ""
				}
			case !yield(ref, err) || err != nil:
				return
			}
		}
	}
}

// kept yields all documents after one.
func (s *Service) kept(ctx context.Context, after string) iter.Seq2[dixit.DocumentRef, error] {
	return func(yield func(dixit.DocumentRef, error) bool) {
		for address, err := range s.Store.Addresses(ctx) {
			if err == nil && after != "" {
				if address == after {
					after = ""
				}
				continue
			}
			var ref dixit.DocumentRef
			if err == nil {
				var doc *dixit.Document
				if doc, err = s.Store.Document(ctx, address); err == nil {
					ref = doc.Ref()
				} else if dixit.KindOf(err) == dixit.Unreadable {
					continue // dixit check tells of it
				}
			}
			if !yield(ref, err) {
				return
			}
		}
	}
}

// found yields the documents in which f finds something.
func (s *Service) found(ctx context.Context, f ledger.Filter) iter.Seq2[dixit.DocumentRef, error] {
	return func(yield func(dixit.DocumentRef, error) bool) {
		last := ""
		for r, err := range s.Store.Search(ctx, f) {
			if err != nil && dixit.KindOf(err) == dixit.Unreadable || err == nil && r.Doc.SHA256 == last {
				continue
			}
			last = r.Doc.SHA256
			if !yield(r.Doc, err) {
				return
			}
		}
	}
}
