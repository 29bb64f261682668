//go:build !unix

package main

import "os"

// onStatusSignal does nothing where there is no signal to ask with.
func onStatusSignal(chan<- os.Signal) (forget func()) { return func() {} }
