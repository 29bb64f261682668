package dixit

import (
	"net/url"
	"strings"
)

// Names are the names of links, in order.
func Names(links []Link) []string {
	out := make([]string, len(links))
	for i, l := range links {
		out[i] = l.Name
	}
	return out
}

// Publisher is what to call who published a document: the outlet, else the host of its address without "www.", else its id.
func Publisher(outlet, address, id string) string {
	if outlet != "" {
		return outlet
	}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return id
}

// day is the day of an instant or day of publication, YYYY-MM-DD, or "" if it has none.
func day(published string) string {
	if len(published) < len("2006-01-02") {
		return ""
	}
	return published[:len("2006-01-02")]
}
