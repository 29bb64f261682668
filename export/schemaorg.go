package export

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"dixit"
)

// schemaForm is JSON-LD in the words of schema.org, a line a document: its article and what is said in it, as an @graph.
//
// What stands in quotation marks is a Quotation, with the quoted words and no others; several stretches have " … " between them.
// Everything else that is said is a Statement, what is asked a Question. A statement with a quoted part is a Statement that has a
// Quotation as its part. One that asserts what could be checked has a Claim as well (interpretedAsClaim). What a source did not
// say, did not answer, or said without words is left out: schema.org has no word for it, and a Statement of it would be false.
// A day that is not sure, a season and the like are left out too.
func schemaForm() Form {
	return Form{
		Name: "schemaorg", MediaType: "application/jsonl", Ext: ".jsonl",
		About: "schema.org JSON-LD: quotations, statements and claims",
		open:  openSchema,
	}
}

// node is a thing of schema.org. What is empty is left out.
type node map[string]any

// set adds a property, if value says anything.
func (n node) set(property string, value any) {
	switch v := value.(type) {
	case nil:
		return
	case string:
		if v == "" {
			return
		}
	case node:
		if len(v) == 0 {
			return
		}
	case []node:
		if len(v) == 0 {
			return
		}
	case []string:
		if len(v) == 0 {
			return
		}
	}
	n[property] = value
}

func openSchema(w io.Writer, opt Options) (Writer, error) {
	lines := objects(w)
	return &byDocument{write: func(doc *dixit.Document, records []dixit.Record) error {
		return writeGraph(lines, opt, doc, records)
	}}, nil
}

// writeGraph writes the line of one document.
func writeGraph(lines *json.Encoder, opt Options, doc *dixit.Document, records []dixit.Record) error {
	p := newPage(doc)
	graph := []node{article(records[0].Doc, doc.Authors)}
	for _, r := range records {
		graph = append(graph, sayings(r, p, opt)...)
	}
	return lines.Encode(node{"@context": "https://schema.org", "@graph": graph})
}

// article is the document.
func article(d dixit.DocumentRef, authors []string) node {
	n := node{"@type": "NewsArticle", "@id": documentIRI(d)}
	if webAddress(d.URL) {
		n.set("url", d.URL)
	}
	n.set("headline", d.Title)
	n.set("inLanguage", d.Lang)
	if t := d.Published; t != "" {
		if _, ok := instant(t); !ok {
			t = publishedDate(t)
		}
		n.set("datePublished", t)
	}
	n.set("publisher", organization(d.Outlet))
	n.set("sourceOrganization", organization(d.Agency))
	var people []node
	for _, a := range authors {
		if a != "" {
			people = append(people, node{"@type": "Person", "name": a})
		}
	}
	n.set("author", people)
	return n
}

func organization(name string) node {
	if name == "" {
		return nil
	}
	return node{"@type": "Organization", "name": name}
}

// sayings are what is said of one statement: itself, and the quotation in it.
func sayings(r dixit.Record, p *page, opt Options) []node {
	s := r.Statement
	if !said(s) {
		return nil
	}
	id, quoted := opt.statementIRI(s.ID), quotedText(s)
	switch {
	case s.Kind == dixit.Direct && quoted != "":
		return []node{saying("Quotation", id, quoted, r, p, opt)}
	case s.Kind == dixit.Question:
		return []node{saying("Question", id, s.Text(), r, p, opt)}
	}
	whole := saying("Statement", id, s.Text(), r, p, opt)
	if quoted == "" {
		return []node{whole}
	}
	part := node{"@type": "Quotation", "@id": id + "#quotation", "text": quoted, "isPartOf": node{"@id": id}}
	part.set("spokenByCharacter", agent(s.Speaker))
	part.set("inLanguage", r.Doc.Lang)
	whole["hasPart"] = node{"@id": part["@id"]}
	return []node{whole, part}
}

