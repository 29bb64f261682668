package main

import (
	"encoding/json"
	"fmt"
	"os"

	"dixit"
	"dixit/extract"
	"dixit/neural"
)

// parity writes the statements that the program's classifier is compared with PyTorch's on (extract.ParityStatements, of the
// paragraphs of neural/testdata/parity.json). Nothing is learned from them.
func (w *writer) parity(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var file struct {
		Documents []struct {
			Paragraphs []string `json:"paragraphs"`
		} `json:"documents"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	m, err := neural.Default()
	if err != nil {
		return err
	}
	for _, d := range file.Documents {
		for _, p := range d.Paragraphs {
			words, states := m.Read(p, []dixit.Span{{End: len(p)}})
			s := mechanical(len(words[0]))
			if err := w.row(row{Doc: "parity", Facts: s.Facts}, s, states); err != nil {
				return err
			}
		}
	}
	return nil
}

// mechanical is a statement of a paragraph of n words, whatever it says: the first two are its source, the third its cue, all others
// its content. The test of extract makes the same.
func mechanical(n int) neural.Statement {
	s := neural.Statement{Facts: []int{n % extract.Facts}}
	for i := range n {
		part := min(max(i-1, 0), 2)
		s.Words[part] = append(s.Words[part], i)
	}
	return s
}
