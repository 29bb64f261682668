package main

import (
	"context"
	"iter"
	"time"
)

// all reads all and keeps it, a batch at a time. The last batch of a unit is kept with what ends it.
func (in *ingestion) all(ctx context.Context, paths []string) error {
	if in.unit == nil {
		if err := in.pass(ctx, paths); err != nil {
			return err
		}
		return in.flush(ctx)
	}
	var last []outcome[readArticle]
	for batch := range in.batches(ctx, paths) {
		if err := in.keep(ctx, last); err != nil {
			return err
		}
		last = batch
	}
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return in.end(ctx, last)
}

// pass reads paths and keeps what is in them, a batch at a time.
func (in *ingestion) pass(ctx context.Context, paths []string) error {
	for batch := range in.batches(ctx, paths) {
		if err := in.keep(ctx, batch); err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}

// batches yields what is in paths, extracted, in their order.
func (in *ingestion) batches(ctx context.Context, paths []string) iter.Seq[[]outcome[readArticle]] {
	in.since = time.Now()
	articles := ordered(ctx, in.items(ctx, paths), in.opts.jobs, in.read)
	return gathered(ctx, articles, batchWeight, batchWait, readArticle.weight)
}
