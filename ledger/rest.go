package ledger

import "context"

// Rester is a store that holds memory in order to be fast, and keeps for later what would hold up who writes.
type Rester interface {
	// Rest gives that memory back and does what was kept for later, since nothing will be written for a while. It may be broken off.
	Rest(ctx context.Context) error
}
