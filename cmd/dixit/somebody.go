package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/who/across"
)

// mostRecords is how many statements of a speaker are read: the newest.
const mostRecords = 20_000

// somebody is one speaker in a ledger.
type somebody struct {
	name    string         // the spelling that is used most
	ids     []string       //
	names   map[string]int // spellings, and how many statements have each
	records []dixit.Record // the newest first
	cut     bool           // there are more
}

// recordsBy are the statements of the one speaker who is called so in a ledger, and how many of them are damaged. Where several are,
// the one with nearly all of the statements is taken and the others are told of; if none has, they are listed (Invalid).
func recordsBy(ctx context.Context, t *terminal, store ledger.Ledger, name string) (who *somebody, bad int, err error) {
	var where ledger.All
	for _, word := range strings.Fields(name) {
		where = append(where, ledger.Term{Field: ledger.Speaker, Text: word})
	}
	filter := ledger.Filter{Where: where, Limit: mostRecords + 1}
	if err := filter.Check(); err != nil {
		return nil, 0, usage("speaker %q: %w", name, err)
	}
	var records []dixit.Record
	for r, err := range store.Search(ctx, filter) {
		if dixit.KindOf(err) == dixit.Unreadable {
			bad++
			t.complain(err.Error())
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		records = append(records, r)
	}
	cut := len(records) > mostRecords
	all := everybody(records[:min(len(records), mostRecords)])
	if len(all) == 0 {
		return nil, bad, dixit.Errorf(dixit.NotFound, "nobody called %s has said anything", printable(name))
	}
	who = among(all, name)
	if who == nil {
		return nil, bad, usage("%s", several(name, all))
	}
	if len(all) > 1 {
		t.complain("note: taken for " + who.name + "; " + several(name, slices.DeleteFunc(all, func(x *somebody) bool { return x == who })))
	}
	if who.cut = cut; cut {
		t.complain("note: only the newest " + count(mostRecords, "statement") + " of that name are looked at")
	}
	return who, bad, nil
}

// everybody are the different speakers of records, the one with the most statements first.
func everybody(records []dixit.Record) []*somebody {
	speakers := make([]dixit.Speaker, len(records))
	for i, r := range records {
		speakers[i] = r.Statement.Speaker
	}
	by := map[string]*somebody{}
	for i, id := range across.Resolve(speakers, false) {
		name := speakers[i].Name
		key := cmp.Or(id, strings.Join(ledger.NameWords(name), " "))
		x := by[key]
		if x == nil {
			x = &somebody{names: map[string]int{}}
			by[key] = x
		}
		if id != "" && !slices.Contains(x.ids, id) {
			x.ids = append(x.ids, id)
		}
		x.names[name]++
		x.records = append(x.records, records[i])
	}
	out := make([]*somebody, 0, len(by))
	for _, x := range by {
		for n, times := range x.names {
			if best := x.names[x.name]; times > best || times == best && (x.name == "" || n < x.name) {
				x.name = n
			}
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b *somebody) int {
		return cmp.Or(cmp.Compare(len(b.records), len(a.records)), cmp.Compare(a.name, b.name))
	})
	return out
}

// among is the one who is meant by a name: who bears it whole, else who has nine in ten of the statements, or half of them and bears it in
// one word ("Republicans"); nil if nobody does.
func among(all []*somebody, name string) *somebody {
	words := strings.Join(ledger.NameWords(name), " ")
	total := 0
	for _, x := range all {
		total += len(x.records)
	}
	if 10*len(all[0].records) >= 9*total {
		return all[0]
	}
	for _, x := range all {
		for n := range x.names {
			if (strings.Contains(words, " ") || x == all[0] && 2*len(x.records) >= total) && strings.Join(ledger.NameWords(n), " ") == words {
				return x
			}
		}
	}
	return nil
}

// several lists speakers who have a name.
func several(name string, all []*somebody) string {
	const most = 12
	var list []string
	for _, x := range all[:min(len(all), most)] {
		list = append(list, printable(x.name)+" ("+count(len(x.records), "statement")+")")
	}
	if more := len(all) - most; more > 0 {
		list = append(list, count(more, "other"))
	}
	return printable(name) + " may also be " + strings.Join(list, ", ")
}
