package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

// A transcript (dixit.Block.Turn) is a row of turns, and what is said in one is the speaker's word for word: its label is the
// source, there is no cue, and what it reports is inside it. The tagger reads the words of a turn as a passage of their own, so its
// labels of the outermost level are those of the first level inside, and nothing is tagged twice.
//
// Each paragraph of a turn is a statement. A turn may be a speech of forty paragraphs; who looks for what was said of the harbour
// wants the paragraph about the harbour, its own address to link to and its own act, and not five thousand words. Question and
// answer are one paragraph each as a rule, and then a turn is a statement.

// surely is the confidence of a turn: what can be wrong is that the document is no transcript, or whose the label is.
const surely = 0.97

// spoken is what of block b is read for statements: all of it, or in a transcript the words after the label.
func spoken(t string, b dixit.Block) dixit.Span {
	if b.Turn.Len() == 0 || !b.Span.Contains(b.Turn) {
		return b.Span
	}
	s := t[b.Turn.End:b.Span.End]
	rest := strings.TrimLeft(s, ")]*_ \u00a0\t\n")
	colon := false
	for rest != "" {
		switch {
		case rest[0] == '(' || rest[0] == '[':
			i := strings.IndexAny(rest, ")]")
			if i < 0 || i+1 < len(rest) && !strings.ContainsAny(rest[i+1:i+2], " :\n\t\u00a0") {
				return dixit.Span{Start: b.Span.End - len(rest), End: b.Span.End}
			}
			rest = rest[i+1:]
		case !colon && (rest[0] == ':' || rest[0] == '.' || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "--")):
			colon = true
			rest = strings.TrimLeft(rest, ":.—–-")
		default:
			return dixit.Span{Start: b.Span.End - len(rest), End: b.Span.End}
		}
		rest = strings.TrimLeft(rest, "*_ \u00a0\t\n")
	}
	return dixit.Span{Start: b.Span.End, End: b.Span.End}
}

// turns makes a draft of each paragraph of a transcript that somebody speaks, before those of what it reports, which become its
// children.
func (a *article) turns() {
	if !isTranscript(a.doc) {
		return
	}
	asking := a.asking()
	byBlock := map[int]*draft{}
	var out []*draft
	for i, b := range a.doc.Blocks {
		if d := a.turn(i, b); d != nil {
			if strings.HasSuffix(a.content(d), "?") {
				d.act = "ask"
			}
			if key := turnKey(a.text, b.Turn); (asking[key] || asker(key)) && strings.Contains(a.content(d), "?") {
				d.kind, d.act = dixit.Question, "ask"
			}
			byBlock[i] = d
			out = append(out, d)
		}
	}
	for _, d := range a.drafts {
		if a.adopt(d, byBlock) {
			out = append(out, d)
		}
	}
	a.drafts = out
}

// isTranscript reports whether somebody speaks in turn in doc.
func isTranscript(doc *dixit.Document) bool {
	return slices.ContainsFunc(doc.Blocks, func(b dixit.Block) bool { return b.Turn.Len() > 0 })
}

// bracketed reports whether all of a paragraph stands in one pair of brackets.
func bracketed(s string) bool {
	s = strings.Trim(s, "*_. \u00a0")
	return len(s) > 1 && (s[0] == '(' && strings.IndexByte(s, ')') == len(s)-1 || s[0] == '[' && strings.IndexByte(s, ']') == len(s)-1)
}

// turn is the draft of block i, nil if nobody speaks in it.
func (a *article) turn(i int, b dixit.Block) *draft {
	words := a.tagged.words[i]
	if b.Turn.Len() == 0 || len(words) == 0 {
		return nil
	}
	first, end := 0, len(words)
	span := a.withoutRemarks(dixit.Span{Start: words[0].Span.Start, End: words[end-1].Span.End})
	for end > first && words[end-1].Span.Start >= span.End {
		end--
	}
	if end == first || !slices.ContainsFunc(words[first:end], func(w neural.Word) bool { return text.IsWord(a.tagged.slice(w.Span)) }) {
		return nil
	}
	label := sort.Search(len(a.doc.Blocks), func(k int) bool { return a.doc.Blocks[k].Span.End > b.Turn.Start })
	return &draft{
		source:  &phrase{role: neural.BeginSource, block: label, span: b.Turn, confidence: 1},
		wide:    phrase{role: neural.BeginSource, block: label, span: b.Turn, confidence: 1},
		content: []phrase{{role: neural.BeginContent, block: i, first: first, end: end, sentence: a.tagged.sentences[i][first], span: span, confidence: 1}},
		kind:    dixit.Direct, act: "state", tier: 1, turn: true, region: dixit.Body,
		why: []string{"turn of a transcript"},
	}
}

