package read

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"

	"dixit"

	"github.com/go-json-experiment/json/jsontext"
)

// Bounds on a feed: more items than any has, and elements deeper than any are.
const (
	maxItems     = 5000
	maxElements  = 200_000
	maxFeedDepth = 256
)

// looksLikeFeed reports whether s begins as feeds do: with the outermost element of RSS or Atom, after declarations and
// comments, or as an object that says that it is a JSON Feed.
func looksLikeFeed(s []byte) bool {
	if s[0] == '{' {
		_, rest, ok := bytes.Cut(s, []byte(`"version"`))
		rest = bytes.TrimLeft(bytes.TrimPrefix(bytes.TrimSpace(rest), []byte(":")), " \t\r\n")
		return ok && (bytes.HasPrefix(rest, []byte(`"https://jsonfeed.org/version/`)) || bytes.HasPrefix(rest, []byte(`"http://jsonfeed.org/version/`)))
	}
	for {
		switch {
		case bytes.HasPrefix(s, []byte("<!--")):
			_, s, _ = bytes.Cut(s, []byte("-->"))
		case bytes.HasPrefix(s, []byte("<!DOCTYPE rss")), bytes.HasPrefix(s, []byte("<!DOCTYPE rdf")), bytes.HasPrefix(s, []byte("<!DOCTYPE feed")):
			return true
		case bytes.HasPrefix(s, []byte("<?")):
			_, s, _ = bytes.Cut(s, []byte(">"))
		default:
			root := bytes.ToLower(s[:min(len(s), 64)])
			for _, name := range []string{"<rss", "<feed", "<rdf:rdf", "<atom:feed"} {
				if rest, ok := bytes.CutPrefix(root, []byte(name)); ok && len(rest) > 0 && bytes.IndexByte([]byte(" \t\r\n>"), rest[0]) >= 0 {
					return true
				}
			}
			return false
		}
		s = bytes.TrimLeft(s, " \t\r\n\f")
	}
}

// bounds checks that the elements of a feed are neither more nor lie deeper than in any real one (TooLarge), as the parser has no
// bounds of its own, and that it declares nothing (Unreadable). Of an XML feed of more than maxItems it is the beginning with so many, and more is true. What is damaged is
// left to the parser.
func bounds(s string) (kept string, more bool, err error) {
	if !strings.HasPrefix(strings.TrimSpace(s), "<") {
		return s, false, objects(s)
	}
	x := xml.NewDecoder(strings.NewReader(s))
	x.Strict = false
	var open []string
	items := 0
	for elements := 0; ; {
		at := x.InputOffset()
		t, err := x.RawToken()
		if err != nil {
			return s, false, nil
		}
		switch t := t.(type) {
		case xml.Directive:
			if bytes.IndexByte(t, '[') >= 0 { // entities that grow, or are files of this machine
				return "", false, dixit.Errorf(dixit.Unreadable, "feed: one that declares entities is not read")
			}
		case xml.StartElement:
			if t.Name.Local == "item" || t.Name.Local == "entry" {
				items++
			}
			elements++
			switch {
			case items > maxItems:
				for _, name := range slices.Backward(open) {
					kept += "</" + name + ">"
				}
				return s[:at] + kept, true, nil
			case elements > maxElements || len(open) == maxFeedDepth:
				return "", false, dixit.Errorf(dixit.TooLarge, "feed: over %d elements, or %d deep", maxElements, maxFeedDepth)
			}
			open = append(open, qualified(t.Name))
		case xml.EndElement:
			if n := len(open); n > 0 && open[n-1] == qualified(t.Name) {
				open = open[:n-1]
			}
		}
	}
}

// objects checks that a JSON feed has not more objects and lists than feeds have (TooLarge).
func objects(s string) error {
	d := jsontext.NewDecoder(strings.NewReader(s))
	for n := 0; n <= maxElements; {
		t, err := d.ReadToken()
		if err != nil {
			return nil
		}
		if t.Kind() == '{' || t.Kind() == '[' {
			n++
		}
	}
	return dixit.Errorf(dixit.TooLarge, "feed: over %d objects", maxElements)
}

// qualified is a name as it is written, with its prefix.
func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
