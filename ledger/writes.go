package ledger

import "time"

// Writes is what the write transactions of a store came to since it was opened.
type Writes struct {
	Committed, Failed int64
	Retried           int64         // begun again since others were in the way
	Waited            time.Duration // for the turn to write: one writes at a time
	Took              time.Duration // from that turn to the end
}

// Meter is a store that counts its writes.
type Meter interface {
	Writes() Writes
}
