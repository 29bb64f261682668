package ledger

import "context"

// Rester is a store that holds memory in order to be fast.
type Rester interface {
	// Rest gives that memory back, since nothing will be written for a while.
	Rest(ctx context.Context) error
}
