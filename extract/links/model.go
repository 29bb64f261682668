package links

import (
	"crypto/sha256"
	_ "embed" // the weights
	"encoding/binary"
	"encoding/hex"

	"dixit"
)

// The file of weights, little endian, written by train/link:
//
//	magic   8 bytes "DIXITLK1"
//	tables  three of Size int16: for cues of contents, sources of cues, and whole statements; a weight is Unit of them
const magic = "DIXITLK1"

// Size is how many weights a table has, a power of two: features are hashed into it (Weinberger et al. 2009, "Feature Hashing
// for Large Scale Multitask Learning").
const Size = 1 << 14

// Unit is what a weight of 1, in natural logarithms, is in the file. Whole numbers make the same sum in any order and on any
// machine.
const Unit = 1024

// Weights is one table.
type Weights []int16

// Score is the sum of the weights of f.
func (w Weights) Score(f Features) int {
	n := 0
	for _, i := range f {
		n += int(w[i])
	}
	return n
}

// Model is the learned weights. It is safe for concurrent use.
type Model struct {
	Cue    Weights // of Reading.Cues
	Source Weights // of Reading.Sources
	Stands Weights // of Reading.Stands
}

//go:embed weights.bin
var embedded []byte

// Default is the model that is part of the program.
func Default() (*Model, error) { return Load(embedded) }

// Load reads a file of weights. One that is none is Unreadable.
func Load(data []byte) (*Model, error) {
	if len(data) != len(magic)+3*2*Size || string(data[:len(magic)]) != magic {
		return nil, dixit.Errorf(dixit.Unreadable, "links: not a file of weights")
	}
	var tables [3]Weights
	for i := range tables {
		tables[i] = make(Weights, Size)
		for j := range tables[i] {
			tables[i][j] = int16(binary.LittleEndian.Uint16(data[len(magic)+2*(i*Size+j):]))
		}
	}
	return &Model{tables[0], tables[1], tables[2]}, nil
}

// ID names the weights: the first 6 hex digits of their file's SHA-256.
func (m *Model) ID() string {
	sum := sha256.Sum256(m.Encode())
	return hex.EncodeToString(sum[:3])
}

// Encode is the model as Load reads it.
func (m *Model) Encode() []byte {
	out := append(make([]byte, 0, len(magic)+3*2*Size), magic...)
	for _, table := range []Weights{m.Cue, m.Source, m.Stands} {
		for _, w := range table {
			out = binary.LittleEndian.AppendUint16(out, uint16(w))
		}
	}
	return out
}
