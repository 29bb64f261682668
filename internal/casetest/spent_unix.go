//go:build unix

package casetest

import (
	"syscall"
	"testing"
	"time"
)

// Spent is the processor's time that this program had so far, whatever else the machine does: what growth is measured in.
func Spent(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
