package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// family is a kind of quotation mark. Marks of one family can close one another, if wrongly.
type family uint8

const (
	double family = iota // “ ” „ " ``
	single               // ‘ ’ ‚ '
	guillemet
	smallGuillemet
	corner
	whiteCorner
)

// event is a character that may be a quotation mark, with what it can do where it stands.
type event struct {
	at, end  int // bytes
	family   family
	opens    bool // it can open here
	closes   bool // it can close here
	must     bool // it is a mark whatever else: an apostrophe is not
	closable int  // how many later events of its family in the paragraph can close
	openable int  // how many can open
}

func (e event) mark(t string) string { return t[e.at:e.end] }

// events finds the characters of t[b.Start:b.End] that may be quotation marks, in order.
func events(t string, b dixit.Span) []event {
	var out []event
	for i := b.Start; i < b.End; {
		c, n := utf8.DecodeRuneInString(t[i:b.End])
		if m, size := markAt(t[i:b.End], c, n); size > 0 {
			m.at, m.end = i, i+size
			before, _ := utf8.DecodeLastRuneInString(t[b.Start:i])
			after, _ := utf8.DecodeRuneInString(t[i+size : b.End])
			if i == b.Start {
				before = ' '
			}
			if i+size == b.End {
				after = ' '
			}
			if m.settle(t, before, after, b) {
				out = append(out, m)
			}
			n = size
		}
		i += n
	}
	var closing, opening [whiteCorner + 1]int
	for i := len(out) - 1; i >= 0; i-- {
		f := out[i].family
		out[i].closable, out[i].openable = closing[f], opening[f]
		if out[i].closes {
			closing[f]++
		}
		if out[i].opens {
			opening[f]++
		}
	}
	return out
}

// markAt tells the family of the mark that s begins with and its length in bytes, 0 if it begins with none. n is the length
// of c, its first character. What the mark's own form says it can do is set; settle looks at its neighbours.
func markAt(s string, c rune, n int) (event, int) {
	switch c {
	case '“', '„', '‟':
		return event{family: double, opens: true, closes: c == '“', must: true}, n
	case '”':
		return event{family: double, opens: true, closes: true, must: true}, n
	case '"', '＂':
		return event{family: double, opens: true, closes: true, must: true}, n
	case '`':
		if strings.HasPrefix(s, "``") {
			return event{family: double, opens: true, must: true}, 2
		}
		return event{family: single, opens: true}, n
	case '\'':
		if strings.HasPrefix(s, "''") {
			return event{family: double, closes: true, opens: true, must: true}, 2
		}
		return event{family: single, opens: true, closes: true}, n
	case '‘', '‚', '‛':
		return event{family: single, opens: true, closes: c == '‘'}, n
	case '’':
		return event{family: single, closes: true}, n
	case '«', '»':
		return event{family: guillemet, opens: true, closes: true, must: true}, n
	case '‹', '›':
		return event{family: smallGuillemet, opens: true, closes: true, must: true}, n
	case '「', '」':
		return event{family: corner, opens: c == '「', closes: c == '」', must: true}, n
	case '『', '』':
		return event{family: whiteCorner, opens: c == '『', closes: c == '』', must: true}, n
	}
	return event{}, 0
}

// settle narrows what a mark can do by the characters on both sides, and reports whether it can still do anything.
//
// A mark opens if nothing, white space, a dash, a bracket or another mark stands before it and something after; it closes if
// something stands before it and it is not followed by a letter. Where neither or both hold, the stack decides.
func (e *event) settle(t string, before, after rune, b dixit.Span) bool {
	m := e.mark(t)
	canOpen := openBefore(before) && !unicode.IsSpace(after) && e.end < b.End
	canClose := !unicode.IsSpace(before) && e.at > b.Start && !wordRune(after)
	if e.family == single {
		if wordRune(before) && wordRune(after) { // don’t
			return false
		}
		e.opens = e.opens && canOpen && !elision(t[e.end:b.End])
		e.closes = e.closes && canClose && (m != "‘" || !canOpen)
		return e.opens || e.closes
	}
	switch m {
	case `"`, "＂", "''":
		if unicode.IsDigit(before) && !canOpen && primes(t[b.Start:e.at]) { // 6'2", 5" of rain
			e.must = false
		}
		if canOpen != canClose && (canClose || !strings.ContainsRune(",;:", before)) { // "Yes,"said he
			e.opens, e.closes = canOpen, canClose
		}
	case "“", "”":
		if canOpen != canClose {
			if m == "“" {
				e.closes = canClose
			} else {
				e.opens = canOpen
			}
		} else {
			e.opens, e.closes = m == "“", m == "”"
			e.must = canOpen // “ a “ with spaces on both sides counts only if another closes it
		}
	case "«", "»", "‹", "›":
		// « oui » has spaces inside its marks, so the form decides, and the stack corrects »so«.
		left := m == "«" || m == "‹"
		inner := canOpen != canClose
		e.opens = left || inner && canOpen
		e.closes = !left || inner && canClose
	}
	return e.opens || e.closes
}

// openBefore reports whether a mark after c may open.
func openBefore(c rune) bool {
	return unicode.IsSpace(c) || unicode.In(c, unicode.Ps, unicode.Pd, unicode.Pi) || strings.ContainsRune("\"'`/=>:;,…„‚", c)
}

func wordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }

// elision reports whether an apostrophe before s stands for letters left out: ’90s, ’em, ’tis.
func elision(s string) bool {
	if len(s) >= 2 && '0' <= s[0] && s[0] <= '9' && '0' <= s[1] && s[1] <= '9' {
		return len(s) == 2 || s[2] == 's' || !wordRune(rune(s[2]))
	}
	end := 0
	for end < len(s) && end < 8 && ('a' <= s[end]|0x20 && s[end]|0x20 <= 'z') {
		end++
	}
	switch strings.ToLower(s[:end]) {
	case "em", "tis", "twas", "til", "cause", "bout", "round", "n", "cos", "cuz", "twere", "twill":
		return true
	}
	return false
}

// primes reports whether the digits at the end of s could be feet or inches: a number of at most three digits.
func primes(s string) bool {
	n := 0
	for n < len(s) && '0' <= s[len(s)-1-n] && s[len(s)-1-n] <= '9' {
		n++
	}
	return n > 0 && n <= 3
}
