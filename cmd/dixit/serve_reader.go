package main

import (
	"context"
	"encoding/json"
	"sync"

	"dixit"
	"dixit/extract"
	"dixit/read"
	"dixit/serve"
	"dixit/who/across"
)

// reader reads the articles that clients send. The model is loaded when the first comes.
type reader struct {
	extractor func() (*extract.Extractor, error)
}

var _ serve.Engine = (*reader)(nil)

func newReader() *reader { return &reader{sync.OnceValues(extract.New)} }

// Read implements serve.Engine. An article that was sent is read as one in a line of NDJSON is.
func (*reader) Read(in serve.Input) (*dixit.Document, error) {
	if err := checkPublished(in.Published); err != nil {
		return nil, err
	}
	data, err := json.Marshal(in)
	if err != nil {
		return nil, dixit.Errorf(dixit.Invalid, "article: %w", err)
	}
	return read.Bytes("article", data, read.Options{})
}

// ReadFile implements serve.Engine. Of Markdown its words are read.
func (*reader) ReadFile(name string, data []byte) (*dixit.Document, error) {
	doc, err := read.Bytes(name, data, read.Options{})
	if err == nil && doc.MediaType == "text/plain" && read.IsMarkdown(name) {
		doc, _, err = read.Markdown(doc)
	}
	return doc, err
}

// Extract implements serve.Engine.
func (r *reader) Extract(ctx context.Context, doc *dixit.Document) (dixit.Extraction, error) {
	x, err := r.extractor()
	if err != nil {
		return dixit.Extraction{}, err
	}
	return x.Extract(ctx, doc)
}

// ReadsWith is what the reader reads with.
func (r *reader) ReadsWith() (dixit.Engine, error) {
	x, err := r.extractor()
	if err != nil {
		return dixit.Engine{}, err
	}
	return x.Engine(), nil
}

// EntityOf implements serve.Engine.
func (*reader) EntityOf(s dixit.Speaker) string { return across.Key(s) }
