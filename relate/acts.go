package relate

import "dixit"

// acts is the sign that one of a and b is for what the other is against, by what they do in saying it: the act, and a word of the
// cue that says so.
func (c contrast) acts() []Sign {
	x, y := c.a.stance(), c.b.stance()
	if x.side*y.side >= 0 {
		return nil
	}
	weight := c.a.weigh(c.b, c.shared)
	if weight < plainly {
		return nil
	}
	return []Sign{{
		Kind: Acts, A: []dixit.Fragment{x.words}, B: []dixit.Fragment{y.words},
		Why: "“" + x.words.Text() + "” against “" + y.words.Text() + "”", Weight: min(1, 0.3+weight/5),
	}}
}

// stance is whether a statement is for (1) or against (-1) its content, and the words of its cue that say so.
type stance struct {
	side  int
	words dixit.Fragment
}

// stance is how a stands to its content by its cue; 0 where the cue does not say it, or the content has a word that may turn it round.
func (a *Said) stance() stance {
	for _, w := range a.words {
		if w.negated || denies(w.low) > 0 || w.low == "against" {
			return stance{}
		}
	}
	side, at := 0, 0
	for i, w := range a.cue {
		if s := sideOf(w.root); s != 0 && side == 0 {
			side, at = s, i
			if w.negated {
				side = -side
			}
		}
		if w.low == "against" {
			side, at = -1, i
		}
	}
	if side == 0 || !fits(a.statement.Act, side) {
		return stance{}
	}
	return stance{side, part(a.cue, at, at)}
}

// fits reports whether an act is one of those who are on a side.
func fits(act dixit.Act, side int) bool {
	switch act {
	case "support", "praise", "agree", "confirm", "admit", "promise", "propose", "demand":
		return side > 0
	case "reject", "criticise", "deny", "accuse", "decline":
		return side < 0
	}
	return false
}

// sideOf is the side of those who do what the verb or noun with this root says.
func sideOf(root string) int {
	switch {
	case pro.is(root):
		return 1
	case contra.is(root):
		return -1
	}
	return 0
}
