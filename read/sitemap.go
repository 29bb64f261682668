package read

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"dixit"
)

// Bounds on a sitemap: the protocol's own number of entries, elements enough for news and pictures of each, and depth.
const (
	maxSitemapEntries  = 50_000
	maxSitemapElements = 2_000_000
	maxListingDepth    = 64
	maxListingValue    = 4096 // bytes of one value; a longer one is no address
)

// rootElement is the local name of the outermost element of an XML file, in lower case, after declarations and comments; "" if
// s does not begin as XML does.
func rootElement(s []byte) string {
	for {
		s = bytes.TrimLeft(s, " \t\r\n\f")
		switch {
		case bytes.HasPrefix(s, []byte("<!--")):
			_, s, _ = bytes.Cut(s, []byte("-->"))
		case bytes.HasPrefix(s, []byte("<?")), bytes.HasPrefix(s, []byte("<!")):
			before, after, _ := bytes.Cut(s, []byte(">"))
			if bytes.IndexByte(before, '[') >= 0 { // with declarations inside, which will be refused
				_, after, _ = bytes.Cut(s, []byte("]"))
				_, after, _ = bytes.Cut(after, []byte(">"))
			}
			s = after
		case bytes.HasPrefix(s, []byte("<")):
			name := s[1:min(len(s), 64)]
			if end := bytes.IndexAny(name, " \t\r\n/>"); end >= 0 {
				name = name[:end]
			}
			return strings.ToLower(string(name[bytes.IndexByte(name, ':')+1:]))
		default:
			return ""
		}
	}
}

// looksLikeSitemap reports whether s begins as a sitemap or an index of sitemaps does.
func looksLikeSitemap(s []byte) bool {
	root := rootElement(s)
	return root == "urlset" || root == "sitemapindex"
}

// elements reads an XML listing as one path after another: of an element that begins, with its attributes, and of one that ends,
// with its text. Names are local and in lower case. It stops where visit returns false, and is an error where the listing is
// over its bounds, declares entities or breaks off.
func elements(form string, data []byte, most int, visit func(path []string, attr []xml.Attr, text string, end bool) bool) error {
	var whole dixit.Document
	s, err := decode(&whole, data, true, "")
	if err != nil {
		return err
	}
	s = strings.TrimLeft(s, "\ufeff \t\r\n")
	if strings.HasPrefix(s, "<?xml") {
		_, s, _ = strings.Cut(s, "?>") // it names an encoding that the text is no longer in
	}
	x := xml.NewDecoder(strings.NewReader(s))
	x.Strict = false
	var path []string
	var text strings.Builder
	for n := 0; ; {
		t, err := x.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(path) == 0:
			return nil
		case errors.Is(err, io.EOF):
			return cutOff(form, x.InputOffset(), errors.New("it breaks off"))
		case err != nil:
			return cutOff(form, x.InputOffset(), err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if n++; n > most || len(path) == maxListingDepth {
				return dixit.Errorf(dixit.TooLarge, "%s: over %d elements, or %d deep", form, most, maxListingDepth)
			}
			path = append(path, strings.ToLower(t.Name.Local))
			text.Reset()
			if !visit(path, t.Attr, "", false) {
				return nil
			}
		case xml.Directive:
			if bytes.IndexByte(t, '[') >= 0 {
				return dixit.Errorf(dixit.Unreadable, "%s: one that declares entities is not read", form)
			}
		case xml.CharData:
			text.Write(t[:min(len(t), maxListingValue+1-text.Len())])
		case xml.EndElement:
			if len(path) == 0 || path[len(path)-1] != strings.ToLower(t.Name.Local) {
				continue // an end without a beginning
			}
			if !visit(path, nil, strings.TrimSpace(text.String()), true) {
				return nil
			}
			path = path[:len(path)-1]
			text.Reset()
		}
	}
}

// listSitemap lists the pages of a sitemap (sitemaps.org 0.9, with Google's news 0.9), or the sitemaps of an index.
func listSitemap(data []byte) (*Listing, error) {
	l := &Listing{Kind: SitemapListing}
	var e Entry
	var changed string
	l.Damage = elements("sitemap", data, maxSitemapElements, func(path []string, _ []xml.Attr, text string, end bool) bool {
		if path[0] == "sitemapindex" {
			l.Kind = SitemapIndex
		}
		switch p := strings.Join(path[1:], "/"); {
		case len(path) == 2 && !end:
			e, changed = Entry{}, ""
		case len(path) == 2:
			if e.URL != "" {
				e.Key = e.URL
				if e.Published == "" {
					e.Published, _ = published(changed)
				}
				e.Version = changed + " " + e.Published
				l.Entries = append(l.Entries, e)
			}
		case !end:
		case p == "url/loc", p == "sitemap/loc":
			e.URL = webAddress(text)
		case p == "url/lastmod", p == "sitemap/lastmod":
			changed = text
		case p == "url/news/publication_date":
			e.Published, _ = published(text)
		case p == "url/news/title":
			e.Title = words(text)
		}
		return len(l.Entries) < maxSitemapEntries
	})
	if len(l.Entries) == maxSitemapEntries {
		l.Damage = dixit.Errorf(dixit.TooLarge, "sitemap: only the first %d addresses are read", maxSitemapEntries)
	}
	if len(l.Entries) == 0 && l.Damage != nil {
		return nil, l.Damage
	}
	return l, nil
}
