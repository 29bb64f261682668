// Package feed writes statements as feeds that others subscribe to: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, the same items in each.
//
// A document's words may be anything: in XML they are escaped, in HTML they are text, and an address that is none of the web is left
// out. The package finds nothing and serves nothing.
package feed

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"dixit"
	"dixit/serve"
)

// Feed is a list of statements, the newest first.
type Feed struct {
	ID    string // a tag: URI
	Title string
	Home  string // the page that it is the feed of
	Self  string // its own address
	Next  string // the address of what comes after; "" if nothing
	Items []Item
}

// Item is a statement in a feed.
type Item struct {
	ID        string // a tag: URI; the same after the document was read by another engine
	Link      string // ours
	Permanent string // ours too, which stays the same as ID does and leads to Link
	Via       string // the article's address; "" if it has none of the web
	Article   string // a tag: URI of it
	Title     string
	HTML      string
	Text      string
	Author    string
	Outlet    string
	Headline  string // of the article
	Lang      string
	Tags      []string // "act:deny", "kind:direct", what people have put on it
	Published time.Time
	Updated   time.Time
	Record    dixit.Record
}

// Format is a form of feed.
type Format struct {
	Name      string // what it is asked for by
	MediaType string
	Write     func(w io.Writer, f Feed) error
}

// Formats are all of them.
func Formats() []Format {
	return []Format{
		{"atom", "application/atom+xml; charset=utf-8", writeAtom},
		{"rss", "application/rss+xml; charset=utf-8", writeRSS},
		{"json", "application/feed+json", writeJSON},
	}
}

// Named is the format of this name; NotFound if there is none.
func Named(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, dixit.Errorf(dixit.NotFound, "feed %.40q: not atom, rss or json", name)
}

// ItemOf is a record as an item. origin is an id that its statement has or had, and names it (serve.Service.Origins).
func ItemOf(r dixit.Record, origin string, links serve.Links) Item {
	s := r.Statement
	i := Item{
		ID: links.Tag("statement", origin), Link: links.Statement(s.ID), Permanent: links.Statement(origin), Via: serve.Web(r.Doc.URL), Article: links.Tag("article", r.Doc.SHA256),
		Text: s.Text(), Author: s.Speaker.Name, Outlet: r.Doc.Outlet, Headline: r.Doc.Title, Lang: r.Doc.Lang, Record: r,
		Published: instant(r.Doc.Published), Tags: []string{"act:" + string(s.Act), "kind:" + string(s.Kind)},
	}
	i.Tags = append(i.Tags, r.Tags...)
	i.Updated = i.Published
	for _, c := range r.Corrected {
		if c.At.After(i.Updated) {
			i.Updated = c.At
		}
	}
	i.Title = titleOf(s)
	i.HTML = htmlOf(r, i)
	return i
}

// Updated is when anything in the feed was last changed.
func (f Feed) Updated() time.Time {
	last := instant("")
	for _, i := range f.Items {
		if i.Updated.After(last) {
			last = i.Updated
		}
	}
	return last
}

// instant is when a document was published: at midnight UTC, if only the day is known. One that is not known stands at the
// beginning of 1970, since a feed's items must have an instant.
func instant(published string) time.Time {
	if t, err := time.Parse(time.RFC3339, published); err == nil {
		return t
	}
	if len(published) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)]); err == nil {
			return t
		}
	}
	return time.Unix(0, 0).UTC()
}

// longestTitle is how long a title is at most, in characters.
const longestTitle = 160

// titleOf says in a line who says what.
func titleOf(s dixit.Statement) string {
	who := s.Speaker.Name
	if who == "" {
		who = "Somebody"
	}
	words := strings.Join(strings.Fields(s.Text()), " ")
	if words == "" {
		words = "(" + string(s.Kind) + ")"
	}
	title := who + ": " + words
	if utf8.RuneCountInString(title) <= longestTitle {
		return title
	}
	runes := []rune(title)[:longestTitle-1]
	cut := strings.TrimRight(string(runes), " ")
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return cut + "…"
}

// htmlOf is the body of an item: what was said, by whom, to whom, when and where it stands.
func htmlOf(r dixit.Record, i Item) string {
	s := r.Statement
	var b strings.Builder
	if i.Text != "" {
		fmt.Fprintf(&b, "<blockquote>%s</blockquote>", html.EscapeString(i.Text))
	}
	who := s.Speaker.Name
	if s.Speaker.Role != "" {
		who = strings.TrimPrefix(who+", "+s.Speaker.Role, ", ")
	}
	how := string(s.Act) + ", " + string(s.Kind)
	if s.Negated {
		how += ", not said"
	}
	parts := nonempty(who, how)
	to, chain := dixit.Names(s.Addressee), dixit.Names(s.Chain)
	if len(to) > 0 {
		parts = append(parts, "to "+strings.Join(to, ", "))
	}
	if s.When.EDTF != "" {
		parts = append(parts, s.When.EDTF+" ("+s.When.Basis+")")
	}
	if len(chain) > 1 {
		parts = append(parts, strings.Join(chain, " → "))
	}
	fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(strings.Join(parts, " · ")))
	article := strings.Join(nonempty(i.Outlet, i.Headline), ": ")
	switch {
	case i.Via != "" && article == "":
		article = i.Via
		fallthrough
	case i.Via != "":
		fmt.Fprintf(&b, `<p><a href="%s">%s</a></p>`, html.EscapeString(i.Via), html.EscapeString(article))
	case article != "":
		fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(article))
	}
	return b.String()
}

func nonempty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// jsonFeed is a JSON Feed 1.1.
type jsonFeed struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	HomePageURL string     `json:"home_page_url"`
	FeedURL     string     `json:"feed_url"`
	NextURL     string     `json:"next_url,omitempty"`
	Items       []jsonItem `json:"items"`
}

type jsonItem struct {
	ID          string       `json:"id"`
	URL         string       `json:"url"`
	ExternalURL string       `json:"external_url,omitempty"`
	Title       string       `json:"title"`
	ContentHTML string       `json:"content_html"`
	ContentText string       `json:"content_text"`
	Published   string       `json:"date_published"`
	Modified    string       `json:"date_modified"`
	Authors     []jsonAuthor `json:"authors,omitempty"`
	Tags        []string     `json:"tags"`
	Language    string       `json:"language,omitempty"`
	Record      dixit.Record `json:"_dixit"` // the native record (docs/json.md)
}

type jsonAuthor struct {
	Name string `json:"name"`
}

func writeJSON(w io.Writer, f Feed) error {
	out := jsonFeed{"https://jsonfeed.org/version/1.1", f.Title, f.Home, f.Self, f.Next, make([]jsonItem, len(f.Items))}
	for n, i := range f.Items {
		out.Items[n] = jsonItem{
			ID: i.ID, URL: i.Link, ExternalURL: i.Via, Title: i.Title, ContentHTML: i.HTML, ContentText: i.Text,
			Published: i.Published.Format(time.RFC3339), Modified: i.Updated.Format(time.RFC3339), Tags: i.Tags, Language: i.Lang, Record: i.Record,
		}
		if i.Author != "" {
			out.Items[n].Authors = []jsonAuthor{{i.Author}}
		}
	}
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	return lines.Encode(out)
}
