// Command intake measures what dixit reads of real pages against readability, and prints the tables of docs/BENCHMARKS.md.
//
// It needs the folder of real material beside the repository, and opens no connection. What the numbers are is said where they
// are counted: score.go, speed.go.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	shared := flag.String("shared", filepath.Join("..", "shared"), "the `FOLDER` of real material")
	missed := flag.Bool("missed", false, "name the pages on which dixit is worse than readability")
	timed := flag.Bool("speed", true, "measure speed too")
	flag.Parse()
	if err := run(os.Stdout, filepath.Join(*shared, "corpora"), *missed, *timed); err != nil {
		fmt.Fprintln(os.Stderr, "intake:", err)
		os.Exit(1)
	}
}

// run prints the tables, one after the other.
func run(w io.Writer, corpora string, missed, timed bool) error {
	sets, err := load(corpora)
	if err != nil {
		return err
	}
	articles(w, sets, missed)
	if err := claims(w, corpora, missed); err != nil {
		return err
	}
	if timed {
		speed(w, sets)
	}
	return nil
}
