package relational

import (
	"encoding/json"
	"slices"

	"dixit"

	"github.com/klauspost/compress/zstd"
)

// maxBytes bounds a document's source and its text: what is packed must be possible to unpack in memory.
const maxBytes = 256 << 20

// packer compresses what is kept of a document, and is safe for use by several goroutines.
type packer struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newPacker() (*packer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true), zstd.WithZeroFrames(true))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxBytes))
	if err != nil {
		return nil, err
	}
	return &packer{enc, dec}, nil
}

func (p *packer) close() {
	p.enc.Close() // it holds nothing unwritten
	p.dec.Close()
}

func (p *packer) pack(data []byte) []byte {
	return p.enc.EncodeAll(data, make([]byte, 0, len(data)/2+64))
}

func (p *packer) unpack(data []byte) ([]byte, error) {
	out, err := p.dec.DecodeAll(data, nil)
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "damaged: %w", err)
	}
	return out, nil
}

// text unpacks a document's text.
func (p *packer) text(data []byte) (dixit.Text, error) {
	raw, err := p.unpack(data)
	if err != nil {
		return dixit.Text{}, err
	}
	t, err := dixit.NewText(string(raw))
	if err != nil {
		return t, dixit.Errorf(dixit.Unreadable, "damaged: %w", err)
	}
	return t, nil
}

// block is a Block as it is kept; offsets are bytes.
type block struct {
	Start  int             `json:"start"`
	End    int             `json:"end"`
	Kind   dixit.BlockKind `json:"kind"`
	Region dixit.Region    `json:"region"`
	Source dixit.Span      `json:"source,omitzero"`
	Turn   dixit.Span      `json:"turn,omitzero"`
}

func (p *packer) packBlocks(list []dixit.Block) ([]byte, error) {
	kept := make([]block, len(list))
	for i, b := range list {
		kept[i] = block{b.Span.Start, b.Span.End, b.Kind, b.Region, b.Source, b.Turn}
	}
	data, err := json.Marshal(kept)
	return p.pack(data), err
}

// blocks unpacks a document's blocks and checks them against its text.
func (p *packer) blocks(data []byte, t dixit.Text) ([]dixit.Block, error) {
	raw, err := p.unpack(data)
	if err != nil {
		return nil, err
	}
	kept, err := blocksOf(raw)
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "damaged: %w", err)
	}
	list := slices.Grow([]dixit.Block(nil), len(kept)) // nil of none
	for _, b := range kept {
		list = append(list, dixit.Block{Span: dixit.Span{Start: b.Start, End: b.End}, Kind: b.Kind, Region: b.Region, Source: b.Source, Turn: b.Turn})
	}
	if err := checkBlocks(list, t); err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "damaged: %w", err)
	}
	return list, nil
}

// checkBlocks refuses blocks that are not in the text or not in order.
func checkBlocks(list []dixit.Block, t dixit.Text) error {
	end := 0
	for i, b := range list {
		if b.Span.Start < end || b.Span.End < b.Span.Start || b.Span.End > t.Len() {
			return dixit.Errorf(dixit.Invalid, "block %d: bytes %d:%d are not in order in a text of %d", i, b.Span.Start, b.Span.End, t.Len())
		}
		end = b.Span.End
	}
	return nil
}
