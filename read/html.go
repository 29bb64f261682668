package read

import (
	"slices"
	"strings"

	"dixit"
	"dixit/read/article"
)

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
func page(d *dixit.Document, s string) error {
	said := newMarked()
	p, err := article.Parse(s, said)
	if err != nil {
		return err
	}
	if d.MediaType == "" {
		d.MediaType = "text/html"
	}
	said.fill(d)
	text, blocks := p.Article(d.Title)
	switch {
	case len(blocks) == 0 && d.Title == "":
		return dixit.Errorf(dixit.Unreadable, "html: no text in the page")
	case len(blocks) == 0:
		d.Warnings = append(d.Warnings, "html: no article in the page, its title is all that is read")
	}
	return setBlocks(d, text, blocks)
}

// fragment fixes the text of a document whose article is all of s, a piece of HTML; that of one without words is its title.
func fragment(d *dixit.Document, s string) error {
	p, err := article.Parse(s, nil)
	if err != nil {
		return err
	}
	text, blocks := p.All(d.Title)
	if len(blocks) == 0 && d.Title == "" {
		return dixit.Errorf(dixit.Unreadable, "an item without words")
	}
	err = setBlocks(d, text, blocks)
	unsourced(d)
	return err
}

// unsourced takes from the blocks of d where they come from: a page inside another document, whose bytes are not the file's.
func unsourced(d *dixit.Document) {
	for i := range d.Blocks {
		d.Blocks[i].Source = dixit.Span{}
	}
}

// setBlocks gives d its text and blocks, with the title as headline if none of them is one. What a line of the body says of
// itself makes it another region.
func setBlocks(d *dixit.Document, s string, blocks []dixit.Block) error {
	mark(s, blocks)
	headline := slices.ContainsFunc(blocks, func(b dixit.Block) bool { return b.Region == dixit.Headline })
	if title := strings.Join(strings.Fields(d.Title), " "); title != "" && !headline {
		s, blocks = headed(title, s, blocks)
	}
	t, err := dixit.NewText(s)
	if err != nil {
		return err
	}
	d.Text, d.Blocks = t, blocks
	return nil
}

// headed is a text with a headline before it.
func headed(title, s string, blocks []dixit.Block) (string, []dixit.Block) {
	out := make([]dixit.Block, 0, len(blocks)+1)
	out = append(out, dixit.Block{Span: dixit.Span{End: len(title)}, Kind: dixit.Heading, Region: dixit.Headline})
	if len(blocks) == 0 {
		return title, out
	}
	shift := len(title) + len("\n\n")
	for _, b := range blocks {
		b.Span.Start, b.Span.End = b.Span.Start+shift, b.Span.End+shift
		out = append(out, b)
	}
	return title + "\n\n" + s, out
}
