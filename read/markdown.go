package read

import (
	"path/filepath"
	"strings"

	"dixit"
)

// IsMarkdown reports whether a file of that name holds Markdown, as the names go: the content of one is a plain text as well.
func IsMarkdown(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return true
	}
	return false
}

// Markdown is a plain text read as Markdown (CommonMark 0.31 with the tables, footnotes and struck words of GitHub's): the words as a
// reader sees them, a block a paragraph, heading or list item, and where in d's own text each of them stands. Code, comments, the
// addresses of links, pictures, and words that are struck are left out. It is a reading for words, not for layout: what is nested is
// read flat, and text that is indented is text. d is not changed. A text without words is Unreadable.
func Markdown(d *dixit.Document) (*dixit.Document, Origin, error) {
	m := &markdown{s: d.Text.String(), defined: map[string]bool{}}
	m.read()
	if len(m.blocks) == 0 {
		return nil, Origin{}, dixit.Errorf(dixit.Unreadable, "%s: markdown: no words in it", d.Path)
	}
	text, err := dixit.NewText(m.out.String())
	if err != nil {
		return nil, Origin{}, err
	}
	out := *d
	out.Text, out.Blocks = text, m.blocks
	if first := &out.Blocks[0]; first.Kind == dixit.Heading {
		first.Region = dixit.Headline
		out.Title = strings.Join(strings.Fields(text.Slice(first.Span)), " ")
	}
	turns(&out)
	return &out, m.origin, nil
}

// markdown is a text in Markdown that is being read.
type markdown struct {
	s       string
	defined map[string]bool // the names of links whose addresses stand elsewhere in the text
	out     strings.Builder
	origin  Origin
	blocks  []dixit.Block

	open []line // the lines of the block that is being read, without what they begin with
	kind dixit.BlockKind
}

// read reads all of the text.
func (m *markdown) read() {
	lines := m.lines()
	for _, l := range lines {
		if name, ok := definition(m.s[l.start:l.end]); ok {
			m.defined[name] = true
		}
	}
	fence := ""
	for _, l := range lines {
		rest, quoted := m.unquoted(l)
		s := m.s[rest.start:rest.end]
		switch mark := fenceOf(s); {
		case fence != "":
			if strings.HasPrefix(mark, fence) && strings.Trim(s, mark[:1]+" \t") == "" {
				fence = ""
			}
			continue
		case mark != "":
			m.close()
			fence = mark
			continue
		}
		m.line(rest, s, quoted)
	}
	m.close()
}

// line takes one line that is not of code; s is its text after the marks of block quotations.
func (m *markdown) line(l line, s string, quoted bool) {
	base := dixit.Paragraph
	if quoted {
		base = dixit.BlockQuote
	}
	_, defines := definition(s)
	switch under := strings.TrimRight(s, " \t"); {
	case under == "":
		m.close()
	case len(m.open) > 0 && m.kind == base && under != "" && (strings.Trim(under, "=") == "" || strings.Trim(under, "-") == "" && len(under) > 1):
		m.kind = dixit.Heading
		m.close()
	case broken(s), ruled(s), defines:
		m.close()
	case s[0] == '#' && heading(s) > 0:
		m.close()
		l.start += heading(s)
		closed := strings.TrimRight(strings.TrimRight(m.s[l.start:l.end], " \t"), "#")
		if closed == "" || strings.HasSuffix(closed, " ") {
			l.end = l.start + len(closed)
		}
		m.open, m.kind = []line{l}, dixit.Heading
		m.close()
	case s[0] == '|': // a row of a table
		m.close()
		m.open, m.kind = []line{l}, base
	default:
		if n := listMark(s); n > 0 && (len(m.open) == 0 || m.kind == dixit.ListItem || s[0] < '0' || '9' < s[0] || s[:2] == "1." || s[:2] == "1)") {
			m.close()
			l.start += n
			m.open, m.kind = []line{l}, dixit.ListItem
			return
		}
		if n := footnote(s); n > 0 {
			m.close()
			l.start += n
		}
		if len(m.open) == 0 {
			m.kind = base
		}
		m.open = append(m.open, l)
	}
}

// lines are the lines of the text without the white space at their ends, those of the data before it (front matter) left out.
func (m *markdown) lines() []line {
	var out []line
	for l := range linesOf(m.s) {
		out = append(out, line{l.start, l.start + len(strings.TrimRight(m.s[l.start:l.end], "\r"))})
	}
	if len(out) > 0 && strings.TrimPrefix(m.s[out[0].start:out[0].end], "\ufeff") == "---" {
		for i, l := range out[1:] {
			if s := m.s[l.start:l.end]; s == "---" || s == "..." {
				return out[i+2:]
			}
		}
	}
	return out
}

