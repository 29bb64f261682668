package serve

import (
	"cmp"
	"context"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"dixit"
	"dixit/ledger"
)

// giveWay is after how many statements that are read, some milliseconds, those go first who have little to do.
const giveWay = 16

// sampled is how many statements a profile and the chains look at, the newest ones.
const sampled = 2000

// Profile is what statements have in common: those of a speaker, of an outlet, or of any search.
type Profile struct {
	Facets ledger.Facets  // of all of them
	Newest []dixit.Record // those that were read, if they are few; else nil

	// The rest is of the newest Read statements.
	Read   int
	IDs    []string // of speakers, the most frequent first
	Values map[Trait][]ledger.Count
}

// Trait is what a profile counts and a ledger does not.
type Trait string

// The traits.
const (
	SpeakerKinds Trait = "speaker_kind"
	Roles        Trait = "role"
	Addressees   Trait = "addressee"
	Months       Trait = "month" // of publication
	Agencies     Trait = "agency"
	Topics       Trait = "topic"
	Relays       Trait = "relay" // those in a chain before the speaker
)

// Traits lists the traits.
func Traits() []Trait {
	return []Trait{SpeakerKinds, Roles, Addressees, Months, Agencies, Relays, Topics}
}

// Speaker is the profile of those whose name has these words in a row, in any of its spellings. NotFound if nobody of that name says
// anything.
func (s *Service) Speaker(ctx context.Context, name string) (Profile, error) {
	p, _, err := s.profile(ctx, ledger.Speaker, name, false)
	return p, err
}

// Outlet is the profile of an outlet, likewise.
func (s *Service) Outlet(ctx context.Context, name string) (Profile, error) {
	p, _, err := s.profile(ctx, ledger.Outlet, name, false)
	return p, err
}

// Soon is what can be told of a speaker or an outlet (ledger.Speaker, ledger.Outlet) in no time: all if there is little, else the
// newest statements alone.
func (s *Service) Soon(ctx context.Context, f ledger.Field, name string) (p Profile, all bool, err error) {
	return s.profile(ctx, f, name, true)
}

// Profile is the profile of a speaker or an outlet, made by whoever asks: for who keeps it.
func (s *Service) Profile(ctx context.Context, f ledger.Field, name string) (Profile, error) {
	return s.newProfile(ctx, ledger.Term{Field: f, Text: name}, sampled)
}

// readSoon is how many statements are read in no time.
const readSoon = 32

// profile is the profile of a speaker or an outlet. Where that takes a while, and it is wanted soon, it is not all.
func (s *Service) profile(ctx context.Context, f ledger.Field, name string, soon bool) (p Profile, all bool, err error) {
	where := ledger.Term{Field: f, Text: name}
	made := func(ctx context.Context) (Profile, error) { return s.newProfile(ctx, where, sampled) }
	if p, all, err = s.profiles.Held(ctx, s, keyOf(where), made); all || err != nil {
		return p, all, err
	}
	if p, err = s.newProfile(ctx, where, readSoon); err != nil {
		return p, false, err
	}
	switch {
	case p.Read == 0 && f == ledger.Speaker:
		return p, false, dixit.Errorf(dixit.NotFound, "speaker %.80q: says nothing in the ledger", name)
	case p.Read == 0:
		return p, false, dixit.Errorf(dixit.NotFound, "outlet %.80q: nothing of it is in the ledger", name)
	case p.Facets.Complete || soon:
		return p, p.Facets.Complete, nil
	}
	p, err = s.profiles.Get(ctx, s, keyOf(where), made)
	return p, true, err
}

// newProfile reads the newest statements, so many at most. If there are more, the ledger counts all, unless little was to be read.
func (s *Service) newProfile(ctx context.Context, where ledger.Expr, most int) (Profile, error) {
	var list []dixit.Record
	for r, err := range s.newest(ctx, where, most+1) {
		if err != nil {
			return Profile{}, err
		}
		if list = append(list, r); len(list)%giveWay == 0 {
			runtime.Gosched()
		}
	}
	p := profileOf(list[:min(len(list), most)])
	var err error
	switch {
	case len(list) <= most:
	case most < sampled:
		p.Facets.Complete = false
	default:
		p.Newest = nil
		p.Facets, err = s.Store.Facets(ctx, where)
	}
	return p, err
}

// profileOf is the profile of records, the newest first, as if there were no others.
func profileOf(records []dixit.Record) Profile {
	p := Profile{Read: len(records), Newest: records, Values: map[Trait][]ledger.Count{}}
	counts, ids, fields := map[Trait]tally{}, tally{}, map[ledger.Field]tally{}
	for _, t := range Traits() {
		counts[t] = tally{}
	}
	for _, f := range ledger.Faceted() {
		fields[f] = tally{}
	}
	for _, r := range records {
		ids.add(r.Statement.Speaker.ID)
		for t, values := range traits(r) {
			for _, v := range values {
				counts[t].add(v)
			}
		}
		for f, v := range faceted(r) {
			fields[f].add(v)
		}
	}
	for t, c := range counts {
		p.Values[t] = c.sorted()
	}
	for _, c := range ids.sorted() {
		p.IDs = append(p.IDs, c.Value)
	}
	p.Facets = ledger.Facets{Total: p.Read, Complete: true, Values: map[ledger.Field][]ledger.Count{}}
	for f, c := range fields {
		p.Facets.Values[f] = c.sorted()
	}
	return p
}