// saying is a statement with all that is known of it, as a thing of this type.
func saying(kind, id, text string, r dixit.Record, p *page, opt Options) node {
	s := r.Statement
	n := node{"@type": kind, "@id": id, "text": text, "identifier": s.ID, "keywords": []string{string(s.Act), string(s.Kind)}}
	n.set("isPartOf", node{"@id": documentIRI(r.Doc)})
	speaker := agent(s.Speaker)
	n.set("creator", speaker)
	if kind == "Quotation" {
		n.set("spokenByCharacter", speaker)
	}
	if s.Speaker.Kind == dixit.Written && s.Speaker.Name != "" {
		n.set("citation", node{"@type": "CreativeWork", "name": s.Speaker.Name})
	}
	n.set("isBasedOn", basis(s.Chain, s.Speaker.Name))
	n.set("dateCreated", calendarDate(s.When.EDTF))
	n.set("temporalCoverage", calendarInterval(s.When.EDTF))
	n.set("inLanguage", r.Doc.Lang)
	var topics []node
	for _, t := range s.About {
		topics = append(topics, node{"@type": "Thing", "name": t.Label})
	}
	n.set("about", topics)
	var listeners []node
	for _, l := range s.Addressee {
		listeners = append(listeners, node{"@type": "Audience", "name": l.Name})
	}
	n.set("audience", listeners)
	if s.Setting != "" {
		n.set("recordedAt", node{"@type": "Event", "name": s.Setting})
	}
	if s.Parent != "" {
		n["isPartOf"] = []node{{"@id": documentIRI(r.Doc)}, {"@id": opt.statementIRI(s.Parent)}}
	}
	if link := p.link(spansOf(s.Content)...); strings.Contains(link, ":~:") {
		n["url"] = link
	}
	if claimable(s) {
		c := claim(r)
		c["@id"] = id + "#claim"
		n["interpretedAsClaim"] = c
	}
	return n
}

// agent is a speaker; nil for one who is not named and for a document, which is no agent. Several who speak together are neither a
// person nor an organisation, so they have no type.
func agent(s dixit.Speaker) node {
	if s.Name == "" || s.Kind == dixit.Written || s.Kind == dixit.Implicit {
		return nil
	}
	n := node{"name": s.Name}
	n.set("@id", speakerIRI(s))
	switch s.Kind {
	case dixit.Organisation:
		n["@type"] = "Organization"
		n.set("description", s.Role)
	case dixit.Collective:
		n.set("description", s.Role)
	default:
		n["@type"] = "Person"
		n.set("jobTitle", s.Role)
	}
	return n
}

// basis is the chain before the speaker: the work of the source that stands nearest to him, based on that of the one before. What
// sort of source they are is not known, so they have no type.
func basis(chain []dixit.Link, speaker string) node {
	if n := len(chain); n > 0 && chain[n-1].Name == speaker {
		chain = chain[:n-1]
	}
	var work node
	for _, l := range chain {
		w := node{"@type": "CreativeWork", "creator": node{"name": l.Name}}
		w.set("isBasedOn", work)
		work = w
	}
	return work
}

func spansOf(list []dixit.Fragment) []dixit.Span {
	out := make([]dixit.Span, len(list))
	for i, f := range list {
		out[i] = f.Span()
	}
	return out
}

// claimable reports whether s asserts what could be checked. A denial asserts the contrary of its words, so it is none.
func claimable(s dixit.Statement) bool {
	acts := []dixit.Act{"state", "announce", "report", "explain", "claim", "confirm", "admit", "accuse"}
	return said(s) && s.Tier <= 1 && s.Kind != dixit.Question && slices.Contains(acts, s.Act)
}

// claim is s as something that could be checked, with all articles that it is known to stand in.
func claim(r dixit.Record) node {
	s := r.Statement
	n := node{"@type": "Claim", "text": claimed(s)}
	n.set("author", agent(s.Speaker))
	n.set("datePublished", calendarDate(s.When.EDTF))
	here := node{"@type": "NewsArticle", "@id": documentIRI(r.Doc)}
	places := []node{here}
	for _, c := range r.Copies {
		a := node{"@type": "NewsArticle"}
		if webAddress(c.URL) {
			a["@id"], a["url"] = c.URL, c.URL
		}
		a.set("publisher", organization(c.Outlet))
		places = append(places, a)
	}
	n["appearance"] = places
	switch first := r.CopyOf; {
	case first != nil && webAddress(first.URL):
		n["firstAppearance"] = node{"@type": "NewsArticle", "@id": first.URL}
	case first == nil && len(r.Copies) > 0:
		n["firstAppearance"] = here
	}
	return n
}

// claimed are the words of a claim: those quoted if all are, else the whole content.
func claimed(s dixit.Statement) string {
	if s.Kind == dixit.Direct {
		return quotedText(s)
	}
	return strings.TrimSpace(s.Text())
}
