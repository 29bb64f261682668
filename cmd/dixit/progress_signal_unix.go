//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// onStatusSignal sends SIGUSR1, by which one asks how far a run is, to c until it is forgotten.
func onStatusSignal(c chan<- os.Signal) (forget func()) {
	signal.Notify(c, syscall.SIGUSR1)
	return func() { signal.Stop(c) }
}
