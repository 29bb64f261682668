// Package fetch gets pages, feeds and sitemaps from the web, politely, and keeps what came as web archives, for package read
// to make documents of.
//
// A [Fetcher] polls one address: a page, or a listing (a feed, a sitemap, an index of sitemaps, an outline of feeds) with the
// pages that are new in it (poll.go). What is known of addresses and entries is in a state file (state.go); what a poll has
// learned is written there only when its caller says that the archive is safe or read ([Fetcher.Commit]), so that whatever is
// lost in between is fetched again. [Fetcher.Watch] goes on polling, each address at its own pace (watch.go). Archives of others are
// downloaded ([Fetcher.Download]), and not kept.
//
// Manners: one request a host at a time and not more than Options.Rate a second, Retry-After obeyed, conditional requests,
// robots.txt by RFC 9309 (robots.go, host.go, client.go). Suspicion: http and https to ports 80 and 443 of public addresses
// only; the address is checked when the connection is made, whatever name led to it, and every redirect is checked anew
// (guard.go, dial.go). Sizes, times and numbers are bounded.
//
// The package runs no scripts, sends no cookies and no credentials, uses no proxy, and does not crawl: it follows no links of
// pages. The archive holds messages as the HTTP library gives them, header fields in the order of their names and chunks
// joined, and not the bytes of the wire.
package fetch
