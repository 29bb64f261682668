package main

import (
	"strings"

	"dixit"
)

// look is how a marked stretch looks.
type look int

// The looks.
const (
	plain   look = iota
	found        // a word that was searched for
	source       // the words that name a source
	cue          // the words that report
	content      // what was said
	dropped      // what was left out of it
)

// on is what switches l on in a terminal.
func (l look) on() string {
	switch l {
	case found, cue:
		return "\x1b[1m" // bold
	case source:
		return "\x1b[1;4m" // bold and underlined
	case content:
		return "\x1b[4m" // underlined
	case dropped:
		return "\x1b[9m" // struck
	default:
		return ""
	}
}

// off switches every look off in a terminal.
const off = "\x1b[0m"

// under is what stands under a character that looks so, where there is no terminal.
func (l look) under() byte {
	switch l {
	case source:
		return '='
	case cue:
		return '~'
	case content:
		return '^'
	default:
		return ' '
	}
}

// mark is a stretch of a text that is to be seen.
type mark struct {
	span dixit.Span
	look look
}

// lookAt is the look of the byte at of a text: that of the last mark that holds it.
func lookAt(marks []mark, at int) look {
	for i := len(marks) - 1; i >= 0; i-- {
		if m := marks[i].span; m.Start <= at && at < m.End {
			return marks[i].look
		}
	}
	return plain
}

// styled is the line of s at span as it is printed in a terminal.
func styled(s string, line dixit.Span, marks []mark) string {
	var b strings.Builder
	now := plain
	to := func(next look) {
		if now != plain {
			b.WriteString(off)
		}
		b.WriteString(next.on())
		now = next
	}
	for i, r := range s[line.Start:line.End] {
		if next := lookAt(marks, line.Start+i); next != now {
			to(next)
		}
		b.WriteRune(shown(r))
	}
	if now != plain {
		to(plain)
	}
	return b.String()
}

// underline is the line to print below the line of s at span where there is no terminal; "" if nothing in it is marked.
func underline(s string, line dixit.Span, marks []mark) string {
	var b strings.Builder
	for i, r := range s[line.Start:line.End] {
		for range columnsOf(r) {
			b.WriteByte(lookAt(marks, line.Start+i).under())
		}
	}
	return strings.TrimRight(b.String(), " ")
}
