package neural

import (
	"crypto/sha256"
	_ "embed" // the weights
	"encoding/binary"
	"encoding/hex"
	"math"
	"sort"

	"dixit"
)

// The model file, little endian, written by train/export.py:
//
//	magic      8 bytes "DIXITNN1"
//	sizes      uint32 each: width, taps, blocks, labels, then the dilation of each block,
//	           then rows and columns of each of the six tables, then the vocabulary's size V
//	vocabulary V+1 uint32 offsets, then that many bytes: the words in order of their bytes, one after another
//	           then V uint32: the word table's row of each word
//	tables     six, each: rows float32 scales, then rows × columns int8; a weight is scale × int8 (see below)
//	dense      float16: input weights [columns joined][width] and bias [width]; then for each block taps [taps][width],
//	           norm gain and bias [width], up weights [width][2 width] and bias, down weights [2 width][width] and bias;
//	           then the last norm's gain and bias, output weights [width][labels] and bias
//
// Dense weights stand input by output, so that one input times its row of weights adds to all outputs. Every section
// begins at a multiple of four bytes. Tables are held in eight bits with a scale a row: that costs 0.001 of F1 and saves
// three quarters of the file.
const magic = "DIXITNN1"

//go:embed model.bin
var embedded []byte

// table is one embedding table: rows of columns int8 with a scale a row.
type table struct {
	columns int
	scales  []float32
	values  []byte // int8, rows × columns
}

// appendRow appends row r of t to x.
func (t *table) appendRow(x []float32, r int32) []float32 {
	scale := t.scales[r]
	for _, v := range t.values[int(r)*t.columns : (int(r)+1)*t.columns] {
		x = append(x, scale*float32(int8(v)))
	}
	return x
}

// norm is a layer norm's gain and bias.
type norm struct{ gain, bias []float32 }

// block is one residual block of the encoder.
type block struct {
	dilation int
	taps     []float32 // [taps][width]
	norm     norm
	up, down dense
}

// Model is a tagger's weights. It is read-only after Load and safe for concurrent use.
type Model struct {
	id         string
	width      int
	taps       int
	rows       [tables]int
	tables     [tables]table
	vocabulary vocabulary
	input      dense
	blocks     []block
	last       norm
	output     dense
}

// Default is the model that is part of the program.
func Default() (*Model, error) { return Load(embedded) }

// ID names the weights: the first 12 hex digits of the model file's SHA-256.
func (m *Model) ID() string { return m.id }

// Load reads a model file. It keeps data and does not change it. A file that is not one, or is cut off, is Unreadable.
func Load(data []byte) (*Model, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, dixit.Errorf(dixit.Unreadable, "model: not a model file")
	}
	sum := sha256.Sum256(data)
	m := &Model{id: hex.EncodeToString(sum[:6])}
	d := &decoder{data: data, at: len(magic)}
	m.width, m.taps = d.size(), d.size()
	blocks, labels := d.size(), d.size()
	if labels != int(Labels) || blocks > 64 || m.taps%2 == 0 {
		return nil, dixit.Errorf(dixit.Unreadable, "model: %d blocks, %d labels, %d taps", blocks, labels, m.taps)
	}
	m.blocks = make([]block, blocks)
	for i := range m.blocks {
		m.blocks[i].dilation = d.size()
	}
	joined := 0
	for i := range m.tables {
		m.rows[i], m.tables[i].columns = d.size(), d.size()
		joined += m.tables[i].columns
	}
	m.vocabulary = d.vocabulary(d.size())
	for i := range m.tables {
		t := &m.tables[i]
		t.scales = d.floats(m.rows[i])
		t.values = d.bytes(m.rows[i] * t.columns)
	}
	m.input = d.dense(joined, m.width)
	for i := range m.blocks {
		b := &m.blocks[i]
		b.taps = d.halves(m.taps * m.width)
		b.norm = d.norm(m.width)
		b.up, b.down = d.dense(m.width, 2*m.width), d.dense(2*m.width, m.width)
	}
	m.last = d.norm(m.width)
	m.output = d.dense(m.width, labels)
	if d.cut || d.at != len(data) {
		return nil, dixit.Errorf(dixit.Unreadable, "model: %d bytes, of which %d were read: the file does not fit its sizes", len(data), d.at)
	}
	return m, m.check()
}

