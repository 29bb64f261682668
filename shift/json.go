package shift

import (
	"encoding/json"

	"dixit"
	"dixit/relate"
)

// wireTurn is a Turn in JSON (docs/shift.md).
type wireTurn struct {
	Type       string         `json:"type"`
	About      []dixit.Topic  `json:"about"`
	Day        string         `json:"day"`
	Before     []Dated        `json:"before"`
	After      []Dated        `json:"after"`
	Signs      []wireSign     `json:"signs"`
	Marks      []wireMark     `json:"marks"`
	Strength   wireStrength   `json:"strength"`
	Qualifiers []Dated        `json:"qualifiers"`
	Reactions  []wireReaction `json:"reactions"`
	Weight     float64        `json:"weight"`
}

type wireStrength struct {
	Before   int    `json:"before"`
	After    int    `json:"after"`
	Articles int    `json:"articles"`
	Grade    string `json:"grade"`
	Words    string `json:"words"`
}

type wireSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type wireSign struct {
	Kind   relate.SignKind `json:"kind"`
	Before []wireSpan      `json:"before"`
	After  []wireSpan      `json:"after"`
	Why    string          `json:"why"`
	Weight float64         `json:"weight"`
}

type wireMark struct {
	Kind   relate.MarkKind `json:"kind"`
	SHA256 string          `json:"sha256"`
	wireSpan
}

type wireReaction struct {
	Type   dixit.RelationType `json:"type"`
	Record dixit.Record       `json:"record"`
}

// wireDated is a Dated in JSON.
type wireDated struct {
	First  string       `json:"first"`
	Last   string       `json:"last"`
	Basis  Basis        `json:"basis"`
	Again  []string     `json:"again"` // ids
	Record dixit.Record `json:"record"`
}

// MarshalJSON writes the statement with its days (docs/shift.md).
func (d Dated) MarshalJSON() ([]byte, error) {
	w := wireDated{First: d.First, Last: d.Last, Basis: d.Basis, Again: []string{}, Record: d.Record}
	for _, r := range d.Again {
		w.Again = append(w.Again, r.Statement.ID)
	}
	return json.Marshal(w)
}

// MarshalJSON writes the turn (docs/shift.md). Lists are never null.
func (t Turn) MarshalJSON() ([]byte, error) {
	w := wireTurn{
		Type: "turn", About: append([]dixit.Topic{}, t.Topics...), Day: t.Day, Before: t.Before, After: t.After,
		Signs: []wireSign{}, Marks: []wireMark{}, Qualifiers: append([]Dated{}, t.Qualifiers...), Reactions: []wireReaction{}, Weight: t.Weight,
		Strength: wireStrength{len(t.Before), len(t.After), t.Articles(), t.Grade(), t.Strength()},
	}
	for _, s := range t.Signs {
		w.Signs = append(w.Signs, wireSign{s.Kind, spansOf(s.A), spansOf(s.B), s.Why, s.Weight})
	}
	for _, m := range t.Marks {
		w.Marks = append(w.Marks, wireMark{m.Kind, m.Doc.SHA256, wireSpan{m.Words.Start(), m.Words.End(), m.Words.Text()}})
	}
	for _, r := range t.Reactions {
		w.Reactions = append(w.Reactions, wireReaction(r))
	}
	return json.Marshal(w)
}

func spansOf(list []dixit.Fragment) []wireSpan {
	out := make([]wireSpan, len(list))
	for i, f := range list {
		out[i] = wireSpan{f.Start(), f.End(), f.Text()}
	}
	return out
}
