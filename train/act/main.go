// Command act writes what the classifier of acts is learned from: the statements that the program finds in the corpora, with the
// states of their words, into a folder that train/acts.py reads:
//
//	statements.jsonl  a statement a line: what it says, the facts the classifier sees, the acts that people gave it, if they did
//	states.i8         for each word of each statement, in order, the numbers of its state
//	words.i32         for each word its row in the tagger's table, little endian
//
// The acts come from marks.jsonl.gz beside this file: documents and places of statements that were read and judged by the marking
// guide, without their texts. It takes two minutes on one core. It learns nothing itself.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"dixit"
	"dixit/extract"
	"dixit/neural"
	"dixit/read"
)

func main() {
	shared := flag.String("shared", "../shared", "the folder `DIR` of the corpora")
	out := flag.String("out", ".train/acts", "the `DIR` to write to")
	flag.Parse()
	if err := run(*shared, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train/act:", err)
		os.Exit(1)
	}
}

// run extracts all documents and writes their statements.
func run(shared, out string) error {
	marks, err := readMarks("train/act/marks.jsonl.gz")
	if err != nil {
		return err
	}
	x, err := extract.New()
	if err != nil {
		return err
	}
	w, err := create(out)
	if err != nil {
		return err
	}
	found := 0
	for _, set := range sets(shared) {
		docs, err := set.read()
		if err != nil {
			return err
		}
		for _, d := range docs {
			n, err := w.document(x, set, d, marks[set.prefix+d.ID])
			if err != nil {
				return err
			}
			found += n
		}
	}
	if err := w.parity(filepath.Join("neural", "testdata", "parity.json")); err != nil {
		return err
	}
	total := 0
	for _, m := range marks {
		total += len(m)
	}
	fmt.Printf("%d of %d marked statements found again\n", found, total)
	return w.close()
}

// writer is the three files.
type writer struct {
	files                     []*os.File
	statements, states, words *bufio.Writer
}

func create(dir string) (*writer, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	w := &writer{}
	for name, to := range map[string]**bufio.Writer{"statements.jsonl": &w.statements, "states.i8": &w.states, "words.i32": &w.words} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		w.files = append(w.files, f)
		*to = bufio.NewWriterSize(f, 1<<20)
	}
	return w, nil
}

func (w *writer) close() error {
	for _, b := range []*bufio.Writer{w.statements, w.states, w.words} {
		if err := b.Flush(); err != nil {
			return err
		}
	}
	for _, f := range w.files {
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// row is a statement of statements.jsonl.
type row struct {
	Doc     string            `json:"doc"`
	Source  string            `json:"source"`
	Cue     string            `json:"cue"`
	Content string            `json:"content"`
	Facts   []int             `json:"facts"`
	Words   [neural.Parts]int `json:"words"` // how many there are of each part
	Acts    []string          `json:"acts,omitempty"`
	Tier    int               `json:"tier"` // as marked, or else as the table tells
	Table   string            `json:"table"`
}

// document extracts a document and writes its statements. It tells how many are marked.
func (w *writer) document(x *extract.Extractor, set set, d document, marks []mark) (found int, err error) {
	doc, err := readDocument(d)
	if doc == nil || err != nil {
		return 0, err
	}
	examples, states, err := x.Examples(context.Background(), doc)
	if err != nil {
		return 0, err
	}
	for _, e := range examples {
		s := e.Statement
		if len(e.Seen.Facts) == 0 {
			continue // its act needs no classifier
		}
		r := row{
			Doc: set.prefix + d.ID, Source: s.Mention.Text(), Cue: dixit.TextOf(s.Cue), Content: s.Text(), Facts: e.Seen.Facts,
			Tier: s.Tier, Table: e.Table,
		}
		if m := match(marks, s); m != nil {
			r.Acts, r.Tier = m.Acts, m.Tier
			found++
		}
		if err := w.row(r, e.Seen, states); err != nil {
			return found, err
		}
	}
	return found, nil
}

// row writes a statement.
func (w *writer) row(r row, seen neural.Statement, states *neural.States) error {
	for p, words := range seen.Looked() {
		r.Words[p] = len(words)
		for _, n := range words {
			if err := w.word(states, n); err != nil {
				return err
			}
		}
	}
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = w.statements.Write(append(line, '\n'))
	return err
}

func (w *writer) word(states *neural.States, n int) error {
	number, state := states.Of(n)
	if err := binary.Write(w.words, binary.LittleEndian, number); err != nil {
		return err
	}
	return binary.Write(w.states, binary.LittleEndian, state)
}

// readDocument reads a document as the program does; nil if it has no words.
func readDocument(d document) (*dixit.Document, error) {
	line, err := json.Marshal(d)
	if err != nil {
		return nil, err
	}
	for doc, err := range read.Documents(context.Background(), []string{"-"}, bytes.NewReader(line), read.Options{}) {
		if err != nil {
			return nil, nil // a document that the program refuses has no statements
		}
		return doc, nil
	}
	return nil, nil
}
