package ledger

import (
	"crypto/sha256"
	"strings"

	"dixit"
)

// Redirect is an id that a statement had before another engine read its document, and what became of it.
type Redirect struct {
	ID     string       `json:"id"`
	Doc    string       `json:"doc"` // the document's address
	To     string       `json:"to"`  // the id of its successor; "" if it is gone
	Engine dixit.Engine `json:"engine"`
}

// Check refuses what no statement's id can be, one that leads to itself, and what is no document's address (Invalid).
func (r Redirect) Check() error {
	if !isID(r.ID) || r.To != "" && !isID(r.To) {
		return dixit.Errorf(dixit.Invalid, "redirect from %.40q to %.40q: not ids of statements", r.ID, r.To)
	}
	if r.ID == r.To {
		return dixit.Errorf(dixit.Invalid, "redirect from %s: leads to itself", r.ID)
	}
	if !isAddress(r.Doc) {
		return dixit.Errorf(dixit.Invalid, "redirect from %s: document %.80q: no address", r.ID, r.Doc)
	}
	for what, line := range map[string]string{"version": r.Engine.Version, "model": r.Engine.Model} {
		if err := checkWritten(what, line, maxLine, false); err != nil {
			return dixit.Errorf(dixit.Invalid, "redirect from %s: %w", r.ID, err)
		}
	}
	return nil
}

// isID reports whether s has the form of a statement's id: 16 letters and digits of base32.
func isID(s string) bool {
	return len(s) == 16 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// isAddress reports whether s has the form of a document's address: a SHA-256 in hex.
func isAddress(s string) bool {
	return len(s) == 2*sha256.Size && strings.Trim(s, "0123456789abcdef") == ""
}
