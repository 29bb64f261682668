package eval

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dixit"
)

// Attributions reads the articles of goldDir and textDir, as Brat does, with what is marked in them, for whoever learns from
// them. Missing files are Unreadable or NotFound, damaged ones Unreadable.
func Attributions(goldDir, textDir string) ([]Article, [][]Item, error) {
	pairs, err := attributions(goldDir, textDir)
	articles, marked := apart(pairs)
	return articles, marked, err
}

// attributions reads the .ann files of goldDir and their texts in textDir: of each text the file of its first annotator.
func attributions(goldDir, textDir string) ([]pair, error) {
	names, err := list(goldDir, ".ann")
	if err != nil {
		return nil, err
	}
	var pairs []pair
	seen := make(map[string]bool)
	for _, name := range names {
		base := textName(textDir, strings.TrimSuffix(name, ".ann"))
		if seen[base] {
			continue
		}
		seen[base] = true
		p := pair{article: Article{Name: base, Path: filepath.Join(textDir, base+".txt")}}
		if p.article.Text, err = readText(p.article.Path); err != nil {
			return nil, err
		}
		if p.gold, err = readBrat(filepath.Join(goldDir, name)); err != nil {
			return nil, err
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// readBrat reads the attributions of a brat file: its text-bound spans (T lines, which may be discontinuous) joined by its
// events (E lines). An event without content is no attribution. Missing files are NotFound, damaged ones Unreadable.
func readBrat(path string) ([]Item, error) {
	lines, err := readLines(path)
	if err != nil {
		return nil, err
	}
	spans := make(map[string][]Range)
	var events []string
	for i, line := range lines {
		id, rest, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		rest, _, _ = strings.Cut(rest, "\t")
		switch line[0] {
		case 'T':
			if spans[id], err = bratSpans(rest); err != nil {
				return nil, dixit.Errorf(dixit.Unreadable, "brat %s:%d: %w", path, i+1, err)
			}
		case 'E':
			events = append(events, rest)
		}
	}
	var out []Item
	for _, e := range events {
		if it := bratItem(e, spans); len(it.Content) > 0 {
			out = append(out, it)
		}
	}
	return out, nil
}

// bratSpans reads the middle field of a T line: "Content 0 5;16 23".
func bratSpans(field string) ([]Range, error) {
	_, places, ok := strings.Cut(field, " ")
	if !ok {
		return nil, errors.New("span without a place")
	}
	var out []Range
	for _, place := range strings.Split(places, ";") {
		ends := strings.Fields(place)
		if len(ends) != 2 {
			return nil, errors.New("span without two ends")
		}
		start, err1 := strconv.Atoi(ends[0])
		end, err2 := strconv.Atoi(ends[1])
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		out = append(out, Range{start, end})
	}
	return out, nil
}

// bratItem reads the second field of an E line: "Attribution:T4 Content:T3 Cue:T2 Source:T1".
func bratItem(event string, spans map[string][]Range) Item {
	var it Item
	for _, argument := range strings.Fields(event) {
		parts := strings.Split(argument, ":")
		found := spans[parts[len(parts)-1]]
		switch strings.TrimRight(parts[0], "0123456789") { // Content2 is one more content
		case "Source":
			it.Source = append(it.Source, found...)
		case "Cue":
			it.Cue = append(it.Cue, found...)
		case "Content":
			it.Content = append(it.Content, found...)
		}
	}
	return it
}

// readLines is the lines of a file, without their ends.
func readLines(path string) ([]string, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, dixit.Errorf(dixit.NotFound, "read: %w", err)
	}
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "read: %w", err)
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data))
	return strings.Split(text, "\n"), nil
}
