package read

import (
	"bytes"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

func containsAny(data []byte, words ...string) bool {
	for _, w := range words {
		if bytes.Contains(data, []byte(w)) {
			return true
		}
	}
	return false
}

// decodeAll decodes the JSON values of a block, and reports whether all of it was JSON.
func decodeAll(data []byte) (values []any, ok bool) {
	d := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for len(values) < maxArticles {
		if d.PeekKind() == 0 {
			return values, len(values) > 0 && len(bytes.TrimSpace(data[d.InputOffset():])) == 0
		}
		var v any
		if json.UnmarshalDecode(d, &v) != nil {
			return values, false
		}
		values = append(values, v)
	}
	return values, true
}

// repaired is a block without what is around JSON in pages (comments, CDATA, a semicolon), without commas before a closing
// bracket, and with line breaks in strings escaped.
func repaired(data []byte) []byte {
	data = bytes.Trim(data, " \t\r\n;\u00a0\ufeff")
	for _, around := range []string{"//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--", "/*]]>*/", "//]]>", "]]>", "//-->", "-->"} {
		data = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(data, []byte(around)), []byte(around)))
	}
	out := make([]byte, 0, len(data)+64)
	inString, escaped := false, false
	for _, c := range data {
		switch {
		case inString && escaped:
			escaped = false
		case inString && c == '\\':
			escaped = true
		case c == '"':
			inString = !inString
		case inString && c < ' ':
			out = append(out, ' ')
			continue
		case !inString && (c == '}' || c == ']'):
			trimmed := bytes.TrimRight(out, " \t\r\n")
			if len(trimmed) > 0 && trimmed[len(trimmed)-1] == ',' {
				out = trimmed[:len(trimmed)-1]
			}
		}
		out = append(out, c)
	}
	return out
}
