package neural

import (
	"sort"
	"sync"
)

// chunk is how many words are scored at once. A score depends on no word further away than reach, so a long passage scored
// in chunks, each with reach words of its neighbours on both sides, has the same scores as when scored whole, in bounded
// memory.
const chunk = 4096

// scratch is the memory of one pass over a text, used again for the next.
type scratch struct {
	rows     []row
	lower    []byte // of a word
	passages []stretch
	scores   []float32 // Labels a row
	runs     []run
	x, y     []float32 // [places][width]: a block's input and its output
	h, up    []float32 // a tile's rows inside a block
	bytes    []uint8
	steps    [rowTile]float32
	zeros    [rowTile]int32
	from     [][Labels]Label // of Viterbi
}

// spare are scratches that nobody uses at the moment. Unlike a sync.Pool it keeps them when garbage is collected, which is
// often where little memory is in use.
type spare struct {
	mu   sync.Mutex
	free []*scratch
}

func (p *spare) take() *scratch {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		s := p.free[n-1]
		p.free = p.free[:n-1]
		return s
	}
	return &scratch{}
}

// give takes s back, unless an unusually long text has made it large.
func (p *spare) give(s *scratch) {
	if cap(s.rows) > 16*chunk {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, s)
}

// stretch is a range of rows.
type stretch struct{ from, to int }

// run is a range of rows that are scored together and stand side by side: nothing outside it bears on its scores.
type run struct {
	stretch
	keep  stretch // the rows whose scores are kept; the others are there for them to see
	first int     // number of its first row among those of all runs of a batch
	place int     // where that row stands in scratch.x
}

// reach is how many words away the furthest word that a score depends on can be.
func (m *Model) reach() int {
	n := 0
	for _, b := range m.blocks {
		n += b.dilation * (taps / 2)
	}
	return n
}

// gap is how many rows of zeros stand between two runs: as many as the widest convolution sees to one side.
func (m *Model) gap() int {
	n := 0
	for _, b := range m.blocks {
		n = max(n, b.dilation*(taps/2))
	}
	return n
}

// score computes the scores of s.rows: for each label its unnormalised log-probability. Each passage is a text of its own.
func (m *Model) score(s *scratch) {
	s.scores = grown(s.scores, len(s.rows)*int(Labels))
	reach, size := m.reach(), 0
	s.runs = s.runs[:0]
	for _, p := range s.passages {
		for at := p.from; at < p.to; at += chunk {
			end := min(at+chunk, p.to)
			r := run{stretch: stretch{max(p.from, at-reach), min(p.to, end+reach)}, keep: stretch{at, end}}
			if size > 0 && size+r.to-r.from > chunk {
				m.batch(s)
				s.runs, size = s.runs[:0], 0
			}
			s.runs = append(s.runs, r)
			size += r.to - r.from
		}
	}
	if size > 0 {
		m.batch(s)
	}
}

// batch scores s.runs.
func (m *Model) batch(s *scratch) {
	rows, w := m.arrange(s), m.width
	for at := 0; at < rows; at += rowTile {
		m.embed(s, at, min(at+rowTile, rows))
	}
	for i := range m.blocks {
		for at := 0; at < rows; at += rowTile {
			m.block(s, &m.blocks[i], at, min(at+rowTile, rows))
		}
		s.x, s.y = s.y, s.x
	}
	for at := 0; at < rows; at += rowTile {
		s.each(at, min(at+rowTile, rows), func(r *run, row, n int) {
			m.k.norm(s.h[(row-at)*w:], s.x[(r.place+row-r.first)*w:], m.last.gain, m.last.bias, n, w)
		})
		m.dense(s, s.up, s.h, &m.output, false)
		s.each(at, min(at+rowTile, rows), func(r *run, row, n int) {
			for i := range n {
				if to := r.from + row + i - r.first; r.keep.from <= to && to < r.keep.to {
					copy(s.scores[to*int(Labels):], s.up[(row-at+i)*m.output.out:][:Labels])
				}
			}
		})
	}
}

