package warc

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// A zstd archive may begin with a skippable frame that holds the dictionary of all the others, compressed or not.
func TestDictionary(t *testing.T) {
	data := made(t, 20, plain)
	whole, _ := readAll(t, "x", data, Limits{})
	var samples [][]byte
	for i := range 40 {
		samples = append(samples, []byte(body(i+100)))
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: samples, History: []byte(body(50)), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dict))
	if err != nil {
		t.Fatal(err)
	}
	frames := members(t, data, whole, func(p []byte) []byte { return enc.EncodeAll(p, nil) })
	bare, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range [][]byte{dict, bare.EncodeAll(dict, nil)} {
		head := binary.LittleEndian.AppendUint32([]byte{0x5d, 0x2a, 0x4d, 0x18}, uint32(len(d)))
		archive := slices.Concat(head, d, frames)
		if !Begins(archive) {
			t.Error("not seen to be an archive")
		}
		got, problems := readAll(t, "x", archive, Limits{})
		if len(got) != len(whole) || problems != nil {
			t.Fatalf("%d records of %d, %q", len(got), len(whole), problems)
		}
		for i := range got {
			if got[i].Block != whole[i].Block {
				t.Errorf("record %d differs", i)
			}
		}
	}
}
