package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
)

// silences adds what the tagger finds least: that somebody gave no answer ("did not respond to a request for comment", "could
// not be reached", "nor did Lind"), and gestures ("nodded", "gave a thumbs up"). Both are said in a few set phrases. What the
// tagger found is left alone, and so is what stands in somebody's words.
func (a *article) silences() {
	taken := map[int]bool{}      // where the words of the tagger's cues begin
	silent := map[int][]*draft{} // the non-answers of each block, as found
	for _, d := range a.drafts {
		if d.parent == nil && len(d.cue) > 0 && nonresponse(cueWords(a.text, d.cue), a.content(d)) {
			silent[d.cue[0].block] = append(silent[d.cue[0].block], d)
		}
		for _, c := range d.cue {
			for _, w := range a.words(c.span) {
				taken[w.Span.Start] = true
			}
		}
	}
	for b, words := range a.tagged.words {
		if len(words) == 0 || skipped(a.doc.Blocks[b]) {
			continue
		}
		l := &line{article: a, block: b, words: words}
		for i := range words {
			d := l.silence(i, silent[b])
			if d == nil {
				d = l.gesture(i)
			}
			if d == nil || l.tagged(d, taken) {
				continue
			}
			d.region = a.doc.Blocks[b].Region
			a.drafts = append(a.drafts, d)
			if d.kind == dixit.Nonresponse {
				silent[b] = append(silent[b], d)
			}
		}
	}
}

// skipped reports whether nothing in b can be a statement.
func skipped(b dixit.Block) bool {
	return b.Region == dixit.LinkLine || b.Region == dixit.Boilerplate || b.Kind == dixit.Heading && b.Region != dixit.Headline
}

// silence is the draft of a non-answer whose verb or noun is word i, nil if it is none. before are the non-answers of
// the block found so far.
func (l *line) silence(i int, before []*draft) *draft {
	switch l.low(i) {
	case "respond", "responded", "reply", "replied", "return", "returned", "answer", "answered":
		return l.noAnswer(i)
	case "reached", "contacted":
		if from := l.denied(i, "could", "can"); l.low(i-1) == "be" && from >= 0 {
			return l.unanswered(from, i+1, "for")
		}
	case "available":
		if from := l.denied(i, "was", "were", "is", "are"); from >= 0 {
			return l.unanswered(from, i+1, "for", "to")
		}
	case "unavailable":
		if prev := l.low(i - 1); prev == "was" || prev == "were" {
			return l.unanswered(i-1, i+1, "for", "to")
		}
	case "declined", "declines", "refused", "refuses":
		if next := l.low(i + 1); next == "comment" || next == "requests" || next == "to" && l.low(i+2) == "comment" {
			return l.declined(i)
		}
	case "did", "was", "were", "has", "have", "had":
		if prev := l.low(i - 1); prev == "nor" || prev == "neither" {
			return l.norDid(i, before)
		}
	case "comment", "response":
		return l.noComment(i)
	}
	return nil
}

// denied is where the verb group of word i begins if it is a denied one of these auxiliaries, -1 if not.
func (l *line) denied(i int, auxiliaries ...string) int {
	for j := i - 1; j >= 0 && i-j <= 5; j-- {
		w := l.low(j)
		for _, aux := range auxiliaries {
			if w == aux+"n't" || w == aux+"n’t" {
				return j
			}
			if w == aux && (l.low(j+1) == "not" || l.low(j+1) == "never") {
				return j
			}
		}
		if w != "not" && w != "never" && w != "be" && w != "yet" && w != "right" && w != "away" && !strings.HasSuffix(w, "ly") {
			return -1
		}
	}
	return -1
}

