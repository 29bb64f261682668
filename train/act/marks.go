package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dixit"
)

// mark is what a reader gave a statement: its acts, more than one where several readers differed, "x" for no statement at all, and
// its tier. Offsets are code points of the document's text.
type mark struct {
	Doc     string   `json:"doc"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
	Acts    []string `json:"acts"`
	Tier    int      `json:"tier"`
	To      *[2]int  `json:"to"` // who was spoken to
}

// readMarks reads the marks by their documents.
func readMarks(path string) (map[string][]mark, error) {
	out := make(map[string][]mark)
	err := eachLine(path, func(line []byte) error {
		var m mark
		if err := json.Unmarshal(line, &m); err != nil {
			return err
		}
		out[m.Doc] = append(out[m.Doc], m)
		return nil
	})
	return out, err
}

// match is the mark of s: its cue is the same or touches, or both have none, and at least half of the letters of the two contents
// are in both.
func match(marks []mark, s dixit.Statement) *mark {
	for i := range marks {
		m := &marks[i]
		if (len(m.Cue) == 0) != (len(s.Cue) == 0) || len(m.Cue) > 0 && shared(m.Cue, s.Cue) == 0 {
			continue
		}
		both := shared(m.Content, s.Content)
		all := length(m.Content) - both
		for _, f := range s.Content {
			all += f.End() - f.Start()
		}
		if 2*both >= all {
			return m
		}
	}
	return nil
}

func shared(a [][2]int, b []dixit.Fragment) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x[1], y.End())-max(x[0], y.Start()))
		}
	}
	return n
}

func length(a [][2]int) int {
	n := 0
	for _, x := range a {
		n += x[1] - x[0]
	}
	return n
}

// set is a corpus; documents are called by its prefix and their ids.
type set struct {
	prefix, path string
}

func sets(shared string) []set {
	corpora := filepath.Join(shared, "corpora")
	return []set{
		{"wn-", filepath.Join(corpora, "articles-wikinews", "wikinews.jsonl.gz")},
		{"as-", filepath.Join(corpora, "articles-allsides", "allsides.jsonl.gz")},
		{"g5-", filepath.Join(corpora, "articles-giveme5w1h", "news-cluster.jsonl.gz")},
		{"gs-", filepath.Join(corpora, "articles-giveme5w1h", "gold-standard.jsonl.gz")},
		{"pn-", filepath.Join(corpora, "polnear", "train", "text")},
	}
}

// document is one of a corpus.
type document struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	Date      string `json:"date,omitempty"`
}

// read reads the corpus: a file of documents, or a folder of texts.
func (s set) read() ([]document, error) {
	var out []document
	if !strings.HasSuffix(s.path, ".gz") {
		names, err := filepath.Glob(filepath.Join(s.path, "*.txt"))
		if err != nil {
			return nil, err
		}
		slices.Sort(names)
		for _, n := range names {
			text, err := os.ReadFile(n)
			if err != nil {
				return nil, err
			}
			out = append(out, document{ID: strings.TrimSuffix(filepath.Base(n), ".txt"), Text: string(text)})
		}
		return out, nil
	}
	err := eachLine(s.path, func(line []byte) error {
		var d document
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		if len(d.Date) >= 10 {
			d.Published = d.Date[:10]
		}
		d.ID, d.Date = strings.ReplaceAll(d.ID, "/", "_"), ""
		out = append(out, d)
		return nil
	})
	return out, err
}

// eachLine gives use the lines of a gzipped file.
func eachLine(path string, use func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if err := use(lines.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return lines.Err()
}
