package metric

import (
	"bufio"
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"
)

// ContentType is what the text is, for an HTTP answer.
const ContentType = "text/plain; version=0.0.4; charset=utf-8"

// Family describes one family.
type Family struct {
	Name, Help, Kind string // Kind is counter, gauge or histogram
	Labels           []string
}

// Families are all families, in the order of their names.
func (r *Registry) Families() []Family {
	var all []Family
	for _, f := range r.sorted() {
		all = append(all, Family{f.name, f.help, f.kind, slices.Clone(f.labels)})
	}
	return all
}

func (r *Registry) sorted() []*family {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.SortedFunc(slices.Values(r.families), func(a, b *family) int { return cmp.Compare(a.name, b.name) })
}

// Write writes all families, in the order of their names, and their series in that of the labels' values. Errors are those of w.
func (r *Registry) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, f := range r.sorted() {
		f.write(out)
	}
	return out.Flush() // which tells of earlier failures too
}

// write writes a family.
func (f *family) write(out *bufio.Writer) {
	if f.read != nil {
		f.refresh()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	out.WriteString("# HELP " + f.name + " " + escape(f.help, false) + "\n# TYPE " + f.name + " " + f.kind + "\n")
	for _, s := range slices.SortedFunc(seriesOf(f), func(a, b *series) int { return slices.Compare(a.values, b.values) }) {
		if f.kind != histogram {
			f.line(out, "", s, "", s.value)
			continue
		}
		var total uint64
		for i, n := range s.counts {
			total += n
			bound := "+Inf"
			if i < len(f.bounds) {
				bound = number(f.bounds[i])
			}
			f.line(out, "_bucket", s, bound, float64(total))
		}
		f.line(out, "_sum", s, "", s.value)
		f.line(out, "_count", s, "", float64(total))
	}
}

func seriesOf(f *family) func(yield func(*series) bool) {
	return func(yield func(*series) bool) {
		for _, s := range f.series {
			if !yield(s) {
				return
			}
		}
	}
}

// refresh asks for the values anew. Those that are no longer given are gone.
func (f *family) refresh() {
	fresh := &family{labels: f.labels, series: map[string]*series{}}
	f.read(func(v float64, values ...string) { fresh.at(values).value = v })
	f.mu.Lock()
	defer f.mu.Unlock()
	f.series = fresh.series
}

// line writes one sample; bound is that of a bucket, "" elsewhere.
func (f *family) line(out *bufio.Writer, suffix string, s *series, bound string, v float64) {
	out.WriteString(f.name + suffix)
	open := "{"
	for i, l := range f.labels {
		out.WriteString(open + l + `="` + escape(s.values[i], true) + `"`)
		open = ","
	}
	if bound != "" {
		out.WriteString(open + `le="` + bound + `"`)
		open = ","
	}
	if open == "," {
		out.WriteByte('}')
	}
	out.WriteString(" " + number(v) + "\n")
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// escape writes s as the format wants it: in a help text, or between the quotation marks of a value.
func escape(s string, quoted bool) string {
	s = strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(s)
	if quoted {
		s = strings.ReplaceAll(s, `"`, `\"`)
	}
	return s
}
