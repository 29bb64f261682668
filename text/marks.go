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
	families // how many there are
)

// event is a character that may be a quotation mark, with what it can do where it stands.
type event struct {
	at, end  int // bytes
	family   family
	opens    bool // it can open here
	closes   bool // it can close here
	must     bool // it is a mark whatever else: an apostrophe is not
	inches   bool // it may stand for inches or seconds
	closable int  // how many later events of its family in the paragraph can close
	openable int  // how many can open
	low      int  // the lowest that openings less closings of its family reach from here to the end of the paragraph
	next     int  // number of the next event of its family in the paragraph, -1 if there is none
}

func (e event) mark(t string) string { return t[e.at:e.end] }

// events finds the characters of t[b.Start:b.End] that may be quotation marks, in order.
func events(t string, b dixit.Span) []event {
	var out []event
	for i := b.Start; i < b.End; {
		if c := t[i]; c < utf8.RuneSelf && c != '"' && c != '\'' && c != '`' { // most are no marks, and that is seen at once
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(t[i:b.End])
		if m, size := markAt(t[i:b.End], c, n); size > 0 {
			m.at, m.end = i, i+size
			if m.settle(t, b) {
				out = append(out, m)
			}
			n = size
		}
		i += n
	}
	out = withoutInches(out)
	lookAhead(out)
	return out
}

// lookAhead tells each event what comes after it in its family.
func lookAhead(ev []event) {
	var closing, opening, low [families]int
	var next [families]int // one more than the number of the event
	for i := len(ev) - 1; i >= 0; i-- {
		e := &ev[i]
		f := e.family
		e.closable, e.openable, e.next = closing[f], opening[f], next[f]-1
		step := 1
		if e.closes {
			step = -1
			closing[f]++
		}
		if e.opens {
			opening[f]++
		}
		e.low = step + min(0, low[f])
		low[f], next[f] = e.low, i+1
	}
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
		if strings.HasPrefix(s, "‘‘") {
			return event{family: double, opens: true, must: true}, 2 * n
		}
		return event{family: single, opens: true, closes: c == '‘'}, n
	case '’':
		if strings.HasPrefix(s, "’’") && !strings.HasPrefix(s, "’’’") { // of three, the first is the inner one
			return event{family: double, closes: true, must: true}, 2 * n
		}
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
// A mark opens if nothing, white space, a dash, a bracket or another mark stands before it and a word may begin after it; it
// closes if something stands before it and it is not followed by a letter. Where neither or both hold, the stack decides.
func (e *event) settle(t string, b dixit.Span) bool {
	m := e.mark(t)
	before, after, first := neighbours(t, b, e.at, e.end)
	canOpen := openBefore(before) && openAfter(t[e.end:b.End], after)
	canClose := !unicode.IsSpace(before) && !wordRune(after)
	if e.family == single {
		if wordRune(before) && wordRune(after) { // don’t
			return false
		}
		e.opens = e.opens && canOpen && !elision(t[e.end:b.End])
		e.closes = e.closes && canClose && (m != "‘" || !canOpen)
		return e.opens || e.closes
	}
	if first && e.family == double { // whatever its form, nothing is there to close
		e.opens, e.closes = true, false
		e.must = canOpen || m != "”"
		return true
	}
	switch m {
	case `"`, "＂", "''", "”":
		feet, inches := primes(t[b.Start:e.at])
		if feet {
			return false
		}
		if inches && !canOpen && m != "”" {
			e.must, e.inches = false, true
		}
	}
	switch m {
	case `"`, "＂", "''":
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
		e.must = left || inner && canOpen // “Read more »” points, and quotes nothing, unless something is open
	}
	return e.opens || e.closes
}

// neighbours are the characters before and after t[at:end] in block b, white space at its borders. Characters that nobody
// sees, such as the marks of writing direction, are passed over. first says that nothing is before.
func neighbours(t string, b dixit.Span, at, end int) (before, after rune, first bool) {
	head := strings.TrimRightFunc(t[b.Start:at], unseen)
	tail := strings.TrimLeftFunc(t[end:b.End], unseen)
	before, after = ' ', ' '
	if head != "" {
		before, _ = utf8.DecodeLastRuneInString(head)
	}
	if tail != "" {
		after, _ = utf8.DecodeRuneInString(tail)
	}
	return before, after, head == ""
}

func unseen(c rune) bool { return unicode.Is(unicode.Cf, c) }

// openBefore reports whether a mark after c may open.
func openBefore(c rune) bool {
	return unicode.IsSpace(c) || unicode.In(c, unicode.Ps, unicode.Pd, unicode.Pi) || strings.ContainsRune("\"'`/=>:;,…„‚", c)
}

// openAfter reports whether a mark that c follows may open: no sentence begins with a comma or a full stop, but with an
// ellipsis or a decimal one may. rest is what follows, with c.
func openAfter(rest string, c rune) bool {
	if c == '.' {
		_, more, _ := strings.Cut(rest[:min(len(rest), 8)], ".")
		return more != "" && (more[0] == '.' || more[0] >= '0' && more[0] <= '9' || strings.HasPrefix(more, " ."))
	}
	return !unicode.IsSpace(c) && !strings.ContainsRune(",;:!?)]}", c)
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

// primes reports whether a mark after s stands for inches: surely if s ends in feet and inches (6'2), perhaps if it ends in a
// number of at most three digits.
func primes(s string) (feet, inches bool) {
	rest := strings.TrimRight(s[max(0, len(s)-4):], "0123456789")
	n := min(len(s), 4) - len(rest)
	if n == 0 || n > 3 {
		return false, false
	}
	before := strings.TrimRight(s[:len(s)-n], "'’′") // feet
	feet = n < 3 && len(before) < len(s)-n && before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9'
	return feet, true
}

// withoutInches takes out the marks that may stand for inches where the other double marks of the paragraph come out even
// without them: "It was a 5" pipe," but not "Area 51" and "Area 52".
func withoutInches(ev []event) []event {
	depth, inches := 0, 0
	for _, e := range ev {
		switch {
		case e.family != double:
		case e.inches:
			inches++
		case depth > 0 && e.closes:
			depth--
		case e.opens:
			depth++
		default:
			return ev
		}
	}
	if inches == 0 || depth != 0 {
		return ev
	}
	out := ev[:0]
	for _, e := range ev {
		if !e.inches {
			out = append(out, e)
		}
	}
	return out
}
