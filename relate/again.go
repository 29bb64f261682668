package relate

import (
	"strings"

	"dixit"
)

// bySpeaker sets the statements of each speaker beside each other: what is given twice, said again, or contradicts what was said.
func (d *discourse) bySpeaker() {
	by := map[string][]*node{}
	for _, n := range d.nodes {
		if n.Parent == "" && len(n.Cue) > 0 && n.Speaker.Name != "" && (n.Speaker.Kind == dixit.Person || n.Speaker.Kind == dixit.Organisation) && len(n.Content) > 0 {
			by[n.Speaker.Name] = append(by[n.Speaker.Name], n)
		}
	}
	for _, n := range d.nodes {
		list := by[n.Speaker.Name]
		if len(list) < 2 || list[0] != n {
			continue
		}
		for i, b := range list {
			for _, a := range list[max(0, i-maxSpeaker):i] {
				if sameSpeaker(a, b) && a.ID != b.Parent {
					d.compare(a, b)
				}
			}
		}
	}
}

// compare finds what a and b, which stands after it, have to do with each other. They are by the same speaker.
func (d *discourse) compare(a, b *node) {
	if d.cites(a, b) || a.Region == dixit.Headline || b.Region == dixit.Headline || d.contradicts(a, b) {
		return // a headline tells again what the article tells
	}
	cue := b.cueWord(repetition)
	if again := b.Cue[len(b.Cue)-1]; cue.IsZero() && strings.HasPrefix(plain(again.Text()), "again") {
		cue = again
	}
	if cue.IsZero() || b.refuses() {
		return
	}
	share := 0.5
	if a.Act != b.Act {
		share = 0.8
	}
	if subject := a.said().Same(b.said()); subject.Plain && subject.Weight >= share*b.said().weight() {
		b.relate(dixit.Reiterates, a, "“"+cue.Text()+"”, and shared words", cue, subject.Shared[0].B, subject.Shared[len(subject.Shared)-1].B, subject.Shared[0].A)
	}
}

// weight is that of a's different words.
func (a *Said) weight() (sum float64) {
	for _, r := range a.roots {
		sum += r.weight
	}
	return sum
}

// leastCited is how many words in quotation marks must be the same for two statements to give the same words.
const leastCited = 4

// insideOut reports whether a quotation begins with a space: a mark is missing before it, and its words are the document's own.
func insideOut(q dixit.Quotation) bool {
	inner := strings.TrimPrefix(q.Words.Text(), q.Open)
	return inner == "" || inner[0] == ' '
}

// cites finds words in quotation marks that a and b both give: the shorter quotes from the longer.
func (d *discourse) cites(a, b *node) bool {
	for _, p := range [...]struct{ short, long *node }{{a, b}, {b, a}} {
		if len(p.long.plainText()) < len(p.short.plainText()) || len(p.long.plainText()) == len(p.short.plainText()) && p.short == a {
			continue
		}
		for _, q := range p.short.Quotes {
			phrase := bare(q)
			if insideOut(q) {
				continue
			}
			if n := len(strings.Fields(phrase)); n < leastCited || n > 60 || !p.long.holds(phrase) {
				continue
			}
			p.short.relate(dixit.Cites, p.long, "the words in quotation marks stand in both", q.Words)
			return true
		}
	}
	return false
}
