package article

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"dixit/internal/casetest"
)

// hostile are pages made to take long: nests, tags that close nothing, and more of everything than pages have. Each is about
// as long as size says.
func hostile(size int) map[string]string {
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	var names, attributes strings.Builder
	for i := 0; names.Len() < size; i++ {
		fmt.Fprintf(&names, "<x-%x>", i)
	}
	for i := 0; attributes.Len() < size; i++ {
		fmt.Fprintf(&attributes, " a%x=b", i)
	}
	prose := "<p>The council voted, after a debate, to rebuild the bridge.</p>"
	deep := strings.Repeat("<div>", maxDepth)
	return map[string]string{
		"links in tables":         fill("<a><table>"),
		"tables":                  fill("<table><tr><td>a"),
		"open formatting":         fill("<b><p>a"),
		"formatting by the dozen": fill("<b><i><u><s><em><font>"),
		"headings":                fill("<h1>The bridge<div>"),
		"lists in a depth":        "<ul><li>" + deep + "<ul>" + deep + fill("<li>a"),
		"ends of nothing":         deep + "<p>" + strings.Repeat("<button>", 9) + deep + fill("</p>"),
		"ends of links":           "<a href=x>" + deep + fill("</a>a"),
		"ends of unknowns":        names.String()[:min(names.Len(), 8000)] + fill("</x-0></y></z>"),
		"unknown names":           names.String(),
		"parts around":            strings.Repeat("<div class=sidebar>", maxDepth) + fill(prose),
		"bylines":                 strings.Repeat("<div class=byline>", maxDepth) + fill("<span>"),
		"shares":                  strings.Repeat("<div class=share>", maxDepth) + fill("<i>a</i>"),
		"breaks":                  fill("<br><br>a"),
		"white space":             deep + "a" + fill(" ") + "a",
		"references":              fill("&amp;"),
		"open references":         fill("&a"),
		"one attribute":           "<p class='" + fill("ad ") + "'>a",
		"attributes":              "<p" + attributes.String() + ">a",
		"open tag":                "<p " + fill("<"),
		"comments":                fill("<!--a-->"),
		"open comment":            "<!--" + fill("<!--"),
		"drawings":                fill("<svg><g>"),
		"templates":               fill("<template>a"),
		"lines":                   "<pre>" + fill("a\n\n"),
		"siblings":                fill(prose + "<p class=a>a, b.</p>"),
		"forms":                   fill("<form><input>"),
		"bytes":                   fill("\xff\x00\x80"),
	}
}

// TestHostile checks that no page takes far longer than a plain one of its length, of a small length and of a large one: so
// nothing grows faster than its length. What is measured beside other work is measured again before it counts.
func TestHostile(t *testing.T) {
	const most = 30 // the worst is at 6 to 15, and machines are busy
	for _, size := range []int{64_000, 400_000} {
		plain := strings.Repeat("<div class=a><p>The council voted, after a debate, to <a href=b>rebuild</a> the bridge.</p></div>\n", size/96)
		usual := best(t, plain) / float64(len(plain))
		for name, page := range hostile(size) {
			ratio := math.Inf(1)
			for try := 0; try < 4 && ratio > most; try++ {
				ratio = min(ratio, best(t, page)/float64(len(page))/usual)
			}
			if ratio > most {
				t.Errorf("%s, %d bytes: %.1f times the time of a plain page of its length", name, len(page), ratio)
			}
		}
	}
}

// best is the least of the processor's time that reading a page takes, in seconds.
func best(t *testing.T, page string) float64 {
	least := math.Inf(1)
	for range 2 {
		start := casetest.Spent(t)
		if p, err := Parse(page, nil); err == nil {
			p.Article("The bridge")
		}
		least = min(least, (casetest.Spent(t) - start).Seconds())
	}
	return least
}
