package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"dixit"
	"dixit/export"
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
	return export.Attributions(ex.Statements, false), nil
}
