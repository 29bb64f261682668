package neural

// chunk is how many words are scored at once. A score depends on no word further away than reach, so a long text scored in
// chunks, each with reach words of its neighbours on both sides, has the same scores as when scored whole, in bounded memory.
const chunk = 4096

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
	rows, w, gap := seen.to-seen.from, m.width, gap(m.blocks)
	m.make(s, rows, gap, m.input.in)
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
		if s.states != nil {
			s.states.keep(s.h, seen.from+at, n, keep)
		}
		m.dense(s, s.up, s.h, &m.output, false)
		for i := range n {
			if to := seen.from + at + i; keep.from <= to && to < keep.to {
				copy(s.scores[to*out:(to+1)*out], s.up[i*m.output.out:])
			}
		}
	}
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
