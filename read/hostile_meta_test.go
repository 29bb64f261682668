package read

import (
	"strings"
	"testing"

	"dixit"
)

// TestMetadataHostile: pages made to be slow or deep leave what is gathered small and whole.
func TestMetadataHostile(t *testing.T) {
	const n = 200_000
	for name, page := range map[string]string{
		"deep JSON-LD":    `<script type="application/ld+json">{"@type":"NewsArticle","headline":` + strings.Repeat("[", n) + `</script>`,
		"wide JSON-LD":    `<script type="application/ld+json">{"@graph":[` + strings.Repeat(`{"@type":"Article","headline":"x"},`, n/40) + `{}]}</script>`,
		"many JSON-LD":    strings.Repeat(`<script type="application/ld+json">{"@type":"Article","headline":"x"}</script>`, n/80),
		"unclosed string": `<script type="application/ld+json">{"@type":"Article","headline":"` + strings.Repeat(`\`, n) + `</script>`,
		"title of bars":   `<title>` + strings.Repeat("a | ", n/4) + `</title><meta property="og:title" content="` + strings.Repeat("b - ", n/4) + `">`,
		"many headings":   strings.Repeat("<h1>a b c d</h1>", n/16),
		"many metas":      strings.Repeat(`<meta name="author" content="Ada Lind">`, n/40),
		"long class":      `<p class="` + strings.Repeat("date ", n/5) + `">1 May 2024</p>`,
		"many days":       `<h1>x</h1>` + strings.Repeat(`<p class="date">1 May 2024</p>`, n/30),
		"line of days":    `<h1>x</h1><p>` + strings.Repeat(`1 May 2024 `, n/11) + `</p>`,
		"nested bylines":  strings.Repeat(`<div class="byline date">`, 500) + strings.Repeat("By Ada Lind ", n/12),
		"line of by":      `<h1>x</h1><p class="byline">` + strings.Repeat("by ", n/3) + `</p>`,
		"long address":    `<link rel="canonical" href="https://example.org/` + strings.Repeat("2024/05/01/", n/11) + `">`,
	} {
		d := &dixit.Document{}
		m := newMarked()
		m.tokens("<p>x</p>" + page)
		m.fill(d)
		sane(t, d)
		if len(m.kept) > 0 || len(m.sights) > maxSights || len(m.bylines) > maxSights || len(m.heads) > 2*maxHeads || len(m.ld.articles) > maxArticles || len(d.Title) > maxMeta {
			t.Errorf("%s: %d elements, %d days, %d bylines, %d headings, %d articles, title of %d bytes", name, len(m.kept), len(m.sights), len(m.bylines), len(m.heads), len(m.ld.articles), len(d.Title))
		}
	}
}
