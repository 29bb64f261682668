package neural

import (
	_ "embed" // the weights
	"encoding/binary"
	"encoding/hex"
	"math"
	"os"

	"dixit"
)

// The model file, little endian, written by train/export.py:
//
//	magic      8 bytes "DIXITNN3"
//	id         6 bytes: the first of the SHA-256 of all that follows these 16; then 2 zeros
//	sizes      uint32 each: width, blocks, outputs (Labels a level), then the dilation of each block, then rows and columns of
//	           each of the six tables, then the vocabulary's words V and slots S
//	vocabulary S uint32: 0, or 1 + the number of a word whose hash leads here (vocabulary.go); then V+1 uint32 offsets, then
//	           that many bytes: the words one after another. Word n has row 2 + n of the word table
//	tables     six, each: rows float32 scales, then rows × columns int8; a weight is scale × int8
//	input      dense (dense.go), from the tables' columns joined to width
//	blocks     each: taps [9][width], norm gain and bias [width], all float32; dense up, width to 2 width; dense down
//	output     norm gain and bias, dense, width to outputs
//
// Every section begins at a multiple of 64 bytes. A dense layer's inputs and outputs are made up to multiples of 32 with
// zeros. The up layer's swish is six times as large as the one that was trained, and the scales of down are a sixth.
//
// Nothing is parsed: a section stays where it is, so that opening the model costs next to nothing. Only the norms and taps,
// 1 % of the bytes, are copied.
const magic = "DIXITNN3"

//go:embed model.bin
var embedded []byte

// table is one embedding table: rows of columns int8 with a scale a row.
type table struct {
	rows, columns int
	scales        []byte // float32 a row
	values        []byte // int8, rows × columns
}

// scale is row r's.
func (t *table) scale(r int32) float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(t.scales[4*r:]))
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

// Model is a tagger's weights and how to compute with them. It is safe for concurrent use.
type Model struct {
	layers
	id         string
	levels     int // that it was taught, at most Levels
	tables     [tables]table
	vocabulary vocabulary
	input      dense
	blocks     []block
	last       norm
	output     dense
	spare      *spare
}

// Default is the model that is part of the program, on the kernels that the environment variable DIXIT_SIMD names, or the
// best ones that this processor has. A name that it has not is Invalid.
func Default() (*Model, error) {
	k, err := choose(os.Getenv("DIXIT_SIMD"))
	if err != nil {
		return nil, err
	}
	m, err := Load(embedded)
	if err != nil {
		return nil, err
	}
	m.k = k
	return m, nil
}

// ID names the weights: the first 12 hex digits of their SHA-256.
func (m *Model) ID() string { return m.id }

// Kernels names what the model computes with: avx512, avx2, or off for plain Go. The results are the same.
func (m *Model) Kernels() string { return m.k.name }

// outputs is how many scores a word has.
func (m *Model) outputs() int { return m.levels * int(Labels) }

// MultiplyAdds is how many multiplications a word takes.
func (m *Model) MultiplyAdds() int {
	n := m.input.in*m.input.out + m.output.in*m.output.out
	for _, b := range m.blocks {
		n += len(b.taps) + b.up.in*b.up.out + b.down.in*b.down.out
	}
	return n
}

// Plain is the model on plain Go instead of the processor's kernels: the same results, slowly.
func (m *Model) Plain() *Model {
	out := *m
	out.k = plain()
	return &out
}

// Exact is the model with dense layers in float32 instead of eight bits: what PyTorch computes, slowly.
func (m *Model) Exact() *Model {
	out := *m
	out.exact = true
	return &out
}

