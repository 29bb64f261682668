package main

import (
	"context"
	_ "embed" // the sample
	"fmt"
	"iter"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/neural"
	"dixit/read"

	"github.com/spf13/cobra"
)

// benchOptions are the flags of dixit bench.
type benchOptions struct {
	seconds float64
}

// newBenchCommand is dixit bench.
func newBenchCommand(t *terminal) *cobra.Command {
	var opts benchOptions
	c := &cobra.Command{
		Use:   "bench [--seconds N] [PATH…]",
		Short: "Measure how fast documents are read and their statements found",
		Long: `A PATH is what it is for dixit extract; without one, an article that is part of
the program is measured. Every document goes through all stages, one after the
other on one core, again and again until so many seconds are over.

Words are the tagger's: marks count. A stage's bytes are what it allocates for a
document. Below stand the whole on plain Go instead of the processor's kernels
(DIXIT_SIMD chooses others), and a loop that only looks at every character.`,
		Example: `  dixit bench
  dixit bench --seconds 10 archive.ndjson
  DIXIT_SIMD=avx2 dixit bench`,
		Annotations: exits("  0  done", "  2  the command line is wrong", "  3  some input could not be used"),
		RunE:        func(c *cobra.Command, args []string) error { return runBench(c.Context(), t, opts, args) },
	}
	c.Flags().Float64Var(&opts.seconds, "seconds", 2, "measure for at least `N` seconds")
	return c
}

// runBench measures and prints.
func runBench(ctx context.Context, t *terminal, opts benchOptions, paths []string) error {
	if !(opts.seconds >= 0 && opts.seconds <= 3600) {
		return usage("seconds %g: not from 0 to 3600", opts.seconds)
	}
	model, err := neural.Default()
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	documents := func() iter.Seq2[*dixit.Document, error] { return read.Documents(ctx, paths, t.in, read.Options{}) }
	if len(paths) == 0 {
		documents = ownArticle
	}
	x, err := extract.With(model)
	if err != nil {
		return err
	}
	b := &bench{extractor: x, least: time.Duration(opts.seconds * float64(time.Second))}
	for err := range b.measure(ctx, documents) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		t.complain(err.Error())
	}
	if b.documents == 0 {
		return dixit.Errorf(dixit.Unreadable, "bench: nothing to measure")
	}
	if err := t.printf("%s, %d words, %d kB; model %s, %d multiply-adds a word; kernels %s\n\n%s\n",
		count(b.documents, "document"), b.words/b.rounds, b.bytes/b.rounds/1000, model.ID(), model.MultiplyAdds(), model.Kernels(), b.table()); err != nil {
		return err
	}
	plain, err := extract.With(model.Plain())
	if err != nil {
		return err
	}
	compared, err := b.compare(ctx, plain)
	if err != nil {
		return err
	}
	if err := t.printf("%s", compared); err != nil {
		return err
	}
	return damaged(b.bad)
}

// sample is an article for bench to measure where it is given none: examples/prorogation-ruling.txt once more, because a
// program can carry only files from its own folder.
//
//go:embed sample.txt
var sample string

// ownArticle is the sample as a document.
func ownArticle() iter.Seq2[*dixit.Document, error] {
	return func(yield func(*dixit.Document, error) bool) {
		yield(read.Bytes("sample.txt", []byte(sample), read.Options{}))
	}
}
