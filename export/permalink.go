package export

import (
	"net/url"
	"strings"

	"dixit"
)

// Permalinks gives the addresses of statements at a dixit that serves its ledger at base: base/s/ID. Invalid if base is no address of
// the web to which a path can be added.
func Permalinks(base string) (func(id string) string, error) {
	u, err := url.Parse(base)
	if err != nil || !webAddress(base) || u.User != nil || strings.ContainsAny(base, "?#") {
		return nil, dixit.Errorf(dixit.Invalid, "base URL %.80q: not like https://example.org/dixit", base)
	}
	base = strings.TrimRight(base, "/") + "/s/"
	return func(id string) string { return base + id }, nil
}

// links gives statements their addresses. It holds what it needs of one document.
type links struct {
	opt  Options
	page *page
}

// of is where a reader finds s: its permalink, or without one the words themselves, in the article on the web (DeepLink); "" if it is not
// on the web.
func (l *links) of(s dixit.Statement, doc *dixit.Document) string {
	if link := l.opt.permalink(s.ID); link != "" || !webAddress(doc.URL) {
		return link
	}
	if l.page == nil || l.page.doc != doc {
		l.page = newPage(doc)
	}
	return l.page.link(WordsOf(s)...)
}

// WordsOf is where the words of a statement stand: those of its content, or, where it has none, of its cue or its source.
func WordsOf(s dixit.Statement) []dixit.Span {
	switch {
	case len(s.Content) > 0:
		return spansOf(s.Content)
	case len(s.Cue) > 0:
		return spansOf(s.Cue)
	case !s.Mention.IsZero():
		return []dixit.Span{s.Mention.Span()}
	}
	return nil
}
