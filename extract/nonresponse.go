package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
	"dixit/text"
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

// line is a block in which set phrases are looked for.
type line struct {
	*article
	block int
	words []neural.Word
}

// low is word i in lower case, "" beyond the sentence that word number from stands in.
func (l *line) low(i int) string {
	if i < 0 || i >= len(l.words) {
		return ""
	}
	return strings.ToLower(l.at(i))
}

func (l *line) at(i int) string { return l.text[l.words[i].Span.Start:l.words[i].Span.End] }

// phrase is the words [from, to) in a role.
func (l *line) phrase(role neural.Label, from, to int) phrase {
	return phrase{
		role: role, block: l.block, first: from, end: to, sentence: l.article.tagged.sentences[l.block][from],
		span: dixit.Span{Start: l.words[from].Span.Start, End: l.words[to-1].Span.End}, confidence: setPhrase,
	}
}

// setPhrase is the confidence of what is found by its words alone.
const setPhrase = 0.8

// tagged reports whether d's cue touches a cue that a draft has, or a content or quotation: then it is somebody's words.
func (l *line) tagged(d *draft, taken map[int]bool) bool {
	c := d.cue[0]
	for _, w := range l.words[c.first:c.end] {
		if taken[w.Span.Start] {
			return true
		}
	}
	return l.words[c.first].Marks[0].Label.Role() == neural.BeginContent || l.words[c.end-1].Marks[0].Label.Role() == neural.BeginContent || l.marks.at(c.span.Start) >= 0
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
		if l.low(i-1) == "nor" {
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
	end := l.clauseEnd(i + 1)
	from := i + 1
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
	end := l.clauseEnd(i + 2)
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

// clauseEnd is where the clause that goes on at word i ends: at a mark, at "and", "but" or "or" before a verb's subject, at a
// time, or at the sentence's end.
func (l *line) clauseEnd(i int) int {
	if i >= len(l.words) {
		return len(l.words)
	}
	sentence := l.article.tagged.sentences[l.block]
	j := i
	for ; j < len(l.words) && j < i+40 && sentence[j] == sentence[i]; j++ {
		w := l.low(j)
		if !text.IsWord(w) && !(w == "." && abbreviated(l.low(j-1))) && w != "’" && w != "'" && w != "-" && w != "&" && w != "$" {
			break
		}
		if w == "but" || w == "while" || w == "although" || w == "though" || w == "before" || w == "after" || w == "and" && l.startsClause(j+1) {
			break
		}
		if timeWord(w) {
			if prev := l.low(j - 1); prev == "on" || prev == "late" || prev == "early" || prev == "by" {
				j--
			}
			break
		}
		if w == "by" && (l.low(j+1) == "press" || l.low(j+1) == "publication" || l.low(j+1) == "the" && l.low(j+2) == "time") {
			break
		}
	}
	return max(i, j)
}

// startsClause reports whether word i begins a clause or a verb group rather than a noun phrase.
func (l *line) startsClause(i int) bool {
	w := l.low(i)
	return subjectPronoun(w) || w == "it" || strings.HasSuffix(w, "ed") || neverBegins(w)
}

// subject is the noun phrase that ends before word i: back to a mark or conjunction, over an apposition in commas; nil if there
// is none.
func (l *line) subject(i int) *phrase {
	const longest = 24
	sentence := l.article.tagged.sentences[l.block]
	to := i
	for to > 0 && sentence[to-1] == sentence[i] && (l.low(to-1) == "also" || l.low(to-1) == "," && to == i) {
		to--
	}
	apposition := to < i && l.low(to) == ","
	from := to
	for ; from > 0 && to-from < longest && sentence[from-1] == sentence[i]; from-- {
		w := l.low(from - 1)
		if w == "," && apposition {
			apposition = false
			continue
		}
		if !text.IsWord(w) && !(w == "." && abbreviated(l.low(from-2))) && w != "’" && w != "'" && w != "-" && w != "&" {
			break
		}
		if w == "that" || w == "but" || w == "when" || w == "while" || w == "because" || w == "if" || w == "although" || w == "though" || w == "and" && !capitalised(l.at(from)) {
			break
		}
	}
	if from == to || to > 0 && l.low(to-1) == "and" || neverBegins(l.low(from)) && !pronoun(l.low(from)) {
		return nil
	}
	s := l.phrase(neural.BeginSource, from, to)
	return &s
}

func capitalised(w string) bool { return w != strings.ToLower(w) }

// requested reports whether w is what one answers: a request, a question, a message.
func requested(w string) bool {
	switch w {
	case "request", "requests", "question", "questions", "inquiry", "inquiries", "enquiry", "enquiries", "query", "queries", "message",
		"messages", "email", "emails", "e-mail", "e-mails", "call", "calls", "comment", "letters", "phone":
		return true
	}
	return false
}