// withoutRemarks is s without the remarks of whoever wrote the transcript at its end: "(Applause.)", "[Crosstalk]".
func (a *article) withoutRemarks(s dixit.Span) dixit.Span {
	const longest = 80
	for {
		words := strings.TrimRight(a.text[s.Start:s.End], " \u00a0\n\t*_")
		s.End = s.Start + len(words)
		if !strings.HasSuffix(words, ")") && !strings.HasSuffix(words, "]") {
			return s
		}
		i := strings.LastIndexAny(words, "([")
		if i < 0 || len(words)-i > longest {
			return s
		}
		before := strings.TrimRight(words[:i], " \u00a0\n\t*_")
		if before != "" && !strings.ContainsAny(before[len(before)-1:], ".?!,-\"") && !strings.HasSuffix(before, "…") && !strings.HasSuffix(before, "”") && !strings.HasSuffix(before, "—") {
			return s
		}
		s.End = s.Start + len(before)
	}
}

// adopt makes d, if it stands in a turn, a child of that, and reports whether it is to be kept: what is linked over the border of a
// turn, as a question's words to a name in the answer, is no statement.
func (a *article) adopt(d *draft, byBlock map[int]*draft) bool {
	if d.parent != nil {
		return d.parent.content != nil
	}
	home := byBlock[a.blockOf(d.anchor())]
	for _, p := range slices.Concat(d.cue, d.content) {
		if byBlock[a.blockOf(p.span)] == nil != (home == nil) {
			d.content = nil
			return false
		}
	}
	if home == nil {
		return true
	}
	turn := a.doc.Blocks[a.blockOf(d.anchor())].Turn
	d.content = slices.DeleteFunc(d.content, func(c phrase) bool { return a.doc.Blocks[a.blockOf(c.span)].Turn != turn })
	if d.source != nil && a.doc.Blocks[a.blockOf(d.source.span)].Turn != turn || len(d.content) == 0 && d.kind == "" {
		d.content = nil
		return false
	}
	d.parent = home
	return true
}

// blockOf is the number of the block that s begins in.
func (a *article) blockOf(s dixit.Span) int {
	return min(sort.Search(len(a.blocks), func(i int) bool { return a.blocks[i].End > s.Start }), len(a.blocks)-1)
}

// onItsDay is s, a turn, as said on the day of publication, if that is known: transcripts come out on the day.
func (a *article) onItsDay(s dixit.Statement) dixit.Statement {
	if day := a.publication(); day != "" {
		s.When = dixit.When{EDTF: day, Basis: "inferred"}
		s.Why += "; day: of the transcript"
	}
	return s
}

// placeIn is where s stands in the text: all of it, but of a turn's later paragraphs not the label, which stands far before them.
func (a *article) placeIn(s dixit.Statement) dixit.Span {
	if len(s.Cue) == 0 && len(s.Content) > 0 && !s.Mention.IsZero() && a.doc.Blocks[a.blockOf(s.Content[0].Span())].Turn == s.Mention.Span() {
		return dixit.Span{Start: s.Content[0].Span().Start, End: s.Content[len(s.Content)-1].Span().End}
	}
	return s.Span()
}

// turnKey is the same in every label of one speaker.
func turnKey(t string, label dixit.Span) string {
	words := strings.FieldsFunc(t[label.Start:label.End], func(c rune) bool { return unicode.IsSpace(c) || c == ',' })
	if len(words) == 0 {
		return ""
	}
	return strings.ToUpper(words[len(words)-1])
}

// asker reports whether the key of a label says that who speaks asks.
func asker(key string) bool {
	switch key {
	case "Q", "QUESTION", "QUESTIONER", "REPORTER", "JOURNALIST", "INTERVIEWER", "PRESS":
		return true
	}
	return false
}

// asking are the speakers whose turns are questions, most of them.
func (a *article) asking() map[string]bool {
	turns, questions := map[string]int{}, map[string]int{}
	for i, b := range a.doc.Blocks {
		if b.Turn.Len() == 0 {
			continue
		}
		key := turnKey(a.text, b.Turn)
		turns[key]++
		if strings.HasSuffix(strings.TrimRight(a.text[a.blocks[i].Start:a.blocks[i].End], " \u00a0*_"), "?") {
			questions[key]++
		}
	}
	out := map[string]bool{}
	for key, n := range questions {
		out[key] = n > 1 && 2*n > turns[key]
	}
	return out
}