// check makes sure that no row number can lie outside its table.
func (m *Model) check() error {
	for i := range m.vocabulary.rows {
		if int(m.vocabulary.rows[i]) >= m.rows[wordTable] {
			return dixit.Errorf(dixit.Unreadable, "model: word %d has no row", i)
		}
	}
	for i := prefixTable; i <= shapeTable; i++ {
		if n := m.rows[i]; n <= 0 || n&(n-1) != 0 {
			return dixit.Errorf(dixit.Unreadable, "model: table %d has %d rows, not a power of two", i, n)
		}
	}
	if m.rows[placeTable] != borderPlace+1 || m.rows[wordTable] < reserved {
		return dixit.Errorf(dixit.Unreadable, "model: %d places, %d words", m.rows[placeTable], m.rows[wordTable])
	}
	return nil
}

// vocabulary finds a word's row by binary search in the file's own bytes: nothing is built at start.
type vocabulary struct {
	offsets []uint32
	words   []byte
	rows    []uint32
}

func (v *vocabulary) word(i int) string { return string(v.words[v.offsets[i]:v.offsets[i+1]]) }

// wordRow is the row of a lower-cased word in the word table.
func (m *Model) wordRow(lower string) int32 {
	v := &m.vocabulary
	i := sort.Search(len(v.rows), func(i int) bool { return v.word(i) >= lower })
	if i < len(v.rows) && v.word(i) == lower {
		return int32(v.rows[i])
	}
	return unknownRow
}

// decoder reads a model file from front to back. After the end it returns zeros and sets cut.
type decoder struct {
	data []byte
	at   int
	cut  bool
}

func (d *decoder) bytes(n int) []byte {
	if n < 0 || n > len(d.data)-d.at {
		d.cut = true
		return nil
	}
	out := d.data[d.at : d.at+n]
	d.at = min(len(d.data), (d.at+n+3)&^3)
	return out
}

// size reads a count; ten million is more than any of them can be.
func (d *decoder) size() int {
	b := d.bytes(4)
	if d.cut {
		return 1
	}
	n := binary.LittleEndian.Uint32(b)
	if n == 0 || n > 10_000_000 {
		d.cut = true
		return 1
	}
	return int(n)
}

func (d *decoder) numbers(n int) []uint32 {
	b := d.bytes(4 * n)
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

func (d *decoder) floats(n int) []float32 {
	out := make([]float32, 0, n)
	for _, v := range d.numbers(n) {
		out = append(out, math.Float32frombits(v))
	}
	return out
}

func (d *decoder) halves(n int) []float32 {
	b := d.bytes(2 * n)
	out := make([]float32, len(b)/2)
	for i := range out {
		out[i] = half(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return out
}

func (d *decoder) dense(in, out int) dense {
	weights := d.halves(in * out)
	return newDense(in, out, weights, d.halves(out))
}

func (d *decoder) norm(n int) norm { return norm{gain: d.halves(n), bias: d.halves(n)} }

func (d *decoder) vocabulary(n int) vocabulary {
	v := vocabulary{offsets: d.numbers(n + 1)}
	if d.cut {
		return vocabulary{}
	}
	v.words = d.bytes(int(v.offsets[n]))
	v.rows = d.numbers(n)
	for i := range n {
		if v.offsets[i] > v.offsets[i+1] {
			d.cut = true
			return vocabulary{}
		}
	}
	return v
}

// half turns an IEEE 754 half-precision number into a single-precision one. Weights are finite.
func half(h uint16) float32 {
	sign, exponent, fraction := uint32(h>>15)<<31, uint32(h>>10)&0x1f, uint32(h)&0x3ff
	if exponent == 0 {
		f := float32(fraction) / (1 << 24)
		if sign != 0 {
			return -f
		}
		return f
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}
