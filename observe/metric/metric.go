// Package metric counts and measures, and writes what it has in the text format that Prometheus reads (version 0.0.4).
//
// A Registry holds families: counters, gauges and histograms, each with a name, a help text and the names of its labels. A family never
// has more than MaxSeries series, whatever values its labels are given: those that come later are counted together, under the value
// Other for each label. So no input, however hostile, makes the program or whoever collects from it hold more.
//
// It is a few hundred lines instead of a client library since each of the program's commands would pay for that at its start
// (docs/adr/0006-metrics.md). It has no summaries, no exemplars, no native histograms, and it pushes nothing.
package metric

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Bounds on what a family holds.
const (
	MaxSeries = 500
	maxValue  = 120 // bytes of a label's value
)

// Other is the value of every label of the series that stands for those over MaxSeries.
const Other = "other"

// Registry is a set of families. It is safe for use by several goroutines.
type Registry struct {
	mu       sync.Mutex
	families []*family
}

// Kinds of families, as the format names them.
const (
	counter   = "counter"
	gauge     = "gauge"
	histogram = "histogram"
)

// family is all series of one name.
type family struct {
	name, help, kind string
	labels           []string
	bounds           []float64                          // of a histogram's buckets, in ascending order, without infinity
	read             func(set func(float64, ...string)) // gives the values when they are asked for; nil if they are kept here

	mu     sync.Mutex
	series map[string]*series // by the values of their labels
}

// series is one series: a value, or the counts of a histogram's buckets (not added up) and the sum of what was observed.
type series struct {
	values []string
	value  float64
	counts []uint64
}

// Counter only grows.
type Counter struct{ f *family }

// Gauge goes up and down.
type Gauge struct{ f *family }

// Histogram counts what it observes by its size.
type Histogram struct{ f *family }

// Counter adds a family that only grows. Names end in _total.
func (r *Registry) Counter(name, help string, labels ...string) Counter {
	return Counter{r.add(&family{name: name, help: help, kind: counter, labels: labels})}
}

// Gauge adds a family that goes up and down.
func (r *Registry) Gauge(name, help string, labels ...string) Gauge {
	return Gauge{r.add(&family{name: name, help: help, kind: gauge, labels: labels})}
}

// Histogram adds a family that counts what it observes, by bounds in ascending order.
func (r *Registry) Histogram(name, help string, bounds []float64, labels ...string) Histogram {
	return Histogram{r.add(&family{name: name, help: help, kind: histogram, labels: labels, bounds: bounds})}
}

// Read adds a gauge, or if it only grows a counter, whose values read gives whenever they are asked for: it calls set for each series.
// It is to answer at once.
func (r *Registry) Read(name, help string, grows bool, read func(set func(v float64, values ...string)), labels ...string) {
	kind := gauge
	if grows {
		kind = counter
	}
	r.add(&family{name: name, help: help, kind: kind, labels: labels, read: read})
}

// add panics if there is a family of this name: that is a defect, which the first start of the program shows.
func (r *Registry) add(f *family) *family {
	r.mu.Lock()
	defer r.mu.Unlock()
	f.series = map[string]*series{}
	if slices.ContainsFunc(r.families, func(other *family) bool { return other.name == f.name }) {
		panic(fmt.Sprintf("metric %s: it is there already", f.name))
	}
	r.families = append(r.families, f)
	if len(f.labels) == 0 && f.read == nil {
		f.at(nil) // it is 0 and not absent before anything has happened
	}
	return f
}

// Add adds v, not less than 0, to the series with these values of the labels.
func (c Counter) Add(v float64, values ...string) {
	if v >= 0 {
		c.f.change(values, func(s *series) { s.value += v })
	}
}

// Add adds v to the series with these values of the labels.
func (g Gauge) Add(v float64, values ...string) { g.f.change(values, func(s *series) { s.value += v }) }

// Set sets the series with these values of the labels.
func (g Gauge) Set(v float64, values ...string) { g.f.change(values, func(s *series) { s.value = v }) }

// Observe counts v in the series with these values of the labels.
func (h Histogram) Observe(v float64, values ...string) {
	h.f.change(values, func(s *series) {
		at, _ := slices.BinarySearch(h.f.bounds, v) // buckets hold what is not over their bound
		s.counts[at]++
		s.value += v
	})
}

func (f *family) change(values []string, how func(*series)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	how(f.at(values))
}

// at is the series with these values, made if there is none yet. The family is locked, or nobody else has it.
func (f *family) at(values []string) *series {
	clean := make([]string, len(f.labels)) // too few values, which is a defect, are empty ones
	for i := range min(len(values), len(clean)) {
		clean[i] = tame(values[i])
	}
	s, ok := f.series[strings.Join(clean, "\xff")] // which is in no value
	if !ok && len(f.series) >= MaxSeries-1 {
		for i := range clean {
			clean[i] = Other
		}
		s, ok = f.series[strings.Join(clean, "\xff")]
	}
	if !ok {
		s = &series{values: clean}
		if f.kind == histogram {
			s.counts = make([]uint64, len(f.bounds)+1)
		}
		f.series[strings.Join(clean, "\xff")] = s
	}
	return s
}

// tame makes a value of a label: valid and not long.
func tame(s string) string {
	if len(s) > maxValue {
		s = s[:maxValue]
	}
	return strings.ToValidUTF8(s, "")
}
