package verify

import "fmt"

// Evidence is what comes nearest to an indirect statement among sources, without a verdict: the stretch, no longer than twice the
// statement, that has most of its different words, those that name nothing left out; the earliest of several. There is none if it
// has fewer than two, or a third.
func Evidence(q Quotation, among []*Source) Result {
	p := newPattern(q.Text)
	want := map[uint64]bool{}
	for _, i := range p.words {
		if t := p.tokens[i]; !function(t.key) {
			want[t.hash] = true
		}
	}
	r := Result{Quote: q, Why: "nothing near it in the sources"}
	best := max(1, (len(want)-1)/3)
	for _, s := range inOrder(among) {
		if first, last, n := s.densest(want, 2*len(p.words)); n > best {
			best = n
			pl := placeOf(s, first, last, s.voiceOf(first, last))
			r.Nearest, r.Why = &pl, fmt.Sprintf("%d of its %d words", n, len(want))
		}
	}
	return r
}

// densest is the stretch of at most so many words, in one paragraph, that has most different words of want: its first and last such
// token, and how many.
func (s *Source) densest(want map[uint64]bool, most int) (first, last, n int) {
	in := map[uint64]int{}
	lo := 0
	for hi, h := range s.hashes {
		for lo < hi && (hi-lo >= most || s.block[s.words[lo]] != s.block[s.words[hi]] || !want[s.hashes[lo]]) {
			if g := s.hashes[lo]; in[g] > 0 {
				if in[g]--; in[g] == 0 {
					delete(in, g)
				}
			}
			lo++
		}
		if want[h] {
			in[h]++
			if len(in) > n {
				first, last, n = int(s.words[lo]), int(s.words[hi]), len(in)
			}
		}
	}
	return first, last, n
}
