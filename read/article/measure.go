package article

import (
	"unicode"
	"unicode/utf8"
)

// measure counts the characters of a text, a run of white space as one and none at its ends, and the commas of any script
// among them. It tells whether white space stands at the ends; a text of nothing else has no characters.
func measure(s string) (chars, commas int32, m mark) {
	space := false
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if c == ' ' || '\t' <= c && c <= '\r' {
				space = true
				continue
			}
			if c == ',' {
				commas++
			}
		} else {
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if unicode.IsSpace(r) {
				space = true
				continue
			}
			switch r {
			case '،', '﹐', '︐', '︑', '⹁', '⸴', '⸲', '，':
				commas++
			}
		}
		switch {
		case space && chars == 0:
			m |= spaceFore
		case space:
			chars++
		}
		space = false
		chars++
	}
	if space {
		m |= spaceAft
	}
	if chars == 0 && space {
		m |= spaceFore
	}
	return chars, commas, m
}

// tally is what is counted of all that is inside an element.
type tally struct {
	chars, commas int32   // as measure counts them
	linked        float32 // characters in links, those to a place in the page for a third
	list          int32   // characters in lists
	heading       int32   // characters in headings
	paragraphs    int32
	images        int32
	items         int32
	inputs        int32
	embeds        int32
	last          int32 // the last text that holds anything, 0 if there is none
	fore, aft     bool  // white space at the ends
	prose         bool  // some of the text is in an element for text
	video         bool
}

// before puts what t counts before what u counts.
func (u *tally) before(t *tally) {
	gap := int32(0)
	switch {
	case t.chars == 0:
		u.fore = u.fore || t.fore
		if u.chars == 0 {
			u.aft = u.aft || t.aft || t.fore
		}
	case u.chars == 0:
		u.aft = u.aft || u.fore || t.aft
		u.fore = t.fore
	default:
		if t.aft || u.fore {
			gap = 1
		}
		u.fore = t.fore
	}
	u.chars += t.chars + gap
	u.commas += t.commas
	u.linked += t.linked
	u.list += t.list
	u.heading += t.heading
	u.paragraphs += t.paragraphs
	u.images += t.images
	u.items += t.items
	u.inputs += t.inputs
	u.embeds += t.embeds
	if u.last == 0 {
		u.last = t.last
	}
	u.prose = u.prose || t.prose
	u.video = u.video || t.video
}

// density is the share of the characters that stand in links.
func (u *tally) density() float32 {
	if u.chars == 0 {
		return 0
	}
	return u.linked / float32(u.chars)
}
