package verify

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"

	"dixit"
	"dixit/text"
)

// Source is a document prepared to be looked in. It is safe for concurrent use.
type Source struct {
	doc    *dixit.Document
	said   func() []utterance // the statements of the document, found when they are asked for first
	quotes []text.Quote       // of the document

	tokens []token
	block  []int32  // of each token
	words  []int32  // tokens that are words, in order
	hashes []uint64 // of the words
	rank   []int32  // how many words come before each token
	skips  []int32  // tokens before which a remark of whoever wrote the transcript was left out, sorted

	head  []int32 // by the low bits of a word's hash: 1 + the first of words with these bits
	next  []int32 // by number in words: 1 + the next with these bits
	mine  bool    // whoever wrote it speaks of himself: a speech, a letter, a column
	turns bool    // it is a transcript
}

// NewSource prepares doc, whose statements are those of ex. Lines of links and what every page of a site has are left out: nobody
// says them. So are the labels and remarks of a transcript.
func NewSource(doc *dixit.Document, ex dixit.Extraction) *Source {
	return newSource(doc, func() []utterance { return whole(ex.Statements) })
}

// newSource is NewSource for statements that are only looked for where a quotation is found.
func newSource(doc *dixit.Document, said func() []utterance) *Source {
	t := doc.Text.String()
	s := &Source{doc: doc, said: sync.OnceValue(said), quotes: text.Quotes(t, doc.Blocks)}
	s.turns = slices.ContainsFunc(doc.Blocks, func(b dixit.Block) bool { return b.Turn.Len() > 0 })
	s.tokens = make([]token, 0, len(t)/4)
	s.block = make([]int32, 0, len(t)/4)
	reopens, runsOn := s.continued()
	unmarked := s.unmarked()
	last := -1 // the block of the last token
	for i, b := range doc.Blocks {
		if b.Region == dixit.LinkLine || b.Region == dixit.Boilerplate {
			continue
		}
		start, first := spokenFrom(t, b), len(s.tokens)
		if at, ok := reopens[i]; ok {
			start = max(start, at)
		}
		eachToken(t, start, b.Span.End, func(k token) {
			for ; len(unmarked) > 0 && unmarked[0] <= k.span.Start; unmarked = unmarked[1:] {
				if n := len(s.tokens); n > first && s.tokens[n-1].span.End <= unmarked[0] {
					s.add(token{class: border, span: dixit.Span{Start: k.span.Start, End: k.span.Start}}, i)
				}
			}
			s.add(k, i)
		})
		if s.turns {
			s.withoutRemarks(first)
		}
		if len(s.tokens) > first {
			if last >= 0 && !runsOn[i] && (b.Turn.Len() == 0 || b.Turn != doc.Blocks[last].Turn) {
				s.insertBorder(first)
			}
			last = i
		}
	}
	s.index()
	return s
}

// add adds a token of block i.
func (s *Source) add(t token, i int) {
	s.tokens, s.block = append(s.tokens, t), append(s.block, int32(i))
}

// unmarked are the places in order where a quotation begins or ends without a mark, one that its writer forgot.
func (s *Source) unmarked() []int {
	var out []int
	if s.turns {
		return nil // it is one speech
	}
	for _, q := range s.quotes {
		if q.Depth == 0 && q.Open == "" {
			out = append(out, q.Span.Start)
		}
		if q.Depth == 0 && q.Close == "" {
			out = append(out, q.Span.End)
		}
	}
	slices.Sort(out)
	return out
}

// continued tells, by block, where the words begin whose opening mark only says that a quotation goes on, and which blocks go on
// from the one before.
func (s *Source) continued() (reopens map[int]int, runsOn map[int]bool) {
	reopens, runsOn = map[int]int{}, map[int]bool{}
	for _, q := range s.quotes {
		if q.Continues >= 0 && q.Depth == 0 {
			i := s.blockAt(q.Span.Start)
			reopens[i], runsOn[i] = q.Inner.Start, true
		}
	}
	return reopens, runsOn
}

// blockAt is the number of the block at byte b.
func (s *Source) blockAt(b int) int {
	return sort.Search(len(s.doc.Blocks), func(i int) bool { return s.doc.Blocks[i].Span.End > b })
}

// spokenFrom is where the words of block b begin: after the label of its turn.
func spokenFrom(t string, b dixit.Block) int {
	if b.Turn.Len() == 0 || !b.Span.Contains(b.Turn) {
		return b.Span.Start
	}
	const space = "*_ \u00a0\t\n"
	rest := strings.TrimLeft(t[b.Turn.End:b.Span.End], ")]"+space)
	mark := ":."
	if !strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, ".") {
		mark = "—–-"
	}
	return b.Span.End - len(strings.TrimLeft(strings.TrimLeft(rest, mark), space))
}

