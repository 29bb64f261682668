package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"dixit"
	"dixit/eval"
	"dixit/extract"
	"dixit/read"

	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"
)

// evalOptions are the flags of dixit eval.
type evalOptions struct {
	gold string
	brat string
	text string
	pred string
}

// newEvalCommand is dixit eval.
func newEvalCommand(t *terminal) *cobra.Command {
	var opts evalOptions
	c := &cobra.Command{
		Use:   "eval --gold DIR | --brat DIR --text DIR [--pred DIR]",
		Short: "Score the statements that are found against statements marked by hand",
		Long: `Gold is a folder of whole records (NAME.jsonl beside NAME.txt), or one of
PolNeAR's attributions (NAME.ann or NAME_ANNOTATOR.ann) with a folder of their
texts. Spans are compared by words. A statement is matched when its content has
at least half of its words in common with the one that was found; "full", the
headline figure, is the F1 of matched statements whose source and cue are right
too.`,
		Example: `  dixit eval --gold gold/dev
  dixit eval --brat polnear/dev/attributions --text polnear/dev/text
  dixit eval --gold gold/dev --pred found`,
		Annotations: exits("  0  done, whatever the score", "  2  the command line is wrong", "  3  the gold, a text or a prediction cannot be read"),
		Args:        noArguments,
		RunE:        func(c *cobra.Command, _ []string) error { return runEval(c.Context(), t, opts) },
	}
	c.Flags().StringVar(&opts.gold, "gold", "", "a folder `DIR` of whole records")
	c.Flags().StringVar(&opts.brat, "brat", "", "a folder `DIR` of attributions in brat's form")
	c.Flags().StringVar(&opts.text, "text", "", "the folder `DIR` of the texts of --brat")
	c.Flags().StringVar(&opts.pred, "pred", "", "score the files of this folder `DIR` instead of extracting")
	return c
}

// runEval scores and prints the report.
func runEval(ctx context.Context, t *terminal, opts evalOptions) error {
	switch {
	case opts.gold != "" && opts.brat == "" && opts.text == "":
		predict := evalPredictor(opts.pred, eval.RecordFolder, eval.Items)
		report, err := eval.Gold(ctx, opts.gold, predict)
		if err != nil {
			return err
		}
		return t.printf("%stier-1 statements found %d of %d\n%s", report, report.Content, report.Gold, calibration(report))
	case opts.gold == "" && opts.brat != "" && opts.text != "":
		predict := evalPredictor(opts.pred, eval.BratFolder, eval.Outermost)
		report, err := eval.Brat(ctx, opts.brat, opts.text, predict)
		if err != nil {
			return err
		}
		return t.printf("%s%s", report, calibration(report))
	default:
		return usage("eval: give --gold, or --brat and --text; see dixit eval --help")
	}
}

// calibration says how far confidence can be trusted, if the predictions have any.
func calibration(r eval.Report) string {
	if !r.Reliability.Known() {
		return ""
	}
	return fmt.Sprintf("calibration error %.3f\n%s\n", r.Reliability.Error(), r.Reliability)
}

// evalPredictor takes predictions from the folder dir, or makes them by extraction if dir is "".
func evalPredictor(dir string, fromFolder func(string) eval.Predictor, items func([]dixit.Statement) []eval.Item) eval.Predictor {
	if dir != "" {
		return fromFolder(dir)
	}
	extractor := sync.OnceValues(extract.New)
	return func(ctx context.Context, a eval.Article) ([]eval.Item, error) {
		x, err := extractor()
		if err != nil {
			return nil, err
		}
		doc, err := documentOf(ctx, a)
		if err != nil {
			return nil, err
		}
		found, err := x.Extract(ctx, doc)
		return items(found.Statements), err
	}
}

// documentOf reads an article of a gold set as dixit extract would read it from an NDJSON file of documents.
func documentOf(ctx context.Context, a eval.Article) (*dixit.Document, error) {
	line, err := json.Marshal(struct {
		ID        string `json:"id"`
		Text      string `json:"text"`
		Outlet    string `json:"outlet,omitzero"`
		Published string `json:"published,omitzero"`
		URL       string `json:"url,omitzero"`
	}{a.Name, a.Text, a.Outlet, a.Published, a.URL})
	if err != nil {
		return nil, fmt.Errorf("document: %w", err)
	}
	for doc, err := range read.Documents(ctx, []string{"-"}, strings.NewReader(string(line)), read.Options{}) {
		if err == nil && doc.Text.String() != a.Text {
			err = dixit.Errorf(dixit.Internal, "document %s: reading changed its text", a.Name)
		}
		return doc, err
	}
	return nil, dixit.Errorf(dixit.Unreadable, "document %s: empty", a.Name)
}
