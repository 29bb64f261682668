package serve

import (
	"net/url"
	"strings"
)

// Links are the addresses that others are given of what is here.
type Links struct {
	Base string // of the server, without a slash at its end: "http://127.0.0.1:8484"
}

// Statement is the address of the statement with this id.
func (l Links) Statement(id string) string {
	return l.Base + "/s/" + url.PathEscape(id)
}

// Search is the address of what a query and other values find.
func (l Links) Search(query string, values url.Values) string {
	v := url.Values{}
	for name, list := range values {
		v[name] = list
	}
	if query != "" {
		v.Set("q", query)
	}
	if len(v) == 0 {
		return l.Base + "/search"
	}
	return l.Base + "/search?" + v.Encode()
}

// Article is the address of the document with this SHA-256.
func (l Links) Article(sha256 string) string {
	return l.Base + "/a/" + url.PathEscape(sha256)
}

// Tag is a name for something here that stays the same wherever the server is reached and whatever of it changes (RFC 4151).
func (l Links) Tag(kind, id string) string {
	host := "localhost"
	if u, err := url.Parse(l.Base); err == nil && strings.Contains(u.Hostname(), ".") && !loopback(u.Hostname()) {
		host = u.Hostname()
	}
	return "tag:" + host + ",2026:" + kind + "/" + url.PathEscape(id)
}

// Web is address if it is one of the web, "" if it is not: what an article says of itself may be anything.
func Web(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
