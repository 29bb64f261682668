package api_test

import (
	"context"
	"errors"

	"dixit/ledger"
)

// broken is a ledger whose disk fails.
type broken struct{ ledger.Ledger }

var errDisk = errors.New("disk on fire")

func (broken) Has(context.Context, string) (bool, error)        { return false, errDisk }
func (broken) Counts(context.Context) (ledger.Counts, error)    { return ledger.Counts{}, errDisk }
func (broken) Searches(context.Context) ([]ledger.Saved, error) { return nil, errDisk }
