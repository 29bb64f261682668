package relate

import (
	"slices"
	"strings"

	"dixit"
)

// questions finds what answers a question that the article tells of, and what does not.
func (d *discourse) questions() {
	for _, q := range d.nodes {
		if q.Kind != dixit.Question || !slices.ContainsFunc(q.cues, isAsking) {
			continue
		}
		passive := q.isPassive()
		for i := max(0, q.place-3); i < min(len(d.nodes), q.place+5); i++ {
			n := d.nodes[i]
			if n == q || n.Kind == dixit.Question || n.Parent != "" && n.Parent != q.Parent || len(n.Cue) == 0 || n.Parent == q.ID || len(n.found) > 0 {
				continue
			}
			asked := q.to(n)
			together := d.sentenceOf(q).Len() > 0 && d.sentenceOf(q) == d.sentenceOf(n)
			reply := n.cueWord(reply)
			switch {
			case n.Kind == dixit.Nonresponse && together && asked && n.bareRefusal(q):
				n.relate(dixit.Declines, q, "not answered, in the sentence of the question", n.Cue[0], q.Cue[0])
			case n.Kind == dixit.Nonresponse, n.refuses(), !n.cueWord(dodge).IsZero():
			case passive && together && asked && q.first(d, n):
				n.relate(dixit.Answers, q, "in the sentence that tells of the question, by who was asked", n.Cue[0], q.Cue[0])
			case !reply.IsZero() && i == d.after(q) && otherOrUnnamed(n, q) && (asked || !q.hasAddressee()):
				n.relate(dixit.Answers, q, "“"+reply.Text()+"”, right after the question", reply, q.Cue[0])
			}
		}
	}
}

// isPassive reports whether q tells that somebody was asked: “Asked whether”, “when asked by CNN”.
func (q *node) isPassive() bool {
	last := q.cues[len(q.cues)-1]
	if last == "about" || last == "if" || last == "whether" || last == "by" {
		if len(q.cues) < 2 {
			return false
		}
		last = q.cues[len(q.cues)-2]
	}
	switch last {
	case "asked", "pressed", "questioned", "quizzed", "challenged":
		return q.Mention.IsZero() || q.Mention.Span().Start > q.Cue[0].Span().Start
	}
	return false
}

// to reports whether q was put to the speaker of n.
func (q *node) to(n *node) bool {
	for _, a := range q.Addressee {
		if a.Name != "" && a.Name == n.Speaker.Name {
			return true
		}
	}
	return false
}

func (q *node) hasAddressee() bool { return len(q.Addressee) > 0 && q.Addressee[0].Name != "" }

// first reports whether n is the first statement in the question's sentence by who was asked: what is told after it may be
// something else.
func (q *node) first(d *discourse, n *node) bool {
	for i := max(0, q.place-3); i < min(len(d.nodes), q.place+5); i++ {
		m := d.nodes[i]
		if m != q && m != n && m.Parent == n.Parent && m.Kind != dixit.Nonresponse && q.to(m) && len(m.Cue) > 0 && m.Cue[0].Start() < n.Cue[0].Start() && d.sentenceOf(m) == d.sentenceOf(q) {
			return false
		}
	}
	return true
}

// bareRefusal reports whether n, a non-answer, is about no other question than q: its content names none, or words of q.
func (n *node) bareRefusal(q *node) bool {
	for _, w := range n.said().words {
		switch w.low {
		case "comment", "comments", "answer", "say", "elaborate", "respond", "the", "to", "on", "question", "questions", "it", "a", "that":
			continue
		}
		if !q.holds(w.low) {
			return false
		}
	}
	return true
}

// after is the place of the statement that comes after q, those inside it left out; -1 if there is none.
func (d *discourse) after(q *node) int {
	for i := q.place + 1; i < min(len(d.nodes), q.place+6); i++ {
		if d.nodes[i].Parent == "" && d.nodes[i].end.Start >= q.end.End {
			return i
		}
	}
	return -1
}

func otherOrUnnamed(n, q *node) bool { return len(q.name) == 0 || otherSpeaker(n, q) }

// turns finds answers in transcripts: the first paragraph of a turn after one that ends with a question, if who speaks is another and
// asks nothing.
func (d *discourse) turns() {
	var last *node // of the turn before
	for _, n := range d.nodes {
		if n.Parent != "" || len(n.Cue) > 0 || n.Mention.IsZero() {
			continue
		}
		if last != nil && last.Mention != n.Mention {
			if last.Kind == dixit.Question && n.Kind != dixit.Question && last.asks() && !n.asks() && last.Mention.Text() != n.Mention.Text() {
				n.relate(dixit.Answers, last, "the turn after the question", last.Mention, n.Mention)
			}
		}
		last = n
	}
}

// asks reports whether what n says ends with a question.
func (n *node) asks() bool {
	return strings.HasSuffix(strings.TrimRight(n.Text(), " \n)”\"’"), "?")
}
