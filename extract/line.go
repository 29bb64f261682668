package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

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
		if w == "but" || w == "while" || w == "although" || w == "though" || w == "when" || w == "before" || w == "after" || w == "and" && l.startsClause(j+1) {
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

// apposition is where the name in commas after word end, which ends a phrase, ends itself; end if there is none.
func (l *line) apposition(end int) int {
	const longest = 4
	if l.low(end) != "," {
		return end
	}
	j := end + 1
	for j < len(l.words) && j-end <= longest && capitalised(l.at(j)) {
		j++
	}
	if j == end+1 || l.low(j) != "." && l.low(j) != "," {
		return end
	}
	return j
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
	for to > 1 && strings.HasSuffix(l.low(to-1), "ly") && !capitalised(l.at(to-1)) && sentence[to-2] == sentence[i] {
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