// Load reads a model file. It keeps data and does not change it. A file that is not one, or is cut off, is Unreadable.
func Load(data []byte) (*Model, error) {
	if len(data) < 16 || string(data[:len(magic)]) != magic {
		return nil, dixit.Errorf(dixit.Unreadable, "model: not a model file")
	}
	m := &Model{
		layers: layers{k: processor()[0]}, id: hex.EncodeToString(data[8:14]), spare: &spare{},
	}
	d := &decoder{data: data, at: 16}
	m.width = d.size()
	blocks, outputs := d.size(), d.size()
	m.levels = outputs / int(Labels)
	if outputs != m.outputs() || m.levels < 1 || m.levels > Levels || blocks > 64 || m.width%32 != 0 {
		return nil, dixit.Errorf(dixit.Unreadable, "model: %d blocks of %d, %d outputs", blocks, m.width, outputs)
	}
	m.blocks = d.dilations(blocks)
	joined := 0
	for i := range m.tables {
		m.tables[i].rows, m.tables[i].columns = d.size(), d.size()
		joined += m.tables[i].columns
	}
	m.vocabulary = d.vocabulary(d.size(), d.size())
	for i := range m.tables {
		d.table(&m.tables[i])
	}
	m.input = d.dense(joined, m.width)
	d.blocks(m.blocks, m.width)
	m.last = d.norm(m.width)
	m.output = d.dense(m.width, outputs)
	if d.cut || d.at != len(data) {
		return nil, dixit.Errorf(dixit.Unreadable, "model: %d bytes, of which %d were read: the file does not fit its sizes", len(data), d.at)
	}
	return m, m.check()
}

// check makes sure that no row number can lie outside its table, and that a kernel sees only sizes it can do.
func (m *Model) check() error {
	if n := m.vocabulary.size() + reserved; n != m.tables[wordTable].rows {
		return dixit.Errorf(dixit.Unreadable, "model: %d words, %d rows", n, m.tables[wordTable].rows)
	}
	for i := prefixTable; i <= shapeTable; i++ {
		if n := m.tables[i].rows; n&(n-1) != 0 {
			return dixit.Errorf(dixit.Unreadable, "model: table %d has %d rows, not a power of two", i, n)
		}
	}
	for i, t := range m.tables {
		if t.columns%8 != 0 {
			return dixit.Errorf(dixit.Unreadable, "model: table %d has %d columns, not a multiple of eight", i, t.columns)
		}
	}
	if m.tables[placeTable].rows != borderPlace+1 {
		return dixit.Errorf(dixit.Unreadable, "model: %d places", m.tables[placeTable].rows)
	}
	return nil
}

// maxDilation bounds how far a convolution sees, and with it the zeros around a text.
const maxDilation = 64

// align is what sections begin at a multiple of.
const align = 64

// decoder reads a model file from front to back. After the end it returns nothing and sets cut.
type decoder struct {
	data []byte
	at   int
	cut  bool
}

// section is the next n bytes that begin at a multiple of align.
func (d *decoder) section(n int) []byte {
	at := (d.at + align - 1) / align * align
	if n < 0 || at > len(d.data) || n > len(d.data)-at {
		d.cut = true
		return nil
	}
	d.at = at + n
	return d.data[at:d.at:d.at]
}

// size reads a count; ten million is more than any of them can be.
func (d *decoder) size() int {
	if d.cut || len(d.data)-d.at < 4 {
		d.cut = true
		return 1
	}
	n := binary.LittleEndian.Uint32(d.data[d.at:])
	d.at += 4
	if n == 0 || n > 10_000_000 {
		d.cut = true
		return 1
	}
	return int(n)
}

func (d *decoder) floats(n int) []float32 {
	b := d.section(4 * n)
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (d *decoder) dense(in, out int) dense {
	l := dense{in: (in + 31) / 32 * 32, out: (out + 31) / 32 * 32}
	l.data = d.section(l.out / panel * panelSize(l.in))
	return l
}

func (d *decoder) table(t *table) {
	t.scales, t.values = d.section(4*t.rows), d.section(t.rows*t.columns)
}

// dilations begins so many blocks. A dilation that is too large counts as a cut.
func (d *decoder) dilations(blocks int) []block {
	out := make([]block, blocks)
	for i := range out {
		out[i].dilation = d.size()
		d.cut = d.cut || out[i].dilation > maxDilation
	}
	return out
}

// blocks reads the weights of blocks.
func (d *decoder) blocks(blocks []block, width int) {
	for i := range blocks {
		b := &blocks[i]
		b.taps = d.floats(taps * width)
		b.norm = d.norm(width)
		b.up, b.down = d.dense(width, 2*width), d.dense(2*width, width)
	}
}

func (d *decoder) norm(n int) norm { return norm{gain: d.floats(n), bias: d.floats(n)} }
