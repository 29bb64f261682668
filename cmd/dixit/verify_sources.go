package main

import (
	"context"
	"errors"
	"os"
	"sync"

	"dixit"
	"dixit/export"
	"dixit/fetch"
	"dixit/read"
	"dixit/verify"
)

// sources is what quotations are looked for in. It remembers the documents that it has named.
type sources struct {
	verify.Index
	close func()
	bad   int // inputs that could not be used

	mu   sync.Mutex
	docs map[string]*dixit.Document // by their addresses
}

// openSources reads what --against names, or opens the ledger.
func openSources(ctx context.Context, t *terminal, opts verifyOptions, reading read.Options, engine engine) (*sources, error) {
	s := &sources{close: func() {}, docs: map[string]*dixit.Document{}}
	if len(opts.against) == 0 {
		store, err := existingLedger(ctx, opts.ledger, t.getenv)
		if err != nil {
			return nil, err
		}
		s.Index, s.close = verify.NewKept(store), func() { store.Close() }
		return s, nil
	}
	var paths, addresses []string
	for _, arg := range opts.against {
		switch {
		case !isAddress(arg):
			paths = append(paths, arg)
		case opts.offline:
			return nil, usage("against %s: an address, and --offline", arg)
		default:
			addresses = append(addresses, arg)
		}
	}
	if len(addresses) > 0 {
		fetched, remove, err := fetchAgainst(ctx, t, addresses)
		defer remove()
		if err != nil {
			return nil, err
		}
		s.bad += fetched.bad
		paths = append(paths, fetched.files...)
	}
	m := verify.NewMemory(engine.Extract)
	s.Index = m
	for doc, err := range read.Documents(ctx, paths, t.in, reading) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil && doc.MediaType == "text/plain" && read.IsMarkdown(doc.Path) {
			doc, _, err = read.Markdown(doc)
		}
		if err != nil {
			s.bad++
			t.complain(err.Error())
			continue
		}
		m.Add(doc)
	}
	return s, nil
}

// fetched are the archives of what was fetched, and how many addresses could not be.
type fetched struct {
	files []string
	bad   int
}

// fetchAgainst fetches addresses into a folder of their own, which remove takes away with all that is in it. A page that was given by
// hand is fetched whatever was fetched before.
func fetchAgainst(ctx context.Context, t *terminal, addresses []string) (f fetched, remove func(), err error) {
	folder, err := os.MkdirTemp("", "dixit-verify-")
	if err != nil {
		return f, func() {}, dixit.Errorf(dixit.Unavailable, "no room for what is fetched: %w", err)
	}
	remove = func() { _ = os.RemoveAll(folder) }
	status := &fetchStatus{t: t}
	fetcher, err := fetch.New(fetch.Options{Folder: folder, Tell: status.tell, Show: status.show, Transport: t.transport})
	if err != nil {
		return f, remove, err
	}
	defer func() { err = errors.Join(err, fetcher.Close()) }()
	sum, err := total(fetcher.Run(ctx, addresses))
	status.clear()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return f, remove, err
	}
	f.bad = sum.Failed
	f.files, err = fetcher.Seal()
	return f, remove, err
}

// Near implements [verify.Index].
func (s *sources) Near(ctx context.Context, words []string, most int) ([]*verify.Source, bool, error) {
	found, complete, err := s.Index.Near(ctx, words, most)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range found {
		s.docs[f.Doc().SHA256] = f.Doc()
	}
	return found, complete, err
}

// link is the address of a place on the web, "" if it is not there.
func (s *sources) link(p verify.Place) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if doc := s.docs[p.Doc.SHA256]; doc != nil {
		return export.DeepLink(doc, p.Words.Span())
	}
	return ""
}
