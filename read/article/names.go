package article

import "strings"

// mark is what is known of an element from its tag alone, or of a text from where it stands.
type mark uint32

const (
	unlikely  mark = 1 << iota // the class or the id is that of a part around articles
	maybe                      // the class or the id is one that an article may have all the same
	byline                     // it is said to be who wrote the article
	sharing                    // the class or the id is that of buttons to share
	hidden                     // it is not shown
	aside                      // its role is that of a part around articles
	personal                   // itemprop=name
	video                      // an embedded film
	layout                     // a table that says it is none
	tabular                    // a table of data
	linked                     // text in a link to elsewhere
	anchored                   // text in a link to a place in the page
	spaceFore                  // text that begins with white space
	spaceAft                   // text that ends with white space
	preserved                  // text whose lines are lines
	isText                     // a text, not an element
)

// What only the marks of one name tell, not kept.
const (
	positive mark = 1 << (31 - iota)
	negative
)

// nameMarks is what a class or an id tells, by the words that occur in it. The words are those of Mozilla's Readability.
func nameMarks(name string) mark {
	name = strings.ToLower(name)
	var m mark
	for i := range len(name) {
		m |= wordMarks(name[i:])
	}
	if strings.Contains(name, "hid") || strings.Contains(name, "d-none") {
		for word := range strings.FieldsSeq(name) {
			if word == "hid" || word == "hidden" || word == "d-none" {
				m |= negative
			}
		}
	}
	if m&sharing != 0 && !sharedWord(name) {
		m &^= sharing
	}
	return m
}

// wordMarks is what the word tells that s begins with.
func wordMarks(s string) mark {
	has := func(word string) bool { return strings.HasPrefix(s, word) }
	switch s[0] {
	case '-':
		if has("-ad-") {
			return unlikely | negative
		}
	case 'a':
		switch {
		case has("article"):
			return maybe | positive
		case has("and"):
			return maybe
		case has("author"):
			return byline
		case has("ai2html"), has("ad-break"), has("agegate"):
			return unlikely
		}
	case 'b':
		switch {
		case has("body"):
			return maybe | positive
		case has("blog"):
			return positive
		case has("banner"):
			return unlikely | negative
		case has("breadcrumbs"):
			return unlikely
		case has("byline"):
			return byline
		}
	case 'c':
		switch {
		case has("content"):
			return maybe | positive
		case has("column"):
			return maybe
		case has("comment"), has("combx"):
			return unlikely | negative
		case has("community"), has("cover-wrap"):
			return unlikely
		case has("com-"), has("contact"):
			return negative
		}
	case 'd':
		switch {
		case has("disqus"):
			return unlikely
		case has("dateline"):
			return byline
		}
	case 'e':
		switch {
		case has("entry"):
			return positive
		case has("extra"):
			return unlikely
		}
	case 'f', 'g':
		if has("footer") || has("gdpr") {
			return unlikely | negative
		}
	case 'h', 'l', 'y':
		if has("header") || has("legends") || has("yom-remote") {
			return unlikely
		}
	case 'm':
		switch {
		case has("main"):
			return maybe | positive
		case has("mathjax"):
			return maybe
		case has("menu"):
			return unlikely
		case has("masthead"), has("meta"):
			return negative
		}
	case 'o', 'w':
		switch {
		case has("outbrain"), has("widget"):
			return negative
		case has("writtenby"):
			return byline
		}
	case 'p':
		switch {
		case has("pagination"):
			return unlikely | positive
		case has("pager"), has("popup"):
			return unlikely
		case has("page"), has("post"):
			return positive
		case has("promo"):
			return negative
		}
	case 'r':
		switch {
		case has("related"):
			return unlikely | negative
		case has("remark"), has("replies"), has("rss"):
			return unlikely
		}
	case 's':
		switch {
		case has("shoutbox"), has("sidebar"), has("skyscraper"), has("sponsor"):
			return unlikely | negative
		case has("social"), has("supplemental"):
			return unlikely
		case has("shadow"):
			return maybe
		case has("story"):
			return positive
		case has("share"):
			return negative | sharing
		case has("shopping"):
			return negative
		}
	case 't':
		switch {
		case has("text"):
			return positive
		case has("tags"):
			return negative
		}
	}
	return 0
}

// sharedWord reports whether "share" or "sharedaddy" is a word of its own in a name.
func sharedWord(name string) bool {
	letter := func(i int) bool {
		return i >= 0 && i < len(name) && ('a' <= name[i] && name[i] <= 'z' || '0' <= name[i] && name[i] <= '9')
	}
	for from := 0; ; {
		i := strings.Index(name[from:], "share")
		if i < 0 {
			return false
		}
		i += from
		end := i + len("share")
		if strings.HasPrefix(name[end:], "daddy") {
			end += len("daddy")
		}
		if !letter(i-1) && !letter(end) {
			return true
		}
		from = end
	}
}

// unseen reports whether a style attribute hides its element.
func unseen(style string) bool {
	return declares(style, "display", "none") || declares(style, "visibility", "hidden")
}

// declares reports whether a style sets a property to a value.
func declares(style, property, value string) bool {
	for {
		i := strings.Index(style, property)
		if i < 0 {
			return false
		}
		style = style[i+len(property):]
		if rest, ok := strings.CutPrefix(strings.TrimLeft(style, " \t\n"), ":"); ok && strings.HasPrefix(strings.TrimLeft(rest, " \t\n"), value) {
			return true
		}
	}
}