// faceted is what a ledger counts a statement by (ledger.Faceted).
func faceted(r dixit.Record) map[ledger.Field]string {
	s := r.Statement
	return map[ledger.Field]string{
		ledger.Speaker: s.Speaker.Name, ledger.Outlet: r.Doc.Outlet, ledger.OfAct: string(s.Act), ledger.OfKind: string(s.Kind),
		ledger.OfRegion: string(s.Region), ledger.Depth: strconv.Itoa(len(s.Chain)), ledger.Published: year(r.Doc.Published),
		ledger.OfSource: string(s.Speaker.Kind),
	}
}

func year(published string) string { return published[:min(len(published), len("2006"))] }

// traits are those of one statement.
func traits(r dixit.Record) map[Trait][]string {
	st := r.Statement
	out := map[Trait][]string{
		SpeakerKinds: {string(st.Speaker.Kind)}, Roles: {st.Speaker.Role}, Agencies: {r.Doc.Agency}, Months: {month(r.Doc.Published)},
	}
	for _, l := range st.Addressee {
		out[Addressees] = append(out[Addressees], l.Name)
	}
	for _, t := range st.About {
		out[Topics] = append(out[Topics], t.Label)
	}
	if n := len(st.Chain); n > 1 {
		for _, l := range st.Chain[:n-1] {
			out[Relays] = append(out[Relays], l.Name)
		}
	}
	return out
}

func month(published string) string {
	if len(published) < len("2006-01") {
		return ""
	}
	return published[:len("2006-01")]
}

// newest yields the newest statements that where wants, so many at most, without those that are damaged.
func (s *Service) newest(ctx context.Context, where ledger.Expr, most int) func(func(dixit.Record, error) bool) {
	return func(yield func(dixit.Record, error) bool) {
		for r, err := range s.Store.Search(ctx, ledger.Filter{Where: where, Limit: most}) {
			if err != nil && dixit.KindOf(err) == dixit.Unreadable {
				continue
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// Chain is a way by which statements came, and how many came by it.
type Chain struct {
	Names  []string `json:"names" nullable:"false" doc:"From the outlet's own source to the speaker, both included."`
	Outlet string   `json:"outlet,omitempty"`
	N      int      `json:"n"`
	ID     string   `json:"id" doc:"Of the newest statement that came so."`
}

// Chains counts the ways by which the newest statements that r wants came, of those that had somebody between outlet and speaker,
// the most frequent first. read is how many statements were looked at.
func (s *Service) Chains(ctx context.Context, r Request) (chains []Chain, read int, err error) {
	f, err := s.Filter(ctx, r)
	if err != nil {
		return nil, 0, err
	}
	relayed := ledger.All{ledger.Number{Field: ledger.Depth, Min: 2, Max: 1 << 10}}
	if f.Where != nil {
		relayed = append(relayed, f.Where)
	}
	found := map[string]*Chain{}
	for rec, err := range s.newest(ctx, relayed, sampled) {
		if err != nil {
			return nil, 0, err
		}
		read++
		names := dixit.Names(rec.Statement.Chain)
		key := rec.Doc.Outlet + "\x00" + strings.Join(names, "\x00")
		if found[key] == nil {
			found[key] = &Chain{Names: names, Outlet: rec.Doc.Outlet, ID: rec.Statement.ID}
		}
		found[key].N++
	}
	for _, key := range slices.Sorted(maps.Keys(found)) {
		chains = append(chains, *found[key])
	}
	slices.SortStableFunc(chains, func(a, b Chain) int { return cmp.Compare(b.N, a.N) })
	return chains, read, nil
}

// Speakers are the names of speakers, Outlets those of outlets, with how many statements each has, the most first. complete is false
// where there is so much that only the newest was counted.
func (s *Service) Speakers(ctx context.Context) (list []ledger.Count, complete bool, err error) {
	return s.values(ctx, ledger.Speaker)
}

// Outlets lists the outlets.
func (s *Service) Outlets(ctx context.Context) (list []ledger.Count, complete bool, err error) {
	return s.values(ctx, ledger.Outlet)
}

func (s *Service) values(ctx context.Context, f ledger.Field) ([]ledger.Count, bool, error) {
	facets, err := s.facets(ctx, nil)
	return facets.Values[f], facets.Complete, err
}

// tally counts values.
type tally map[string]int

// add counts a value; "" counts for nothing.
func (t tally) add(v string) {
	if v != "" {
		t[v]++
	}
}

// sorted are the counts, the most first.
func (t tally) sorted() []ledger.Count {
	out := make([]ledger.Count, 0, len(t))
	for v, n := range t {
		out = append(out, ledger.Count{Value: v, N: n})
	}
	slices.SortFunc(out, func(a, b ledger.Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value)) })
	return out
}
