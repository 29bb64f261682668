package metric

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"pgregory.net/rapid"
)

// parsed is what the parser of Prometheus reads of what r writes.
func parsed(t interface {
	Helper()
	Fatalf(string, ...any)
}, r *Registry,
) map[string]*dto.MetricFamily {
	t.Helper()
	var out bytes.Buffer
	if err := r.Write(&out); err != nil {
		t.Fatalf("%v", err)
	}
	p := expfmt.NewTextParser(model.LegacyValidation)
	families, err := p.TextToMetricFamilies(&out)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return families
}

// TestWrite: what is written, to the letter.
func TestWrite(t *testing.T) {
	r := &Registry{}
	c := r.Counter("documents_total", "Documents.\nBy \\ outcome.", "outcome", "reason")
	c.Add(2, "kept", "")
	c.Add(1, "failed", "a \"quoted\" \\ word\nand a line")
	c.Add(-1, "kept", "") // a counter never falls
	g := r.Gauge("feeds", "Feeds.")
	g.Set(3)
	g.Add(-0.5)
	h := r.Histogram("took_seconds", "Time.", []float64{0.1, 1}, "stage")
	for _, v := range []float64{0.1, 0.2, 1, 7} {
		h.Observe(v, "put")
	}
	r.Read("bytes", "Bytes.", false, func(set func(float64, ...string)) { set(1 << 40) })
	r.Read("absent", "Nothing.", true, func(func(float64, ...string)) {})
	r.Counter("nothing_total", "Nothing yet.")
	var out bytes.Buffer
	if err := r.Write(&out); err != nil {
		t.Fatal(err)
	}
	want := `# HELP absent Nothing.
# TYPE absent counter
# HELP bytes Bytes.
# TYPE bytes gauge
bytes 1.099511627776e+12
# HELP documents_total Documents.\nBy \\ outcome.
# TYPE documents_total counter
documents_total{outcome="failed",reason="a \"quoted\" \\ word\nand a line"} 1
documents_total{outcome="kept",reason=""} 2
# HELP feeds Feeds.
# TYPE feeds gauge
feeds 2.5
# HELP nothing_total Nothing yet.
# TYPE nothing_total counter
nothing_total 0
# HELP took_seconds Time.
# TYPE took_seconds histogram
took_seconds_bucket{stage="put",le="0.1"} 1
took_seconds_bucket{stage="put",le="1"} 3
took_seconds_bucket{stage="put",le="+Inf"} 4
took_seconds_sum{stage="put"} 8.3
took_seconds_count{stage="put"} 4
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

// TestParsed: whatever labels and values there are, Prometheus's own parser reads what was counted.
func TestParsed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &Registry{}
		c := r.Counter("c_total", rapid.String().Draw(t, "help"), "label")
		h := r.Histogram("h", "H.", []float64{1, 2, 4}, "label")
		counts, sums := map[string]float64{}, map[string]float64{}
		for range rapid.IntRange(0, 20).Draw(t, "n") {
			label := rapid.SampledFrom([]string{rapid.String().Draw(t, "label"), "a", "\xff", strings.Repeat("é", 100)}).Draw(t, "of")
			v := rapid.Float64Range(0, 8).Draw(t, "v")
			c.Add(v, label)
			h.Observe(v, label)
			counts[tame(label)]++
			sums[tame(label)] += v
		}
		families := parsed(t, r)
		for _, m := range families["c_total"].GetMetric() {
			label := m.GetLabel()[0].GetValue()
			if got := m.GetCounter().GetValue(); math.Abs(got-sums[label]) > 1e-9 {
				t.Fatalf("%q: %v, not %v", label, got, sums[label])
			}
			delete(sums, label)
		}
		for _, m := range families["h"].GetMetric() {
			label := m.GetLabel()[0].GetValue()
			if n := float64(m.GetHistogram().GetSampleCount()); n != counts[label] || len(m.GetHistogram().GetBucket()) != 4 {
				t.Fatalf("%q: %v, not %v", label, n, counts[label])
			}
		}
		if len(sums) > 0 {
			t.Fatalf("not written: %v", sums)
		}
	})
}

// TestBounded: no family has more than MaxSeries series, and nothing is counted that is not in one of them.
func TestBounded(t *testing.T) {
	r := &Registry{}
	c := r.Counter("c_total", "C.", "one", "two")
	const n = 10_000
	for i := range n {
		c.Add(1, fmt.Sprint(i), strings.Repeat("x", 10_000)+fmt.Sprint(i))
	}
	var out bytes.Buffer
	if err := r.Write(&out); err != nil || out.Len() > 200*MaxSeries {
		t.Errorf("%d bytes: %v", out.Len(), err)
	}
	total, other := 0.0, 0.0
	families := parsed(t, r)
	for _, m := range families["c_total"].GetMetric() {
		total += m.GetCounter().GetValue()
		if m.GetLabel()[0].GetValue() == Other && m.GetLabel()[1].GetValue() == Other {
			other = m.GetCounter().GetValue()
		}
	}
	if got := len(families["c_total"].GetMetric()); got != MaxSeries || total != n || other != n-MaxSeries+1 {
		t.Errorf("%d series, %v in all, %v others", got, total, other)
	}
}

// TestProcess: what Linux tells of the process is there, under names that dashboards know.
func TestProcess(t *testing.T) {
	r := &Registry{}
	r.Process(time.Unix(1, 0))
	families := parsed(t, r)
	for _, name := range []string{"go_goroutines", "go_memory_heap_bytes", "go_memory_total_bytes", "process_resident_memory_bytes", "process_start_time_seconds", "process_open_fds"} {
		if m := families[name].GetMetric(); len(m) != 1 || m[0].GetGauge().GetValue() < 1 {
			t.Errorf("%s: %v", name, m)
		}
	}
}

// TestAtOnce: counting and writing go side by side.
func TestAtOnce(t *testing.T) {
	r := &Registry{}
	c, h := r.Counter("c_total", "C.", "l"), r.Histogram("h", "H.", []float64{1})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for range 500 {
				c.Add(1, fmt.Sprint(i%3))
				h.Observe(float64(i))
			}
		})
		wg.Go(func() { parsed(t, r) })
	}
	wg.Wait()
	if n := parsed(t, r)["h"].GetMetric()[0].GetHistogram().GetSampleCount(); n != 4000 {
		t.Errorf("%d", n)
	}
}
