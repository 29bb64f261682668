package main

import (
	"iter"
	"unicode/utf8"

	"dixit"
)

// wrap breaks s into lines of at most n columns, n ≥ 2: spans of s, broken at spaces, and inside a word only where the word
// alone is too long. Line ends in s count as spaces.
func wrap(s string, n int) []dixit.Span {
	var lines []dixit.Span
	used := 0 // columns of the last line
	for word := range pieces(s, n) {
		wide := columns(s[word.Start:word.End])
		if len(lines) > 0 {
			line := &lines[len(lines)-1]
			if gap := columns(s[line.End:word.Start]); used+gap+wide <= n {
				line.End = word.End
				used += gap + wide
				continue
			}
		}
		lines = append(lines, word)
		used = wide
	}
	return lines
}

// pieces yields the stretches of s between spaces, those of more than n columns in several pieces.
func pieces(s string, n int) iter.Seq[dixit.Span] {
	return func(yield func(dixit.Span) bool) {
		start, used := 0, 0
		for at, r := range s {
			end := -1 // of the piece before r
			next := at
			switch {
			case shown(r) == ' ':
				end, next = at, at+utf8.RuneLen(r)
			case used+columnsOf(r) > n:
				end = at
			}
			if end < 0 {
				used += columnsOf(r)
				continue
			}
			if end > start && !yield(dixit.Span{Start: start, End: end}) {
				return
			}
			start, used = next, 0
			if next == at {
				used = columnsOf(r)
			}
		}
		if start < len(s) {
			yield(dixit.Span{Start: start, End: len(s)})
		}
	}
}
