package read

import "strings"

// maxWriters is how many authors of an article are kept.
const maxWriters = 20

// namesAuthor reports whether the meta element of a name tells an author.
func namesAuthor(name string) bool {
	switch name {
	case "author", "article:author", "og:article:author", "og:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author",
		"byl", "byline", "article:author_name", "cxenseparse:author", "authors", "article_author", "rbauthors", "dc.contributor", "creator", "bt:author", "mediator_author":
		return true
	}
	return false
}

// How far from the headline a byline stands, in bytes of text before and after it, and how far from each other authors of one do.
const (
	bylineBefore = 300
	bylineAfter  = 1500
	bylineApart  = 300
)

// signature is who is named at one place.
type signature struct {
	names  []string
	agency string
}

// signed is the signature of lines of names, together.
func signed(lines []string, outlet string) signature {
	var c signature
	for _, line := range lines {
		names, agency := peopleIn(line, outlet)
		c.names = append(c.names, names...)
		if c.agency == "" {
			c.agency = agency
		}
	}
	c.names = distinct(c.names)
	c.names = c.names[:min(len(c.names), maxWriters)]
	return c
}

// authors are the names of who wrote the article, and the agency that is named among them. People in JSON-LD go before meta
// elements, these before what is marked on the page, and that before a line near the headline. A meta element that nothing on
// the page agrees with is of the site, where the page names somebody.
func (m *marked) authors(a ldArticle, outlet string, headline *pageHeading) (names []string, agency string) {
	said := []signature{signed(a.people, outlet)}
	for _, name := range m.writerOrder {
		said = append(said, signed(m.writers[name], outlet))
	}
	seen := m.bylined(outlet, headline)
	bodies := signed(a.bodies, outlet)
	order := append(append(append([]signature{}, said...), seen...), bodies)
	best := said[0]
	for _, c := range said {
		if len(best.names) == 0 && len(c.names) > 0 && among(c.names[0], seen) {
			best = c
		}
	}
	for _, c := range append(seen, order...) {
		if len(best.names) == 0 {
			best = c
		}
	}
	agency = best.agency
	for _, c := range order { // where others are named, an agency is that of a picture
		if agency == "" && (len(best.names) == 0 || among(best.names[0], []signature{c})) {
			agency = c.agency
		}
	}
	return best.names, agency
}

// among reports whether a name is in one of several credits.
func among(name string, named []signature) bool {
	for _, c := range named {
		for _, n := range c.names {
			if strings.EqualFold(n, name) {
				return true
			}
		}
	}
	return false
}

// bylined are the credits on the page: of elements marked as the author that stand together, then of those near the headline that
// are named for a byline, then of lines near it that begin with "By", then of links to authors.
func (m *marked) bylined(outlet string, headline *pageHeading) []signature {
	var marked []string
	var out, loose, links []signature
	last := 0
	for _, b := range m.bylines {
		after := b.at
		if headline != nil {
			after -= headline.end
		}
		close := after > -bylineBefore && after < bylineAfter
		switch {
		case b.beside:
		case b.says&(saysProperty|saysRel) != 0:
			if len(marked) == 0 || b.at-last < bylineApart {
				marked, last = append(marked, b.text), b.at
			}
		case !close:
		case b.says&saysLink != 0:
			links = append(links, signed([]string{b.text}, outlet))
		case b.says == 0:
			loose = append(loose, signed([]string{b.text}, outlet))
		default:
			out = append(out, signed([]string{b.text}, outlet))
		}
	}
	return append(append(append([]signature{signed(marked, outlet)}, out...), loose...), links...)
}

// distinct is a list without what came before in it, by letters.
func distinct(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		if key := strings.ToLower(s); !seen[key] {
			seen[key] = true
			out = append(out, s)
		}
	}
	return out
}

// byWord reports whether a piece of text is nothing but a word that names follow.
func byWord(s string) bool {
	if len(s) < 2 || len(s) > len("written by:") {
		return false
	}
	switch strings.ToLower(strings.Trim(s, " :\n\t\r\u00a0")) {
	case "by", "von", "par", "por", "author", "autor", "written by", "posted by":
		return true
	}
	return false
}

// authorLink reports whether an address is of a page about somebody who writes for the site.
func authorLink(href string) bool {
	for part := range strings.SplitSeq(href, "/") {
		switch part {
		case "author", "authors", "reporters", "reporter", "journalist", "journalists", "people", "contributor", "contributors", "profile", "profiles", "staff", "autor", "autoren", "auteur",
			"editors", "writer", "writers", "by":
			return true
		}
	}
	return false
}
