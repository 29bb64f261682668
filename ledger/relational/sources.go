package relational

import (
	"encoding/json"

	"dixit"
)

// sourceSome writes, for a batch of documents, what sort of source the speaker of each statement is. A record that can no longer be
// read is passed over.
func (s *Store) sourceSome(w *Session) error {
	for _, id := range w.waiting("unsourced") {
		var address string
		var packed []byte
		w.Each("SELECT address, records FROM documents WHERE id = ?", func(scan func(...any) error) error { return scan(&address, &packed) }, id)
		records, err := s.pack.records(packed, dixit.Text{})
		if err == nil {
			w.sources(id, records.lines)
			w.carryOver(s.pack, address)
		}
		w.Exec("DELETE FROM unsourced WHERE doc = ?", id)
	}
	return w.err
}

// sources writes them for the statements of a document, from their records as they were extracted.
func (w *Session) sources(doc int64, lines [][]byte) {
	for i, line := range lines {
		var r struct {
			Speaker struct {
				Kind dixit.SpeakerKind `json:"kind"`
			} `json:"speaker"`
		}
		if json.Unmarshal(line, &r) == nil && r.Speaker.Kind != "" {
			w.Exec("UPDATE statements SET source = ? WHERE doc = ? AND ordinal = ?", string(r.Speaker.Kind), doc, i)
		}
	}
}
