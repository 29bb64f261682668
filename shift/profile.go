package shift

import (
	"cmp"
	"slices"
	"strings"

	"dixit"
	"dixit/about"
)

// Bounds on a profile: it holds no more than this of what it has seen.
const (
	mostPhrases  = 20_000 // different phrases that are counted at a time
	phraseWords  = 5      // words of a phrase
	shownPhrases = 10
	shownNewest  = 10
	shownValues  = 20
)

// Profile is everything about one speaker. It is made of records one by one and holds counts, not the records.
type Profile struct {
	Said    int // statements
	Undated int // of them, those of which neither the day of saying nor that of publication is known

	names, kinds, acts, ways, years, topics, addressees, outlets tally
	roles                                                        map[string]*Role
	ids                                                          []string
	newest                                                       []Dated
	phrases                                                      map[string]int
}

// Role is what a speaker is called, with the days on which it is first and last said.
type Role struct {
	Role  string `json:"role"`
	N     int    `json:"n"`
	First string `json:"first"` // YYYY-MM-DD; "" if no day is known
	Last  string `json:"last"`
}

// NewProfile is a profile of nothing yet.
func NewProfile() *Profile {
	return &Profile{
		names: tally{}, kinds: tally{}, acts: tally{}, ways: tally{}, years: tally{}, topics: tally{}, addressees: tally{}, outlets: tally{},
		roles: map[string]*Role{}, phrases: map[string]int{},
	}
}

// Add adds a statement of the speaker. In whatever order they come, the profile is the same, but for phrases if there are very many.
func (p *Profile) Add(r dixit.Record) {
	s, d := r.Statement, NewDated(r)
	p.Said++
	if s.Speaker.ID != "" && !slices.Contains(p.ids, s.Speaker.ID) {
		p.ids = append(p.ids, s.Speaker.ID)
		slices.Sort(p.ids)
	}
	p.names.add(s.Speaker.Name, s.Speaker.Name)
	p.kinds.add(string(s.Speaker.Kind), string(s.Speaker.Kind))
	p.acts.add(string(s.Act), string(s.Act))
	p.ways.add(string(s.Kind), string(s.Kind))
	p.outlets.add(r.Doc.Outlet, r.Doc.Outlet)
	if d.First != "" {
		p.years.add(d.First[:4], d.First[:4])
	}
	if d.Basis == Undated {
		p.Undated++
	}
	for _, t := range s.About {
		p.topics.add(about.Key(t.Label), t.Label)
	}
	for _, l := range s.Addressee {
		p.addressees.add(l.Name, l.Name)
	}
	p.role(s.Speaker.Role, d)
	p.phrase(s)
	p.newest = append(p.newest, d)
	if len(p.newest) > 4*shownNewest {
		p.keepNewest()
	}
}

// role notes a role and the days on which it is said.
func (p *Profile) role(role string, d Dated) {
	if role == "" {
		return
	}
	x := p.roles[role]
	if x == nil {
		x = &Role{Role: role}
		p.roles[role] = x
	}
	x.N++
	day := dayOf(d.Record.Doc.Published)
	if day != "" && (x.First == "" || day < x.First) {
		x.First = day
	}
	x.Last = max(x.Last, day)
}

// phrase counts the phrases of what was said, each once a statement.
func (p *Profile) phrase(s dixit.Statement) {
	seen := map[string]bool{}
	for _, f := range s.Content {
		words := wordsOf(f.Text())
		for i := 0; i+phraseWords <= len(words); i++ {
			row := words[i : i+phraseWords]
			if key := strings.Join(row, " "); !seen[key] && tellingRow(row) {
				seen[key] = true
				p.phrases[key]++
			}
		}
	}
	for least := 2; len(p.phrases) > 2*mostPhrases; least++ { // those said least often make room
		for k, n := range p.phrases {
			if n < least {
				delete(p.phrases, k)
			}
		}
	}
}

// tellingRow reports whether words in a row are more than grammar.
func tellingRow(words []string) bool {
	long := 0
	for _, w := range words {
		if len(w) > 4 {
			long++
		}
	}
	return long >= 2
}

func (p *Profile) keepNewest() {
	slices.SortFunc(p.newest, func(a, b Dated) int { return b.Compare(a) })
	p.newest = p.newest[:min(len(p.newest), shownNewest)]
}

// Newest are the statements said last, the newest first.
func (p *Profile) Newest() []Dated {
	p.keepNewest()
	return append([]Dated{}, p.newest...)
}

// IDs are the ids that the speaker has, sorted.
func (p *Profile) IDs() []string { return append([]string{}, p.ids...) }

// Section is one of the counts of a profile.
type Section string

// The sections.
const (
	Names      Section = "names"
	Kinds      Section = "kinds" // of speaker
	Acts       Section = "acts"
	Ways       Section = "ways" // direct, mixed, indirect …
	Years      Section = "years"
	Topics     Section = "topics"
	Addressees Section = "addressees"
	Outlets    Section = "outlets"
)

// Sections lists the sections in the order of interest.
func Sections() []Section {
	return []Section{Names, Kinds, Acts, Ways, Years, Topics, Addressees, Outlets}
}

// Counts are the counts of a section, the most frequent first; years in their order.
func (p *Profile) Counts(s Section) []Count {
	var t tally
	switch s {
	case Names:
		t = p.names
	case Kinds:
		t = p.kinds
	case Acts:
		t = p.acts
	case Ways:
		t = p.ways
	case Years:
		out := p.years.counts(0)
		slices.SortFunc(out, func(a, b Count) int { return cmp.Compare(a.Value, b.Value) })
		return out
	case Topics:
		t = p.topics
	case Addressees:
		t = p.addressees
	case Outlets:
		t = p.outlets
	}
	return t.counts(shownValues)
}

// Roles are the roles, that of most statements first.
func (p *Profile) Roles() []Role {
	out := []Role{}
	for _, r := range p.roles {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Role) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Role, b.Role)) })
	return out[:min(len(out), shownValues)]
}

// Phrases are the rows of five words that stand in most statements, in two at least, and of those that overlap the first.
func (p *Profile) Phrases() []Count {
	var all []Count
	for k, n := range p.phrases {
		if n > 1 {
			all = append(all, Count{k, n})
		}
	}
	slices.SortFunc(all, func(a, b Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value)) })
	out := []Count{}
	for _, c := range all {
		if len(out) == shownPhrases {
			break
		}
		if !slices.ContainsFunc(out, func(o Count) bool { return overlapping(o.Value, c.Value) }) {
			out = append(out, c)
		}
	}
	return out
}

// overlapping reports whether two phrases have three words in a row in common.
func overlapping(a, b string) bool {
	words := strings.Fields(a)
	for i := 0; i+3 <= len(words); i++ {
		if strings.Contains(" "+b+" ", " "+strings.Join(words[i:i+3], " ")+" ") {
			return true
		}
	}
	return false
}
