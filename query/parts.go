package query

import (
	"strings"

	"dixit/ledger"
)

// Parts are the parts of a query as they are written that must all be found, in order: `speaker:rubio "paper tiger"` has two. There are
// none where s is no query, or one of alternatives.
func Parts(s string) []string {
	if _, err := Parse(s); err != nil {
		return nil
	}
	p := parser{all: s, rest: s}
	p.next()
	var out []string
	for p.now.kind != end {
		from := p.now.start
		e, err := p.unary(ledger.Anywhere, 0)
		if err != nil || p.now.kind == or {
			return nil
		}
		if e != nil {
			out = append(out, strings.TrimSpace(s[from:p.now.start]))
		}
		if p.now.kind == and {
			p.next()
		}
	}
	return out
}
