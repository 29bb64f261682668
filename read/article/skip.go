package article

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// skipped reports whether a start tag stands where nothing is read.
func (b *builder) skipped(name atom.Atom) bool {
	switch {
	case b.skip == 0:
		return false
	case name == b.skip:
		b.depth++
	case b.skip != atom.Template && b.skip != atom.Object && endsParagraph(name):
		b.tell(b.skip) // nobody closed it
		b.skip = 0
		return false
	}
	return true
}

// aside reads a text that is not shown.
func (b *builder) aside(s string) {
	if b.listen != nil {
		b.listen.Words(s)
	}
	switch b.raw {
	case atom.Noscript:
		if last := b.nodes[len(b.nodes)-1]; onlyPicture(s) && (last.name != atom.Img || last.parent != b.top().node) {
			b.element(atom.Img)
		}
	case atom.Script:
		b.signed = b.signed || strings.Contains(s, `"author"`) && strings.Contains(s, `"@type"`)
	}
}
