package relate

import (
	"dixit"
)

// Least weights of what shows a contradiction of one speaker.
const (
	surely  = 0.9 // of a sign, where nothing in the telling speaks of a turn
	sharing = 1.0 // of the shared words, where something does
)

// contradicts finds that a speaker says in b the contrary of a, or the other way round: by a sign that would be plain alone, or
// by one that the article's telling of a turn makes plain. The one that is told as having been before is the target.
func (d *discourse) contradicts(a, b *node) bool {
	if a.said().overlap(b.said()) < sharing || d.compared == maxCompared {
		return false
	}
	d.compared++
	subject := a.said().Same(b.said())
	if subject.Weight < sharing {
		return false
	}
	signs := a.said().Signs(b.said())
	if len(signs) == 0 {
		return false
	}
	best := signs[0]
	here, there := d.marksOf(a), d.marksOf(b)
	before, turned := pick(here, Before), pick(there, Turned)
	from, to := b, a
	if before.IsZero() && turned.IsZero() || !pick(there, Before).IsZero() && before.IsZero() {
		if x, y := pick(there, Before), pick(here, Turned); !x.IsZero() {
			from, to, before, turned = a, b, x, y
			best.A, best.B = best.B, best.A
		}
	}
	evidence := append(append([]dixit.Fragment{}, best.A...), best.B...)
	switch {
	case !before.IsZero() && !turned.IsZero(), !before.IsZero() && best.Weight >= 0.6 && subject.Plain:
		from.relate(dixit.Contradicts, to, best.Why+", and the telling says that it was so before", append(evidence, before, turned)...)
	case best.Weight >= surely && subject.Plain && (best.Kind == Negation || best.Kind == Modality):
		from.relate(dixit.Contradicts, to, best.Why+", of the same thing", evidence...)
	default:
		return false
	}
	return true
}

// pick is the first mark of a kind; zero if there is none.
func pick(marks []Mark, kind MarkKind) dixit.Fragment {
	for _, m := range marks {
		if m.Kind == kind {
			return m.Words
		}
	}
	return dixit.Fragment{}
}
