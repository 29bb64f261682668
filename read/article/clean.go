package article

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// cleaner takes out of what was chosen what does not belong to it.
type cleaner struct {
	*choice
	effort effort
	counts []tally
	data   []bool // inside a table of data, or such a table
}

// clean takes things out, smaller ones first. In the end counts hold what is left.
func (c *cleaner) clean() {
	c.tables()
	c.each(func(i int32, of *tally) bool {
		name := c.nodes[i].name
		return (name == atom.Form || name == atom.Fieldset) && c.fishy(i, of)
	})
	c.each(func(i int32, of *tally) bool {
		n := &c.nodes[i]
		switch n.name {
		case atom.Object, atom.Embed, atom.Iframe:
			return !n.is(video)
		case atom.Nav:
			return c.effort.unlikely
		case atom.Footer, atom.Aside, atom.Input, atom.Textarea, atom.Select, atom.Button:
			return true
		case atom.H1, atom.H2:
			return c.effort.weights && n.weight < 0
		}
		return n.is(sharing) && of.chars < enough
	})
	for _, name := range []atom.Atom{atom.Table, atom.Ul, atom.Div} {
		c.each(func(i int32, of *tally) bool { return c.nodes[i].name == name && c.fishy(i, of) })
	}
}

// each counts what is in the article, and asks drop about every element.
func (c *cleaner) each(drop func(i int32, of *tally) bool) {
	for _, r := range c.roots {
		c.tallies(r, c.nodes[r].end, c.gone, c.counts, drop)
	}
}

// fishy reports whether an element looks as if it were not of the article.
func (c *cleaner) fishy(i int32, of *tally) bool {
	if !c.effort.clean || c.data[i] || c.inside(i, atom.Code, 4) {
		return false
	}
	n := &c.nodes[i]
	weight := int32(0)
	if c.effort.weights {
		weight = n.weight
	}
	if weight < 0 {
		return true
	}
	if of.video {
		return false
	}
	isList := n.name == atom.Ul || of.chars > 0 && float32(of.list)/float32(of.chars) > 0.9
	if of.commas >= 10 {
		return false
	}
	if of.last > 0 && filler(c.text(of.last)) {
		return true
	}
	remove := c.suspicious(i, of, weight, isList)
	if remove && isList {
		for k := i + 1; k < n.end; k = c.nodes[k].end {
			if !c.gone[k] && !c.nodes[k].is(isText) && c.children(k) > 1 {
				return true
			}
		}
		return of.images != of.items
	}
	return remove
}

// suspicious looks at what is in an element with few commas.
func (c *cleaner) suspicious(i int32, of *tally, weight int32, isList bool) bool {
	density := of.density()
	headings := float32(0)
	if of.chars > 0 {
		headings = float32(of.heading) / float32(of.chars)
	}
	inFigure := c.inside(i, atom.Figure, 4)
	switch {
	case of.images > 1 && float32(of.paragraphs)/float32(of.images) < 0.5 && !inFigure,
		!isList && of.items-100 > of.paragraphs,
		of.inputs > of.paragraphs/3,
		!isList && headings < 0.9 && of.chars < 25 && (of.images == 0 || of.images > 2) && density > 0 && !inFigure,
		!isList && weight < 25 && density > 0.2,
		weight >= 25 && density > 0.5,
		of.embeds == 1 && of.chars < 75 || of.embeds > 1,
		of.images == 0 && !of.prose:
		return true
	}
	return false
}

// filler reports whether a text is the label of an advertisement, or what stands there while something loads.
func filler(s string) bool {
	if len(s) > 200 {
		return false
	}
	s = strings.ToLower(strings.TrimSpace(s))
	switch strings.TrimRight(strings.TrimSuffix(s, "…"), ".") {
	case "loading", "正在加载", "загрузка", "chargement", "cargando":
		return true
	}
	switch s {
	case "ad", "advertising", "advertisement", "pub", "publicité", "werb", "werbung", "广告", "реклама", "anuncio":
		return true
	}
	return false
}

// tables finds the tables that hold data, and all that is in them.
func (c *cleaner) tables() {
	c.data = make([]bool, len(c.nodes))
	for _, r := range c.roots {
		for i := r; i < c.nodes[r].end; i++ {
			n := &c.nodes[i]
			c.data[i] = i > r && c.data[n.parent] || n.name == atom.Table && c.isData(i)
		}
	}
}

// isData reports whether a table is one of data, and not there to put things side by side.
func (c *cleaner) isData(i int32) bool {
	n := &c.nodes[i]
	switch {
	case n.is(layout):
		return false
	case n.is(tabular):
		return true
	}
	rows, columns, row := 0, 0, 0
	for k := i + 1; k < n.end; k++ {
		switch c.nodes[k].name {
		case atom.Col, atom.Colgroup, atom.Tfoot, atom.Thead, atom.Th:
			return true
		case atom.Caption:
			if c.nodes[k].end > k+1 {
				return true
			}
		case atom.Table:
			return false
		case atom.Tr:
			rows, row = rows+1, 0
		case atom.Td:
			row++
			columns = max(columns, row)
		}
	}
	if rows == 1 || columns == 1 {
		return false
	}
	return rows >= 10 || columns > 4 || rows*columns > 10
}