// arrange gives every run its place and clears the rows between them. It returns the number of rows of all runs.
func (m *Model) arrange(s *scratch) int {
	gap, w, rows := m.gap(), m.width, 0
	place := gap
	for i := range s.runs {
		r := &s.runs[i]
		r.first, r.place = rows, place
		rows += r.to - r.from
		place += r.to - r.from + gap
	}
	s.x, s.y = grown(s.x, place*w), grown(s.y, place*w)
	empty := func(from, to int) {
		clear(s.x[from*w : to*w])
		clear(s.y[from*w : to*w])
	}
	end := 0
	for _, r := range s.runs {
		empty(end, r.place)
		end = r.place + r.to - r.from
	}
	empty(end, place)
	widest := max(m.input.in, m.width)
	for _, b := range m.blocks {
		widest = max(widest, b.up.out)
	}
	s.h, s.up = grown(s.h, rowTile*widest), grown(s.up, rowTile*widest)
	s.bytes = grown(s.bytes, rowTile*widest)
	return rows
}

// grown is x with n elements, whatever they are.
func grown[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, n+n/4)
	}
	return x[:n]
}

// each calls f for the parts of runs that lie in rows from to to of a batch: a run, the first row of it and how many.
func (s *scratch) each(from, to int, f func(r *run, row, n int)) {
	i := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].first > from }) - 1
	for ; i < len(s.runs) && s.runs[i].first < to; i++ {
		r := &s.runs[i]
		if row, end := max(from, r.first), min(to, r.first+r.to-r.from); row < end {
			f(r, row, end-row)
		}
	}
}

// embed joins each row's table rows and projects them to the model's width.
func (m *Model) embed(s *scratch, from, to int) {
	w := m.width
	s.each(from, to, func(r *run, row, n int) {
		for i := range n {
			joined, at := s.up[(row-from+i)*m.input.in:][:m.input.in], 0
			for k, number := range s.rows[r.from+row-r.first+i] {
				t := &m.tables[k]
				m.k.spread(joined[at:], t.values[int(number)*t.columns:], t.scale(number), t.columns)
				at += t.columns
			}
			clear(joined[at:])
		}
	})
	m.dense(s, s.h, s.up, &m.input, false)
	s.each(from, to, func(r *run, row, n int) {
		copy(s.x[(r.place+row-r.first)*w:], s.h[(row-from)*w:][:n*w])
	})
}

// block computes rows from to to of a block's output s.y from its input s.x.
func (m *Model) block(s *scratch, b *block, from, to int) {
	w := m.width
	before := b.dilation * (taps / 2)
	s.each(from, to, func(r *run, row, n int) {
		m.k.convolve(s.h[(row-from)*w:], s.x[(r.place+row-r.first-before)*w:], b.taps, n, w, b.dilation)
	})
	m.k.norm(s.h, s.h, b.norm.gain, b.norm.bias, rowTile, w)
	m.dense(s, s.up, s.h, &b.up, true)
	m.dense(s, s.h, s.up, &b.down, false)
	s.each(from, to, func(r *run, row, n int) {
		at := (r.place + row - r.first) * w
		m.k.add(s.y[at:], s.x[at:], s.h[(row-from)*w:], n*w)
	})
}

// dense computes a layer for rowTile rows, with a swish after it if that is asked for.
func (m *Model) dense(s *scratch, dst, src []float32, d *dense, swished bool) {
	if m.exact {
		d.exact(dst, src)
		if swished {
			swish(dst[:rowTile*d.out])
		}
		return
	}
	m.k.quantise(s.bytes, src, s.steps[:], s.zeros[:], rowTile, d.in)
	if swished {
		m.k.denseSwish(dst, s.bytes, d.data, s.steps[:], s.zeros[:], d.in, d.out)
	} else {
		m.k.dense(dst, s.bytes, d.data, s.steps[:], s.zeros[:], d.in, d.out)
	}
}
