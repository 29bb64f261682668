package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/net/html/charset"
)

// page is a saved page with what is known of its article.
type page struct {
	name    string
	data    []byte // as it was saved
	decoded string // in UTF-8, as readability wants it
	gold
}

// gold is what is known of the article of a page: its text, or how it begins, or pieces that are in it and pieces that are not.
type gold struct {
	text    string
	English bool     `json:"english"`
	First   string   `json:"first_words"`
	With    []string `json:"with"`
	Without []string `json:"without"`
}

// tuned reports whether a page is of the half that thresholds were chosen on. The other half is for looking at results only.
func (p page) tuned() bool {
	h := fnv.New32a()
	io.WriteString(h, p.name)
	return h.Sum32()%2 == 0
}

// sets are the three collections of pages.
type sets struct {
	text     []page // pages-readability: the text of the article
	first    []page // pages-postlight: its first words
	snippets []page // pages-news: pieces
}

func (s sets) all() []page {
	out := append([]page(nil), s.text...)
	out = append(out, s.first...)
	return append(out, s.snippets...)
}

// load reads the collections below a folder.
func load(corpora string) (sets, error) {
	var s sets
	var err error
	if s.text, err = whole(filepath.Join(corpora, "pages-readability")); err != nil {
		return s, err
	}
	if s.first, err = listed(filepath.Join(corpora, "pages-postlight"), func(g gold) bool { return g.First != "" }); err != nil {
		return s, err
	}
	s.snippets, err = listed(filepath.Join(corpora, "pages-news"), func(g gold) bool { return len(g.With) > 0 })
	return s, err
}

// whole reads a collection of a folder a page, source.html.gz with expected.html.gz.
func whole(dir string) ([]page, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*", "source.html.gz"))
	if err != nil {
		return nil, err
	}
	var out []page
	for _, path := range paths {
		p, err := open(path)
		if err != nil {
			return nil, err
		}
		p.name = filepath.Base(filepath.Dir(path))
		expected, err := gunzip(filepath.Join(filepath.Dir(path), "expected.html.gz"))
		if err != nil {
			return nil, err
		}
		p.text = textOf(string(expected))
		out = append(out, p)
	}
	return out, nil
}

// listed reads a collection whose gold.jsonl names the pages, those of them that keep wants.
func listed(dir string, keep func(gold) bool) ([]page, error) {
	data, err := os.ReadFile(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []page
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row struct {
			File string
			gold
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		if !keep(row.gold) {
			continue
		}
		p, err := open(filepath.Join(dir, "html", row.File))
		if err != nil {
			return nil, err
		}
		p.name, p.gold = row.File, row.gold
		out = append(out, p)
	}
	return out, lines.Err()
}

// open reads one saved page.
func open(path string) (page, error) {
	data, err := gunzip(path)
	if err != nil {
		return page{}, err
	}
	r, err := charset.NewReader(bytes.NewReader(data), "text/html")
	if err != nil {
		return page{}, fmt.Errorf("%s: %w", path, err)
	}
	decoded, err := io.ReadAll(r)
	if err != nil {
		return page{}, fmt.Errorf("%s: %w", path, err)
	}
	return page{data: data, decoded: string(decoded)}, nil
}

func gunzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return io.ReadAll(z)
}
