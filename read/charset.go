package read

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"dixit"

	"golang.org/x/net/html/charset"
)

// prescanned is how many bytes of a page are searched for its label.
const prescanned = 1024

// decode makes UTF-8 of the bytes of a text or, if markup, of a page. What means nothing in the file's encoding becomes
// U+FFFD, and a warning says how often. label is the encoding that they came with, from a header of HTTP, or "".
func decode(d *dixit.Document, data []byte, markup bool, label string) (string, error) {
	name := encodingOf(data, markup, label)
	before := 0
	if name == "utf-8" {
		if utf8.Valid(data) {
			return string(data), nil
		}
		before = bytes.Count(data, []byte("\ufffd"))
	}
	e, _ := charset.Lookup(name)
	if e == nil || name == "replacement" {
		return "", dixit.Errorf(dixit.Unreadable, "charset %s is not read", name)
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", dixit.Errorf(dixit.Unreadable, "charset %s: %w", name, err)
	}
	s := strings.ToValidUTF8(string(bytes.TrimPrefix(out, []byte("\ufeff"))), "\ufffd")
	if n := strings.Count(s, "\ufffd") - before; n > 0 {
		d.Warnings = append(d.Warnings, fmt.Sprintf("places without meaning in %s, read as U+FFFD: %d", name, n))
	}
	return s, nil
}

// encodingOf is the name of the encoding of data, by the rules of WHATWG: a byte order mark, else the label that it was
// given with, else that of a page, else windows-1252. Where the bytes refute that, they are believed. What is UTF-8 throughout is UTF-8, whatever a label says, for
// no other encoding looks like it by chance; and what is wrong in it far more often than right is not UTF-8.
func encodingOf(data []byte, markup bool, given string) string {
	if name := utf16(data[:min(len(data), prescanned)]); name != "" {
		return name
	}
	marked := bytes.HasPrefix(data, []byte("\xef\xbb\xbf"))
	label := ""
	if _, name := charset.Lookup(given); name != "" && !marked {
		label = name
	} else if markup && !marked {
		label = labelOf(data[:min(len(data), prescanned)])
	}
	right, wrong := sequences(data)
	switch {
	case marked, wrong == 0 && right > 0:
		return "utf-8"
	case wrong == 0 && label != "iso-2022-jp" && label != "replacement": // these two write all in ASCII
		return "utf-8"
	case label != "" && label != "utf-8":
		return label
	case 2*right >= wrong:
		return "utf-8"
	}
	return "windows-1252"
}

// sequences counts the characters of more than one byte that are right in UTF-8, and the bytes that are not.
func sequences(data []byte) (right, wrong int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n == 1 {
			wrong++
		} else {
			right++
		}
		i += n
	}
	return right, wrong
}

// labelOf is the encoding that a page gives in an XML declaration or a meta element, "" if it gives none that there is.
func labelOf(head []byte) string {
	if rest, ok := bytes.CutPrefix(head, []byte("<?xml")); ok {
		declaration, _, _ := bytes.Cut(rest, []byte("?>"))
		if _, value, ok := bytes.Cut(declaration, []byte("encoding=")); ok && len(value) > 1 {
			label, _, _ := bytes.Cut(value[1:], value[:1])
			if _, name := charset.Lookup(string(label)); name != "" {
				return labelMeans(name)
			}
		}
	}
	// DetermineEncoding does not tell a label windows-1252 from none, nor need it: both mean the same here.
	_, name, _ := charset.DetermineEncoding(asciiOnly(head), "")
	if name == "windows-1252" {
		return ""
	}
	return labelMeans(name)
}

// labelMeans is the encoding meant by a label that could be read as such: a page that names UTF-16 in ASCII is not in it.
func labelMeans(name string) string {
	switch name {
	case "utf-16le", "utf-16be":
		return "utf-8"
	case "x-user-defined":
		return "windows-1252"
	}
	return name
}

// asciiOnly is s without the bytes that are not ASCII, so that only a label tells the encoding.
func asciiOnly(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for _, b := range s {
		if b < utf8.RuneSelf {
			out = append(out, b)
		}
	}
	return out
}

// utf16 is which of the two forms of UTF-16 a file begins in, "" for neither: by its byte order mark, or because each second
// byte is zero and the others are ASCII.
func utf16(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "utf-16be"
	case len(head) < 16:
		return ""
	}
	for i, name := range []string{"utf-16le", "utf-16be"} {
		ascii := true
		for k := 0; k < 16 && ascii; k += 2 {
			c, zero := head[k+i], head[k+1-i]
			ascii = zero == 0 && (' ' <= c && c < 0x7f || c == '\n' || c == '\r' || c == '\t')
		}
		if ascii {
			return name
		}
	}
	return ""
}

// narrowed is the ASCII in the beginning of a UTF-16 file.
func narrowed(head []byte) []byte {
	out := make([]byte, 0, len(head)/2)
	for _, b := range head {
		if b != 0 && b < utf8.RuneSelf {
			out = append(out, b)
		}
	}
	return out
}
