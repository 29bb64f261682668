package eval

import "dixit"

// Range is a half-open range [Start, End) of Unicode code points in a text.
type Range struct{ Start, End int }

// Item is one statement as it is scored.
type Item struct {
	Source, Cue, Content []Range // in any order; empty where absent
	Record               Record  // zero in gold of attributions alone
}

// Record is what is scored of a statement besides its spans. Names are as the record gives them.
type Record struct {
	ID, Parent string
	Tier       int // 1 or 2; 0 counts as 1
	Speaker    string
	Kind, Act  string
	When       string // EDTF
	Addressee  []string
	Chain      []string
	Confidence float64 // 0 to 1; 0 if it is not said
}

// Items are statements as whole records: what Gold compares.
func Items(statements []dixit.Statement) []Item {
	out := make([]Item, len(statements))
	for i, s := range statements {
		out[i] = Item{
			Source: ranges(s.Mention), Cue: ranges(s.Cue...), Content: ranges(s.Content...),
			Record: Record{
				ID: s.ID, Parent: s.Parent, Tier: s.Tier, Speaker: s.Speaker.Name, Kind: string(s.Kind), Act: string(s.Act),
				When: s.When.EDTF, Addressee: dixit.Names(s.Addressee), Chain: dixit.Names(s.Chain), Confidence: s.Confidence,
			},
		}
	}
	return out
}

// Outermost are the statements as PolNeAR marks them: what Brat compares.
func Outermost(statements []dixit.Statement) []Item { return Items(dixit.Attributions(statements)) }

func ranges(fragments ...dixit.Fragment) []Range {
	var out []Range
	for _, f := range fragments {
		if !f.IsZero() {
			out = append(out, Range{f.Start(), f.End()})
		}
	}
	return out
}

// item is an Item over the tokens of its text.
type item struct {
	source, cue, content set
	rec                  Record
}

func scored(text []word, items []Item) []item {
	out := make([]item, len(items))
	for i, it := range items {
		out[i] = item{tokens(text, it.Source, false), tokens(text, it.Cue, true), tokens(text, it.Content, true), it.Record}
	}
	return out
}

// required reports whether it must be found where tiers count.
func (it item) required() bool { return it.rec.Tier == 0 || it.rec.Tier == 1 }

// optional reports whether it may be found or not, without reward or punishment, where tiers count.
func (it item) optional() bool { return it.rec.Tier == 2 }
