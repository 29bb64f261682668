package dixit

import "time"

// Correction is what a person has changed in a record, or has taken back. A record's corrections are its whole history: of one
// field the last one holds.
type Correction struct {
	Field string    `json:"field"`          // speaker, speaker.kind, speaker.role, when, act, addressee or struck
	Was   string    `json:"was"`            // before it; of the first one, what the engine says
	Is    string    `json:"is"`             // from then on
	By    string    `json:"by"`             // who did it
	At    time.Time `json:"at"`             // when, UTC
	Why   string    `json:"why,omitempty"`  //
	Undo  bool      `json:"undo,omitempty"` // what the engine says holds again
}

// Note is what a person has written about a statement.
type Note struct {
	ID   string    `json:"id"`
	Text string    `json:"text"`
	By   string    `json:"by"`
	At   time.Time `json:"at"` // UTC
}

// ByPerson is what a corrected record has where it says how something was found: Speaker.ResolvedBy and When.Basis.
const ByPerson = "corrected"
