package serve

import (
	"context"
	"slices"
	"strconv"

	"dixit"
	"dixit/compare"
	"dixit/ledger"
)

// Habits are how an outlet deals with its sources.
type Habits struct {
	Profile Profile // of its statements
	Shares  []Share
	Hedges  Hedging
}

// Habit is something that an outlet does with a part of its statements.
type Habit string

// The habits that are counted.
const (
	Unnamed  Habit = "unnamed"  // the source is anonymous
	Official Habit = "bodies"   // it is an organisation or a document, not a person
	Verbatim Habit = "verbatim" // word for word: direct or mixed
	Relayed  Habit = "relayed"  // through somebody else
)

// Share is how many of an outlet's statements a habit has, and of all outlets'. The numbers may be of the newest statements alone, as those
// of the facets are.
type Share struct {
	Habit  Habit  `json:"habit" doc:"unnamed: the source is anonymous; bodies: an organisation or a document; verbatim: direct or mixed; relayed: through somebody else."`
	Query  string `json:"query" doc:"What finds them, besides the outlet."`
	N      int    `json:"n"`
	Of     int    `json:"of"`
	AllN   int    `json:"all_n" doc:"In all outlets."`
	AllOf  int    `json:"all_of"`
	parts  map[ledger.Field][]string
	longer bool
}

// shares are the habits, uncounted.
func shares() []Share {
	return []Share{
		{Habit: Unnamed, Query: "source:anonymous", parts: map[ledger.Field][]string{ledger.OfSource: {string(dixit.Anonymous)}}},
		{Habit: Official, Query: "source:(organisation OR document)", parts: map[ledger.Field][]string{ledger.OfSource: {string(dixit.Organisation), string(dixit.Written)}}},
		{Habit: Verbatim, Query: "kind:(direct OR mixed)", parts: map[ledger.Field][]string{ledger.OfKind: {string(dixit.Direct), string(dixit.Mixed)}}},
		{Habit: Relayed, Query: "depth>1", longer: true},
	}
}

// of is how many of what was counted have the habit.
func (s Share) of(f ledger.Facets) (n int) {
	for field, values := range s.parts {
		for _, c := range f.Values[field] {
			for _, v := range values {
				if c.Value == v {
					n += c.N
				}
			}
		}
	}
	if s.longer {
		for _, c := range f.Values[ledger.Depth] {
			if depth, err := strconv.Atoi(c.Value); err == nil && depth > 1 {
				n += c.N
			}
		}
	}
	return n
}

// Hedging is what an outlet makes of hedges ("perhaps", "I think") that most of the others kept who have the same words. It is of few
// clusters of statements of the same words, the newest ones: each has to be compared.
type Hedging struct {
	Clusters int    `json:"clusters" doc:"How many clusters of the same words were looked at, the newest that the outlet has a part in."`
	Kept     int    `json:"kept" doc:"How many hedges the outlet has that most others have."`
	Dropped  int    `json:"dropped" doc:"How many it has not, though it has the sentence."`
	Cases    []Case `json:"cases" nullable:"false"`
}

// Case is a hedge of a sentence, and whether an outlet has it.
type Case struct {
	Cluster string `json:"cluster"`
	ID      string `json:"id" doc:"Of the outlet's statement."`
	Words   string `json:"words" doc:"The hedge, as the article has it against which the others are set."`
	Dropped bool   `json:"dropped"`
	Others  int    `json:"others" doc:"How many statements of others have it."`
	Without int    `json:"without" doc:"How many of others have the sentence without it."`
}

// Bounds on looking for hedges.
const (
	mostClusters = 40
	oftenest     = 200 // statements of one cluster; a larger one is passed over
)

// Habits tells how the outlet of a name deals with its sources. NotFound if there is none.
func (s *Service) Habits(ctx context.Context, name string) (Habits, error) {
	p, err := s.Outlet(ctx, name)
	if err != nil {
		return Habits{}, err
	}
	all, err := s.facets(ctx, nil)
	if err != nil {
		return Habits{}, err
	}
	h := Habits{Profile: p, Shares: AmongAll(SharesOf(p.Facets), all)}
	h.Hedges, err = s.Hedges(ctx, name)
	return h, err
}

// SharesOf are the habits of an outlet whose statements are counted in of, without those of all outlets.
func SharesOf(of ledger.Facets) []Share {
	list := shares()
	for i, one := range list {
		list[i].N, list[i].Of = one.of(of), of.Total
	}
	return list
}

