package compare

import (
	"encoding/json"

	"dixit"
)

// wire is a Comparison in JSON (docs/compare.md).
type wire struct {
	Type      string        `json:"type"`
	Cluster   string        `json:"cluster"`
	Asked     *Asked        `json:"asked,omitempty"`
	Baseline  string        `json:"baseline"`
	First     *string       `json:"first"`
	Outlets   int           `json:"outlets"`
	Summary   []string      `json:"summary"`
	Cuts      []wireCut     `json:"cuts"`
	Witnesses []wireWitness `json:"witnesses"`
}

type wireCut struct {
	Kind    Weakening      `json:"kind"`
	Words   dixit.Fragment `json:"words"`
	Kept    []string       `json:"kept"`
	Dropped []string       `json:"dropped"`
}

type wireWitness struct {
	ID      string            `json:"id"`
	Doc     dixit.DocumentRef `json:"doc"`
	Speaker string            `json:"speaker"`
	Cue     []dixit.Fragment  `json:"cue"`
	Act     dixit.Act         `json:"act"`
	Kind    dixit.Kind        `json:"kind"`
	Chain   []dixit.Link      `json:"chain"`
	Form    Form              `json:"form"`
	Pieces  []wirePiece       `json:"pieces"`
	CopyOf  *dixit.Original   `json:"copy_of,omitempty"`
	Copies  []dixit.Copy      `json:"copies"`
	Beside  []string          `json:"beside"`
}

type wirePiece struct {
	Op   Op             `json:"op"`
	Base dixit.Fragment `json:"base"`
	Own  dixit.Fragment `json:"own"`
}

// MarshalJSON writes c as docs/compare.md says. Lists are never null.
func (c Comparison) MarshalJSON() ([]byte, error) {
	w := wire{
		Type: "comparison", Cluster: c.Cluster, Asked: c.Asked, Baseline: c.Baseline, Outlets: c.Outlets(),
		Summary: append([]string{}, c.Summary()...), Cuts: []wireCut{}, Witnesses: []wireWitness{},
	}
	if c.First != "" {
		w.First = &c.First
	}
	for _, x := range c.Cuts {
		w.Cuts = append(w.Cuts, wireCut{x.Kind, x.Words, append([]string{}, x.Kept...), append([]string{}, x.Dropped...)})
	}
	for _, x := range c.Witnesses {
		w.Witnesses = append(w.Witnesses, x.wire())
	}
	return json.Marshal(w)
}

func (x Witness) wire() wireWitness {
	s := x.Record.Statement
	w := wireWitness{
		ID: s.ID, Doc: x.Record.Doc, Speaker: s.Speaker.Name, Cue: append([]dixit.Fragment{}, s.Cue...), Act: s.Act, Kind: s.Kind,
		Chain: append([]dixit.Link{}, s.Chain...), Form: x.Form, Pieces: []wirePiece{}, CopyOf: x.Record.CopyOf,
		Copies: append([]dixit.Copy{}, x.Record.Copies...), Beside: []string{},
	}
	for _, p := range x.Pieces {
		w.Pieces = append(w.Pieces, wirePiece(p))
	}
	for _, r := range x.Beside {
		w.Beside = append(w.Beside, r.Statement.ID)
	}
	return w
}
