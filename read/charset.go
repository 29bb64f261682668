package read

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"dixit"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/transform"
)

// prescanned is how many bytes of a file are searched for signs of UTF-16.
const prescanned = 1024

const (
	byteOrderMark = "\ufeff"
	replacement   = "\ufffd"

	spaces = " \t\r\n\f" // as HTML has them
)

// decode makes UTF-8 of the bytes of a text or, if markup, of a page. What means nothing in the file's encoding becomes U+FFFD,
// and a warning says how often, and where first. label is the encoding that they came with, from a header of HTTP, or "".
func decode(d *dixit.Document, data []byte, markup bool, label string) (string, error) {
	s, _, err := retraceable(d, data, markup, label)
	return s, err
}

// retraceable is decode, and the way back to the bytes.
func retraceable(d *dixit.Document, data []byte, markup bool, label string) (string, *offsets, error) {
	name := encodingOf(data, markup, label)
	if name == "utf-8" && utf8.Valid(data) {
		return string(data), &offsets{}, nil
	}
	decoder := decoderOf(name)
	if decoder == nil {
		return "", nil, dixit.Errorf(dixit.Unreadable, "charset %s is not read", name)
	}
	out, _, err := transform.Bytes(decoder(), data)
	if err != nil {
		return "", nil, dixit.Errorf(dixit.Unreadable, "charset %s: %w", name, err)
	}
	o := &offsets{fresh: decoder, data: data}
	if rest, ok := bytes.CutPrefix(out, []byte(byteOrderMark)); ok {
		out, o.cut = rest, len(byteOrderMark)
	}
	s := string(out)
	if n, first := lost(s, o, name == "utf-8"); n > 0 {
		d.Warnings = append(d.Warnings, fmt.Sprintf("places without meaning in %s, read as U+FFFD: %d, the first at byte %d", name, n, first))
	}
	return s, o, nil
}

// decoderOf makes decoders of the encoding of a name that WHATWG has; it is nil for one that is not read. GBK is read as the
// GB 18030 that it is part of, as the standard says.
func decoderOf(name string) func() transform.Transformer {
	switch name {
	case "utf-8":
		return func() transform.Transformer { return mender{} }
	case "replacement":
		return nil
	case "gbk":
		name = "gb18030"
	}
	e, _ := charset.Lookup(name)
	if e == nil {
		return nil
	}
	return func() transform.Transformer { return e.NewDecoder() }
}

// mender writes UTF-8 as it is, and U+FFFD for each longest piece of it that begins a character and does not end one, as WHATWG
// and Unicode want it. It needs the whole of what there is to read.
type mender struct{ transform.NopResetter }

// Transform implements [transform.Transformer].
func (mender) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		c, n := utf8.DecodeRune(src[nSrc:])
		if c == utf8.RuneError && n == 1 {
			for k := 2; k < min(len(src)-nSrc+1, utf8.UTFMax) && !utf8.FullRune(src[nSrc:nSrc+k]); k++ {
				n = k
			}
		}
		if nDst+utf8.RuneLen(c) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst, nSrc = nDst+utf8.EncodeRune(dst[nDst:], c), nSrc+n
	}
	return nDst, nSrc, nil
}

// lost counts the U+FFFD in a decoded text, and tells the byte of the file where the first comes from. Those that stand in a
// file in UTF-8 as such are not counted.
func lost(s string, o *offsets, unicode bool) (n, first int) {
	for at := strings.Index(s, replacement); at >= 0; {
		from := o.source(at)
		if !unicode || !bytes.HasPrefix(o.data[from:], []byte(replacement)) {
			if n == 0 {
				first = from
			}
			n++
		}
		next := strings.Index(s[at+len(replacement):], replacement)
		if next < 0 {
			break
		}
		at += len(replacement) + next
	}
	return n, first
}