// AmongAll are shares with those of all outlets, whose statements are counted in all.
func AmongAll(list []Share, all ledger.Facets) []Share {
	list = slices.Clone(list)
	for i, one := range list {
		list[i].AllN, list[i].AllOf = one.of(all), all.Total
	}
	return list
}

// Hedges looks at the newest clusters that statements of an outlet are in.
func (s *Service) Hedges(ctx context.Context, name string) (Hedging, error) {
	where := ledger.Term{Field: ledger.Outlet, Text: name}
	return s.hedged.Get(ctx, s, keyOf(where), func(ctx context.Context) (Hedging, error) {
		h := Hedging{Cases: []Case{}}
		if s.Compare == nil {
			return h, nil
		}
		seen := map[string]bool{}
		for r, err := range s.newest(ctx, where, sampled) {
			switch {
			case err != nil:
				return h, err
			case r.Cluster == "" || seen[r.Cluster]:
				continue
			case len(seen) == mostClusters:
				return h, nil
			}
			seen[r.Cluster] = true
			if err := s.hedgesOf(ctx, where, r, &h); err != nil {
				return h, err
			}
		}
		return h, nil
	})
}

// hedgesOf adds the hedges of the cluster of a statement, unless that is very large.
func (s *Service) hedgesOf(ctx context.Context, where ledger.Expr, r dixit.Record, h *Hedging) error {
	n := 0
	for _, err := range s.Store.Search(ctx, ledger.Filter{Where: ledger.Value{Field: ledger.OfCluster, Is: r.Cluster}, Limit: oftenest + 1}) {
		if err != nil && dixit.KindOf(err) != dixit.Unreadable {
			return err
		}
		n++
	}
	if n > oftenest {
		return nil
	}
	answer, err := s.Compare.Statement(ctx, r.Statement.ID, "")
	if err != nil {
		return Damaged(err)
	}
	c, ok := answer.(compare.Comparison)
	if !ok {
		return dixit.Errorf(dixit.Internal, "compare: an answer of type %T", answer)
	}
	h.Clusters++
	own := map[string]bool{}
	for _, w := range c.Witnesses {
		own[w.Record.Statement.ID] = ledger.NewSubject(w.Record).Matches(where)
	}
	for _, cut := range c.Cuts {
		if one, ok := caseOf(c, cut, own); ok {
			h.Cases = append(h.Cases, one)
			if one.Dropped {
				h.Dropped++
			} else {
				h.Kept++
			}
		}
	}
	return nil
}

// caseOf is a hedge that most others have, if the outlet has its sentence; own says which statements are the outlet's.
func caseOf(c compare.Comparison, cut compare.Cut, own map[string]bool) (Case, bool) {
	out := Case{Cluster: c.Cluster, Words: cut.Words.Text()}
	if cut.Kind != compare.Hedge {
		return out, false
	}
	for _, id := range append([]string{c.Baseline}, cut.Kept...) {
		if !own[id] {
			out.Others++
		} else if out.ID == "" {
			out.ID = id
		}
	}
	for _, id := range cut.Dropped {
		if !own[id] {
			out.Without++
		} else if !out.Dropped { // one article that drops it is enough
			out.ID, out.Dropped = id, true
		}
	}
	return out, out.ID != "" && out.Others > out.Without
}

// OutletHabits are Habits as they are written.
type OutletHabits struct {
	Outlet   string             `json:"outlet"`
	Total    int                `json:"total" doc:"Statements that were counted."`
	Complete bool               `json:"complete" doc:"All were counted; else only the newest."`
	Shares   []Share            `json:"habits" nullable:"false"`
	Hedges   Hedging            `json:"hedges"`
	Values   map[string][]Value `json:"values" doc:"By field: the values that its statements have, the most frequent first, 100 at most."`
}

// Value is how many statements have a value.
type Value struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// mostValues is how many values of a field are written.
const mostValues = 100

// HabitsOf are the habits of the outlet of a name as they are written.
func HabitsOf(name string, h Habits) OutletHabits {
	f := h.Profile.Facets
	out := OutletHabits{Outlet: name, Total: f.Total, Complete: f.Complete, Shares: h.Shares, Hedges: h.Hedges, Values: map[string][]Value{}}
	for field, counts := range f.Values {
		list := []Value{}
		for _, c := range counts[:min(len(counts), mostValues)] {
			list = append(list, Value(c))
		}
		out.Values[string(field)] = list
	}
	return out
}
