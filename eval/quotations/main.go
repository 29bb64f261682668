// Command quotations verifies what articles quote a person as saying against transcripts of what that person said, and prints a line of
// tab-separated values for each quotation: where it stands, its verdict, and where in which transcript its words are. It prints none
// of the words, so that what it prints may be shown where the articles may not, unless it is told to.
//
//	go run ./eval/quotations -sources transcripts.jsonl.gz -drafts articles.jsonl.gz -speaker 'Donald Trump' -year 2016
//
// With -sample N it prints N of them, chosen by -seed, with their words, for a person to judge.
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"dixit"
	"dixit/extract"
	"dixit/read"
	"dixit/verify"
)

func main() {
	sources := flag.String("sources", "", "the transcripts, a `PATH`")
	drafts := flag.String("drafts", "", "the articles, a `PATH`")
	speaker := flag.String("speaker", "", "the person's first and last `NAME`")
	year := flag.String("year", "", "only articles of this `YEAR`")
	sample := flag.Int("sample", 0, "print the words too, of `N` quotations chosen by chance")
	seed := flag.Uint64("seed", 1, "what chance begins with")
	flag.Parse()
	if err := run(context.Background(), *sources, *drafts, *speaker, *year, *sample, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "quotations:", err)
		os.Exit(1)
	}
}

// quoted is a verdict on a quotation of an article.
type quoted struct {
	article string
	verify.Result
}

func run(ctx context.Context, sources, drafts, speaker, year string, sample int, seed uint64) error {
	extractor, err := extract.New()
	if err != nil {
		return err
	}
	person := strings.Fields(speaker)
	if len(person) == 0 {
		return fmt.Errorf("no speaker")
	}
	last := person[len(person)-1]
	index := verify.NewMemory(extractor.Extract)
	fields, err := read.ParseMap([]string{"id=name", "published=date"})
	if err != nil {
		return err
	}
	for doc, err := range read.Documents(ctx, []string{sources}, nil, read.Options{Map: fields}) {
		if err != nil {
			return err
		}
		index.Add(doc)
	}
	fields, err = read.ParseMap([]string{"published=date"})
	if err != nil {
		return err
	}
	var all []quoted
	for doc, err := range read.Documents(ctx, []string{drafts}, nil, read.Options{Map: fields}) {
		if err != nil {
			return err
		}
		if !strings.HasPrefix(doc.Published, year) || !strings.Contains(doc.Text.String(), last) {
			continue
		}
		ex, err := extractor.Extract(ctx, doc)
		if err != nil {
			return err
		}
		results, err := verify.Draft(ctx, doc, only(ex, speaker), index)
		if err != nil {
			return err
		}
		for _, r := range results {
			if r.Verdict != "" {
				all = append(all, quoted{doc.ID, r})
			}
		}
	}
	if sample > 0 {
		chance := rand.New(rand.NewPCG(seed, seed))
		chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		all = all[:min(len(all), sample)]
	}
	printAll(all, sample > 0)
	return nil
}

// only is what ex has of the person of that name, who may be called by the last name alone.
func only(ex dixit.Extraction, name string) dixit.Extraction {
	out := dixit.Extraction{Engine: ex.Engine}
	person := strings.Fields(name)
	for _, s := range ex.Statements {
		words := strings.Fields(s.Speaker.Name)
		if len(s.Quotes) == 0 || len(words) == 0 || words[len(words)-1] != person[len(person)-1] || len(words) > 1 && words[0] != person[0] {
			continue
		}
		out.Statements = append(out.Statements, s)
	}
	return out
}

// printAll prints quotations and, last, how many there are of each verdict.
func printAll(all []quoted, words bool) {
	tally := map[verify.Verdict]int{}
	fmt.Println("article\tstart\tend\tverdict\tbut for\ttranscript\tstart\tend")
	for _, q := range all {
		tally[q.Verdict]++
		place := q.Best
		if place == nil {
			place = q.Nearest
		}
		at := "\t\t"
		if place != nil {
			at = fmt.Sprintf("%s\t%d\t%d", place.Doc.ID, place.Words.Start(), place.Words.End())
		}
		var steps []string
		for _, s := range q.Normalised {
			steps = append(steps, string(s))
		}
		fmt.Printf("%s\t%d\t%d\t%s\t%s\t%s\n", q.article, q.Quote.Words.Start(), q.Quote.Words.End(), q.Verdict, strings.Join(steps, ","), at)
		if !words {
			continue
		}
		fmt.Printf("\tquoted: %s\n", line(q.Quote.Words.Text()))
		if place != nil {
			fmt.Printf("\tsource: %s\n", line(around(*place)))
		}
		fmt.Printf("\twhy: %s\n", line(q.Why))
	}
	for _, v := range verify.Verdicts() {
		fmt.Fprintf(os.Stderr, "%-26s %5d\n", v, tally[v])
	}
}

// around is the words at a place in brackets, with some of what stands around them.
func around(p verify.Place) string {
	const most = 160 // bytes
	c, w := p.Context, p.Words
	if !c.Span().Contains(w.Span()) {
		return "⟦" + w.Text() + "⟧"
	}
	from := w.Span().Start - c.Span().Start
	before, after := c.Text()[:from], c.Text()[from+w.Span().Len():]
	return strings.ToValidUTF8(before[max(0, len(before)-most):], "") + "⟦" + w.Text() + "⟧" + strings.ToValidUTF8(after[:min(len(after), most)], "")
}

// line is s in one line.
func line(s string) string { return strings.Join(slices.Collect(strings.FieldsSeq(s)), " ") }
