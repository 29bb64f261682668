package read

import (
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// marked gathers what a page says of itself. It is fed the page's start tags, text and end tags in order, by whoever goes over
// the page; elements of no interest cost it next to nothing. It keeps no text but that of what may be a title, a name or a day,
// and does not look at how a page will be shown.
type marked struct {
	now         time.Time
	meta        map[string]string   // content of meta elements by lower-cased name, property or itemprop; the first of each
	writers     map[string][]string // of meta elements that name authors, by their name
	writerOrder []string            // their names as they came
	title       string
	heads       []pageHeading
	canonical   string
	base        string
	lang        string
	alternate   [][2]string // hreflang and href
	times       []string    // of elements that say they are the day of publication, in order
	sights      []sight
	bylines     []sight
	farEast     bool // the page is of a country of East Asia or the Pacific
	ld          linked

	kept   []keeping
	asides int        // open elements that are beside the article
	before piecePlace // the last short piece of text
	at     int        // bytes of text so far
	mute   bool       // in a script or style
	edge   bool       // a tag was between this text and the text before
	script []byte     // JSON-LD in the making
	inLD   bool
}

// Bounds on what is kept of a page.
const (
	maxLinked  = 512 << 10 // bytes of a JSON-LD block
	maxHeading = 1 << 10   // bytes of a heading
	maxByline  = 300       // bytes of a byline or the line of a day
	maxKept    = 24        // elements watched at a time
	maxSights  = 64        // pieces of text in which a day may be; as many bylines
	maxHeads   = 24
	maxMeta    = 4 << 10 // bytes of what a meta element says
	maxMetas   = 1 << 10 // meta elements
)

func newMarked() *marked {
	return &marked{now: time.Now(), meta: map[string]string{}, writers: map[string][]string{}}
}

// Open tells m of a start tag. Attributes are as the tokenizer gives them: keys in lower case, entities decoded.
func (m *marked) Open(name atom.Atom, attrs []html.Attribute) {
	if name == atom.P || name == atom.Dt || name == atom.Dd { // these end one another
		m.Close(name)
	}
	for i := range m.kept {
		if m.kept[i].name == name {
			m.kept[i].inner++
		}
	}
	m.edge = m.edge || !inline(name)
	switch name {
	case atom.Html:
		m.lang = valueOf(attrs, "lang")
		if m.lang == "" {
			m.lang = valueOf(attrs, "xml:lang")
		}
	case atom.Base:
		m.base = valueOf(attrs, "href")
	case atom.Title:
		if m.title == "" {
			m.keep(keeping{name: name, kind: keepTitle, limit: maxHeading})
		}
	case atom.Link:
		m.linkElement(attrs)
	case atom.Meta:
		m.metaElement(attrs)
	case atom.Script:
		m.mute = true
		m.inLD = strings.EqualFold(valueOf(attrs, "type"), "application/ld+json")
		m.script = m.script[:0]
	case atom.Style, atom.Noscript:
		m.mute = true
	case atom.Br, atom.Hr, atom.Img, atom.Input, atom.Body:
	default:
		m.element(name, attrs)
	}
}

// element is an element of the page's body. What its attributes say decides whether it is watched.
func (m *marked) element(name atom.Atom, attrs []html.Attribute) {
	var s says
	var stamp, prop, rel, title string
	for _, a := range attrs {
		switch a.Key {
		case "class", "id":
			s |= saysOf(a.Val)
		case "itemprop", "property":
			prop = a.Val
		case "rel":
			rel = a.Val
		case "datetime", "content":
			stamp = a.Val
		case "title":
			title = a.Val
		case "pubdate":
			s |= saysPublished
		}
	}
	if prop != "" {
		s |= propertySays(prop)
	}
	switch name {
	case atom.Main:
		m.inArticle()
		return
	case atom.H1, atom.H2, atom.H3:
		if name == atom.H1 {
			m.inArticle()
		}
		m.keep(keeping{name: name, kind: keepHeading, limit: maxHeading, says: s})
		return
	case atom.Time:
		m.timeElement(s, stamp)
		m.keep(keeping{name: name, kind: keepDay, limit: maxByline, says: s | saysDay})
		return
	case atom.A:
		if s == 0 && rel == "" && m.asides == 0 && authorLink(valueOf(attrs, "href")) {
			s = saysAuthor | saysLink
		}
	case atom.Nav, atom.Aside:
		s |= saysAside
	case atom.Footer:
		if s&(saysDay|saysPublished|saysMeta) == 0 {
			s |= saysAside
		}
	case atom.Abbr, atom.Span:
		if s&(saysDay|saysPublished) != 0 && title != "" {
			m.timeElement(s, title)
		}
	}
	if s == 0 && rel == "" {
		return
	}
	if s&saysProperty != 0 && s&saysDay != 0 && stamp != "" {
		m.timeElement(s, stamp)
	}
	m.watch(name, s, rel)
}

// Words tells m of text, entities decoded; in scripts as it stands.
func (m *marked) Words(s string) {
	if m.mute {
		if m.inLD && len(m.script)+len(s) <= maxLinked {
			m.script = append(m.script, s...)
		}
		return
	}
	trimmed := strings.TrimSpace(s)
	start := m.at
	m.at += len(trimmed)
	for i := range m.kept {
		k := &m.kept[i]
		if len(k.text) > k.limit || k.kind == keepAside {
			continue
		}
		if m.edge && len(k.text) > 0 && !spaceAt(k.text[len(k.text)-1]) && s != "" && !spaceAt(s[0]) {
			k.text = append(k.text, k.kind.between()...)
		}
		k.text = append(k.text, s[:min(len(s), k.limit+1)]...)
	}
	m.edge = false
	if trimmed != "" && len(trimmed) <= maxByline {
		m.piece(trimmed, start)
	}
	m.leads(trimmed, start)
}

// Close tells m of an end tag.
func (m *marked) Close(name atom.Atom) {
	switch name {
	case atom.Script:
		if m.inLD {
			m.ld.read(m.script)
		}
		m.mute, m.inLD = false, false
	case atom.Style, atom.Noscript:
		m.mute = false
	}
	m.edge = m.edge || !inline(name)
	for i := len(m.kept) - 1; i >= 0; i-- {
		k := &m.kept[i]
		if k.name != name {
			continue
		}
		if k.inner > 0 {
			k.inner--
			continue
		}
		done := *k
		m.kept = append(m.kept[:i], m.kept[i+1:]...)
		m.done(done)
	}
}

// finish ends what the page left open.
func (m *marked) finish() {
	for len(m.kept) > 0 {
		k := m.kept[len(m.kept)-1]
		m.kept = m.kept[:len(m.kept)-1]
		if k.kind == keepTitle || k.kind == keepAside {
			m.done(k)
		}
	}
}
