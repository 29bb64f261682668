package links_test

import (
	"strings"
	"testing"
)

// BenchmarkLink links eight paragraphs, and reports words a second.
func BenchmarkLink(b *testing.B) {
	m := model(b)
	unit := "{s Mayor Ada Lind } {q said } on Tuesday that {c the bridge would open in May and that it would be free for everyone } . “ {c It is safe , and we have waited for it } , ” {s Bo Moss } , who lives beside it , {q told } reporters . The council met on Monday to vote on the plan , which it has done every year since the bridge was closed after the flood .\n"
	p := passage(strings.TrimSpace(strings.Repeat(unit, 8)))
	n := 0
	for _, w := range p.Words {
		n += len(w)
	}
	for b.Loop() {
		m.Link(p)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