// unquoted is a line without the white space and the marks of block quotations that it begins with.
func (m *markdown) unquoted(l line) (rest line, quoted bool) {
	for l.start < l.end {
		switch m.s[l.start] {
		case '>':
			quoted = true
		case ' ', '\t':
		default:
			return l, quoted
		}
		l.start++
	}
	return l, quoted
}

// close ends the block that is being read.
func (m *markdown) close() {
	lines := m.open
	if m.open = nil; len(lines) == 0 {
		return
	}
	before := m.out.Len()
	start := before
	if before > 0 {
		start += len("\n\n")
	}
	end := start
	var words strings.Builder
	runs := m.inline(lines)
	for len(runs) > 0 && strings.TrimSpace(runs[0].words) == "" {
		runs = runs[1:]
	}
	for len(runs) > 0 && strings.TrimSpace(runs[len(runs)-1].words) == "" {
		runs = runs[:len(runs)-1]
	}
	for i, r := range runs {
		if i == 0 {
			r = r.trimmed(strings.TrimLeft)
		}
		if i == len(runs)-1 {
			r = r.trimmed(strings.TrimRight)
		}
		words.WriteString(r.words)
		end = start + words.Len()
		if r.source.Len() > 0 {
			m.origin.add(dixit.Span{Start: end - len(r.words), End: end}, r.source)
		}
	}
	if words.Len() == 0 {
		return
	}
	if before > 0 {
		m.out.WriteString("\n\n")
	}
	m.out.WriteString(words.String())
	m.blocks = append(m.blocks, dixit.Block{
		Span: dixit.Span{Start: start, End: end}, Kind: m.kind, Region: dixit.Body, Source: dixit.Span{Start: lines[0].start, End: lines[len(lines)-1].end},
	})
}

// fenceOf is the mark that begins or ends a block of code, "" if the line is none.
func fenceOf(s string) string {
	for _, c := range []string{"`", "~"} {
		if n := len(s) - len(strings.TrimLeft(s, c)); n >= 3 && (c == "~" || !strings.Contains(s[n:], "`")) {
			return s[:n]
		}
	}
	return ""
}

// broken reports whether a line is a rule across the page.
func broken(s string) bool {
	bare := strings.NewReplacer(" ", "", "\t", "").Replace(s)
	return len(bare) >= 3 && (strings.Trim(bare, "*") == "" || strings.Trim(bare, "-") == "" || strings.Trim(bare, "_") == "")
}

// ruled reports whether a line is the one between the head of a table and its rows.
func ruled(s string) bool {
	return strings.Trim(s, "|:- \t") == "" && strings.Contains(s, "|") && strings.Contains(s, "--")
}

// heading is how many bytes of a line say that it is a heading, 0 if it is none.
func heading(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "#"))
	if n > 6 || n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	return n
}

// listMark is how many bytes of a line say that it begins an item of a list, 0 if it does not.
func listMark(s string) int {
	n := 0
	for n < len(s) && n < 9 && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	switch {
	case n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')'), n == 0 && strings.IndexByte("-*+", s[0]) >= 0:
		n++
	default:
		return 0
	}
	if n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	for _, box := range []string{" [ ] ", " [x] ", " [X] "} {
		if strings.HasPrefix(s[n:], box) {
			return n + len(box)
		}
	}
	return n
}

// footnote is how many bytes of a line say that it begins a footnote, 0 if it does not.
func footnote(s string) int {
	if !strings.HasPrefix(s, "[^") {
		return 0
	}
	end := strings.Index(s, "]:")
	if end < 0 || strings.ContainsAny(s[:end], " \t") {
		return 0
	}
	return end + len("]:")
}

// definition is the name of a link whose address the line gives.
func definition(s string) (name string, ok bool) {
	s = strings.TrimLeft(s, " >")
	if len(s) == 0 || s[0] != '[' || footnote(s) > 0 {
		return "", false
	}
	name, rest, ok := strings.Cut(s[1:], "]:")
	address := strings.Fields(rest)
	if !ok || name == "" || strings.ContainsAny(name, "[]") || len(address) == 0 || len(address) > 1 && strings.IndexByte(`"'(`, address[1][0]) < 0 {
		return "", false
	}
	return folded(name), true
}

// folded is a link's name as names are compared.
func folded(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
