package serve

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/query"
)

// Request is what a client looks for. The zero Request is everything.
type Request struct {
	Query   string // in the query language (docs/query.md); @NAME at its beginning is a saved search
	Speaker string // words of the name
	Outlet  string // words of the name
	Act     string
	Kind    string
	Since   string // the first day of publication: a day, month or year
	Until   string // the last one
	Best    bool   // the best match first, not the newest
	After   string // the id of the last statement that was seen
	Copies  bool   // those too that are said again in copies of an article
	Limit   int    // 0 is no limit
}

// savedMark stands before the name of a saved search.
const savedMark = "@"

// Filter is r as a ledger is asked. Errors are Invalid, or NotFound for a search that is not saved.
func (s *Service) Filter(ctx context.Context, r Request) (ledger.Filter, error) {
	words, all := r.Query, ledger.All{}
	if named, ok := strings.CutPrefix(words, savedMark); ok {
		var name string
		name, words, _ = strings.Cut(named, " ")
		saved, err := s.Saved(ctx, name)
		if err != nil {
			return ledger.Filter{}, err
		}
		e, err := query.Parse(saved.Query)
		if err != nil {
			return ledger.Filter{}, fmt.Errorf("search %s: %w", saved.Name, err)
		}
		all = append(all, e)
	}
	e, err := query.Parse(words)
	if err != nil {
		return ledger.Filter{}, err
	}
	if any, ok := e.(ledger.All); !ok || len(any) > 0 {
		all = append(all, e)
	}
	more, err := r.parts()
	if err != nil {
		return ledger.Filter{}, err
	}
	f := ledger.Filter{After: r.After, All: r.Copies, Limit: r.Limit}
	if r.Best {
		f.Order = ledger.Best
	}
	if all = append(all, more...); len(all) > 0 {
		f.Where = all
	}
	return f, f.Check()
}

// parts are what r asks for besides its query.
func (r Request) parts() (ledger.All, error) {
	var all ledger.All
	for field, words := range map[ledger.Field]string{ledger.Speaker: r.Speaker, ledger.Outlet: r.Outlet} {
		for _, word := range strings.Fields(words) {
			all = append(all, ledger.Term{Field: field, Text: word})
		}
	}
	for field, value := range map[ledger.Field]string{ledger.OfAct: r.Act, ledger.OfKind: r.Kind} {
		if value != "" {
			all = append(all, ledger.Value{Field: field, Is: value})
		}
	}
	days := ledger.Days{Field: ledger.Published}
	var err error
	if r.Since != "" {
		if days.First, err = query.FirstDay(r.Since); err != nil {
			return nil, fmt.Errorf("since: %w", err)
		}
	}
	if r.Until != "" {
		if days.Last, err = query.LastDay(r.Until); err != nil {
			return nil, fmt.Errorf("until: %w", err)
		}
	}
	if days.First != "" || days.Last != "" {
		all = append(all, days)
	}
	return all, nil
}

// Saved is the saved search of a name. NotFound if there is none.
func (s *Service) Saved(ctx context.Context, name string) (ledger.Saved, error) {
	list, err := s.Store.Searches(ctx)
	if err != nil {
		return ledger.Saved{}, err
	}
	for _, saved := range list {
		if saved.Name == strings.ToLower(name) {
			return saved, nil
		}
	}
	return ledger.Saved{}, dixit.Errorf(dixit.NotFound, "search %.80q: none of that name is saved", name)
}

// Save keeps a query under a name for the caller, in place of another of that name. Errors are those of a ledger and of the query
// language; a caller who may not write is a Problem.
func (s *Service) Save(ctx context.Context, name, words string) (ledger.Saved, error) {
	if err := mayWrite(ctx); err != nil {
		return ledger.Saved{}, err
	}
	name, err := ledger.TagOf(name)
	if err != nil {
		return ledger.Saved{}, err
	}
	if strings.HasPrefix(words, savedMark) {
		return ledger.Saved{}, dixit.Errorf(dixit.Invalid, "search %s: it would be one of another that is saved", name)
	}
	if _, err := query.Parse(words); err != nil {
		return ledger.Saved{}, fmt.Errorf("search %s: %w", name, err)
	}
	saved := ledger.Saved{Name: name, Query: words, At: time.Now().UTC()}
	return saved, s.Store.SaveSearch(ctx, saved)
}

