//go:build !linux

// Command chaos needs the network namespaces and the signals of Linux.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("chaos: only on Linux")
	os.Exit(2)
}
