// Command confidence learns what the evidence for a statement is worth (extract.Evidence), by logistic regression on the statements
// that the program finds in PolNeAR dev and in the hand-marked whole records, and prints the weights for extract/confidence.go. Dev
// sets are used because the tagger and the links know the texts that they were learned from too well. It is run again when one of
// those has changed; it takes a minute.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"dixit"
	"dixit/eval"
	"dixit/extract"
	"dixit/read"
)

func main() {
	shared := flag.String("shared", "../shared", "the folder `DIR` of the corpora")
	flag.Parse()
	if err := run(*shared); err != nil {
		fmt.Fprintln(os.Stderr, "train/confidence:", err)
		os.Exit(1)
	}
}

// trial is a statement that was found, and whether it is right.
type trial struct {
	evidence extract.Evidence
	right    bool
}

// run learns and prints.
func run(shared string) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	polnear := filepath.Join(shared, "corpora", "polnear", "dev")
	articles, marked, err := eval.Attributions(filepath.Join(polnear, "attributions"), filepath.Join(polnear, "text"))
	if err != nil {
		return err
	}
	var trials []trial
	for i, a := range articles {
		outer := func(s dixit.Statement) (dixit.Statement, bool) {
			s.Mention = s.Wide // as PolNeAR has it
			return s, s.Parent == "" && len(s.Content) > 0
		}
		if trials, err = try(trials, x, a, marked[i], outer); err != nil {
			return err
		}
	}
	for _, set := range []string{"dev", "seed"} {
		articles, marked, err := eval.Records(filepath.Join(shared, "gold", set))
		if err != nil {
			return err
		}
		for i, a := range articles {
			first := func(s dixit.Statement) (dixit.Statement, bool) { return s, s.Tier == 1 }
			if trials, err = try(trials, x, a, marked[i], first); err != nil {
				return err
			}
		}
	}
	w := regress(trials)
	fmt.Printf("%d statements, mean loss %.4f\n", len(trials), loss(trials, w))
	fmt.Print(w.Source())
	return nil
}

// try appends the statements found in an article that are wanted.
func try(trials []trial, x *extract.Extractor, a eval.Article, gold []eval.Item, wanted func(dixit.Statement) (dixit.Statement, bool)) ([]trial, error) {
	line, err := json.Marshal(map[string]string{"id": a.Name, "text": a.Text, "published": a.Published})
	if err != nil {
		return nil, err
	}
	for doc, err := range read.Documents(context.Background(), []string{"-"}, strings.NewReader(string(line)), read.Options{}) {
		if err != nil {
			return nil, err
		}
		examples, _, err := x.Examples(context.Background(), doc)
		if err != nil {
			return nil, err
		}
		var statements []dixit.Statement
		var evidence []extract.Evidence
		for _, e := range examples {
			if s, ok := wanted(e.Statement); ok {
				statements, evidence = append(statements, s), append(evidence, e.Evidence)
			}
		}
		for i, right := range eval.Right(a.Text, gold, eval.Items(statements)) {
			trials = append(trials, trial{evidence[i], right})
		}
	}
	return trials, nil
}

// ridge keeps weights small where there is little to learn them from.
const ridge = 2.0

// regress finds the weights of least loss by gradient descent with momentum; the loss is convex.
func regress(trials []trial) extract.Evidence {
	var w, speed extract.Evidence
	for range 4000 {
		var slope extract.Evidence
		for _, t := range trials {
			wrong := probability(t.evidence, w) - one(t.right)
			for i, v := range t.evidence {
				slope[i] += wrong * v
			}
		}
		for i := range w {
			if i > 0 {
				slope[i] += ridge * w[i]
			}
			speed[i] = 0.9*speed[i] - 0.02*slope[i]/float64(len(trials))
			w[i] += speed[i]
		}
	}
	return w
}

func loss(trials []trial, w extract.Evidence) float64 {
	sum := 0.0
	for _, t := range trials {
		p := probability(t.evidence, w)
		if !t.right {
			p = 1 - p
		}
		sum -= math.Log(p)
	}
	return sum / float64(len(trials))
}

func probability(e, w extract.Evidence) float64 {
	sum := 0.0
	for i, v := range e {
		sum += v * w[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
