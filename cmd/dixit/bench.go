package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/text"
)

// sampleWords is how many words are enough to compare with what is slow.
const sampleWords = 1000

// bench measures the stages of a run over documents.
type bench struct {
	extractor *extract.Extractor
	least     time.Duration

	stages    []*stageCost
	rounds    int
	documents int // in a round
	bad       int // of them that could not be used
	words     int // in all rounds
	bytes     int
	sample    []*dixit.Document // the first documents
	sampled   int               // words of sample
}

// stageCost is what a stage took.
type stageCost struct {
	name      string
	took      time.Duration
	allocated uint64 // bytes
}

// stage is the cost of the stage called name, which comes after the ones that were asked for before it.
func (b *bench) stage(name string) *stageCost {
	for _, s := range b.stages {
		if s.name == name {
			return s
		}
	}
	s := &stageCost{name: name}
	b.stages = append(b.stages, s)
	return s
}

// measure goes through the documents until the time is over, at least once, and once more to count what is allocated, which
// takes time itself. It yields what is wrong with documents, once.
func (b *bench) measure(ctx context.Context, documents func() iter.Seq2[*dixit.Document, error]) iter.Seq[error] {
	return func(yield func(error) bool) {
		silent := func(error) bool { return ctx.Err() == nil }
		report := yield
		for began := time.Now(); b.rounds == 0 || time.Since(began) < b.least; b.rounds++ {
			if !b.round(ctx, documents(), &clock{}, report) || b.documents == 0 {
				return
			}
			report = silent
		}
		words, bytes := b.words, b.bytes
		b.round(ctx, documents(), &heapMeter{}, silent)
		b.words, b.bytes = words, bytes
	}
}

// meter charges what happened since it was last asked to a stage, or to none if s is nil.
type meter interface{ charge(s *stageCost) }

type clock struct{ last time.Time }

func (c *clock) charge(s *stageCost) {
	now := time.Now()
	if s != nil {
		s.took += now.Sub(c.last)
	}
	c.last = time.Now()
}

type heapMeter struct{ last uint64 }

func (h *heapMeter) charge(s *stageCost) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if s != nil {
		s.allocated += m.TotalAlloc - h.last
	}
	runtime.ReadMemStats(&m)
	h.last = m.TotalAlloc
}

// round takes every document through all stages. It ends early, with false, when bad does not want to go on.
func (b *bench) round(ctx context.Context, documents iter.Seq2[*dixit.Document, error], m meter, bad func(error) bool) bool {
	b.documents, b.bad = 0, 0
	m.charge(nil)
	for doc, err := range documents {
		m.charge(b.stage("read"))
		if err == nil {
			err = b.one(ctx, doc, m)
		}
		if err != nil {
			b.bad++
			if !bad(err) {
				return false
			}
		}
		m.charge(nil)
	}
	return true
}

// one takes a document through the stages after reading.
func (b *bench) one(ctx context.Context, doc *dixit.Document, m meter) error {
	n := len(text.Words(doc.Text.String()))
	b.documents++
	b.words += n
	b.bytes += doc.Text.Len()
	if b.rounds == 0 && b.sampled < sampleWords && n <= 5*sampleWords {
		b.sample, b.sampled = append(b.sample, doc), b.sampled+n
	}
	m.charge(nil)
	found, err := b.extractor.ExtractStages(ctx, doc, func(name string) { m.charge(b.stage(name)) })
	if err != nil {
		return fmt.Errorf("extract %s: %w", doc.Path, err)
	}
	_, err = renderNDJSON(doc, found)
	m.charge(b.stage("write"))
	return err
}

func (b *bench) megabytes() float64 { return float64(b.bytes) / 1e6 }

// took is the time of all stages.
func (b *bench) took() (sum time.Duration) {
	for _, s := range b.stages {
		sum += s.took
	}
	return sum
}

// table is a line a stage.
func (b *bench) table() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%-8s %12s %10s %8s %12s\n", "STAGE", "WORDS/S", "MB/S", "SHARE", "BYTES/DOC")
	all := stageCost{name: "all", took: b.took()}
	for _, s := range b.stages {
		all.allocated += s.allocated
	}
	for _, s := range append(b.stages, &all) {
		seconds := max(s.took, 1).Seconds()
		fmt.Fprintf(&out, "%-8s %12.0f %10.2f %7.1f%% %12d\n", s.name, float64(b.words)/seconds, b.megabytes()/seconds,
			100*float64(s.took)/float64(max(all.took, 1)), s.allocated/uint64(b.documents))
	}
	return out.String()
}

// compare extracts a sample once more, with the extractor that was measured and with a slow one, and loops over its
// characters, all in this run.
func (b *bench) compare(ctx context.Context, slow *extract.Extractor) (string, error) {
	if len(b.sample) == 0 {
		return "every document is too long to compare with plain Go\n", nil
	}
	each := func(x *extract.Extractor, least time.Duration) (float64, error) {
		return perSecond(b.sampled, least, func() error {
			for _, doc := range b.sample {
				if _, err := x.Extract(ctx, doc); err != nil {
					return err
				}
			}
			return nil
		})
	}
	fast, err := each(b.extractor, b.least/4)
	if err != nil {
		return "", err
	}
	plain, err := each(slow, 0)
	if err != nil {
		return "", err
	}
	sum := rune(0)
	runes, err := perSecond(b.sampled, b.least/8, func() error {
		for _, doc := range b.sample {
			for _, c := range doc.Text.String() {
				sum ^= c
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return "", err
	}
	runtime.KeepAlive(sum)
	return fmt.Sprintf("the first %d words: extracted at %.0f words/s\n  on plain Go       %12.0f words/s, 1/%.0f of that\n  a loop over runes %12.0f words/s, %.0f times that\n",
		b.sampled, fast, plain, fast/plain, runes, runes/fast), nil
}

// perSecond is how many words a second are done by run, which does so many of them, and runs again until least is over.
func perSecond(words int, least time.Duration, run func() error) (float64, error) {
	n, began := 0, time.Now()
	for n == 0 || time.Since(began) < least {
		if err := run(); err != nil {
			return 0, err
		}
		n++
	}
	return float64(words*n) / max(time.Since(began), 1).Seconds(), nil
}
