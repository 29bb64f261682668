package export

import "dixit"

// byDocument is a Writer for forms that say of a document all at once: it holds the statements of one and hands them on when those
// of the next come.
type byDocument struct {
	write func(doc *dixit.Document, said []dixit.Record) error
	end   func() error // may be nil

	doc  *dixit.Document
	said []dixit.Record
}

func (b *byDocument) Write(r dixit.Record, doc *dixit.Document) error {
	if doc != b.doc {
		if err := b.flush(); err != nil {
			return err
		}
		b.doc = doc
	}
	b.said = append(b.said, r)
	return nil
}

func (b *byDocument) Close() error {
	if err := b.flush(); err != nil || b.end == nil {
		return err
	}
	return b.end()
}

// flush hands on what is held.
func (b *byDocument) flush() error {
	doc, said := b.doc, b.said
	b.doc, b.said = nil, nil
	if doc == nil {
		return nil
	}
	return b.write(doc, said)
}
