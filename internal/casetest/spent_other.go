//go:build !unix

package casetest

import (
	"testing"
	"time"
)

// Spent skips a test: the processor's time is asked for on Unix only.
func Spent(t testing.TB) time.Duration {
	t.Helper()
	t.Skip("no processor time here")
	return 0
}
