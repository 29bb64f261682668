package read

import (
	"strings"
	"unicode/utf8"

	"dixit"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on a page: more elements than any article has, and deeper than any is. The parser itself stops at 512 open elements.
const (
	maxElements = 200_000
	maxDepth    = 600
)

// fewWords is how few words in what readability chose make it likely that it found no article: then everything that is not
// plainly something else is taken.
const fewWords = 20

// webPage makes a document of an HTML file; label is the encoding that it came with, "" if that is not known.
func webPage(d *dixit.Document, data []byte, label string) error {
	s, at, err := retraceable(d, data, true, label)
	if err != nil {
		return err
	}
	if err := page(d, s); err != nil {
		return err
	}
	at.settle(d.Blocks)
	return nil
}

// page makes a document of an HTML page: what it says of itself, and the article in it as blocks parted by empty lines.
//
// Which part of a page is the article is found by readability, after Mozilla's reader view. Our text is built from the nodes
// it chose and not from its rendering, so that paragraphs stay paragraphs.
func page(d *dixit.Document, s string) error {
	doc, err := parsed(s)
	if err != nil {
		return err
	}
	if d.MediaType == "" {
		d.MediaType = "text/html"
	}
	metadata(d, doc)
	keepBreaks(doc)
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	b := &builder{title: d.Title}
	if article, err := parser.ParseDocument(doc, nil); err == nil && article.Node != nil {
		b.build(article.Node)
	}
	if b.words < fewWords {
		all := &builder{title: d.Title}
		if all.build(doc); all.words > b.words {
			b = all
		}
	}
	return b.finish(d)
}

// parsed is HTML as a tree within bounds.
func parsed(s string) (*html.Node, error) {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "html: %w", err)
	}
	if elements, depth := size(doc); elements > maxElements || depth > maxDepth {
		return nil, dixit.Errorf(dixit.TooLarge, "html: %d elements, %d deep", elements, depth)
	}
	return doc, nil
}

// size counts the elements below n and how deep they lie.
func size(n *html.Node) (elements, depth int) {
	level := 0
	for at := n; at != nil; {
		if at.Type == html.ElementNode {
			elements++
		}
		depth = max(depth, level)
		switch {
		case at.FirstChild != nil:
			at, level = at.FirstChild, level+1
		default:
			for at != n && at.NextSibling == nil {
				at, level = at.Parent, level-1
			}
			if at == n {
				return elements, depth
			}
			at = at.NextSibling
		}
	}
	return elements, depth
}

// setting is what stands around the text of a node.
type setting struct {
	kind   dixit.BlockKind
	region dixit.Region
}

// builder gathers blocks as it walks over a page.
type builder struct {
	title  string
	text   strings.Builder
	blocks []dixit.Block
	line   strings.Builder // the block in the making, white space folded
	space  bool            // white space is owed before the next word
	broken bool            // the last thing seen was a line separator
	linked int             // bytes of line that stand in links
	inLink int
	words  int
}

// build adds all the text below n.
func (b *builder) build(n *html.Node) {
	b.node(n, setting{})
	b.end(setting{})
}

// node adds the text of n and what is below it.
func (b *builder) node(n *html.Node, c setting) {
	switch n.Type {
	case html.TextNode:
		b.add(n.Data, c)
		return
	case html.ElementNode:
		if skipped(n) {
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	inner, breaks := c.of(n)
	if breaks {
		b.end(c)
	}
	if n.DataAtom == atom.A {
		b.inLink++
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		b.node(child, inner)
	}
	if n.DataAtom == atom.A {
		b.inLink--
	}
	if breaks {
		b.end(inner)
	}
}

// of is the setting inside n, and whether n begins and ends a block.
func (c setting) of(n *html.Node) (setting, bool) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.kind = dixit.Heading
	case atom.Li, atom.Dt, atom.Dd:
		c.kind = dixit.ListItem
	case atom.Blockquote:
		c.kind = dixit.BlockQuote
	case atom.Figcaption, atom.Caption:
		c.region = dixit.Caption
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Body, atom.Html, atom.Ul, atom.Ol, atom.Dl, atom.Table,
		atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Pre, atom.Figure, atom.Hr, atom.Details, atom.Summary, atom.Address:
	default:
		return c, false
	}
	return c, true
}