// Page is some of the statements that were found.
type Page struct {
	Records []dixit.Record
	Next    string // what to ask for After; "" if these are the last
	Damaged int    // statements that are kept and can no longer be read
}

// Page is the first statements that r wants, r.Limit of them.
func (s *Service) Page(ctx context.Context, r Request) (Page, error) {
	f, err := s.Filter(ctx, r)
	if err != nil {
		return Page{}, err
	}
	if f.Limit > 0 {
		f.Limit++ // to know whether there are more
	}
	p := Page{Records: []dixit.Record{}}
	for rec, err := range s.Store.Search(ctx, f) {
		switch {
		case dixit.KindOf(err) == dixit.Unreadable && err != nil:
			p.Damaged++
		case err != nil:
			return Page{}, err
		case r.Limit > 0 && len(p.Records) == r.Limit:
			p.Next = p.Records[r.Limit-1].Statement.ID
			return p, nil
		default:
			p.Records = append(p.Records, rec)
		}
	}
	return p, nil
}

// Each yields all statements that f wants, as a ledger's Search does, to one of few who may do so at once (Unavailable beyond).
func (s *Service) Each(ctx context.Context, f ledger.Filter) iter.Seq2[dixit.Record, error] {
	return func(yield func(dixit.Record, error) bool) {
		leave, ok := s.long.enter(ctx, waitForLong)
		if !ok {
			yield(dixit.Record{}, dixit.Errorf(dixit.Unavailable, "too many are reading everything at once; come again"))
			return
		}
		defer leave()
		s.Store.Search(ctx, f)(yield)
	}
}

// countedSoon is how many statements are counted in no time.
const countedSoon = 250

// FacetsSoon is Facets, or what can be told of them in no time: that there are more than some hundred statements.
func (s *Service) FacetsSoon(ctx context.Context, r Request) (f ledger.Facets, all bool, err error) {
	filter, err := s.Filter(ctx, r)
	if err != nil {
		return f, false, err
	}
	return s.facetsSoon(ctx, filter.Where)
}

// FacetsOf is what Facets would tell of what r wants, if p is its first page and has all of it.
func FacetsOf(r Request, p Page) (f ledger.Facets, all bool) {
	if r.After != "" || r.Copies || p.Next != "" || p.Damaged > 0 {
		return f, false
	}
	return profileOf(p.Records).Facets, true
}

// Facets counts what r wants by what it is. Of more than some hundred statements the counts may be those of a minute ago.
func (s *Service) Facets(ctx context.Context, r Request) (ledger.Facets, error) {
	f, err := s.Filter(ctx, r)
	if err != nil {
		return ledger.Facets{}, err
	}
	return s.facets(ctx, f.Where)
}

// facets counts what where wants.
func (s *Service) facets(ctx context.Context, where ledger.Expr) (ledger.Facets, error) {
	f, all, err := s.facetsSoon(ctx, where)
	if all || err != nil {
		return f, err
	}
	return s.counts.Get(ctx, s, keyOf(where), s.counting(where))
}

func (s *Service) facetsSoon(ctx context.Context, where ledger.Expr) (f ledger.Facets, all bool, err error) {
	if f, all, err = s.counts.Held(ctx, s, keyOf(where), s.counting(where)); all || err != nil {
		return f, all, err
	}
	f, err = s.Store.FacetsTo(ctx, where, countedSoon)
	return f, f.Complete, err
}

func (s *Service) counting(where ledger.Expr) func(context.Context) (ledger.Facets, error) {
	return func(ctx context.Context) (ledger.Facets, error) { return s.Store.Facets(ctx, where) }
}

// keyOf is the key of answers to a question about what is wanted.
func keyOf(where ledger.Expr) string { return fmt.Sprintf("%#v", where) }

// Origins are the ids that name statements in feeds: for one that another engine found again under another id, an id that it had
// before, the first in the alphabet of those that lead to it. Every record has one.
func (s *Service) Origins(ctx context.Context, records []dixit.Record) (map[string]string, error) {
	out, doc := map[string]string{}, ""
	for _, r := range records {
		if r.Doc.SHA256 != doc {
			doc = r.Doc.SHA256
			list, err := s.Store.Redirects(ctx, doc)
			if err != nil {
				return nil, err
			}
			for _, old := range list {
				if out[old.To] == "" && old.To != "" {
					out[old.To] = old.ID
				}
			}
		}
		if id := r.Statement.ID; out[id] == "" {
			out[id] = id
		}
	}
	return out, nil
}
