package postgres

import (
	"testing"

	"dixit/internal/testpg"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
)

func openAt(t *testing.T, url string) *Store {
	t.Helper()
	s, err := Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSuite(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) ledger.Ledger { return openAt(t, testpg.URL(t)) })
}
