package feed

import (
	"cmp"
	"encoding/xml"
	"io"
	"time"
)

// The elements of Atom (RFC 4287).
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"` // of entries that have none
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		Lang       string         `xml:"xml:lang,attr,omitempty"`
		ID         string         `xml:"id"`
		Title      string         `xml:"title"`
		Updated    string         `xml:"updated"`
		Published  string         `xml:"published"`
		Author     *atomPerson    `xml:"author"`
		Links      []atomLink     `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Content    atomContent    `xml:"content"`
		Source     atomSource     `xml:"source"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		Body string `xml:",chardata"`
	}
	// atomSource says which article the statement stands in.
	atomSource struct {
		ID      string     `xml:"id"`
		Title   string     `xml:"title"`
		Updated string     `xml:"updated"`
		Links   []atomLink `xml:"link"`
	}
)

func writeAtom(w io.Writer, f Feed) error {
	out := atomFeed{
		ID: f.ID, Title: f.Title, Updated: f.Updated().Format(time.RFC3339), Author: atomPerson{"dixit"},
		Links: []atomLink{{Rel: "alternate", Href: f.Home}, {Rel: "self", Type: "application/atom+xml", Href: f.Self}},
	}
	if f.Next != "" {
		out.Links = append(out.Links, atomLink{Rel: "next", Type: "application/atom+xml", Href: f.Next})
	}
	for _, i := range f.Items {
		e := atomEntry{
			Lang: i.Lang, ID: i.ID, Title: i.Title, Updated: i.Updated.Format(time.RFC3339), Published: i.Published.Format(time.RFC3339),
			Links: []atomLink{{Rel: "alternate", Href: i.Link}}, Content: atomContent{"html", i.HTML},
			Source: atomSource{ID: i.Article, Title: cmp.Or(i.Outlet, i.Headline), Updated: i.Published.Format(time.RFC3339)},
		}
		if i.Author != "" {
			e.Author = &atomPerson{i.Author}
		}
		if i.Via != "" {
			e.Links = append(e.Links, atomLink{Rel: "via", Href: i.Via})
			e.Source.Links = []atomLink{{Rel: "alternate", Href: i.Via}}
		}
		for _, t := range i.Tags {
			e.Categories = append(e.Categories, atomCategory{t})
		}
		out.Entries = append(out.Entries, e)
	}
	return write(w, out)
}

// The elements of RSS 2.0, with those of Dublin Core and Atom that readers know in it.
type (
	rss struct {
		XMLName xml.Name   `xml:"rss"`
		Version string     `xml:"version,attr"`
		DC      string     `xml:"xmlns:dc,attr"`
		Atom    string     `xml:"xmlns:atom,attr"`
		Channel rssChannel `xml:"channel"`
	}
	rssChannel struct {
		Title       string        `xml:"title"`
		Link        string        `xml:"link"`
		Description string        `xml:"description"`
		LastBuild   string        `xml:"lastBuildDate"`
		Links       []rssAtomLink `xml:"atom:link"`
		Items       []rssItem     `xml:"item"`
	}
	rssAtomLink atomLink
	rssItem     struct {
		Title       string     `xml:"title"`
		Link        string     `xml:"link"`
		GUID        rssGUID    `xml:"guid"`
		PubDate     string     `xml:"pubDate"`
		Description string     `xml:"description"`
		Categories  []string   `xml:"category"`
		Creator     string     `xml:"dc:creator,omitempty"`
		Source      *rssSource `xml:"source"`
	}
	rssGUID struct {
		Permalink bool   `xml:"isPermaLink,attr"`
		Value     string `xml:",chardata"`
	}
	rssSource struct {
		URL  string `xml:"url,attr"`
		Name string `xml:",chardata"`
	}
)

func writeRSS(w io.Writer, f Feed) error {
	out := rss{Version: "2.0", DC: "http://purl.org/dc/elements/1.1/", Atom: "http://www.w3.org/2005/Atom", Channel: rssChannel{
		Title: f.Title, Link: f.Home, Description: "Who said what: " + f.Title, LastBuild: f.Updated().Format(time.RFC1123Z),
		Links: []rssAtomLink{{Rel: "self", Type: "application/rss+xml", Href: f.Self}},
	}}
	if f.Next != "" {
		out.Channel.Links = append(out.Channel.Links, rssAtomLink{Rel: "next", Type: "application/rss+xml", Href: f.Next})
	}
	for _, i := range f.Items {
		item := rssItem{
			Title: i.Title, Link: i.Link, GUID: rssGUID{true, i.Permanent}, PubDate: i.Published.Format(time.RFC1123Z), Description: i.HTML,
			Categories: i.Tags, Creator: i.Author,
		}
		if i.Via != "" {
			item.Source = &rssSource{i.Via, cmp.Or(i.Outlet, i.Headline, i.Via)}
		}
		out.Channel.Items = append(out.Channel.Items, item)
	}
	return write(w, out)
}

// write writes a document of XML. What XML cannot hold, as control characters, is U+FFFD in it.
func write(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	x := xml.NewEncoder(w)
	if err := x.Encode(v); err != nil {
		return err
	}
	return x.Close()
}
