package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// shown is what is printed for r: a space for what ends a line or moves to a column, and U+FFFD for anything else that would move
// the cursor, turn the direction of writing or start a terminal's own commands. Articles come from anywhere.
func shown(r rune) rune {
	switch {
	case '\t' <= r && r <= '\r', r == '\u0085', r == '\u2028', r == '\u2029':
		return ' '
	case obeyed(r):
		return unicode.ReplacementChar
	}
	return r
}

// obeyed reports whether a terminal would do something for r that is not to show it.
func obeyed(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// printable is s in one line, without anything that a terminal would obey.
func printable(s string) string { return strings.Map(shown, s) }

// columnsOf is how many columns of a terminal r takes.
func columnsOf(r rune) int {
	if r < 0x300 || obeyed(r) {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// columns is how many columns of a terminal s takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

// cut is s, printable, in at most n columns; a cut one ends in an ellipsis.
func cut(s string, n int) string {
	s = printable(s)
	at, used := 0, 0 // the longest beginning that leaves a column for the ellipsis
	for i, r := range s {
		if used < n {
			at = i
		}
		if used += columnsOf(r); used > n {
			return strings.TrimRight(s[:at], " ") + "…"
		}
	}
	return s
}

// pad is s, printable, in exactly n columns.
func pad(s string, n int) string {
	s = cut(s, n)
	return s + strings.Repeat(" ", max(0, n-columns(s)))
}
