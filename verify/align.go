package verify

// How near is a quotation to what a source says?
//
// The measure is edit distance over words: how many words must be dropped, added or replaced to make the quotation from a
// stretch of the source. Both ends of the stretch are free. With a table of m rows (the quotation's words) and n columns (the
// source's), where
//
//	D[0][j] = 0                                              a stretch may begin anywhere
//	D[i][j] = min(D[i-1][j-1] + (p[i] ≠ t[j]), D[i-1][j] + 1, D[i][j-1] + 1)
//
// the last row says for each word of the source how near a stretch comes that ends with it. A quotation of 30 words against 50
// articles of 900 is a table of 1.4 million cells, and a search that only looks near rare shared words would be faster and
// sometimes wrong: it can miss the place, and a place missed is a wrong verdict. So the whole table is computed, 64 cells at
// once (G. Myers, A fast bit-vector algorithm for approximate string matching based on dynamic programming, J. ACM 46, 1999, in
// the blocks of H. Hyyrö, 2003). Neighbouring cells of a column differ by -1, 0 or 1, so a column is two bit vectors: vp, the
// rows where it rises, and vn, where it falls. From them, and from eq, the rows whose word is t[j], the next column follows in
// about fifteen operations:
//
//	xv = eq | vn             the diagonal may be kept
//	xh = (((eq & vp) + vp) ^ vp) | eq    ... along runs of rising rows: the carry of the addition does the whole column
//	hp = vn | ^(xh | vp)     where a step to the right rises
//	hn = vp & xh             ... or falls
//
// and the last row changes by what hp and hn have in bit m. It is exact: FuzzAlign compares it with the plain table.
//
// A source is passed over only if that cannot matter: each word of the quotation that a source lacks costs one, so their number
// is a lower bound (at most m look-ups in the source's table of words), and a source whose bound is above what is asked for
// has no such stretch.
//
// None of this ever says EXACT. That is said of characters that were compared one by one (match.go), and of nothing else.

// column is what 64 rows of the table hold between two of the source's words.
type column struct{ vp, vn uint64 }

// aligner computes distances of one quotation to many sources.
type aligner struct {
	rows   int
	blocks int
	slots  []slot // by hash, open addressing
	eq     []uint64
	none   []uint64 // eq of a word that the quotation does not have
	cols   []column
}

type slot struct {
	hash uint64
	at   int // of its blocks in eq
}

// newAligner prepares for a quotation with these words.
func newAligner(words []uint64) *aligner {
	a := &aligner{rows: len(words), blocks: (len(words) + 63) / 64}
	size := 4
	for size < 4*len(words) {
		size *= 2
	}
	a.slots = make([]slot, size)
	a.none = make([]uint64, a.blocks)
	a.cols = make([]column, a.blocks)
	for i, h := range words {
		k := a.slot(h)
		if k.hash == 0 {
			*k = slot{h, len(a.eq)}
			a.eq = append(a.eq, a.none...)
		}
		a.eq[k.at+i/64] |= 1 << (i % 64)
	}
	return a
}

// slot is that of h, or the free one where it belongs.
func (a *aligner) slot(h uint64) *slot {
	mask := uint64(len(a.slots) - 1)
	for i := h * 0x9e3779b97f4a7c15 >> 32; ; i++ {
		if k := &a.slots[i&mask]; k.hash == h || k.hash == 0 {
			return k
		}
	}
}

// distances sets out[j], for each word j of text, to the fewest words dropped, added or replaced to make the quotation from a
// stretch of text that ends with word j. out has the length of text.
func (a *aligner) distances(text []uint64, out []int32) {
	switch a.blocks {
	case 0:
		clear(out)
		return
	case 1:
		a.short(text, out)
		return
	}
	for b := range a.cols {
		a.cols[b] = column{vp: ^uint64(0)}
	}
	last := uint64(1) << ((a.rows - 1) % 64)
	score := int32(a.rows)
	for j, h := range text {
		eqs := a.none
		if k := a.slot(h); k.hash == h {
			eqs = a.eq[k.at : k.at+a.blocks]
		}
		var risen, fallen uint64 // what the row above the block does; the row above the first stays 0
		for b := range a.cols {
			c := &a.cols[b]
			eq := eqs[b]
			xv := eq | c.vn
			eq |= fallen
			xh := (((eq & c.vp) + c.vp) ^ c.vp) | eq
			hp := c.vn | ^(xh | c.vp)
			hn := c.vp & xh
			if b == a.blocks-1 {
				if hp&last != 0 {
					score++
				} else if hn&last != 0 {
					score--
				}
			}
			nextRisen, nextFallen := hp>>63, hn>>63
			hp = hp<<1 | risen
			hn = hn<<1 | fallen
			c.vp = hn | ^(xv | hp)
			c.vn = hp & xv
			risen, fallen = nextRisen, nextFallen
		}
		out[j] = score
	}
}

// short is distances of a quotation of up to 64 words, whose only block stays in registers.
func (a *aligner) short(text []uint64, out []int32) {
	vp, vn := ^uint64(0), uint64(0)
	at := uint(a.rows - 1)
	score := int32(a.rows)
	for j, h := range text {
		var eq uint64
		if k := a.slot(h); k.hash == h {
			eq = a.eq[k.at]
		}
		xv := eq | vn
		xh := (((eq & vp) + vp) ^ vp) | eq
		hp := vn | ^(xh | vp)
		hn := vp & xh
		score += int32(hp>>at&1) - int32(hn>>at&1)
		hp <<= 1
		vp = hn<<1 | ^(xv | hp)
		vn = hp & xv
		out[j] = score
	}
}

// lacks is how many of the quotation's words s does not have.
func (p *pattern) lacks(s *Source) int {
	n := 0
	for _, h := range p.hashes {
		if !s.has(h) {
			n++
		}
	}
	return n
}

// window is a stretch of a source that comes near a quotation.
type window struct {
	src  *Source
	end  int // number of its last word
	cost int // words that differ
}

// windows are the stretches of s that differ from p in at most so many words: of those that overlap the nearest.
func (p *pattern) windows(a *aligner, s *Source, most int) []window {
	if len(s.words) == 0 || len(p.hashes) == 0 || p.lacks(s) > most {
		return nil
	}
	d := make([]int32, len(s.words))
	a.distances(s.hashes, d)
	var out []window
	apart := max(1, len(p.hashes)/2)
	for j, c := range d {
		if int(c) > most {
			continue
		}
		if n := len(out); n > 0 && j-out[n-1].end < apart {
			if int(c) < out[n-1].cost {
				out[n-1] = window{s, j, int(c)}
			}
			continue
		}
		out = append(out, window{s, j, int(c)})
	}
	return out
}