// noAnswer is "did not respond to a request for comment" and "has not returned calls", whose verb is word i.
func (l *line) noAnswer(i int) *draft {
	from := l.denied(i, "did", "does", "do", "has", "have", "had")
	if from < 0 {
		return nil
	}
	to := i + 1
	if verb := l.low(i); (strings.HasPrefix(verb, "respond") || strings.HasPrefix(verb, "repl")) && (l.ends(to) || l.low(to) == "at" && l.low(to+1) == "all") {
		return l.draft(from, to, to, to)
	}
	if l.low(to) == "to" {
		to++
	}
	end := l.clauseEnd(to)
	for j := to; j < end && j < to+8; j++ {
		if requested(l.low(j)) {
			return l.draft(from, to, to, end)
		}
	}
	return nil
}

// unanswered is a verb group [from, to) that may be followed by one of prepositions and "comment"; nil if it is not.
func (l *line) unanswered(from, to int, prepositions ...string) *draft {
	if !has(prepositions, l.low(to)) || l.low(to+1) != "comment" {
		return nil
	}
	return l.draft(from, to+1, to+1, l.clauseEnd(to+1))
}

// declined is "declined to comment on the report" and "declined requests for comment".
func (l *line) declined(i int) *draft {
	from, to := i, i+1
	for from > 0 && (l.low(from-1) == "has" || l.low(from-1) == "have" || l.low(from-1) == "had" || l.low(from-1) == "also") {
		from--
	}
	return l.draft(from, to, to, l.clauseEnd(to))
}

// norDid is "nor did Lind": the verb and what was not answered are those of the clause before.
func (l *line) norDid(i int, all []*draft) *draft {
	const longest, furthest = 12, 400 // words of a name, bytes back
	var before *draft
	for k := len(all) - 1; k >= 0 && k > len(all)-4; k-- {
		if d := all[k]; d.cue[0].span.End <= l.words[i-1].Span.Start && (before == nil || d.cue[0].span.Start > before.cue[0].span.Start) {
			before = d
		}
	}
	from := i + 1
	end := l.apposition(l.clauseEnd(from))
	if before == nil || end == from || end-from > longest || l.words[i-1].Span.Start-before.cue[0].span.End > furthest {
		return nil
	}
	d := &draft{cue: []phrase{l.phrase(neural.BeginCue, i-1, i+1)}, content: before.content}
	d.unanswered("no answer, like the one before")
	s := l.phrase(neural.BeginSource, from, end)
	d.source = &s
	return d
}

// noComment is "no immediate response from the campaign", whose noun is word i. Nobody does anything by it: it is of the second
// tier.
func (l *line) noComment(i int) *draft {
	from := i - 1
	for from > 0 && i-from < 3 && l.low(from) != "no" {
		from--
	}
	if from < 0 || l.low(from) != "no" || l.low(i+1) != "from" {
		return nil
	}
	end := i + 2
	for stop := l.clauseEnd(end); end < stop && !has([]string{"on", "about", "regarding", "to"}, l.low(end)); {
		end++
	}
	if end == i+2 || end-i > 12 {
		return nil
	}
	s := l.phrase(neural.BeginSource, i+2, end)
	d := &draft{source: &s, cue: []phrase{l.phrase(neural.BeginCue, from, i+2)}}
	d.unanswered("no answer")
	d.tier = 2
	return d
}

// draft is a non-answer whose cue is [from, to) and whose content is [first, end); nil if it has no subject.
func (l *line) draft(from, to, first, end int) *draft {
	s := l.subject(from)
	if s == nil {
		return nil
	}
	d := &draft{source: s, cue: []phrase{l.phrase(neural.BeginCue, from, to)}}
	d.unanswered("no answer")
	if first < end {
		d.content = []phrase{l.phrase(neural.BeginContent, first, end)}
	}
	return d
}

// unanswered makes d a non-answer.
func (d *draft) unanswered(why string) {
	d.kind, d.act, d.tier, d.why = dixit.Nonresponse, "decline", 1, append(d.why, why)
}

// requested reports whether w is what one answers: a request, a question, a message.
func requested(w string) bool {
	switch w {
	case "request", "requests", "question", "questions", "inquiry", "inquiries", "enquiry", "enquiries", "query", "queries", "message",
		"messages", "email", "emails", "e-mail", "e-mails", "call", "calls", "comment", "letters", "phone":
		return true
	}
	return false
}
