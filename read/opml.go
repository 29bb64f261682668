package read

import (
	"encoding/xml"
	"strings"

	"dixit"
)

// Bounds on an outline: more feeds than anybody reads.
const (
	maxOutlineFeeds    = 10_000
	maxOutlineElements = 200_000
)

// looksLikeOPML reports whether s begins as an outline of feeds does.
func looksLikeOPML(s []byte) bool { return rootElement(s) == "opml" }

// listOutline lists the feeds of an outline (OPML 1.0 and 2.0), however deep they are nested; each once.
func listOutline(data []byte) (*Listing, error) {
	l := &Listing{Kind: Outline}
	seen := map[string]bool{}
	l.Damage = elements("outline", data, maxOutlineElements, func(path []string, attr []xml.Attr, text string, end bool) bool {
		last := path[len(path)-1]
		switch {
		case end && last == "title" && len(path) == 3:
			l.Title = words(text)
		case !end && last == "outline":
			if e := outlineEntry(attr); e.URL != "" && !seen[e.URL] {
				seen[e.URL] = true
				l.Entries = append(l.Entries, e)
			}
		}
		return len(l.Entries) < maxOutlineFeeds
	})
	if len(l.Entries) == maxOutlineFeeds {
		l.Damage = dixit.Errorf(dixit.TooLarge, "outline: only the first %d feeds are read", maxOutlineFeeds)
	}
	if len(l.Entries) == 0 && l.Damage != nil {
		return nil, l.Damage
	}
	return l, nil
}

// outlineEntry is the feed that an outline element names, without an address if it names none.
func outlineEntry(attr []xml.Attr) Entry {
	var e Entry
	for _, a := range attr {
		switch strings.ToLower(a.Name.Local) {
		case "xmlurl":
			e.URL = webAddress(a.Value)
		case "title":
			e.Title = words(a.Value)
		case "text":
			if e.Title == "" {
				e.Title = words(a.Value)
			}
		}
	}
	e.Key = e.URL
	return e
}
