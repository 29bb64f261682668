package neural

import "sync"

// layers compute the layers that all models have in common.
type layers struct {
	width int
	k     kernels
	exact bool // in float32
}

// gap is how many rows of zeros stand before and after the rows of blocks: as many as the widest convolution sees to one side.
func gap(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n = max(n, b.dilation*(taps/2))
	}
	return n
}

// make prepares s for so many rows, with gap rows of zeros before and after them, and for layers of at most twice the width, or of
// widest inputs.
func (l *layers) make(s *scratch, rows, gap, widest int) {
	size := (rows + 2*gap) * l.width
	s.x, s.y = grown(s.x, size), grown(s.y, size)
	for _, x := range [][]float32{s.x, s.y} {
		clear(x[:gap*l.width])
		clear(x[size-gap*l.width:])
	}
	widest = max(widest, 2*l.width)
	s.h, s.up = grown(s.h, rowTile*widest), grown(s.up, rowTile*widest)
	s.bytes = grown(s.bytes, rowTile*widest)
}

// block computes n rows, at most rowTile, of a block's output s.y from its input s.x, both from place on.
func (l *layers) block(s *scratch, b *block, place, n int) {
	w := l.width
	l.k.convolve(s.h, s.x[(place-b.dilation*(taps/2))*w:], b.taps, n, w, b.dilation)
	l.k.norm(s.h, s.h, b.norm.gain, b.norm.bias, n, w)
	l.dense(s, s.up, s.h, &b.up, true)
	l.dense(s, s.h, s.up, &b.down, false)
	l.k.add(s.y[place*w:], s.x[place*w:], s.h, n*w)
}

// dense computes a layer for rowTile rows, with a swish after it if that is asked for.
func (l *layers) dense(s *scratch, dst, src []float32, d *dense, swished bool) {
	if l.exact {
		d.exact(dst, src)
		if swished {
			swish(dst[:rowTile*d.out])
		}
		return
	}
	l.k.quantise(s.bytes, src, s.steps[:], s.zeros[:], rowTile, d.in)
	if swished {
		l.k.denseSwish(dst, s.bytes, d.data, s.steps[:], s.zeros[:], d.in, d.out)
	} else {
		l.k.dense(dst, s.bytes, d.data, s.steps[:], s.zeros[:], d.in, d.out)
	}
}

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
	states *States // to be kept; nil if nobody wants them

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

// grown is x with n elements, whatever they are.
func grown[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, n+n/4)
	}
	return x[:n]
}
