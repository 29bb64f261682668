package read

import (
	"strings"

	"dixit"

	"github.com/go-json-experiment/json"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata reads what a page says of itself into what d does not know yet: JSON-LD first, where publishers take most care,
// then meta elements, then marked-up elements of the page. A day is taken only where the page says that it is the day of
// publication.
func metadata(d *dixit.Document, doc *html.Node) {
	var m marked
	m.read(doc)
	first := func(values ...string) string {
		for _, v := range values {
			if v = strings.Join(strings.Fields(v), " "); v != "" {
				return v
			}
		}
		return ""
	}
	d.Outlet = first(d.Outlet, m.ld.outlet, m.meta["og:site_name"], m.meta["application-name"], m.meta["dc.publisher"])
	d.Title = first(d.Title, m.ld.title, m.meta["og:title"], m.meta["twitter:title"], m.heading, withoutSite(m.title, d.Outlet))
	d.Title = withoutSite(d.Title, d.Outlet)
	d.URL = first(d.URL, m.canonical, m.meta["og:url"], m.ld.url)
	d.Lang = first(d.Lang, m.lang, strings.ReplaceAll(m.meta["og:locale"], "_", "-"))
	if len(d.Authors) == 0 {
		d.Authors = m.ld.authors
		if author := first(m.meta["author"], m.meta["article:author"], m.meta["parsely-author"], m.meta["dc.creator"]); len(d.Authors) == 0 &&
			author != "" && !isURL(author) {
			d.Authors = []string{author}
		}
	}
	if d.Published == "" {
		d.Published, d.PublishedBasis = m.day()
	}
}

// day is the day of publication that the page tells, and where.
func (m *marked) day() (string, dixit.DateBasis) {
	if day, ok := published(m.ld.published); ok {
		return day, dixit.BasisJSONLD
	}
	for _, name := range []string{
		"article:published_time", "og:published_time", "datepublished", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "date",
	} {
		if day, ok := published(m.meta[name]); ok {
			return day, dixit.BasisMeta
		}
	}
	if day, ok := published(m.time); ok {
		return day, dixit.BasisTime
	}
	return "", ""
}

// withoutSite cuts the outlet's name, which many pages put behind their title.
func withoutSite(title, outlet string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " • ", " :: ", " » "} {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		site := strings.TrimSpace(title[i+len(sep):])
		if outlet != "" && (strings.EqualFold(site, outlet) || strings.Contains(strings.ToLower(outlet), strings.ToLower(site))) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// marked is what a page marks up.
type marked struct {
	meta      map[string]string // content of meta elements by lower-cased name, property or itemprop; the first of each
	title     string
	heading   string // the text of the first h1
	canonical string
	lang      string
	time      string // of the first time element that says it is the day of publication
	ld        linked
}

// read walks over the page.
func (m *marked) read(doc *html.Node) {
	m.meta = map[string]string{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.lang = attr(n, "lang")
		case atom.Title:
			if m.title == "" {
				m.title = textOf(n)
			}
		case atom.H1:
			if m.heading == "" {
				m.heading = textOf(n)
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" {
				m.canonical = attr(n, "href")
			}
		case atom.Meta:
			m.metaElement(n)
		case atom.Time:
			if m.time == "" && publishing(n) {
				m.time = attr(n, "datetime")
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				m.ld.read(n.FirstChild.Data)
			}
		}
	}
	if !isURL(m.canonical) {
		m.canonical = ""
	}
}

func (m *marked) metaElement(n *html.Node) {
	content := attr(n, "content")
	for _, key := range []string{"property", "name", "itemprop"} {
		name := strings.ToLower(attr(n, key))
		if name != "" && content != "" && m.meta[name] == "" {
			m.meta[name] = content
		}
	}
}

// publishing reports whether a time element says that it is the day of publication.
func publishing(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "pubdate":
			return true
		case "itemprop":
			if strings.EqualFold(a.Val, "datePublished") {
				return true
			}
		case "class":
			for _, c := range strings.Fields(a.Val) {
				if c == "dt-published" || c == "published" || c == "entry-date" {
					return true
				}
			}
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// linked is what JSON-LD says of an article (schema.org NewsArticle and kin).
type linked struct {
	title, url, outlet, published string
	authors                       []string
}

// read takes the first article of a JSON-LD block; a block that is not JSON says nothing.
func (l *linked) read(data string) {
	var v any
	if json.Unmarshal([]byte(data), &v) != nil {
		return
	}
	l.walk(v, 0)
}

// walk looks for an article in lists and graphs.
func (l *linked) walk(v any, depth int) {
	if depth > 8 || l.title != "" {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			l.walk(x, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			l.article(v)
			return
		}
		l.walk(v["@graph"], depth+1)
		l.walk(v["mainEntity"], depth+1)
	}
}

func isArticle(v any) bool {
	for _, s := range texts(v) {
		if strings.HasSuffix(s, "Article") || strings.HasSuffix(s, "BlogPosting") || s == "Report" || s == "LiveBlogPosting" {
			return true
		}
	}
	return false
}

func (l *linked) article(v map[string]any) {
	l.title = one(v["headline"])
	l.published = one(v["datePublished"])
	l.outlet = one(names(v["publisher"]))
	l.authors = texts(names(v["author"]))
	if u := one(v["url"]); isURL(u) {
		l.url = u
	}
}

// names turns people and organisations, or lists of them, into their names.
func names(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return v["name"]
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = names(x)
		}
		return out
	}
	return v
}

// texts is v as a list of texts: itself, or those in it.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{html.UnescapeString(strings.TrimSpace(v))}
	case []any:
		var out []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				out = append(out, html.UnescapeString(strings.TrimSpace(s)))
			}
		}
		return out
	}
	return nil
}

func one(v any) string {
	if list := texts(v); len(list) > 0 {
		return list[0]
	}
	return ""
}
