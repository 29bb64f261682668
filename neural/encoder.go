package neural

import "sync"

// chunk is how many words are scored at once. A score depends on no word further away than reach, so a long text scored in
// chunks, each with reach words of its neighbours on both sides, has the same scores as when scored whole, in bounded memory.
const chunk = 4096

// scratch is the memory of one pass over a text, used again for the next.
type scratch struct {
	rows   []row
	lower  []byte    // of a word
	scores []float32 // outputs a row
	x, y   []float32 // [places][width]: a block's input and its output, zeros before and after the rows
	h, up  []float32 // a tile's rows inside a block
	bytes  []uint8
	steps  [rowTile]float32
	zeros  [rowTile]int32

	from       [][Labels]Label   // of a sequence's words, for each label the best one before it
	front, own [][Labels]float64 // their weights: of what leads to a label, and of the label by itself
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

// reach is how many words away the furthest word that a score depends on can be.
func (m *Model) reach() int {
	n := 0
	for _, b := range m.blocks {
		n += b.dilation * (taps / 2)
	}
	return n
}

// gap is how many rows of zeros stand before and after a chunk: as many as the widest convolution sees to one side.
func (m *Model) gap() int {
	n := 0
	for _, b := range m.blocks {
		n = max(n, b.dilation*(taps/2))
	}
	return n
}

// score computes the scores of s.rows: for each level and label its unnormalised log-probability.
func (m *Model) score(s *scratch) {
	s.scores = grown(s.scores, len(s.rows)*m.outputs())
	reach := m.reach()
	for at := 0; at < len(s.rows); at += chunk {
		end := min(at+chunk, len(s.rows))
		m.chunk(s, stretch{max(0, at-reach), min(len(s.rows), end+reach)}, stretch{at, end})
	}
}

// chunk scores the rows of seen and keeps the scores of those of keep; the others are there for them to see.
func (m *Model) chunk(s *scratch, seen, keep stretch) {
	rows, w, gap := seen.to-seen.from, m.width, m.gap()
	m.make(s, rows)
	for at := 0; at < rows; at += rowTile {
		m.embed(s, s.rows[seen.from+at:seen.from+min(at+rowTile, rows)], s.x[(gap+at)*w:])
	}
	for i := range m.blocks {
		for at := 0; at < rows; at += rowTile {
			m.block(s, &m.blocks[i], gap+at, min(rowTile, rows-at))
		}
		s.x, s.y = s.y, s.x
	}
	out := m.outputs()
	for at := 0; at < rows; at += rowTile {
		n := min(rowTile, rows-at)
		m.k.norm(s.h, s.x[(gap+at)*w:], m.last.gain, m.last.bias, n, w)
		m.dense(s, s.up, s.h, &m.output, false)
		for i := range n {
			if to := seen.from + at + i; keep.from <= to && to < keep.to {
				copy(s.scores[to*out:(to+1)*out], s.up[i*m.output.out:])
			}
		}
	}
}

// make prepares s for a chunk of so many rows, with zeros before and after them.
func (m *Model) make(s *scratch, rows int) {
	gap, w := m.gap(), m.width
	size := (rows + 2*gap) * w
	s.x, s.y = grown(s.x, size), grown(s.y, size)
	for _, x := range [][]float32{s.x, s.y} {
		clear(x[:gap*w])
		clear(x[size-gap*w:])
	}
	widest := max(m.input.in, 2*w)
	s.h, s.up = grown(s.h, rowTile*widest), grown(s.up, rowTile*widest)
	s.bytes = grown(s.bytes, rowTile*widest)
}

// grown is x with n elements, whatever they are.
func grown[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, n+n/4)
	}
	return x[:n]
}

// embed joins each row's table rows, projects them to the model's width and writes them to x.
func (m *Model) embed(s *scratch, rows []row, x []float32) {
	for i, r := range rows {
		joined, at := s.up[i*m.input.in:][:m.input.in], 0
		for k, number := range r {
			t := &m.tables[k]
			m.k.spread(joined[at:], t.values[int(number)*t.columns:], t.scale(number), t.columns)
			at += t.columns
		}
		clear(joined[at:])
	}
	m.dense(s, s.h, s.up, &m.input, false)
	copy(x, s.h[:len(rows)*m.width])
}

// block computes n rows, at most rowTile, of a block's output s.y from its input s.x, both from place on.
func (m *Model) block(s *scratch, b *block, place, n int) {
	w := m.width
	m.k.convolve(s.h, s.x[(place-b.dilation*(taps/2))*w:], b.taps, n, w, b.dilation)
	m.k.norm(s.h, s.h, b.norm.gain, b.norm.bias, n, w)
	m.dense(s, s.up, s.h, &b.up, true)
	m.dense(s, s.h, s.up, &b.down, false)
	m.k.add(s.y[place*w:], s.x[place*w:], s.h, n*w)
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