// skipped reports whether nothing below n is text of the page.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Footer, atom.Form, atom.Button, atom.Select, atom.Svg,
		atom.Iframe, atom.Object, atom.Head, atom.Title, atom.Aside, atom.Textarea, atom.Video, atom.Audio:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" {
			return true
		}
	}
	return false
}

// lineSeparator stands for <br> in the text of a page.
const lineSeparator = '\u2028'

// keepBreaks puts a line separator in the place of every <br>, so that readability, which rewrites them, leaves them alone.
func keepBreaks(doc *html.Node) {
	var breaks []*html.Node
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Br && n.Type == html.ElementNode {
			breaks = append(breaks, n)
		}
	}
	for _, n := range breaks {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: string(lineSeparator)}, n)
		n.Parent.RemoveChild(n)
	}
}

// add adds text to the block in the making; runs of white space become one space. A line separator is white space, and two
// in a row end the block: that is how pages without paragraphs part them.
func (b *builder) add(s string, at setting) {
	before := b.line.Len()
	for _, c := range s {
		switch {
		case c == lineSeparator:
			if b.broken {
				b.end(at)
				before = 0
			}
			b.space, b.broken = true, true
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			b.space = true
		case c == '\u00ad' || c == '\u200b' || c == '\ufeff': // a soft hyphen or a space of no width is not in the words
		default:
			if b.space && b.line.Len() > 0 {
				b.line.WriteByte(' ')
			}
			b.space, b.broken = false, false
			b.line.WriteRune(c)
		}
	}
	if b.inLink > 0 {
		b.linked += b.line.Len() - before
	}
}

// end closes the block in the making.
func (b *builder) end(c setting) {
	s := b.line.String()
	linked := b.linked
	b.line.Reset()
	b.space, b.broken, b.linked = false, false, 0
	if s == "" {
		return
	}
	if b.text.Len() > 0 {
		b.text.WriteString("\n\n")
	}
	start := b.text.Len()
	b.text.WriteString(s)
	block := dixit.Block{Span: dixit.Span{Start: start, End: b.text.Len()}, Kind: c.kind, Region: c.region}
	if block.Kind == "" {
		block.Kind = dixit.Paragraph
	}
	if block.Region == "" {
		block.Region = dixit.Body
		last, _ := utf8.DecodeLastRuneInString(s)
		switch {
		case b.title != "" && strings.EqualFold(s, b.title):
			block.Kind, block.Region = dixit.Heading, dixit.Headline
		case linked*10 > len(s)*8 && !strings.ContainsRune(".!?”\"", last) || isURL(s):
			block.Region = dixit.LinkLine
		}
	}
	b.blocks = append(b.blocks, block)
	b.words += strings.Count(s, " ") + 1
}

// finish gives d the text and the blocks, with the title as its headline.
func (b *builder) finish(d *dixit.Document) error {
	s, blocks := b.text.String(), b.blocks
	if len(blocks) == 0 {
		return dixit.Errorf(dixit.Unreadable, "html: no text in the page")
	}
	headline := false
	for _, block := range blocks {
		headline = headline || block.Region == dixit.Headline
	}
	if title := strings.Join(strings.Fields(d.Title), " "); title != "" && !headline {
		shift := len(title) + len("\n\n")
		s = title + "\n\n" + s
		moved := []dixit.Block{{Span: dixit.Span{End: len(title)}, Kind: dixit.Heading, Region: dixit.Headline}}
		for _, block := range blocks {
			block.Span.Start, block.Span.End = block.Span.Start+shift, block.Span.End+shift
			moved = append(moved, block)
		}
		blocks = moved
	}
	t, err := dixit.NewText(s)
	if err != nil {
		return err
	}
	d.Text, d.Blocks = t, blocks
	return nil
}