// withoutRemarks takes the remarks in brackets out of the tokens from first on: (Applause), [crosstalk].
func (s *Source) withoutRemarks(first int) {
	out := first
	for i := first; i < len(s.tokens); i++ {
		if end := remarkEnd(s.tokens[i:]); end > 0 {
			if n := len(s.skips); n == 0 || s.skips[n-1] != int32(out) {
				s.skips = append(s.skips, int32(out))
			}
			i += end - 1
			continue
		}
		s.tokens[out], s.block[out] = s.tokens[i], s.block[i]
		out++
	}
	s.tokens, s.block = s.tokens[:out], s.block[:out]
}

// remarkEnd is how many tokens the remark that list begins with has, 0 if it begins with none: a few words in brackets, the
// first of which says that it is one, or all in capitals.
func remarkEnd(list []token) int {
	const most = 8
	if len(list) < 3 || list[0].class != opening || list[1].class != word {
		return 0
	}
	capitals := true
	for i, t := range list[1:min(len(list), most)] {
		switch {
		case t.class == closing && (capitals && len(list[1].key) > 2 || remarks(strings.ToLower(list[1].key))):
			return i + 2
		case t.class == closing || t.class == opening:
			return 0
		case t.class == word && strings.ContainsFunc(t.key, unicode.IsLower):
			capitals = false
		}
	}
	return 0
}

func remarks(w string) bool {
	switch w {
	case "applause", "laughter", "laughs", "laughing", "cheers", "cheering", "crosstalk", "inaudible", "unintelligible", "boos", "booing", "chanting", "ph":
		return true
	}
	return false
}

// insertBorder puts the end of a paragraph before token i.
func (s *Source) insertBorder(i int) {
	at := s.tokens[i].span.Start
	s.tokens = slices.Insert(s.tokens, i, token{class: border, span: dixit.Span{Start: at, End: at}})
	s.block = slices.Insert(s.block, i, s.block[i])
	for k := len(s.skips) - 1; k >= 0 && s.skips[k] >= int32(i); k-- {
		s.skips[k]++
	}
}

// index lists the words, and where each stands.
func (s *Source) index() {
	s.rank = make([]int32, len(s.tokens)+1)
	s.words, s.hashes = make([]int32, 0, len(s.tokens)), make([]uint64, 0, len(s.tokens))
	first := 0 // words of the writer about himself
	for i, t := range s.tokens {
		s.rank[i] = int32(len(s.words))
		if t.class == word {
			s.words = append(s.words, int32(i))
			s.hashes = append(s.hashes, t.hash)
			if t.key == "I" || t.key == "my" || t.key == "we" || t.key == "our" || strings.HasPrefix(t.key, "I'") {
				if !s.quoted(t.span) {
					first++
				}
			}
		}
	}
	s.rank[len(s.tokens)] = int32(len(s.words))
	s.mine = first*100 > len(s.words)
	size := 1
	for size < len(s.words) {
		size *= 2
	}
	s.head, s.next = make([]int32, size), make([]int32, len(s.words))
	for i := len(s.words) - 1; i >= 0; i-- {
		h := s.hashes[i] % uint64(size)
		s.next[i], s.head[h] = s.head[h], int32(i+1)
	}
}

// each calls f with the numbers of the words whose hash is h, in order, until it returns false.
func (s *Source) each(h uint64, f func(i int) bool) {
	for i := s.head[h%uint64(len(s.head))]; i > 0; i = s.next[i-1] {
		if s.hashes[i-1] == h && !f(int(i-1)) {
			return
		}
	}
}

// has reports whether a word has the hash h.
func (s *Source) has(h uint64) (found bool) {
	s.each(h, func(int) bool { found = true; return false })
	return found
}

// quoted reports whether span stands in quotation marks.
func (s *Source) quoted(span dixit.Span) bool {
	return s.quoteAt(span) >= 0
}

// quoteAt is the number of the outermost quotation around span, -1 if there is none.
func (s *Source) quoteAt(span dixit.Span) int {
	i, _ := slices.BinarySearchFunc(s.quotes, span.Start+1, func(q text.Quote, at int) int { return cmp.Compare(q.Inner.Start, at) })
	for i--; i >= 0 && s.quotes[i].Depth > 0; i-- {
	}
	if i >= 0 && s.quotes[i].Span.Contains(span) {
		return i
	}
	return -1
}

// Doc is the document.
func (s *Source) Doc() *dixit.Document { return s.doc }

// Words are the words of the source in order, as Fold gives them.
func (s *Source) Words() []string {
	out := make([]string, len(s.words))
	for i, k := range s.words {
		out[i] = strings.ToLower(s.tokens[k].key)
	}
	return out
}
