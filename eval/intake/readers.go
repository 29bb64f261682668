package main

import (
	"slices"
	"strings"

	"dixit"
	"dixit/read"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// reader is a way to get the text of the article from a page.
type reader struct {
	name  string
	read  func(page) string
	texts map[string]string // of the pages read, by name
}

func readers() []reader {
	return []reader{
		{"readeck readability", readeck, map[string]string{}},
		{"dixit, all it reads", func(p page) string { return ours(p, dixit.Body, dixit.Caption, dixit.LinkLine, dixit.Boilerplate) }, map[string]string{}},
		{"dixit, body and captions", func(p page) string { return ours(p, dixit.Body, dixit.Caption) }, map[string]string{}},
	}
}

// readeck is the text of what readability takes for the article, "" if it takes nothing.
func readeck(p page) string {
	parser := readability.NewParser()
	article, err := parser.Parse(strings.NewReader(p.decoded), nil)
	if err != nil || article.Node == nil {
		return ""
	}
	return text(article.Node)
}

// ours is the text that dixit reads from a page, of some regions. The headline is left out, as readability leaves it out.
func ours(p page, regions ...dixit.Region) string {
	d, err := read.Bytes("page.html", p.data, read.Options{})
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		if slices.Contains(regions, block.Region) {
			b.WriteString(d.Text.Slice(block.Span))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// textOf is the text of a piece of HTML.
func textOf(s string) string {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return ""
	}
	return text(doc)
}

// text is the text below a node; what is not inside a line stands in lines of its own.
func text(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		block := n.Type == html.ElementNode && !inline(n.DataAtom)
		if block {
			b.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			b.WriteByte('\n')
		}
	}
	walk(n)
	return b.String()
}

// inline reports whether an element stands inside a line.
func inline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I,
		atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup,
		atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr, 0:
		return true
	}
	return false
}
