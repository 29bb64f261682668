package read

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// form is what a label looks like, and so how far it can be trusted.
type labelForm int

const (
	plainName labelForm = iota // "Ada Lind:", "SPIEGEL:"
	capitals                   // "DONALD TRUMP:", "AL:"
	office                     // "THE PRESIDENT:", "MS. PSAKI:", "QUESTION:", "Q"
	named                      // "President of Russia Vladimir Putin:"
	lettered                   // "A:", or a "Q" that nothing but a space parts from the words
	parted                     // "Ada Lind — ", or a name on a line of its own
)

// label is what a paragraph may begin with that says who speaks in it.
type label struct {
	block int        // which block of the document it stands in
	line  int        // the byte where its line begins
	name  dixit.Span // the words that name the speaker, in bytes of the text
	key   string     // the same in every label of one speaker: the last word of the name in capitals
	form  labelForm
	words int // of the name

	initials string // of the name
	role     bool   // it names an office or a part in the talk, and nobody
	inside   bool   // it begins a line inside the block, not the block
	top      bool   // nothing but headings and short lines stands before it
}

// longestLabel is how many bytes a label may have, its remarks in brackets included.
const longestLabel = 320

// labelsOf finds what may be labels, in order: at the beginning of blocks, and of lines inside blocks where they are in capitals.
func labelsOf(d *dixit.Document) []label {
	var out []label
	top, offices := true, map[string]bool{} // those whose holder a line of its own named
	for i, b := range d.Blocks {
		if b.Region == dixit.LinkLine || b.Region == dixit.Boilerplate {
			continue
		}
		s := d.Text.Slice(b.Span)
		for at := range lineStarts(s) {
			l, ok := labelAt(s[at:])
			if !ok && at == 0 && i+1 < len(d.Blocks) {
				l, ok = labelAlone(s, offices)
			}
			if b.Region == dixit.Headline { // the first line of a text without one
				ok = ok && (l.form == office || l.form == capitals)
			}
			if ok && (at == 0 || l.form == office || l.form == capitals || l.form == named) {
				l.block, l.inside, l.top = i, at > 0 || b.Region == dixit.Headline && l.form != office, top
				l.line = b.Span.Start + at
				l.name.Start, l.name.End = l.name.Start+b.Span.Start+at, l.name.End+b.Span.Start+at
				out = append(out, l)
			}
		}
		const heading = 120
		top = top && b.Span.Len() <= heading
	}
	return out
}

// lineStarts yields where the lines of s begin after white space.
func lineStarts(s string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for l := range linesOf(s) {
			if l = trim(s, l); l.start < l.end && !yield(l.start) {
				return
			}
		}
	}
}

// labelAt is the label that s begins with; its span is in bytes of s.
func labelAt(s string) (label, bool) {
	lead := len(s) - len(strings.TrimLeft(s, "*_ \u00a0"))
	s = s[lead:]
	l, ok := letterLabel(s)
	if !ok {
		l, ok = bracketLabel(s)
	}
	if !ok {
		l, ok = colonLabel(s)
	}
	if !ok {
		l, ok = dashLabel(s)
	}
	l.name.Start, l.name.End = l.name.Start+lead, l.name.End+lead
	return l, ok
}

