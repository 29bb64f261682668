package extract

import (
	"fmt"
	"math"
	"strings"

	"dixit"
)

// whyOf says in words what led to s, a part for each of its fields: "link: …; speaker: …; act: …". The day of the saying, which is
// settled last, adds its own part (said.on).
func (a *article) whyOf(d *draft, s dixit.Statement, act string) string {
	parts := []string{"link: " + strings.Join(append(a.linkWords(d), d.why...), ", ")}
	if s.Parent != "" {
		parts[0] += ", inside what another said"
	}
	if s.Speaker.ResolvedBy != "" {
		parts = append(parts, "speaker: "+s.Speaker.ResolvedBy)
	}
	return strings.Join(append(parts, act), "; ")
}

// linkWords says how content, cue and source found each other.
func (a *article) linkWords(d *draft) []string {
	if d.links == (linked{}) {
		if len(d.cue) > 0 {
			return []string{"cue “" + a.text[d.cue[0].span.Start:d.cue[0].span.End] + "” found by rule"}
		}
		return nil
	}
	out := []string{fmt.Sprintf("cue “%s” %s", a.text[d.cue[0].span.Start:d.cue[0].span.End], odds(d.links.cue))}
	if d.source != nil {
		out = append(out, fmt.Sprintf("source “%s” %s", a.text[d.source.span.Start:d.source.span.End], odds(d.links.source)))
	}
	return out
}

// odds are how many times likelier a choice is than the next best, given the logarithm.
func odds(margin float64) string {
	switch n := math.Exp(margin); {
	case n >= 1000:
		return "over 1000 times likelier than the next"
	case n >= 10:
		return fmt.Sprintf("%.0f times likelier than the next", n)
	default:
		return fmt.Sprintf("%.1f times likelier than the next", n)
	}
}
