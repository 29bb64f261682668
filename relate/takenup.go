package relate

import (
	"slices"
	"strings"
	"unicode"

	"dixit"
	"dixit/text"
)

// takenUp finds what takes up somebody's words by naming them: “rejected Lind’s claim that …”, “criticised Lind for saying …”,
// where the words named are a statement inside the one that takes them up; “disputed Lind’s “paper tiger” comment”, where
// they stand elsewhere.
func (d *discourse) takenUp() {
	for _, n := range d.nodes {
		kind, cue := n.manner()
		if kind == "" || n.refuses() || n.supposed() {
			continue
		}
		for _, c := range d.children[n.ID] {
			if noun := c.noun(n); !noun.IsZero() && otherSpeaker(n, c) && n.objectOf(c) {
				n.relate(asked(kind, noun), c, "“"+cue.Text()+"” what is named as a statement: “"+noun.Text()+"”", cue, noun)
			}
		}
		if len(n.found) == 0 {
			d.namedWords(n, kind, cue)
		}
	}
}

// manner is how n takes up words of others by its cue, and the word that says so; "" if it does not.
func (n *node) manner() (dixit.RelationType, dixit.Fragment) {
	for _, m := range [...]struct {
		kind  dixit.RelationType
		class class
	}{{dixit.Denies, denial}, {dixit.Disputes, dispute}, {dixit.Contradicts, contradiction}, {dixit.Reiterates, repetition}, {dixit.Praises, praise}, {dixit.Criticises, criticism}} {
		if f := n.cueWord(m.class); !f.IsZero() {
			return m.kind, f
		}
	}
	return "", dixit.Fragment{}
}

// asked is Disputes where it is a request that is denied: nothing is said not to be so.
func asked(kind dixit.RelationType, noun dixit.Fragment) dixit.RelationType {
	if kind == dixit.Denies && request.is(root(strings.ToLower(noun.Text()))) {
		return dixit.Disputes
	}
	return kind
}

// noun is the word of c's cue that makes a thing of what was said: “claim”, or “saying” after “for”. n is the statement around it.
func (c *node) noun(n *node) dixit.Fragment {
	if len(c.cues) == 0 || len(c.cues) > 3 || c.refuses() {
		return dixit.Fragment{}
	}
	if f := c.cueWord(speech | request); !f.IsZero() {
		if low := strings.ToLower(f.Text()); !participle(low) && !strings.HasSuffix(low, "ed") {
			return f
		}
	}
	for _, f := range n.Content {
		if at := c.Cue[0].Span().Start - f.Span().Start; at > 0 && at < len(f.Text()) {
			before := strings.Fields(f.Text()[:at])
			if len(before) > 0 && (before[len(before)-1] == "for" || len(before) > 1 && before[len(before)-2] == "for") || c.cues[0] == "for" {
				for _, p := range c.Cue {
					for w := range text.EachWord(p.Text()) {
						if part, err := p.Part(w); err == nil && isSpeaking(strings.ToLower(part.Text())) {
							return part
						}
					}
				}
			}
		}
	}
	return dixit.Fragment{}
}

// supposed reports whether n's cue tells of what is not done, but would, should or will be.
func (n *node) supposed() bool {
	return slices.ContainsFunc(n.cues, func(w string) bool {
		switch w {
		case "would", "should", "could", "might", "may", "must", "will", "willing", "if", "expected", "likely", "to":
			return true
		}
		return false
	})
}

// objectOf reports whether c, a statement inside n, is what n's cue is about: it is named where n's content begins.
func (n *node) objectOf(c *node) bool {
	if len(n.Content) == 0 || len(c.Cue) == 0 || c.Mention.IsZero() {
		return false
	}
	from, cue := n.Content[0].Span(), c.Cue[0].Span().Start
	if cue < from.Start || cue > from.End || c.Mention.Span().Start < from.Start {
		return false
	}
	before := n.Content[0].Text()[:c.Mention.Span().Start-from.Start]
	return len(strings.Fields(before)) <= 3 && !strings.ContainsAny(before, ",;:.“\"")
}

// namedWords finds words in quotation marks that n's content gives as another's, whom it names, and that stand in a statement of his:
// of several the nearest before n, else the nearest after it.
func (d *discourse) namedWords(n *node, kind dixit.RelationType, cue dixit.Fragment) {
	for _, q := range n.Quotes {
		phrase := bare(q)
		if len(strings.Fields(phrase)) > 8 || len(strings.Fields(phrase)) < 2 || len(n.Content) == 0 || !n.speaksOfWords() {
			continue
		}
		var best *node
		for i := max(0, n.place-lookBack); i < min(len(d.nodes), n.place+lookBack); i++ {
			t := d.nodes[i]
			if m, _ := t.manner(); m == kind {
				continue // who does the same quotes the same words
			}
			if t == n || t.Parent == n.ID || n.Parent == t.ID || !otherSpeaker(n, t) || t.named(n.Content[0].Text()).Len() == 0 || !t.holds(phrase) {
				continue
			}
			if best == nil || i < n.place || best.place > n.place && i < best.place {
				best = t
			}
		}
		if best != nil {
			n.relate(kind, best, "“"+cue.Text()+"” words that stand there: “"+phrase+"”", cue, q.Words)
		}
	}
}

// holds reports whether what n says has a phrase in it, word for word.
func (n *node) holds(phrase string) bool {
	return strings.Contains(n.plainText(), " "+plain(phrase)+" ")
}

// plainText is what n says, plain, with a space at either end.
func (n *node) plainText() string {
	if n.flat == "" {
		n.flat = " " + plain(n.Text()) + " "
	}
	return n.flat
}

// bare are the words of a quotation without its marks and the punctuation at its ends.
func bare(q dixit.Quotation) string {
	return strings.Trim(strings.TrimSuffix(strings.TrimPrefix(q.Words.Text(), q.Open), q.Close), " ,.;:!?“”\"‘’'")
}

// plain is s in lower case, its words and nothing else, a space between.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isWordRune(r) }), " ")
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '\'' || r == '’'
}