// encodingOf is the name of the encoding of data, by the rules of WHATWG: a byte order mark, else the label that it was
// given with, else that of a page, else windows-1252. Where the bytes refute that, they are believed. What is UTF-8 throughout is
// UTF-8, whatever a label says, for no other encoding looks like it by chance; and what is wrong in it far more often than right
// is not UTF-8.
func encodingOf(data []byte, markup bool, given string) string {
	if name := utf16(data[:min(len(data), prescanned)]); name != "" {
		return name
	}
	marked := bytes.HasPrefix(data, []byte("\xef\xbb\xbf"))
	_, label := charset.Lookup(given)
	told := label == "utf-8"
	right, wrong := sequences(data)
	if marked || wrong == 0 && right > 0 || told && 2*right >= wrong {
		return "utf-8"
	}
	if markup && (label == "" || told) {
		label = labelOf(data[:min(len(data), sniffed)])
	}
	switch {
	case wrong == 0 && label != "iso-2022-jp" && label != "replacement" && !wide(label, data): // these write all in ASCII
		return "utf-8"
	case label != "" && label != "utf-8":
		return label
	case 2*right >= wrong:
		return "utf-8"
	}
	return "windows-1252"
}

// wide reports whether a label says UTF-16 and the bytes may be: they hold what no text in ASCII holds, as the upper halves of
// most alphabets are.
func wide(label string, data []byte) bool {
	return strings.HasPrefix(label, "utf-16") && bytes.IndexFunc(data[:min(len(data), prescanned)], func(c rune) bool { return c < '\t' }) >= 0
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

// labelOf is the encoding that a page gives in an XML declaration or a meta element, "" if it gives none that there is. The
// standard looks at the first 1024 bytes, and begins again when a meta element comes later; here as much is looked at at once as
// is to find out what a file is.
func labelOf(head []byte) string {
	if _, name := charset.Lookup(declared(head)); name != "" {
		return labelMeans(name)
	}
	for z := html.NewTokenizer(bytes.NewReader(head)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			switch tag, _ := z.TagName(); string(tag) {
			case "body":
				return ""
			case "meta":
				if _, name := charset.Lookup(metaLabel(z)); name != "" {
					return labelMeans(name)
				}
			}
		}
	}
}

// metaLabel is the label in the meta element that z has come to, "" if there is none.
func metaLabel(z *html.Tokenizer) string {
	attributes := map[string]string{}
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, twice := attributes[string(key)]; !twice {
			attributes[string(key)] = string(value)
		}
	}
	if label, ok := attributes["charset"]; ok {
		return label
	}
	if !strings.EqualFold(attributes["http-equiv"], "content-type") {
		return ""
	}
	for content := strings.ToLower(attributes["content"]); ; {
		_, rest, ok := strings.Cut(content, "charset")
		if !ok {
			return ""
		}
		content = strings.TrimLeft(rest, spaces)
		value, ok := strings.CutPrefix(content, "=")
		if !ok {
			continue
		}
		value = strings.TrimLeft(value, spaces)
		if quote := value[:min(len(value), 1)]; quote == `"` || quote == "'" {
			label, _, closed := strings.Cut(value[1:], quote)
			if !closed {
				return ""
			}
			return label
		}
		if end := strings.IndexAny(value, spaces+";"); end >= 0 {
			value = value[:end]
		}
		return value
	}
}

// declared is the encoding that an XML declaration names, "" if there is none.
func declared(head []byte) string {
	rest, ok := bytes.CutPrefix(head, []byte("<?xml"))
	declaration, _, closed := bytes.Cut(rest, []byte("?>"))
	_, value, named := bytes.Cut(declaration, []byte("encoding"))
	value, given := bytes.CutPrefix(bytes.TrimLeft(value, spaces), []byte("="))
	value = bytes.TrimLeft(value, spaces)
	if !ok || !closed || !named || !given || len(value) < 2 || value[0] != '"' && value[0] != '\'' {
		return ""
	}
	label, _, _ := bytes.Cut(value[1:], value[:1])
	return string(label)
}

// labelMeans is the encoding meant by a label that could be read as such: a page that names UTF-16 in ASCII is not in it. It is ""
// for what is assumed without a label, windows-1252, for pages that say so by habit are in UTF-8 as often.
func labelMeans(name string) string {
	switch name {
	case "utf-16le", "utf-16be":
		return "utf-8"
	case "windows-1252", "x-user-defined":
		return ""
	}
	return name
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
