package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"dixit"
)

// format is a way to write what was extracted from a document.
type format struct {
	ext    string // of files
	single bool   // whether it holds one document only
	render func(doc *dixit.Document, ex dixit.Extraction) ([]byte, error)
}

func formatNamed(name string, t *terminal) (format, error) {
	switch name {
	case "ndjson":
		return format{ext: ".jsonl", render: renderNDJSON}, nil
	case "brat":
		return format{ext: ".ann", single: true, render: renderBrat}, nil
	case "table":
		return format{ext: ".txt", render: table{t}.render}, nil
	default:
		return format{}, usage("format %q: not ndjson, brat or table", name)
	}
}

// renderNDJSON writes a record a line: the statements in order, then the quotations that belong to none.
func renderNDJSON(doc *dixit.Document, ex dixit.Extraction) ([]byte, error) {
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	lines.SetEscapeHTML(false)
	for _, s := range ex.Statements {
		if err := lines.Encode(dixit.Record{Doc: doc.Ref(), Statement: s, Engine: ex.Engine}); err != nil {
			return nil, fmt.Errorf("record %s: %w", s.ID, err)
		}
	}
	for _, q := range ex.Loose {
		line, err := dixit.MarshalLoose(doc.Ref(), q)
		if err != nil {
			return nil, fmt.Errorf("quotation: %w", err)
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

// renderBrat writes the statements as PolNeAR's attributions. Offsets are code points.
func renderBrat(_ *dixit.Document, ex dixit.Extraction) ([]byte, error) {
	var b bratFile
	for _, s := range dixit.Attributions(ex.Statements) {
		b.add(s)
	}
	return b.Bytes(), nil
}

// bratFile counts the text-bound spans and the events it has written.
type bratFile struct {
	bytes.Buffer
	spans, events int
}

func (b *bratFile) add(s dixit.Statement) {
	var mention []dixit.Fragment
	if !s.Mention.IsZero() {
		mention = []dixit.Fragment{s.Mention}
	}
	source, cue, content := b.span("Source", mention), b.span("Cue", s.Cue), b.span("Content", s.Content)
	kind, anchor := "Attribution", s.Cue
	if source == "" {
		kind = "Attribution-no-source"
	}
	if cue == "" {
		anchor = s.Content
	}
	b.events++
	fmt.Fprintf(b, "E%d\t%s:%s", b.events, kind, b.span(kind, anchor))
	for _, role := range []struct{ name, id string }{{"Content", content}, {"Cue", cue}, {"Source", source}} {
		if role.id != "" {
			fmt.Fprintf(b, " %s:%s", role.name, role.id)
		}
	}
	b.WriteByte('\n')
}

// span writes the T line of one role and is its id, "" if there is nothing to write.
func (b *bratFile) span(role string, fragments []dixit.Fragment) string {
	if len(fragments) == 0 {
		return ""
	}
	places, words := make([]string, len(fragments)), make([]string, len(fragments))
	for i, f := range fragments {
		places[i] = fmt.Sprintf("%d %d", f.Start(), f.End())
		words[i] = strings.Map(oneLine, f.Text())
	}
	b.spans++
	id := fmt.Sprintf("T%d", b.spans)
	fmt.Fprintf(b, "%s\t%s %s\t%s\n", id, role, strings.Join(places, ";"), strings.Join(words, " "))
	return id
}

func oneLine(r rune) rune {
	if strings.ContainsRune("\n\r\t\v\f\u0085\u2028\u2029", r) {
		return ' '
	}
	return r
}
