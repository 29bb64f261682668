package report

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"dixit"
	"dixit/verify"
)

// The parts of SARIF 2.1.0 (OASIS Standard, 27 March 2020) that are written.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool       `json:"tool"`
		Artifacts  []sarifArtifact `json:"artifacts"`
		Results    []sarifResult   `json:"results"`
		ColumnKind string          `json:"columnKind"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string           `json:"id"`
		Name    string           `json:"name"`
		Short   sarifText        `json:"shortDescription"`
		Default sarifRuleDefault `json:"defaultConfiguration"`
	}
	sarifRuleDefault struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		Location sarifURI `json:"location"`
	}
	sarifURI struct {
		URI   string `json:"uri"`
		Index *int   `json:"index,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifURI     `json:"artifactLocation"`
		Region   *sarifRegion `json:"region,omitempty"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine,omitempty"`
		StartColumn int        `json:"startColumn,omitempty"`
		EndLine     int        `json:"endLine,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		CharOffset  *int       `json:"charOffset,omitempty"`
		CharLength  int        `json:"charLength,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
)

// sarifSchema is where the schema of what is written is found.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// SARIF writes the findings among the results as a SARIF log of one run, indented. Columns and offsets are code points. The
// place of a finding is that in the file, where it is a text; of a page it is the lines of the paragraph, of a word document the file.
func SARIF(w io.Writer, drafts ...Draft) error {
	run := sarifRun{Artifacts: []sarifArtifact{}, Results: []sarifResult{}, ColumnKind: "unicodeCodePoints"}
	run.Tool.Driver = sarifDriver{Name: "dixit", Version: dixit.Version}
	var rules []verify.Verdict
	for _, v := range verify.Verdicts() {
		if v == verify.Exact || v == verify.Normalised {
			continue
		}
		rules = append(rules, v)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: string(v), Name: camel(string(v)), Short: sarifText{"The quotation is " + Say(v) + "."}, Default: sarifRuleDefault{level(v)},
		})
	}
	for i, d := range drafts {
		run.Artifacts = append(run.Artifacts, sarifArtifact{sarifURI{URI: fileURI(d.Name)}})
		for _, r := range d.Results {
			if r.Finding() {
				run.Results = append(run.Results, finding(d, i, r, slices.Index(rules, r.Verdict)))
			}
		}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// finding is a result of draft number i in SARIF.
func finding(d Draft, i int, r verify.Result, rule int) sarifResult {
	out := sarifResult{
		RuleID: string(r.Verdict), RuleIndex: rule, Level: level(r.Verdict), Message: sarifText{message(r)},
		Locations:    []sarifLocation{{Physical: sarifPhysical{Artifact: sarifURI{URI: fileURI(d.Name), Index: &i}, Region: region(d, r)}}},
		Fingerprints: map[string]string{"quotation/v1": strings.Join(verify.Fold(r.Quote.Text), " ")},
	}
	for _, p := range []*verify.Place{r.Best, r.Nearest} {
		if p == nil {
			continue
		}
		start := p.Words.Start()
		related := sarifLocation{ID: len(out.Related) + 1, Message: &sarifText{placeName(*p)}}
		related.Physical.Artifact.URI = sourceURI(p.Doc)
		related.Physical.Region = &sarifRegion{CharOffset: &start, CharLength: p.Words.End() - start, Snippet: &sarifText{p.Words.Text()}}
		out.Related = append(out.Related, related)
	}
	return out
}

// region is where in its file the quotation of r stands; nil where that is not known.
func region(d Draft, r verify.Result) *sarifRegion {
	f, ok := d.Words(r)
	switch {
	case !ok:
		return nil
	case d.Doc.MediaType == "text/html":
		return paragraphRegion(d.Doc, r.Quote.Words)
	case d.Doc.MediaType != "text/plain":
		return nil
	}
	start := f.Start()
	out := &sarifRegion{CharOffset: &start, CharLength: f.End() - start, Snippet: &sarifText{f.Text()}}
	out.StartLine, out.StartColumn = position(d.text(), f.Span().Start)
	out.EndLine, out.EndColumn = position(d.text(), f.Span().End)
	return out
}

// paragraphRegion are the lines of a page from which the paragraph with words was read.
func paragraphRegion(doc *dixit.Document, words dixit.Fragment) *sarifRegion {
	for _, b := range doc.Blocks {
		if b.Span.Contains(words.Span()) && b.Source.Len() > 0 && b.Source.End <= len(doc.Source) {
			start := 1 + bytes.Count(doc.Source[:b.Source.Start], []byte("\n"))
			return &sarifRegion{StartLine: start, EndLine: start + bytes.Count(doc.Source[b.Source.Start:b.Source.End], []byte("\n"))}
		}
	}
	return nil
}

// message is what a finding says in an editor's list.
func message(r verify.Result) string {
	const longest = 120
	text := r.Quote.Text
	if cut := []rune(text); len(cut) > longest {
		text = string(cut[:longest]) + "…"
	}
	out := string(r.Verdict) + ": “" + text + "”"
	if r.Why != "" {
		out += ": " + r.Why
	}
	return out
}

// placeName says where a place is.
func placeName(p verify.Place) string {
	name := p.Doc.Title
	if name == "" {
		name = p.Doc.ID
	}
	for _, part := range []string{p.Doc.Outlet, p.Doc.Published} {
		if part != "" {
			name += ", " + part
		}
	}
	if p.Speaker.Name != "" {
		name = p.Speaker.Name + " in " + name
	}
	return name
}

// level is how grave a verdict is.
func level(v verify.Verdict) string {
	if v == verify.Partial || v == verify.Ambiguous {
		return "warning"
	}
	return "error"
}

// fileURI is a file's name as a reference, relative if it is.
func fileURI(name string) string {
	u := url.URL{Path: filepath.ToSlash(name)}
	if strings.HasPrefix(u.Path, "/") {
		u.Scheme = "file"
	}
	return u.String()
}

// sourceURI is the address of a source; one that is not on the web has that of its content.
func sourceURI(doc dixit.DocumentRef) string {
	if u, err := url.Parse(doc.URL); err == nil && u.Scheme != "" {
		return u.String()
	}
	return "urn:sha256:" + doc.SHA256
}

// camel is a verdict's name as names of rules are written.
func camel(s string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(strings.ToLower(s), "-") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}
