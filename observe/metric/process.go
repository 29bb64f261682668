package metric

import (
	"os"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"
)

// Process adds what is known of this process, under the names that dashboards know: memory, processor time, goroutines, files.
// What the system does not tell (only Linux tells all of it) is absent.
func (r *Registry) Process(began time.Time) {
	r.Read("process_start_time_seconds", "When the process was started, in seconds since 1970.", false, func(set func(float64, ...string)) {
		set(float64(began.UnixMilli()) / 1000)
	})
	r.Read("go_info", "The version of Go that the program was built with.", false, func(set func(float64, ...string)) {
		set(1, runtime.Version())
	}, "version")
	r.Read("go_goroutines", "Goroutines that there are.", false, func(set func(float64, ...string)) {
		set(float64(runtime.NumGoroutine()))
	})
	for _, m := range []struct {
		name, help, of string
		grows          bool
	}{
		{"go_memory_heap_bytes", "Bytes of live objects and of those not yet collected.", "/memory/classes/heap/objects:bytes", false},
		{"go_memory_total_bytes", "Bytes that the Go runtime has of the system.", "/memory/classes/total:bytes", false},
		{"go_gc_cycles_total", "Collections of garbage.", "/gc/cycles/total:gc-cycles", true},
		{"go_cpu_gc_seconds_total", "Processor time of the collector, as the runtime estimates it.", "/cpu/classes/gc/total:cpu-seconds", true},
	} {
		r.Read(m.name, m.help, m.grows, func(set func(float64, ...string)) {
			sample := []metrics.Sample{{Name: m.of}}
			metrics.Read(sample)
			switch v := sample[0].Value; v.Kind() {
			case metrics.KindUint64:
				set(float64(v.Uint64()))
			case metrics.KindFloat64:
				set(v.Float64())
			}
		})
	}
	r.Read("process_resident_memory_bytes", "Bytes of memory that the process has.", false, func(set func(float64, ...string)) {
		if pages, ok := field("/proc/self/statm", 1); ok {
			set(pages * float64(os.Getpagesize()))
		}
	})
	r.Read("process_cpu_seconds_total", "Processor time of the process, its own and the system's for it.", true, func(set func(float64, ...string)) {
		user, ok := field("/proc/self/stat", 13)
		system, too := field("/proc/self/stat", 14)
		if ok && too {
			set((user + system) / 100) // USER_HZ is 100 on every system that Go runs on
		}
	})
	r.Read("process_open_fds", "Files and connections that are open.", false, func(set func(float64, ...string)) {
		if open, err := os.ReadDir("/proc/self/fd"); err == nil {
			set(float64(len(open)))
		}
	})
}

// field is a number in a file of the system's, counted from 0; the name of the program, which may hold anything, counts as one and ends
// with the last parenthesis.
func field(path string, n int) (float64, bool) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, false
	}
	s := string(data)
	if at := strings.LastIndexByte(s, ')'); at >= 0 {
		s, n = s[at+1:], n-2
	}
	fields := strings.Fields(s)
	if n >= len(fields) {
		return 0, false
	}
	v, err := strconv.ParseFloat(fields[n], 64)
	return v, err == nil
}
