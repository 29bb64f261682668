// Command intake measures what dixit reads of real pages.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	shared := flag.String("shared", filepath.Join("..", "shared"), "the `FOLDER` of real material")
	missed := flag.Bool("missed", false, "name the pages that are read wrong")
	flag.Parse()
	if err := claims(os.Stdout, filepath.Join(*shared, "corpora"), *missed); err != nil {
		fmt.Fprintln(os.Stderr, "intake:", err)
		os.Exit(1)
	}
}
