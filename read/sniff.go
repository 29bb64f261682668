package read

import (
	"bytes"
	"unicode/utf8"

	"dixit/read/warc"
)

// form is what a file holds, in words fit for a message.
type form string

const (
	formEmpty  form = "an empty file"
	formText   form = "text"
	formHTML   form = "html"
	formNDJSON form = "ndjson"
	formObject form = "json written over several lines"
	formArray  form = "a json array"
	formFeed   form = "a feed"
	formBinary form = "binary data"

	formArchive form = "a web archive"
	formSitemap form = "a sitemap, which dixit fetch takes,"
	formOPML    form = "a list of feeds, which dixit fetch takes,"
	formParquet form = "a parquet file"
	formGzip    form = "gzip"
	formZstd    form = "zstd"
	formBzip2   form = "bzip2"
	formZip     form = "a zip archive"
	formTar     form = "a tar archive"
	formDOCX    form = "a word document (docx)"
	formODT     form = "an opendocument text (odt)"
	formEPUB    form = "an e-book (epub)"
	formXLSX    form = "a spreadsheet (xlsx)"
	formPPTX    form = "a presentation (pptx)"
	formOffice  form = "an office document (docx, xlsx, pptx)"
)

// signatures are the first bytes of forms that begin with the same always, and of what people give by mistake.
var signatures = [...]struct {
	prefix string
	form   form
}{
	{"PAR1", formParquet},
	{"\x1f\x8b", formGzip},
	{"\x28\xb5\x2f\xfd", formZstd},
	{"BZh", formBzip2},
	{"PK\x03\x04", formZip},
	{"PK\x05\x06", formZip}, // an empty one
	{"PARE", "an encrypted parquet file"},
	{"\xfd7zXZ\x00", "xz"},
	{"LZIP", "lzip"},
	{"\x04\x22\x4d\x18", "lz4"},
	{"\x1f\x9d", "the old unix compress"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
	{"Rar!\x1a\x07", "a rar archive"},
	{"%PDF-", "pdf"},
	{"\xd0\xcf\x11\xe0", "an old office document"},
	{"{\\rtf", "rtf"},
	{"\x89PNG", "a picture"},
	{"\xff\xd8\xff", "a picture"},
	{"GIF8", "a picture"},
	{"\x7fELF", "a program"},
	{"MZ", "a program"},
	{"SQLite format 3\x00", "a database"},
}

// sniff tells what a file holds from its first bytes.
func sniff(head []byte) form {
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f")
	if len(trimmed) == 0 {
		return formEmpty
	}
	if looksLikeTar(head) {
		return formTar
	}
	if utf16(head) != "" {
		switch narrow := bytes.TrimSpace(narrowed(head)); {
		case len(narrow) == 0:
		case looksLikeFeed(narrow):
			return formFeed
		case looksLikeHTML(narrow):
			return formHTML
		}
		return formText
	}
	if warc.Begins(head) {
		return formArchive
	}
	for _, s := range signatures {
		letters := s.prefix == "MZ" || s.prefix == "BZh" || s.prefix == "LZIP" || s.prefix == "PAR1" || s.prefix == "PARE"
		if !bytes.HasPrefix(head, []byte(s.prefix)) || letters && !looksBinary(head) {
			continue
		}
		if s.form == formZip {
			return zipForm(head)
		}
		return s.form
	}
	switch {
	case looksLikeFeed(trimmed):
		return formFeed
	case looksLikeSitemap(trimmed):
		return formSitemap
	case looksLikeOPML(trimmed):
		return formOPML
	case looksLikeHTML(trimmed): // and then says in which encoding it is, which may look like nothing else
		return formHTML
	case looksBinary(head):
		return formBinary
	case trimmed[0] == '{':
		if first, rest, many := bytes.Cut(trimmed, []byte("\n")); many && unclosed(first) && !bytes.HasPrefix(rest, []byte("{")) {
			return formObject
		}
		return formNDJSON
	case trimmed[0] == '[':
		inside := bytes.TrimSpace(trimmed[1:])
		if bytes.HasPrefix(inside, []byte("{")) || string(inside) == "]" {
			return formArray
		}
	}
	return formText
}

// unclosed reports whether a line of JSON ends inside an object or a list, and not inside a string.
func unclosed(line []byte) bool {
	var n nesting
	for _, c := range line {
		n.step(c)
	}
	return n.depth > 0 && !n.quoted
}

// looksBinary reports whether head is no text in any encoding that is read: it has zero bytes, or more than one byte in ten is a
// control character or no part of UTF-8 while the rest is not plain letters either.
func looksBinary(head []byte) bool {
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	control, wrong, plain := 0, 0, 0
	for i := 0; i < len(head); {
		c, n := utf8.DecodeRune(head[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			if len(head)-i >= utf8.UTFMax { // not the cut at the end of what was sniffed
				wrong++
			}
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f:
			control++
		default:
			plain++
		}
		i += n
	}
	return control*50 > len(head) || wrong > plain/4
}

// looksLikeHTML reports whether s begins as pages begin: with a doctype, an element that a page is made of, or any other
// markup, like a comment or a server's warning in bold, if a page begins soon after it.
func looksLikeHTML(s []byte) bool {
	if s[0] != '<' {
		return false
	}
	lower := bytes.ToLower(s[:min(len(s), 4096)])
	for _, tag := range []string{
		"<!doctype html", "<!doctypehtml", "<html", "<head", "<body", "<article", "<section", "<main", "<div", "<p>", "<p ", "<h1", "<h2", "<title",
		"<meta", "<table", "<ul", "<span", "<script", "<blockquote",
	} {
		if bytes.HasPrefix(lower, []byte(tag)) {
			return true
		}
	}
	return bytes.Contains(lower, []byte("<html")) || bytes.HasPrefix(lower, []byte("<style"))
}
