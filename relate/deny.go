package relate

import (
	"slices"
	"strings"

	"dixit"
	"dixit/text"
)

// denials finds what a denial is about that does not name it: the nearest accusation before it against whoever denies.
func (d *discourse) denials() {
	for _, n := range d.nodes {
		cue := n.cueWord(denial)
		if cue.IsZero() || n.Act != "deny" || n.refuses() || n.supposed() || len(n.found) > 0 || n.Parent != "" || len(n.name) == 0 {
			continue
		}
		for i := n.place - 1; i >= max(0, n.place-lookBack); i-- {
			t := d.nodes[i]
			if t.Act != "accuse" || t.Tier != 1 || t.Parent != "" || t.Negated || !otherSpeaker(n, t) {
				continue
			}
			if word := t.against(n); !word.IsZero() && (n.sweeping() || n.said().Same(t.said()).Plain) {
				n.relate(dixit.Denies, t, "“"+cue.Text()+"” what another said of “"+word.Text()+"”", cue, word)
				break
			}
		}
	}
}

// retorts finds what is told as hitting back, right after what somebody else charged the speaker with.
func (d *discourse) retorts() {
	for _, n := range d.nodes {
		cue := n.phrase(isRetort)
		if cue.IsZero() || n.refuses() || n.supposed() || len(n.found) > 0 || n.Parent != "" || len(n.name) == 0 {
			continue
		}
		before := n.place - 1
		for before >= 0 && (d.nodes[before].Parent != "" || d.nodes[before].Tier != 1) {
			before--
		}
		if before < 0 {
			continue
		}
		t := d.nodes[before]
		word := t.naming(n) // that he was spoken to makes no charge
		if t.Act != "accuse" && t.Act != "criticise" || word.IsZero() || t.Negated || !otherSpeaker(n, t) || t.Speaker.Kind == dixit.Collective {
			continue
		}
		n.relate(dixit.Disputes, t, "“"+cue.Text()+"” after what another said of “"+word.Text()+"”", cue, word)
	}
}

// phrase is two words in a row of n's cue, or one, that are of a kind; zero if there are none.
func (n *node) phrase(is func(first, second string) bool) dixit.Fragment {
	for _, f := range n.Cue {
		list := slices.Collect(text.EachWord(f.Text()))
		for i, w := range list {
			next, end := "", w.End
			if i+1 < len(list) {
				next, end = strings.ToLower(f.Text()[list[i+1].Start:list[i+1].End]), list[i+1].End
			}
			first := strings.ToLower(f.Text()[w.Start:w.End])
			if is(first, "") {
				end = w.End
			} else if next == "" || !is(first, next) {
				continue
			}
			if part, err := f.Part(dixit.Span{Start: w.Start, End: end}); err == nil {
				return part
			}
		}
	}
	return dixit.Fragment{}
}

// against is where n's content names the speaker of whom, or n was said to him: the words; zero if it is not about him.
func (n *node) against(whom *node) dixit.Fragment {
	if f := n.naming(whom); !f.IsZero() {
		return f
	}
	for _, a := range n.Addressee {
		if a.Name == whom.Speaker.Name && len(n.Cue) > 0 {
			return n.Cue[0]
		}
	}
	return dixit.Fragment{}
}

// naming is where n's content names the speaker of whom; zero if it does not.
func (n *node) naming(whom *node) dixit.Fragment {
	for _, f := range n.Content {
		if w := whom.named(f.Text()); w.Len() > 0 {
			if part, err := f.Part(w); err == nil {
				return part
			}
		}
	}
	return dixit.Fragment{}
}

// sweeping reports whether n denies whatever it was that was said: “the allegations”, “any wrongdoing”.
func (n *node) sweeping() bool {
	words := n.said().words
	if len(words) > 8 {
		return false
	}
	for _, w := range words {
		switch w.root {
		case "wrongdo", "allegation", "accusation", "charg", "claim", "involvement", "responsibility":
			return true
		}
	}
	return false
}

// goneOn finds what goes on disputing or denying: told in the sentence of a statement of the same speaker that disputes, after it, by
// a participle, and about the same words: “disputed the comment, telling reporters: …”.
func (d *discourse) goneOn() {
	for _, n := range d.nodes {
		if len(n.cues) == 0 || !participle(n.cues[0]) || len(n.Cue) == 0 {
			continue
		}
		for i := max(0, n.place-2); i < min(len(d.nodes), n.place+3); i++ {
			before := d.nodes[i]
			if before == n || !sameSpeaker(n, before) || len(before.Cue) == 0 || before.Cue[0].Start() > n.Cue[0].Start() || d.sentenceOf(n) != d.sentenceOf(before) || n.within.Len() == 0 {
				continue
			}
			for _, r := range before.found {
				t := d.ids[r.Target]
				if r.Type != dixit.Disputes && r.Type != dixit.Denies || t == nil || t.Parent == before.ID {
					continue
				}
				if shared, ok := n.said().telling(t.said()); ok {
					n.relate(r.Type, t, "goes on in the sentence of “"+r.Evidence[0].Text()+"”, with a word of it: “"+shared.A.Text()+"”", r.Evidence[0], n.Cue[0], shared.A)
				}
			}
		}
	}
}

// participle reports whether a word in lower case, or its root, looks like a present participle.
func participle(w string) bool { return len(w) > 4 && strings.HasSuffix(w, "ing") }
