package neural

import (
	"encoding/hex"
	"slices"

	"dixit"
)

// The file of a classifier, little endian, written by train/acts_export.py:
//
//	magic   8 bytes "DIXITCL1"
//	id      6 bytes: the first of the SHA-256 of all that follows these 16; then 2 zeros
//	sizes   uint32 each: width, blocks, the width of states, rows and columns of the word table, facts, hidden, outputs, then the
//	        dilation of each block
//	table   rows float32 scales, then rows × columns int8
//	parts   a float32 vector of width numbers for each part
//	input   dense, from a state and a row of the table to width
//	blocks  as in a model
//	hidden  dense, from five pools of width and the facts to hidden, then a swish
//	output  dense, hidden to outputs
//
// Sections, dense layers and swishes are as in a model.
const classifierMagic = "DIXITCL1"

// Parts are the words that a statement is made of: those of its source, its cue and its content.
const Parts = 3

// Classifier says which of a few classes a statement belongs to, from the states of its words. It is safe for concurrent use.
//
// The words of source, cue and content stand one after another. Each is its state and a row of a table of its own, projected and
// told its part; residual blocks follow, as in the encoder; then the mean of each part, and the maximum of cue and content, go
// with what else is known of the statement through one hidden layer.
type Classifier struct {
	layers
	id      string
	states  int // their width
	table   table
	parts   []float32
	input   dense
	blocks  []block
	hidden  dense
	output  dense
	facts   int
	classes int
	spare   *spare
}

// Statement is what a Classifier sees of one: the numbers of the words of its parts (States.Word), in order, and the numbers of
// the facts that hold of it.
type Statement struct {
	Words [Parts][]int
	Facts []int
}

// Looked are the words that a Classifier looks at: not more than so many from the beginning of a part, and from a content's end.
func (s Statement) Looked() [Parts][]int {
	out := s.Words
	for p, most := range [Parts]int{24, 16, 80} {
		out[p] = out[p][:min(len(out[p]), most)]
	}
	const last = 24
	if all := s.Words[Parts-1]; len(all) > len(out[Parts-1]) {
		out[Parts-1] = append(slices.Clone(out[Parts-1][:len(out[Parts-1])-last]), all[len(all)-last:]...)
	}
	return out
}

// NewClassifier reads a classifier for the states of m. It keeps data and does not change it. A file that is not one, or does not
// fit m, is Unreadable.
func NewClassifier(data []byte, m *Model) (*Classifier, error) {
	if len(data) < 16 || string(data[:len(classifierMagic)]) != classifierMagic {
		return nil, dixit.Errorf(dixit.Unreadable, "classifier: not a classifier's file")
	}
	c := &Classifier{layers: layers{k: m.k, exact: m.exact}, id: hex.EncodeToString(data[8:11]), spare: &spare{}}
	d := &decoder{data: data, at: 16}
	c.width = d.size()
	blocks := d.size()
	c.states, c.table.rows, c.table.columns = d.size(), d.size(), d.size()
	c.facts = d.size()
	hidden := d.size()
	c.classes = d.size()
	if c.width%32 != 0 || c.table.columns%8 != 0 || blocks > 64 || c.states != m.width || c.table.rows != m.tables[wordTable].rows {
		return nil, dixit.Errorf(dixit.Unreadable, "classifier: %d blocks of %d on states of %d, %d words", blocks, c.width, c.states, c.table.rows)
	}
	c.blocks = d.dilations(blocks)
	d.table(&c.table)
	c.parts = d.floats(Parts * c.width)
	c.input = d.dense(c.states+c.table.columns, c.width)
	d.blocks(c.blocks, c.width)
	c.hidden = d.dense(c.pools()+c.facts, hidden)
	c.output = d.dense(c.hidden.out, c.classes)
	if d.cut || d.at != len(data) {
		return nil, dixit.Errorf(dixit.Unreadable, "classifier: %d bytes, of which %d were read: the file does not fit its sizes", len(data), d.at)
	}
	return c, nil
}

// Exact is the classifier with dense layers in float32 instead of eight bits: what PyTorch computes, slowly.
func (c *Classifier) Exact() *Classifier {
	out := *c
	out.exact = true
	return &out
}

// ID names the weights: the first 6 hex digits of their SHA-256.
func (c *Classifier) ID() string { return c.id }

// Classes is how many there are.
func (c *Classifier) Classes() int { return c.classes }

// pools is how many numbers the words of a statement become.
func (c *Classifier) pools() int { return (2*Parts - 1) * c.width }

// Scores gives the score of each class: a logarithm of its probability, but for a constant.
func (c *Classifier) Scores(states *States, of Statement) []float32 {
	s := c.spare.take()
	defer c.spare.give(s)
	var words []int
	var ends [Parts]int
	for p, part := range of.Looked() {
		words = append(words, part...)
		ends[p] = len(words)
	}
	g := gap(c.blocks)
	c.make(s, len(words), g, max(c.input.in, c.hidden.in, c.hidden.out, c.output.out))
	c.embed(s, states, words, ends, g)
	for i := range c.blocks {
		for at := 0; at < len(words); at += rowTile {
			c.block(s, &c.blocks[i], g+at, min(rowTile, len(words)-at))
		}
		s.x, s.y = s.y, s.x
	}
	clear(s.up[:rowTile*c.hidden.in])
	c.pool(s.up, s.x[g*c.width:], ends)
	for _, f := range of.Facts {
		s.up[c.pools()+f] = 1
	}
	c.dense(s, s.h, s.up, &c.hidden, true)
	c.dense(s, s.up, s.h, &c.output, false)
	return slices.Clone(s.up[:c.classes])
}

// embed writes the rows that the blocks begin with to s.x, from row g on.
func (c *Classifier) embed(s *scratch, states *States, words []int, ends [Parts]int, g int) {
	part := 0
	for at := 0; at < len(words); at += rowTile {
		n := min(rowTile, len(words)-at)
		for i := range n {
			row := s.up[i*c.input.in:][:c.input.in]
			word := words[at+i]
			for k, v := range states.state(word) {
				row[k] = float32(v) / stateUnit
			}
			number := states.words[word]
			c.k.spread(row[c.states:], c.table.values[int(number)*c.table.columns:], c.table.scale(number), c.table.columns)
			clear(row[c.states+c.table.columns:])
		}
		c.dense(s, s.h, s.up, &c.input, false)
		for i := range n {
			for part < Parts-1 && at+i >= ends[part] {
				part++
			}
			c.k.add(s.x[(g+at+i)*c.width:], s.h[i*c.width:], c.parts[part*c.width:], c.width)
		}
	}
}

// lowest is the least that a maximum can be: that of a part without words.
const lowest = -4

// pool writes the means and maxima of the parts to dst: source mean, cue mean, cue maximum, content mean, content maximum.
func (c *Classifier) pool(dst, x []float32, ends [Parts]int) {
	from := 0
	for p, end := range ends {
		mean := dst[:c.width]
		dst = dst[c.width:]
		var most []float32
		if p > 0 {
			most = dst[:c.width]
			dst = dst[c.width:]
		}
		for k := range mean {
			sum, top := float32(0), float32(lowest)
			for i := from; i < end; i++ {
				v := x[i*c.width+k]
				sum += v
				top = max(top, v)
			}
			mean[k] = sum / float32(max(end-from, 1))
			if p > 0 {
				most[k] = top
			}
		}
		from = end
	}
}
