package read

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// markdownRun is a stretch of the words of a block and where in the text it stands; a line end stands nowhere.
type markdownRun struct {
	words  string
	source dixit.Span
}

// trimmed is r without white space on one side; it must not be a character that stands for others.
func (r markdownRun) trimmed(trim func(s, cutset string) string) markdownRun {
	short := trim(r.words, " \t\n")
	if len(short) == len(r.words) || r.source.Len() != len(r.words) {
		return r
	}
	at := strings.Index(r.words, short)
	r.source.Start += at
	r.source.End = r.source.Start + len(short)
	r.words = short
	return r
}

// inline are the words of a block of lines, without what is markup in them.
func (m *markdown) inline(lines []line) []markdownRun {
	var b strings.Builder
	p := &inlineParser{m: m, lastTicks: map[int]int{}}
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		p.lines = append(p.lines, inlineLine{b.Len(), l.start})
		b.WriteString(m.s[l.start:l.end])
	}
	p.s = b.String()
	for i := 0; i < len(p.s); {
		if n := leading(p.s[i:], '`'); n > 0 {
			p.lastTicks[n] = i
			i += n
			continue
		}
		i++
	}
	for p.at < len(p.s) {
		p.step()
	}
	return p.runs()
}

// inlineParser reads the words of one block. What may be markup or not is a piece of its own, which is left out once that is known.
type inlineParser struct {
	m         *markdown
	s         string // the lines, joined
	lines     []inlineLine
	at        int
	pieces    []piecePart
	brackets  []bracket
	stars     [2][]int // the pieces of runs of * and _ that may open something
	struck    int      // the piece that opens struck words, counted from one
	lastTicks map[int]int
}

// inlineLine is where a line begins in the joined lines and in the text.
type inlineLine struct{ at, source int }

// piecePart is a stretch of the joined lines: left out, or its own words, or others.
type piecePart struct {
	span  dixit.Span
	words string
	other bool // words stand for it
}

// bracket is a bracket that may open a link.
type bracket struct {
	piece int
	image bool
}

// keep adds the next n bytes as they are.
func (p *inlineParser) keep(n int) {
	p.pieces = append(p.pieces, piecePart{span: dixit.Span{Start: p.at, End: p.at + n}})
	p.at += n
}

// become adds the next n bytes as other words, "" for none.
func (p *inlineParser) become(n int, words string) {
	p.pieces = append(p.pieces, piecePart{span: dixit.Span{Start: p.at, End: p.at + n}, words: words, other: true})
	p.at += n
}

// step takes the next piece.
func (p *inlineParser) step() {
	rest := p.s[p.at:]
	switch rest[0] {
	case '\\':
		switch {
		case len(rest) > 1 && rest[1] == '\n':
			p.become(1, "")
		case len(rest) > 1 && rest[1] < utf8.RuneSelf && !unicode.IsLetter(rune(rest[1])) && !unicode.IsDigit(rune(rest[1])) && rest[1] > ' ':
			p.become(1, "")
			p.keep(1)
		default:
			p.keep(1)
		}
	case '`':
		p.code(leading(rest, '`'))
	case '<':
		p.tag(rest)
	case '&':
		p.entity(rest)
	case '!':
		if strings.HasPrefix(rest, "![") {
			p.brackets = append(p.brackets, bracket{len(p.pieces), true})
			p.keep(2)
			return
		}
		p.keep(1)
	case '[':
		p.brackets = append(p.brackets, bracket{len(p.pieces), false})
		p.keep(1)
	case ']':
		p.link()
	case '*', '_':
		p.emphasis(rest[0])
	case '~':
		p.strike(leading(rest, '~'))
	default:
		n := strings.IndexAny(rest, "\\`<&![]*_~")
		if n < 0 {
			n = len(rest)
		}
		p.keep(n)
	}
}

// code keeps what stands between two runs of n backticks.
func (p *inlineParser) code(n int) {
	for i := p.at + n; p.lastTicks[n] > p.at && i < len(p.s); {
		if p.s[i] != '`' {
			i++
			continue
		}
		found := leading(p.s[i:], '`')
		if found == n {
			p.become(n, "")
			p.keep(i - p.at)
			p.become(n, "")
			return
		}
		i += found
	}
	p.keep(n)
}

