package read

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// Bounds on JSON-LD: bytes of a page's, how deep articles are looked for, how many are kept.
const (
	maxLinkedAll   = 2 << 20
	maxLinkedDepth = 8
	maxArticles    = 16
)

// linked is what JSON-LD says of articles (schema.org NewsArticle and kin). A block that is not JSON, after small repairs, says
// nothing.
type linked struct {
	articles []ldArticle
	named    map[string]string // names of things by their @id, which others refer to
	bytes    int
}

// ldArticle is one thing with a title or a day.
type ldArticle struct {
	title, url, outlet string
	published, created string
	modified           string
	lang               string
	people, bodies     []string // authors, and organisations that are named as such
	rank               int      // 2: an article, 1: a page or another work
}

// read takes the articles of a JSON-LD block.
func (l *linked) read(data []byte) {
	l.bytes += len(data)
	if l.bytes > maxLinkedAll || !bytes.Contains(data, []byte(`"@type"`)) {
		return
	}
	if !containsAny(data, "datePublished", "dateCreated", "uploadDate", "headline", `"author"`, "@graph") {
		return
	}
	values, ok := decodeAll(data)
	if !ok {
		values, _ = decodeAll(repaired(data))
	}
	for _, v := range values {
		l.name(v, 0)
		l.walk(v, 0)
	}
}

// name notes the names of things that have an @id.
func (l *linked) name(v any, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			l.name(x, depth+1)
		}
	case map[string]any:
		if id, name := one(v["@id"]), one(v["name"]); id != "" && name != "" && len(l.named) < 1000 {
			if l.named == nil {
				l.named = map[string]string{}
			}
			l.named[id] = name
		}
		l.name(v["@graph"], depth+1)
	}
}

// walk looks for articles in lists and graphs. What an article mentions, lists or is a part of is not the page's.
func (l *linked) walk(v any, depth int) {
	if depth > maxLinkedDepth || len(l.articles) == maxArticles {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			l.walk(x, depth+1)
		}
	case map[string]any:
		if rank := articleRank(v["@type"]); rank > 0 {
			l.article(v, rank)
		}
		l.walk(v["@graph"], depth+1)
		l.walk(v["mainEntity"], depth+1)
	}
}

// articleRank is 2 for the types of articles, 1 for those of other works and of pages, which carry an article's day too.
func articleRank(v any) int {
	rank := 0
	for _, s := range texts(v) {
		if i := strings.LastIndexAny(s, "/:#"); i >= 0 {
			s = s[i+1:]
		}
		switch {
		case strings.HasSuffix(s, "Article"), strings.HasSuffix(s, "Posting"), s == "Report", s == "Review", s == "AnalysisNewsArticle":
			rank = max(rank, 2)
		case strings.HasSuffix(s, "WebPage"), s == "ItemPage", s == "VideoObject", s == "Recipe", s == "CreativeWork", s == "QAPage", s == "PodcastEpisode", s == "MediaObject":
			rank = max(rank, 1)
		}
	}
	return rank
}

func (l *linked) article(v map[string]any, rank int) {
	a := ldArticle{
		title: one(v["headline"]), published: one(v["datePublished"]), created: one(v["dateCreated"]), modified: one(v["dateModified"]), lang: one(v["inLanguage"]), rank: rank,
		outlet: one(l.names(v["publisher"])),
	}
	a.people, a.bodies = l.authors(v["author"])
	if a.published == "" {
		a.published = one(v["uploadDate"])
	}
	if a.title == "" && rank == 1 {
		a.title = one(v["name"])
	}
	if len(a.people)+len(a.bodies) == 0 {
		a.people, a.bodies = l.authors(v["creator"])
	}
	for _, key := range []string{"url", "mainEntityOfPage", "@id"} {
		u := one(v[key])
		if of, ok := v[key].(map[string]any); ok {
			u = one(of["@id"])
		}
		if a.url == "" && isURL(u) {
			a.url = u
		}
	}
	l.articles = append(l.articles, a)
}

// best is the article that the page is about: the one of its address or its title, else the first of the highest rank.
func (l *linked) best(title string, addresses ...string) ldArticle {
	var best ldArticle
	score := 0
	for _, a := range l.articles {
		s := 4 * a.rank
		for _, address := range addresses {
			if address != "" && sameAddress(a.url, address) {
				s += 2
				break
			}
		}
		if a.title != "" && title != "" && strings.Contains(strings.ToLower(title), strings.ToLower(a.title)) {
			s += 3
		}
		if a.published != "" {
			s++
		}
		if s > score {
			best, score = a, s
		}
	}
	if best.rank < 2 { // what the page is called is no headline
		best.title = ""
	}
	for _, a := range l.articles { // a page's day is its article's where the article tells none
		if best.published == "" && best.created == "" {
			best.published = a.published
		}
		if len(best.people)+len(best.bodies) == 0 {
			best.people, best.bodies = a.people, a.bodies
		}
		if best.outlet == "" {
			best.outlet = a.outlet
		}
	}
	return best
}

// authors are the names of authors, parted into people and organisations. What is named without a type is a person.
func (l *linked) authors(v any) (people, bodies []string) {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, x := range list[:min(len(list), 2*maxWriters)] {
		names := texts(l.names(x))
		if of, ok := x.(map[string]any); ok && strings.HasSuffix(one(of["@type"]), "Organization") {
			bodies = append(bodies, names...)
		} else {
			people = append(people, names...)
		}
	}
	return people, bodies
}

// names turns people and organisations, or lists of them, into their names.
func (l *linked) names(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if name := one(v["name"]); name != "" {
			return name
		}
		return l.named[one(v["@id"])]
	case []any:
		out := make([]any, 0, len(v))
		for _, x := range v {
			if list, ok := l.names(x).([]any); ok {
				out = append(out, list...)
			} else {
				out = append(out, l.names(x))
			}
			if len(out) > 2*maxWriters {
				break
			}
		}
		return out
	}
	return v
}

// texts is v as a list of texts that are not empty: itself, or those in it.
func texts(v any) []string {
	var out []string
	add := func(v any) {
		if s, ok := v.(string); ok {
			if s = html.UnescapeString(strings.TrimSpace(s)); s != "" {
				out = append(out, s)
			}
		}
	}
	if list, ok := v.([]any); ok {
		for _, x := range list {
			add(x)
		}
	} else {
		add(v)
	}
	return out
}

func one(v any) string {
	if list := texts(v); len(list) > 0 {
		return list[0]
	}
	return ""
}
