package read

import "strings"

// link ends the words of a link at a closing bracket, if they are of one.
func (p *inlineParser) link() {
	if len(p.brackets) == 0 {
		p.keep(1)
		return
	}
	open := p.brackets[len(p.brackets)-1]
	p.brackets = p.brackets[:len(p.brackets)-1]
	words := p.s[p.pieces[open.piece].span.End:p.at]
	n := p.address(words)
	switch {
	case n == 0:
		p.keep(1)
	case open.image, strings.HasPrefix(words, "^"):
		p.drop(open.piece)
		p.become(n, "")
	default:
		p.pieces[open.piece].other = true
		p.become(n, "")
	}
}

// address is how many bytes, from the closing bracket of words on, say where they lead; 0 if they lead nowhere.
func (p *inlineParser) address(words string) int {
	rest := p.s[p.at+1:]
	const longest = 4096 // bytes of an address with its title
	switch {
	case strings.HasPrefix(rest, "("):
		depth := 0
		for i := 0; i < min(len(rest), longest) && depth <= 32; i++ {
			switch rest[i] {
			case '\\':
				i++
			case '(':
				depth++
			case ')':
				if depth--; depth == 0 {
					return i + 2
				}
			}
		}
		return 0
	case strings.HasPrefix(rest, "["):
		name, _, ok := strings.Cut(rest[1:min(len(rest), longest)], "]")
		if key := folded(name); ok && (key == "" && p.m.defined[folded(words)] || p.m.defined[key]) {
			return len(name) + 3
		}
	}
	if len(words) < longest && (strings.HasPrefix(words, "^") && !strings.ContainsAny(words, " \t\n") || p.m.defined[folded(words)]) {
		return 1
	}
	return 0
}

// drop leaves out all from a piece on.
func (p *inlineParser) drop(from int) {
	for i := range p.pieces[from:] {
		p.pieces[from+i].other, p.pieces[from+i].words = true, ""
	}
	for c := range p.stars {
		for n := len(p.stars[c]); n > 0 && p.stars[c][n-1] >= from; n-- {
			p.stars[c] = p.stars[c][:n-1]
		}
	}
}