// letterLabel is "Q" or "A" with a mark or wide space after it.
func letterLabel(s string) (label, bool) {
	if len(s) < 3 || s[0] != 'Q' && s[0] != 'A' {
		return label{}, false
	}
	l := label{name: dixit.Span{End: 1}, key: s[:1], form: lettered, words: 1, role: true}
	rest := strings.TrimLeft(s[1:], "*_")
	switch {
	case strings.HasPrefix(rest, ":"):
		return l, true
	case strings.HasPrefix(rest, ". ") && s[0] == 'Q', strings.HasPrefix(rest, " — "), strings.HasPrefix(rest, " – "):
		return l, true
	case wideSpace(rest):
		if s[0] == 'Q' {
			l.form = office
		}
		return l, true
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0"))
	return l, s[0] == 'Q' && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\u00a0")) && (unicode.IsUpper(next) || next == '(' || next == '—')
}

// wideSpace reports whether s begins with a tab or more than one space.
func wideSpace(s string) bool {
	n := len(s) - len(strings.TrimLeft(s, " \u00a0\t"))
	return n > 0 && (s[0] == '\t' || n > len("\u00a0"))
}

// bracketLabel is a name in brackets: "[Lind] It will.", "((Post)) And when?".
func bracketLabel(s string) (label, bool) {
	const longest = 40
	opened := len(s) - len(strings.TrimLeft(s, "(["))
	if opened == 0 || opened > 2 {
		return label{}, false
	}
	i := strings.IndexAny(s[:min(len(s), longest)], ")]")
	if i < 0 || i+opened >= len(s) || strings.Trim(s[i:i+opened], ")]") != "" || !strings.ContainsAny(s[i+opened:i+opened+1], " :\u00a0\t") {
		return label{}, false
	}
	if slices.ContainsFunc(strings.Fields(strings.ToLower(s[opened:i])), stageWord) {
		return label{}, false
	}
	l, ok := nameLabel(s[opened:i])
	l.name.Start, l.name.End, l.form = l.name.Start+opened, l.name.End+opened, lettered
	return l, ok && l.words <= 3
}

// colonLabel is a name and a colon, with or without a remark in brackets between them.
func colonLabel(s string) (label, bool) {
	head, rest, ok := cutColon(s[:min(len(s), longestLabel)])
	if !ok {
		return label{}, false
	}
	name := strings.TrimRight(head, " *_\u00a0")
	for {
		bare, bracketed := cutBracket(name)
		if !bracketed || bare == "" {
			break
		}
		name = bare
	}
	l, ok := nameLabel(name)
	if !ok || opensQuote(rest) && (l.form == plainName || l.form == named) {
		return label{}, false // somebody's words in an article
	}
	return l, true
}

// cutColon cuts s at the colon that ends a label: one in no brackets that no figure, no colon and no slash follows.
func cutColon(s string) (head, rest string, ok bool) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '\n':
			return "", "", false
		case ':':
			if depth != 0 {
				continue
			}
			rest = strings.TrimLeft(s[i+1:], "*_")
			if rest != "" && !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, "\u00a0") && !strings.HasPrefix(rest, "\t") && !strings.HasPrefix(rest, "\n") {
				return "", "", false
			}
			return s[:i], rest, true
		}
	}
	return "", "", false
}

// cutBracket cuts a remark in brackets from the end of s.
func cutBracket(s string) (string, bool) {
	for _, pair := range []string{"()", "[]"} {
		if strings.HasSuffix(s, pair[1:]) {
			if i := strings.LastIndexByte(s, pair[0]); i >= 0 {
				return strings.TrimRight(s[:i], " \\*_\u00a0"), true
			}
		}
	}
	return s, false
}

func opensQuote(s string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\n\t"))
	return c == '“' || c == '"' || c == '‘'
}

// dashLabel is a name of one to three words with a dash that has room on both sides after it.
func dashLabel(s string) (label, bool) {
	const longest = 40
	head := s[:min(len(s), longest)]
	i := -1
	for _, dash := range []string{" — ", " – ", " -- "} {
		if at := strings.Index(head, dash); at > 0 && (i < 0 || at < i) {
			i = at
		}
	}
	if i < 0 {
		return label{}, false
	}
	l, ok := nameLabel(strings.TrimRight(s[:i], "*_ "))
	l.form = parted
	return l, ok && l.words <= 3 && !strings.Contains(s[:i], ",")
}

// labelAlone is a label that is a paragraph by itself, as Hansard has it: an office with its holder in brackets, "The Prime Minister
// (Mr John Smith)" and then "The Prime Minister" alone, or a member with his seat and party, "Mr John Smith (Springfield) (Con)".
// The offices met are added.
func labelAlone(s string, offices map[string]bool) (label, bool) {
	if offices[s] {
		l, ok := nameLabel(s)
		l.form = named
		return l, ok
	}
	bare, ok := cutBracket(s)
	if !ok || len(s) > longestLabel || strings.ContainsAny(s, "\n:;?!“”\"") {
		return label{}, false
	}
	inner := s[len(bare):]
	title, _, _ := strings.Cut(bare, " ")
	title = strings.ToLower(strings.Trim(title, "."))
	if seat, two := cutBracket(bare); two {
		bare = seat
	} else if title != "the" {
		return label{}, false
	}
	l, ok := nameLabel(bare)
	if !ok || l.words < 2 || title != "the" && !courteous(title) {
		return label{}, false
	}
	l.form = named
	if title == "the" {
		offices[bare] = true
		l.name.End = len(s)
		if holder := strings.Fields(strings.Trim(inner, " ()")); len(holder) > 0 {
			l.role = false
		}
	}
	return l, true
}
