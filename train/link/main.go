// Command link learns the weights of extract/links from the attributions of PolNeAR train, as the tagger of the program marks
// their texts, and writes them to a file that the program embeds. It takes a quarter of a minute on one core and makes the
// same file every time. It is run again whenever the tagger's weights or the features have changed.
//
// It measures nothing but what it prints of the half that was not learned from: scores are dixit eval's.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dixit"
	"dixit/eval"
	"dixit/extract"
	"dixit/extract/links"
	"dixit/neural"
	"dixit/read"
)

func main() {
	shared := flag.String("shared", "../shared", "the folder `DIR` of the corpora")
	out := flag.String("out", "extract/links/weights.bin", "the `FILE` of weights to write")
	flag.Parse()
	if err := run(*shared, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train/link:", err)
		os.Exit(1)
	}
}

// run learns from the corpora in shared and writes the weights to out.
func run(shared, out string) error {
	dir := filepath.Join(shared, "corpora", "polnear", "train")
	examples, err := examplesOf(filepath.Join(dir, "attributions"), filepath.Join(dir, "text"))
	if err != nil {
		return err
	}
	m := train(examples)
	if err := os.WriteFile(out, m.Encode(), 0o644); err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	return nil
}

// train learns links, and then which drafts are statements, from the drafts that links learned on one half make of the other:
// of what they were learned from they are too sure.
func train(examples []example) *links.Model {
	half := len(examples) / 2
	var drafts []question
	for _, part := range [...]struct{ learned, held []example }{{examples[:half], examples[half:]}, {examples[half:], examples[:half]}} {
		m := learnLinks(part.learned)
		cues, sources := questionsOf(part.held)
		fmt.Printf("held out: %.4f of %d contents and %.4f of %d cues right\n", right(cues, m.Cue), len(cues), right(sources, m.Source), len(sources))
		for i := range part.held {
			drafts = append(drafts, part.held[i].drafts(m)...)
		}
	}
	m := learnLinks(examples)
	m.Stands = learn(drafts)
	return m
}

// learnLinks learns the links alone.
func learnLinks(examples []example) *links.Model {
	cues, sources := questionsOf(examples)
	return &links.Model{Cue: learn(cues), Source: learn(sources), Stands: make(links.Weights, links.Size)}
}

// examplesOf tags the texts that the attributions are of.
func examplesOf(goldDir, textDir string) ([]example, error) {
	articles, marked, err := eval.Attributions(goldDir, textDir)
	if err != nil {
		return nil, err
	}
	tagger, err := neural.Default()
	if err != nil {
		return nil, err
	}
	out := make([]example, len(articles))
	for i, a := range articles {
		doc, err := document(a)
		if err != nil {
			return nil, err
		}
		out[i] = newExample(extract.Links(tagger, doc), marked[i])
	}
	return out, nil
}

// document reads an article as the program does.
func document(a eval.Article) (*dixit.Document, error) {
	line, err := json.Marshal(map[string]string{"id": a.Name, "text": a.Text})
	if err != nil {
		return nil, fmt.Errorf("document: %w", err)
	}
	for doc, err := range read.Documents(context.Background(), []string{"-"}, strings.NewReader(string(line)), read.Options{}) {
		return doc, err
	}
	return nil, fmt.Errorf("document %s: empty", a.Name)
}
