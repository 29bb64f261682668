package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

// phrase is a run of words that the tagger gave one role.
type phrase struct {
	role       neural.Label // BeginSource, BeginCue or BeginContent
	block      int          // which block it stands in
	first, end int          // its words: [first, end) of the block
	sentence   int          // of its first word, counted through the passage
	span       dixit.Span   // bytes
	confidence float64      // mean probability of its labels
}

// passage is a stretch of a document that is read for statements by itself: its paragraphs, or what somebody said.
type passage struct {
	text      string          // the document's
	level     int             // how many contents it stands in
	words     [][]neural.Word // by block
	ends      []int           // by block: the byte where its last word ends, or that of the block before if it has none
	sentences [][]int         // by block: the number of each word's sentence, counted through the passage
	phrases   []phrase        // in order
}

// newPassage gathers the phrases of a level of tagged words.
func newPassage(t string, blocks []dixit.Span, tagged [][]neural.Word, level int) *passage {
	p := &passage{text: t, level: level, words: tagged, sentences: make([][]int, len(blocks))}
	count, end := 0, 0
	for b, words := range p.words {
		if len(words) > 0 {
			end = words[len(words)-1].Span.End
		}
		p.ends = append(p.ends, end)
		split := text.Sentences(t, blocks[b])
		numbers := make([]int, len(words))
		k := 0
		for i, w := range words {
			for k+1 < len(split) && w.Span.Start >= split[k+1].Start {
				k++
			}
			numbers[i] = count + k
		}
		count += len(split) + 1
		p.sentences[b] = numbers
		p.gather(b)
	}
	return p
}

// slice is the text of a span.
func (p *passage) slice(s dixit.Span) string { return p.text[s.Start:s.End] }

// gather appends the phrases of a block.
func (p *passage) gather(block int) {
	words := p.words[block]
	label := func(i int) neural.Label { return words[i].Marks[p.level].Label }
	for i := 0; i < len(words); {
		if label(i) == neural.Outside {
			i++
			continue
		}
		end, sum := i, 0.0
		for end == i || end < len(words) && label(end) != neural.Outside && !label(end).Begins() {
			sum += float64(words[end].Marks[p.level].Probability)
			end++
		}
		role := label(i).Role()
		if from, to := trim(p.text, role, words, i, end); from < to {
			p.phrases = append(p.phrases, phrase{
				role: role, block: block, first: from, end: to, sentence: p.sentences[block][from],
				span:       dixit.Span{Start: words[from].Span.Start, End: words[to-1].Span.End},
				confidence: sum / float64(end-i),
			})
		}
		i = end
	}
}

// trim cuts what the marking guide leaves out of a phrase: "that" and a comma before a content, a final stop or comma after it
// (inside quotation marks they stand before the mark and stay), and marks at the ends of sources and cues. Nothing is left of
// a phrase that is a particle only.
func trim(t string, role neural.Label, words []neural.Word, first, end int) (from, to int) {
	word := func(i int) string { return t[words[i].Span.Start:words[i].Span.End] }
	if role != neural.BeginCue && end-first == 1 && particle(word(first)) {
		return first, first
	}
	if role == neural.BeginContent {
		for first < end && (strings.EqualFold(word(first), "that") || strings.Contains(",.:;", word(first))) {
			first++
		}
		for first < end && strings.Contains(",.:;", word(end-1)) && !leftOpen(t[words[first].Span.Start:words[end-1].Span.End]) {
			end--
		}
		return first, end
	}
	for first < end && !text.IsWord(word(first)) && !strings.Contains("“\"‘(", word(first)) {
		first++
	}
	for first < end && !text.IsWord(word(end-1)) && !strings.Contains("”\"’)", word(end-1)) {
		if word(end-1) == "." && end-2 >= first && strings.Contains(word(end-2), ".") {
			break // "the U.S."
		}
		end--
	}
	return first, end
}

// leftOpen reports whether s opens a quotation that it does not close: then the stop at its end is part of it.
func leftOpen(s string) bool {
	return strings.Count(s, "“") > strings.Count(s, "”") || strings.Count(s, `"`)%2 == 1
}

// particle reports whether a word by itself can be neither a source nor a content: what is left of a phrase that was cut short.
func particle(w string) bool {
	switch strings.ToLower(w) {
	case "the", "a", "an", "of", "to", "and", "or", "only", "as", "for", "in", "on", "at", "by", "with":
		return true
	}
	return false
}

// gap is the number of words between two phrases of one block, 0 if they touch.
func gap(a, b phrase) int {
	if a.first > b.first {
		a, b = b, a
	}
	return max(0, b.first-a.end)
}
