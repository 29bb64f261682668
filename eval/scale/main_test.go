package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTable: the table of docs/SCALE.md is what the figures make.
func TestTable(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "SCALE.md"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := measured().table(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), b.String()) {
		t.Errorf("docs/SCALE.md has not this table, of go run ./eval/scale:\n%s", b.String())
	}
}

// TestUnits: a page that is read costs all, one that is not only its reading; twice the days cost twice.
func TestUnits(t *testing.T) {
	f := figures{pages: 3600, rate: 1, read: 0.5, unread: 0.25, statements: 10, archive: 1e3, page: 10e3, source: 2e3, more: 1e3, row: 100}
	for _, c := range []struct {
		span  span
		share float64
		want  string
	}{
		{span{"a day", 1}, 1, "| a day | 3.6 k | 36 k | 3.6 MB | 1.0 | 1.0 h | 0.1 h | 36 MB | 72 MB | 3.6 MB |"},
		{span{"two", 2}, 1, "| two | 7.2 k | 72 k | 7.2 MB | 2.0 | 2.0 h | 0.1 h | 72 MB | 144 MB | 7.2 MB |"},
		{span{"a day", 1}, 0.5, "| a day, 50 % of it read | 3.6 k | 18 k | 3.6 MB | 0.6 | 0.6 h | 0.0 h | 22 MB | 40 MB | 1.8 MB |"},
	} {
		if got := f.rowOf(c.span, c.share); got != c.want {
			t.Errorf("%s, %v:\n%s, want\n%s", c.span.name, c.share, got, c.want)
		}
	}
	if got := long(24 * 365 * 3); got != "3.0 years" {
		t.Error(got)
	}
}
