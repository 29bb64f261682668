package article

import (
	"strings"

	"golang.org/x/net/html"
)

// maxAttributes is how many attributes of an element are looked at.
const maxAttributes = 64

// attributes appends the attributes of a start tag, given from its "<" to its ">", to list. Their values are pieces of the tag
// and are not copied, unless they hold character references: that is why the tokenizer's own are not used. Names are in lower
// case, and of two of one name both are given.
func attributes(list []html.Attribute, tag string) []html.Attribute {
	i := 1
	for i < len(tag) && !isSpace(tag[i]) && tag[i] != '/' && tag[i] != '>' {
		i++
	}
	for len(list) < maxAttributes {
		for i < len(tag) && (isSpace(tag[i]) || tag[i] == '/') {
			i++
		}
		if i >= len(tag) || tag[i] == '>' {
			break
		}
		start := i
		for i++; i < len(tag) && !isSpace(tag[i]) && tag[i] != '/' && tag[i] != '>' && tag[i] != '='; i++ {
		}
		a := html.Attribute{Key: strings.ToLower(tag[start:i])}
		for i < len(tag) && isSpace(tag[i]) {
			i++
		}
		if i < len(tag) && tag[i] == '=' {
			a.Val, i = value(tag, i+1)
		}
		list = append(list, a)
	}
	return list
}

// value is the value that begins at i, after the equals sign, and where it ends.
func value(tag string, i int) (string, int) {
	for i < len(tag) && isSpace(tag[i]) {
		i++
	}
	if i == len(tag) {
		return "", i
	}
	start, end := i, len(tag)
	switch quote := tag[i]; quote {
	case '"', '\'':
		start++
		if n := strings.IndexByte(tag[start:], quote); n >= 0 {
			end, i = start+n, start+n+1
		} else {
			i = end
		}
	default:
		for i < len(tag) && !isSpace(tag[i]) && tag[i] != '>' {
			i++
		}
		end = i
	}
	v := tag[start:end]
	if strings.IndexByte(v, '&') >= 0 {
		v = html.UnescapeString(v)
	}
	return v, i
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }
