package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"dixit/read"

	"golang.org/x/net/html"
)

// turns is how often the pages are read by each; the best time counts.
const turns = 3

// speed prints the time that dixit takes from a page to its document, against readability and against a bare parse of the
// page into a tree: page by page in turn, in one process on one core.
func speed(w io.Writer, s sets) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	ways := []struct {
		name string
		read func(page)
	}{
		{"dixit, bytes to document", func(p page) { _, _ = read.Bytes("page.html", p.data, read.Options{}) }},
		{"x/net/html, parse alone", func(p page) { _, _ = html.Parse(strings.NewReader(p.decoded)) }},
		{"readeck readability", func(p page) { readeck(p) }},
	}
	pages, size := s.all(), 0
	best := make([]time.Duration, len(ways))
	for turn := range turns {
		took := make([]time.Duration, len(ways))
		for _, p := range pages {
			for i, way := range ways {
				start := time.Now()
				way.read(p)
				took[i] += time.Since(start)
			}
		}
		for i := range ways {
			if turn == 0 || took[i] < best[i] {
				best[i] = took[i]
			}
		}
	}
	for _, p := range pages {
		size += len(p.data)
	}
	fmt.Fprintf(w, "\n| one core, %d pages, %.1f MB | ms a page | MB/s | times dixit's |\n|---|---|---|---|\n", len(pages), float64(size)/1e6)
	for i, way := range ways {
		fmt.Fprintf(w, "| %s | %.2f | %.0f | %.2f |\n", way.name, best[i].Seconds()*1e3/float64(len(pages)), float64(size)/1e6/best[i].Seconds(),
			best[i].Seconds()/best[0].Seconds())
	}
}
