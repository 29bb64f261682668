package shift

import "encoding/json"

// Answer is a report on one speaker, with what was asked.
type Answer struct {
	Speaker string   // the spelling of the name that is used most
	IDs     []string // that the speaker has
	About   string   // words; "" for everything
	Report
	Complete bool // every statement was read, and every pair looked at
}

// MarshalJSON writes the answer (docs/shift.md). Lists are never null, but for topics and ids.
func (a Answer) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{
		"type": "shift", "speaker": a.Speaker, "ids": a.IDs, "about": a.About, "topics": a.Topics, "turns": append([]Turn{}, a.Turns...),
		"said": append([]Dated{}, a.Line.Said...), "undated": append([]Dated{}, a.Line.Undated...), "complete": a.Complete,
	})
}
