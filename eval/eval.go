// Package eval scores found statements against statements marked by hand.
//
// Spans are compared as sets of word tokens, so quotation marks, commas, final stops and white space never matter, and a
// "that" at the edge of a cue or a content is ignored. A prediction matches a gold statement when the token sets of their
// contents have a Jaccard index of at least one half, best pairs first, one to one. The figures are
//
//	content  F1 of such matches
//	exact    … whose content token sets are equal
//	source   … whose source mentions have a Jaccard index of at least one half, or are absent on both sides
//	cue      … whose cues share a token, or are absent on both sides
//	full     source and cue both right: the headline figure
//
// In gold of whole records a tier-2 statement may be matched but is never required and never punished; matched tier-1
// statements are also scored field by field.
//
// Two kinds of gold are read: folders of brat files with the attributions of PolNeAR (Brat), and folders of whole records
// (Gold). The package finds no statements itself: predictions come from a folder of files or from a function. It neither
// trains nor stores anything.
package eval

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"

	"dixit"

	"golang.org/x/sync/errgroup"
)

// Article is one text of a gold set, with what the gold says of it.
type Article struct {
	Name      string // the text's file name without its ending
	Path      string // where the text was read from
	Text      string // exactly as in the file
	Outlet    string // "" if unknown
	Published string // day of publication; "" if unknown
	URL       string // "" if unknown
}

// Predictor says which statements it finds in an article. It is called for several articles at once.
type Predictor func(ctx context.Context, a Article) ([]Item, error)

// Brat scores predictions against the .ann files of goldDir, whose texts lie in textDir. A gold file is named for its text,
// or for its text, an underscore and its annotator; the first annotator of a text in the order of names counts.
func Brat(ctx context.Context, goldDir, textDir string, predict Predictor) (Report, error) {
	pairs, err := attributions(goldDir, textDir)
	if err != nil {
		return Report{}, err
	}
	return score(ctx, pairs, predict, false)
}

// Gold scores predictions against the whole records of goldDir: NAME.jsonl beside NAME.txt.
func Gold(ctx context.Context, goldDir string, predict Predictor) (Report, error) {
	pairs, err := records(goldDir)
	if err != nil {
		return Report{}, err
	}
	return score(ctx, pairs, predict, true)
}

// Records reads the articles of goldDir, as Gold does, with their statements, for whoever learns from them. Missing files are
// Unreadable or NotFound, damaged ones Unreadable.
func Records(goldDir string) ([]Article, [][]Item, error) {
	pairs, err := records(goldDir)
	articles, marked := apart(pairs)
	return articles, marked, err
}

// apart are the articles of pairs and what is marked in them.
func apart(pairs []pair) ([]Article, [][]Item) {
	articles, marked := make([]Article, len(pairs)), make([][]Item, len(pairs))
	for i, p := range pairs {
		articles[i], marked[i] = p.article, p.gold
	}
	return articles, marked
}

// records reads NAME.jsonl beside NAME.txt.
func records(goldDir string) ([]pair, error) {
	names, err := list(goldDir, ".jsonl")
	if err != nil {
		return nil, err
	}
	var pairs []pair
	for _, name := range names {
		base := strings.TrimSuffix(name, ".jsonl")
		p := pair{article: Article{Name: base, Path: filepath.Join(goldDir, base+".txt")}}
		if p.article.Text, err = readText(p.article.Path); err != nil {
			return nil, err
		}
		if p.gold, err = readRecords(filepath.Join(goldDir, name), &p.article); err != nil {
			return nil, err
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// BratFolder predicts what NAME.ann of dir says, and nothing where there is no such file.
func BratFolder(dir string) Predictor {
	return func(_ context.Context, a Article) ([]Item, error) {
		return ifThere(readBrat(filepath.Join(dir, a.Name+".ann")))
	}
}

// RecordFolder predicts what the records of NAME.jsonl in dir say, and nothing where there is no such file.
func RecordFolder(dir string) Predictor {
	return func(_ context.Context, a Article) ([]Item, error) {
		return ifThere(readRecords(filepath.Join(dir, a.Name+".jsonl"), nil))
	}
}

// ifThere makes an absent file an empty prediction.
func ifThere(items []Item, err error) ([]Item, error) {
	if os.IsNotExist(err) || dixit.KindOf(err) == dixit.NotFound {
		return nil, nil
	}
	return items, err
}

// pair is an article with what was marked in it by hand and what was found.
type pair struct {
	article Article
	gold    []Item
	found   []Item
}

// score asks predict about every article, on all processors, and counts in the order of the articles.
func score(ctx context.Context, pairs []pair, predict Predictor, tiered bool) (Report, error) {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range pairs {
		p := &pairs[i]
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			found, err := predict(ctx, p.article)
			if err != nil {
				return fmt.Errorf("article %s: %w", p.article.Name, err)
			}
			p.found = found
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return Report{}, err
	}
	report := newReport()
	for _, p := range pairs {
		text := words(p.article.Text)
		report.add(scored(text, p.gold), scored(text, p.found), tiered)
	}
	return report, nil
}

// list is the names in dir that end in ext, in order.
func list(dir, ext string) ([]string, error) {
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "gold: %w", err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ext) {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return nil, dixit.Errorf(dixit.Unreadable, "gold %s: no %s files", dir, ext)
	}
	return names, nil
}

// textName is the name of the text that the gold called name is about: name itself, or name without its annotator.
func textName(textDir, name string) string {
	if _, err := os.Stat(filepath.Join(textDir, name+".txt")); err == nil {
		return name
	}
	if i := strings.LastIndexByte(name, '_'); i >= 0 {
		return name[:i]
	}
	return name
}

// readText is the text at path, unchanged: not even line ends are.
func readText(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", dixit.Errorf(dixit.Unreadable, "text: %w", err)
	}
	if !utf8.Valid(data) {
		return "", dixit.Errorf(dixit.Unreadable, "text %s: not valid UTF-8", path)
	}
	return string(data), nil
}
