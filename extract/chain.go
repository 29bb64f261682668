package extract

import (
	"slices"
	"strings"

	"dixit"
	"dixit/who"
)

// chainOf is the sources of a statement from the outlet's own down to its speaker, given those before him: of the statement
// around it, and whoever passed it on. Nobody stands behind himself: who tells of his own words ("Ada Lind said she had promised …")
// is one node, also where a relay is named twice.
func chainOf(before []dixit.Link, speaker dixit.Speaker) []dixit.Link {
	return slices.CompactFunc(
		slices.DeleteFunc(append(slices.Clone(before), dixit.Link{Name: speaker.Name}), func(l dixit.Link) bool { return l.Name == "" }),
		func(x, y dixit.Link) bool { return x.Name == y.Name })
}

// around is the chain that d stands in: that of the statement around it, nil for none. Who only judges what somebody said does
// not pass it on, and is left out: "rejected Lind’s call for …", "ignored officials who had warned that …".
func (a *article) around(d *draft, parent *dixit.Statement) []dixit.Link {
	if parent == nil {
		return nil
	}
	if d.parent.turn {
		return parent.Chain
	}
	if a.named(d) || d.source != nil && strings.EqualFold(a.text[d.wide.span.Start:d.wide.span.End], "who") {
		switch parent.Act {
		case "reject", "criticise", "praise", "support", "deny", "accuse":
			return d.parent.before
		}
	}
	return parent.Chain
}

// relayNames resolves the relays of every draft; the list has a list a draft. Who passes on is named in a chain: of those
// without a name only groups of media are.
func (a *article) relayNames(cast *who.Cast) [][]dixit.Link {
	out := make([][]dixit.Link, len(a.drafts))
	for i, d := range a.drafts {
		places := make([]who.Place, len(d.relays))
		for j, r := range d.relays {
			places[j] = who.Place{Mention: r.span, Cue: d.anchor()}
		}
		for j, s := range cast.Speakers(places) {
			words := a.text[d.relays[j].span.Start:d.relays[j].span.End]
			switch {
			case s.Name == "":
			case s.Kind == dixit.Organisation, s.Kind == dixit.Person, s.Kind == dixit.Written, media(words):
				out[i] = append(out[i], dixit.Link{Name: s.Name})
			case title(words): // an outlet that sounds like somebody: "Greek Reporter"
				out[i] = append(out[i], dixit.Link{Name: words})
			}
		}
	}
	return out
}

// title reports whether every word of s begins with a capital.
func title(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if !capitalised(w) {
			return false
		}
	}
	return len(words) > 1
}
