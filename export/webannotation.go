package export

import (
	"encoding/json"
	"io"
	"strings"
	"time"

	"dixit"
)

// annotationForm is W3C Web Annotations (Web Annotation Data Model, 2017), one in a line of JSON-LD: what annotation servers take
// one by one. A target is where one span of the content stands, or of the cue where there is no content: by its words with 32 code
// points before and after, by its place in code points of the document's text, and for a page of the web by a text directive.
// Several places may have the same words; the place tells which is meant.
//
// What people say, notes and tags, are bodies with a creator, by which they are told from what the engine says; whose a tag is, a record
// does not say.
//
// What it has no place for is lost: the chain, the day, quotation marks, how sure it is.
func annotationForm() Form {
	return Form{
		Name: "webannotation", MediaType: "application/jsonl", Ext: ".jsonl",
		About: "W3C Web Annotations, one a line",
		open: func(w io.Writer, opt Options) (Writer, error) {
			return &annotationWriter{lines: objects(w), opt: opt}, nil
		},
	}
}

// surroundings is how many code points of the text a quote selector gives before and after the words.
const surroundings = 32

type annotationWriter struct {
	lines *json.Encoder
	opt   Options
	page  *page
}

type annotation struct {
	Context    string             `json:"@context"`
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	Motivation string             `json:"motivation"`
	Creator    annotationAgent    `json:"creator"`
	Body       []annotationBody   `json:"body"`
	Target     []annotationTarget `json:"target"`
}

type annotationAgent struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

type annotationBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value,omitempty"`
	Source  string `json:"source,omitempty"`

	Creator *annotationPerson `json:"creator,omitempty"`
	Created string            `json:"created,omitempty"`
}

type annotationPerson struct {
	Type string `json:"type"`
	Name string `json:"name,omitempty"`
}

type annotationTarget struct {
	Source   string               `json:"source"`
	State    *annotationState     `json:"state,omitempty"`
	Selector []annotationSelector `json:"selector"`
}

type annotationState struct {
	Type  string `json:"type"`
	Date  string `json:"sourceDate,omitempty"`
	Start string `json:"sourceDateStart,omitempty"`
	End   string `json:"sourceDateEnd,omitempty"`
}

type annotationSelector struct {
	Type       string `json:"type"`
	Exact      string `json:"exact,omitempty"`
	Prefix     string `json:"prefix,omitempty"`
	Suffix     string `json:"suffix,omitempty"`
	Start      *int   `json:"start,omitempty"`
	End        *int   `json:"end,omitempty"`
	ConformsTo string `json:"conformsTo,omitempty"`
	Value      string `json:"value,omitempty"`
}

func (a *annotationWriter) Write(r dixit.Record, doc *dixit.Document) error {
	if a.page == nil || a.page.doc != doc {
		a.page = newPage(doc)
	}
	s := r.Statement
	spans := s.Content
	if len(spans) == 0 {
		spans = s.Cue
	}
	targets := make([]annotationTarget, len(spans))
	for i, f := range spans {
		targets[i] = annotationTarget{documentIRI(r.Doc), published(r.Doc), a.selectors(f)}
	}
	return a.lines.Encode(annotation{
		Context: "http://www.w3.org/ns/anno.jsonld", ID: a.opt.statementIRI(s.ID), Type: "Annotation", Motivation: "identifying",
		Creator: annotationAgent{"Software", strings.TrimSpace("dixit " + r.Engine.Version)},
		Body:    append(annotationBodies(s), annotationRemarks(r)...), Target: targets,
	})
}

func (a *annotationWriter) Close() error { return nil }

// annotationBodies say what is done by saying it, how the words are given, and who says it.
func annotationBodies(s dixit.Statement) []annotationBody {
	tag := func(value string) annotationBody {
		return annotationBody{Type: "TextualBody", Purpose: "tagging", Value: value}
	}
	out := []annotationBody{tag(string(s.Act)), tag(string(s.Kind))}
	if s.Negated {
		out = append(out, tag("negated"))
	}
	if s.Speaker.Name != "" {
		out = append(out, annotationBody{Type: "TextualBody", Purpose: "identifying", Value: s.Speaker.Name})
	}
	if iri := speakerIRI(s.Speaker); iri != "" {
		out = append(out, annotationBody{Type: "SpecificResource", Purpose: "identifying", Source: iri})
	}
	return out
}

// annotationRemarks are the notes and tags of a record.
func annotationRemarks(r dixit.Record) (out []annotationBody) {
	for _, n := range r.Notes {
		out = append(out, annotationBody{
			Type: "TextualBody", Purpose: "commenting", Value: n.Text,
			Creator: &annotationPerson{"Person", n.By}, Created: n.At.UTC().Format(time.RFC3339Nano),
		})
	}
	for _, tag := range r.Tags {
		out = append(out, annotationBody{Type: "TextualBody", Purpose: "tagging", Value: tag, Creator: &annotationPerson{Type: "Person"}})
	}
	return out
}

// published is the state of the document that the places are of: as of its publication. Where only the day is known it is the
// time in which it is that day somewhere on earth; nil if nothing is known.
func published(d dixit.DocumentRef) *annotationState {
	if t, ok := instant(d.Published); ok {
		return &annotationState{Type: "TimeState", Date: t.UTC().Format(time.RFC3339)}
	}
	day, err := time.Parse(time.DateOnly, d.Published)
	if err != nil {
		return nil
	}
	return &annotationState{
		Type:  "TimeState",
		Start: day.Add(-14 * time.Hour).Format(time.RFC3339), End: day.Add((24 + 12) * time.Hour).Format(time.RFC3339),
	}
}

// selectors say where f stands, each in its own way.
func (a *annotationWriter) selectors(f dixit.Fragment) []annotationSelector {
	t := a.page.doc.Text
	at, _ := t.Byte(max(0, f.Start()-surroundings))
	to, ok := t.Byte(f.End() + surroundings)
	if !ok {
		to = t.Len()
	}
	start, end := f.Start(), f.End()
	out := []annotationSelector{
		{
			Type: "TextQuoteSelector", Exact: f.Text(),
			Prefix: t.Slice(dixit.Span{Start: at, End: f.Span().Start}), Suffix: t.Slice(dixit.Span{Start: f.Span().End, End: to}),
		},
		{Type: "TextPositionSelector", Start: &start, End: &end},
	}
	if directive := a.page.fragment(f.Span()); directive != "" && webAddress(a.page.doc.URL) {
		out = append(out, annotationSelector{
			Type: "FragmentSelector", ConformsTo: "https://wicg.github.io/scroll-to-text-fragment/", Value: ":~:" + directive,
		})
	}
	return out
}
