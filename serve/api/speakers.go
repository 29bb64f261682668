package api

import (
	"context"
	"net/http"
	"strings"

	"dixit/ledger"
	"dixit/serve"
)

// names lists names by how many statements they have.
type names struct {
	Names    []counted `json:"names" nullable:"false"`
	Next     string    `json:"next,omitempty" doc:"What to ask for after to go on; left out on the last page."`
	Complete bool      `json:"complete" doc:"All statements were counted; else only the newest."`
}

// namesInput asks for a page of names.
type namesInput struct {
	Q     string `query:"q" maxLength:"200" doc:"Only names that have this in them."`
	After string `query:"after" maxLength:"2000" doc:"Go on after what was seen: the value of next."`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"How many at most."`
}

// profile is what the statements of a speaker or an outlet have in common.
type profile struct {
	Facets
	Read   int      `json:"read" minimum:"0" doc:"How many statements the rest is of, the newest."`
	IDs    []string `json:"ids" nullable:"false" doc:"Of the speakers, the most frequent first."`
	Traits counts   `json:"traits" doc:"By trait: speaker_kind, role, addressee, month (of publication), agency and relay (who stands between outlet and speaker)."`
}

// nameInput names a speaker or an outlet.
type nameInput struct {
	Name  string `path:"name" minLength:"1" maxLength:"500" doc:"Words of the name, in a row."`
	Limit int    `query:"limit" minimum:"1" maximum:"10000" default:"100" doc:"How many values of a field at most."`
}

// chains are ways by which statements came.
type chains struct {
	Chains []serve.Chain `json:"chains" nullable:"false"`
	Read   int           `json:"read" minimum:"0" doc:"How many statements were looked at, the newest that have a chain."`
}

func (f *face) speakers() {
	add(f, operation(http.MethodGet, "/api/v1/speakers", "listSpeakers", "speakers", "The names of speakers, the most frequent first"),
		func(ctx context.Context, in *namesInput) (*body[names], error) { return in.page(f.Speakers(ctx)) })
	add(f, operation(http.MethodGet, "/api/v1/speakers/{name}", "getSpeaker", "speakers", "What the statements of a speaker have in common",
		http.StatusNotFound),
		func(ctx context.Context, in *nameInput) (*body[profile], error) {
			return in.profile(f.Speaker(ctx, in.Name))
		})
	add(f, operation(http.MethodGet, "/api/v1/outlets", "listOutlets", "speakers", "The names of outlets, the most frequent first"),
		func(ctx context.Context, in *namesInput) (*body[names], error) { return in.page(f.Outlets(ctx)) })
	add(f, operation(http.MethodGet, "/api/v1/outlets/{name}", "getOutlet", "speakers", "What the statements in an outlet have in common",
		http.StatusNotFound),
		func(ctx context.Context, in *nameInput) (*body[profile], error) {
			return in.profile(f.Outlet(ctx, in.Name))
		})
	add(f, operation(http.MethodGet, "/api/v1/outlets/{name}/habits", "getHabits", "speakers", "How an outlet deals with its sources",
		http.StatusNotFound),
		func(ctx context.Context, in *struct {
			Name string `path:"name" minLength:"1" maxLength:"500" doc:"Words of the name, in a row."`
		},
		) (*body[serve.OutletHabits], error) {
			h, err := f.Habits(ctx, in.Name)
			if err != nil {
				return nil, serve.Damaged(err)
			}
			return &body[serve.OutletHabits]{serve.HabitsOf(in.Name, h)}, nil
		})
	add(f, operation(http.MethodGet, "/api/v1/chains", "listChains", "speakers", "The ways by which statements came through others, the most frequent first",
		http.StatusNotFound),
		func(ctx context.Context, in *struct {
			Search
			Limit int `query:"limit" minimum:"1" maximum:"2000" default:"100" doc:"How many at most."`
		},
		) (*body[chains], error) {
			list, read, err := f.Chains(ctx, in.request())
			if err != nil {
				return nil, serve.Damaged(err)
			}
			return &body[chains]{chains{append([]serve.Chain{}, list[:min(len(list), in.Limit)]...), read}}, nil
		})
}

// page is the page of a list of names that is asked for.
func (in *namesInput) page(list []ledger.Count, complete bool, err error) (*body[names], error) {
	if err != nil {
		return nil, serve.Damaged(err)
	}
	out := &body[names]{names{Names: []counted{}, Complete: complete}}
	wanted, seen := strings.ToLower(in.Q), in.After == ""
	for _, c := range list {
		switch {
		case !seen:
			seen = c.Value == in.After
		case !strings.Contains(strings.ToLower(c.Value), wanted):
		case len(out.Body.Names) == in.Limit:
			out.Body.Next = out.Body.Names[in.Limit-1].Value
			return out, nil
		default:
			out.Body.Names = append(out.Body.Names, counted(c))
		}
	}
	return out, nil
}

// profile is a profile as it is written.
func (in *nameInput) profile(p serve.Profile, err error) (*body[profile], error) {
	if err != nil {
		return nil, serve.Damaged(err)
	}
	out := profile{Facets: facetsOf(p.Facets, in.Limit), Read: p.Read, IDs: append([]string{}, p.IDs...), Traits: counts{}}
	for _, t := range serve.Traits() {
		out.Traits[string(t)] = countsOf(p.Values[t], in.Limit)
	}
	return &body[profile]{out}, nil
}
