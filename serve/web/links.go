package web

import (
	"net/url"
	"strings"

	"dixit/ledger"
)

// searchFor is the address of a search.
func searchFor(query string) string {
	if query == "" {
		return "/search"
	}
	return "/search?" + url.Values{"q": {query}}.Encode()
}

// narrowed is a query that wants a value of a field besides.
func narrowed(query, field, value string) string {
	return strings.TrimSpace(query + " " + field + ":" + quoted(value))
}

// quoted is a value as a query has it: in quotation marks, unless it is one plain word.
func quoted(value string) string {
	plain := func(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }
	if value != "" && strings.IndexFunc(value, func(r rune) bool { return !plain(r) }) < 0 {
		return value
	}
	return `"` + strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"“”„«»‟〝〞＂", r) {
			return ' '
		}
		return r
	}, value) + `"`
}

// The addresses of pages.
func statementPage(id string) string   { return "/s/" + url.PathEscape(id) }
func articlePage(sha256 string) string { return "/a/" + url.PathEscape(sha256) }
func speakerPage(name string) string   { return "/p/" + url.PathEscape(name) }
func unnamedPage(name string) string {
	return "/unnamed?" + url.Values{"q": {narrowed("", string(ledger.Speaker), name)}}.Encode()
}
func aboutPage(name string) string      { return speakerPage(name) + "/about" }
func outletPage(name string) string     { return "/o/" + url.PathEscape(name) }
func comparePage(cluster string) string { return "/c/" + url.PathEscape(cluster) }
func shiftPage(name, about string) string {
	page := speakerPage(name) + "/shift"
	if about != "" {
		page += "?" + url.Values{"about": {about}}.Encode()
	}
	return page
}
func inArticle(sha256, id string) string { return articlePage(sha256) + "#s-" + id }
