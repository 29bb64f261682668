package read

import (
	"strings"

	"dixit"

	"golang.org/x/net/html"
)

// fill tells d what it does not know yet: JSON-LD first, where publishers take most care, then meta elements, then marked-up
// elements of the page, then what it shows. Bad fields are passed over, whatever they say.
func (m *marked) fill(d *dixit.Document) {
	m.finish()
	first := func(values ...string) string {
		for _, v := range values {
			if len(v) > maxMeta {
				continue
			}
			if v = strings.Join(strings.Fields(v), " "); v != "" {
				return strings.Clone(v) // a piece of the page would keep all of it
			}
		}
		return ""
	}
	a := m.ld.best(m.title, d.URL, m.canonical, m.meta["og:url"])
	d.URL = first(d.URL, m.address(d.URL, a.url))
	d.Lang = first(d.Lang, m.language(d.URL, a.lang))
	d.Outlet = first(d.Outlet, a.outlet, m.meta["og:site_name"], m.meta["application-name"], m.meta["dc.publisher"])
	headline := m.headline(d.Outlet, d.URL, a.title, m.meta["og:title"], m.title, slug(d.URL))
	title := withoutSite(first(headline.title(a.title, m.meta["og:title"]), a.title, m.meta["og:title"], m.meta["twitter:title"], m.title), d.Outlet, d.URL)
	if title == "" && headline != nil && headline.level != noHeading {
		title = headline.text
	}
	d.Title = first(d.Title, title)
	names, agency := m.authors(a, d.Outlet, headline)
	if len(d.Authors) == 0 {
		d.Authors = names
	}
	d.Agency = first(d.Agency, agency)
	if d.Published == "" {
		day, basis, said := m.day(a, d.Lang, d.URL, headline)
		if d.PublishedBasis = basis; said {
			d.Published = day
		} else {
			d.Guessed = day
		}
	}
}

// linkElement takes the canonical address and those of versions in other languages.
func (m *marked) linkElement(attrs []html.Attribute) {
	rel, href := strings.ToLower(valueOf(attrs, "rel")), valueOf(attrs, "href")
	switch {
	case rel == "canonical" && m.canonical == "":
		m.canonical = href
	case rel == "alternate" && len(m.alternate) < maxSights:
		if lang := valueOf(attrs, "hreflang"); lang != "" {
			m.alternate = append(m.alternate, [2]string{lang, href})
		}
	}
}

func (m *marked) metaElement(attrs []html.Attribute) {
	content := valueOf(attrs, "content")
	if content == "" {
		content = valueOf(attrs, "value") // as some write it
	}
	if content == "" || len(content) > maxMeta || len(m.meta) > maxMetas {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		name := strings.ToLower(valueOf(attrs, key))
		if name == "" {
			continue
		}
		name = strings.TrimPrefix(strings.ReplaceAll(name, "dcterms:", "dcterms."), "schema:")
		if strings.HasPrefix(name, "dc:") {
			name = "dc." + name[len("dc:"):]
		}
		if m.meta[name] == "" {
			m.meta[name] = content
		}
		if namesAuthor(name) && len(m.writers[name]) < maxWriters {
			if m.writers[name] == nil {
				m.writerOrder = append(m.writerOrder, name)
			}
			m.writers[name] = append(m.writers[name], content)
		}
	}
}

// value is what an attribute is set to, "" if it is not there.
func valueOf(attrs []html.Attribute, key string) string {
	for _, a := range attrs {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// textOf is the text below n, white space folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
