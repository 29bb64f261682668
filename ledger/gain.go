package ledger

import "dixit"

// Gain is a document that a ledger has gained, with those of its statements that a search wants.
type Gain struct {
	Number  int64 // greater for a document that was put later
	Address string
	Records []dixit.Record // in the order of the document; there may be none
}