// tag leaves out a tag or a comment and keeps the address of <https://…>.
func (p *inlineParser) tag(rest string) {
	if strings.HasPrefix(rest, "<!--") {
		if end := strings.Index(rest, "-->"); end > 0 {
			p.become(end+len("-->"), "")
		} else {
			p.become(len(rest), "")
		}
		return
	}
	end := strings.IndexAny(rest[1:], "<>") + 1
	switch {
	case end < 2 || rest[end] != '>' || rest[1] != '/' && !unicode.IsLetter(rune(rest[1])):
		p.keep(1)
	case strings.Contains(rest[:end], "://") && !strings.ContainsAny(rest[:end], " \""):
		p.become(1, "")
		p.keep(end - 1)
		p.become(1, "")
	case strings.HasPrefix(strings.ToLower(rest[:min(len(rest), 4)]), "<br"):
		p.become(end+1, "\n")
	default:
		p.become(end+1, "")
	}
}

// entity puts the character for its name.
func (p *inlineParser) entity(rest string) {
	const longest = 32
	end := strings.IndexByte(rest[:min(len(rest), longest)], ';') + 1
	if next := strings.IndexByte(rest[1:], '&') + 1; next > 0 && next < end { // this one begins no name
		end = 0
	}
	if words := html.UnescapeString(rest[:end]); end > 2 && words != rest[:end] {
		p.become(end, words)
		return
	}
	p.keep(1)
}

// strike leaves out what stands between two runs of two tildes.
func (p *inlineParser) strike(n int) {
	p.keep(n)
	switch {
	case n != 2:
	case p.struck > 0:
		p.drop(p.struck - 1)
		p.struck = 0
	case strings.Contains(p.s[p.at:], "~~"):
		p.struck = len(p.pieces)
	}
}

// emphasis takes a run of stars or underscores: what can be the end of what another one began is.
func (p *inlineParser) emphasis(c byte) {
	n := leading(p.s[p.at:], c)
	before, _ := utf8.DecodeLastRuneInString(p.s[:p.at])
	after, _ := utf8.DecodeRuneInString(p.s[p.at+n:])
	left := after != utf8.RuneError && !unicode.IsSpace(after) && (!punctuation(after) || before == utf8.RuneError || unicode.IsSpace(before) || punctuation(before))
	right := before != utf8.RuneError && !unicode.IsSpace(before) && (!punctuation(before) || after == utf8.RuneError || unicode.IsSpace(after) || punctuation(after))
	which := 0
	if c == '_' {
		which = 1
		left, right = left && (!right || punctuation(before)), right && (!left || punctuation(after))
	}
	for ; n > 0; n-- {
		stack := p.stars[which]
		if right && len(stack) > 0 {
			open := stack[len(stack)-1]
			p.stars[which] = stack[:len(stack)-1]
			p.pieces[open].other = true
			p.become(1, "")
			continue
		}
		if left {
			p.stars[which] = append(stack, len(p.pieces))
		}
		p.keep(1)
	}
}

// runs are the words of all pieces, with their places in the text.
func (p *inlineParser) runs() []markdownRun {
	var out []markdownRun
	l := 0
	for _, piece := range p.pieces {
		span := piece.span
		if piece.other {
			for l+1 < len(p.lines) && p.lines[l+1].at <= span.Start {
				l++
			}
			if piece.words != "" {
				at := p.lines[l].source + span.Start - p.lines[l].at
				out = append(out, markdownRun{piece.words, dixit.Span{Start: at, End: at + span.Len()}})
			}
			continue
		}
		for span.Start < span.End {
			for l+1 < len(p.lines) && p.lines[l+1].at <= span.Start {
				l++
			}
			end := span.End
			if l+1 < len(p.lines) && p.lines[l+1].at-1 < end {
				end = p.lines[l+1].at - 1 // the line end
			}
			if end == span.Start {
				out = append(out, markdownRun{words: "\n"})
				span.Start++
				continue
			}
			at := p.lines[l].source + span.Start - p.lines[l].at
			out = append(out, markdownRun{p.s[span.Start:end], dixit.Span{Start: at, End: at + end - span.Start}})
			span.Start = end
		}
	}
	return out
}

// leading is how many bytes c the string begins with.
func leading(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

func punctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
