package read

import (
	"encoding/xml"
	"strings"

	"dixit"
)

// wordReader gathers the paragraphs of a word document.
type wordReader struct {
	styles  map[string]string // the name of a style by its id: "heading 1" in whatever language
	styleID string            // of the style that is being read

	text   strings.Builder
	blocks []dixit.Block
	open   []*wordParagraph // outermost first: a paragraph may hold a text box
	merged string           // the words of paragraphs whose ends were deleted
	aside  bool             // inside a rule between text and notes, which is kept as a note
}

// wordParagraph is a paragraph that is being read.
type wordParagraph struct {
	words  strings.Builder
	style  string
	item   bool // of a list
	level  bool // it has a place in the outline
	hidden bool // the run that is being read
	joins  bool // its end was deleted
}

// style notes the names of styles.
func (w *wordReader) style(e xml.StartElement, open []string) {
	switch {
	case e.Name.Local == "style":
		w.styleID = attribute(e, "styleId")
	case e.Name.Local == "name" && parent(open) == "style":
		if w.styles == nil {
			w.styles = map[string]string{}
		}
		w.styles[w.styleID] = strings.ToLower(attribute(e, "val"))
	}
}

// begin takes note of an element.
func (w *wordReader) begin(e xml.StartElement, open []string) {
	switch e.Name.Local {
	case "footnote", "endnote":
		kind := attribute(e, "type")
		w.aside = kind != "" && kind != "normal"
		return
	case "p":
		if wordprocessing(e.Name) {
			w.open = append(w.open, &wordParagraph{})
		}
		return
	}
	if len(w.open) == 0 || !wordprocessing(e.Name) {
		return
	}
	p := w.open[len(w.open)-1]
	switch parent(open) {
	case "pPr":
		switch e.Name.Local {
		case "pStyle":
			p.style = attribute(e, "val")
		case "numPr":
			p.item = true
		case "outlineLvl":
			p.level = attribute(e, "val") != "9" // that is the level of body text
		}
	case "rPr":
		grand := parent(open[:len(open)-1])
		switch {
		case e.Name.Local == "del" && grand == "pPr":
			p.joins = true
		case e.Name.Local == "vanish" && grand == "r":
			off := attribute(e, "val")
			p.hidden = off != "0" && off != "false" && off != "off"
		}
	case "r":
		p.write(sign(e.Name.Local))
	}
}

// sign is the character that an element of a run stands for, "" for none.
func sign(name string) string {
	switch name {
	case "tab", "ptab":
		return "\t"
	case "br", "cr":
		return "\n"
	case "noBreakHyphen":
		return "\u2011"
	}
	return ""
}

// words takes the words of a run.
func (w *wordReader) words(s string, open []string) {
	if len(w.open) > 0 && len(open) > 1 && parent(open) == "t" && open[len(open)-2] == "r" {
		w.open[len(w.open)-1].write(s)
	}
}

func (p *wordParagraph) write(s string) {
	if !p.hidden {
		p.words.WriteString(s)
	}
}

// end takes note of the end of an element.
func (w *wordReader) end(n xml.Name) {
	name := n.Local
	switch {
	case !wordprocessing(n):
	case name == "footnote" || name == "endnote":
		w.aside = false
	case len(w.open) == 0:
	case name == "r":
		w.open[len(w.open)-1].hidden = false
	case name == "p":
		p := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.paragraph(p)
	}
}

// paragraph adds a paragraph to the text, or keeps its words for the next if its end was deleted.
func (w *wordReader) paragraph(p *wordParagraph) {
	if w.aside {
		return
	}
	s := w.merged + p.words.String()
	if w.merged = ""; p.joins {
		w.merged = s
		return
	}
	cut := trim(s, line{0, len(s)})
	if s = strings.Trim(s[cut.start:cut.end], "\n"); s == "" {
		return
	}
	if w.text.Len() > 0 {
		w.text.WriteString("\n\n")
	}
	start := w.text.Len()
	w.text.WriteString(s)
	b := dixit.Block{Span: dixit.Span{Start: start, End: w.text.Len()}, Kind: dixit.Paragraph, Region: dixit.Body}
	w.kind(&b, p)
	w.blocks = append(w.blocks, b)
}

// kind sets what a paragraph is from its style.
func (w *wordReader) kind(b *dixit.Block, p *wordParagraph) {
	name, ok := w.styles[p.style]
	if !ok {
		name = strings.ToLower(p.style)
	}
	switch {
	case name == "title", name == "subtitle", strings.HasPrefix(name, "heading"), p.level:
		b.Kind = dixit.Heading
	case name == "quote", name == "intense quote", name == "intensequote", name == "block text":
		b.Kind = dixit.BlockQuote
	case name == "caption":
		b.Region = dixit.Caption
	case strings.HasPrefix(name, "toc "):
		b.Region = dixit.LinkLine
	case p.item:
		b.Kind = dixit.ListItem
	}
}

// wordprocessing reports whether an element of this name is one of text, be it by the first edition of the standard or the strict one; those of
// drawings have the same names.
func wordprocessing(n xml.Name) bool {
	return strings.Contains(n.Space, "wordprocessingml") || n.Space == "w"
}

// parent is the innermost open element.
func parent(open []string) string {
	if len(open) == 0 {
		return ""
	}
	return open[len(open)-1]
}
