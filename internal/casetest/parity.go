package casetest

import (
	"encoding/binary"
	"encoding/json"
	"io"
	"os"
	"testing"
)

// Scores are what training wrote down of a network's scores, in steps of 1e-5: a gzipped file of int32, little endian.
func Scores(t testing.TB, path string) []float32 {
	t.Helper()
	z := gunzip(t, path)
	defer z.Close()
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = float32(int32(binary.LittleEndian.Uint32(b[4*i:]))) / 1e5
	}
	return out
}

// Paragraphs are those of each document of a file of texts that networks are compared with PyTorch's on.
func Paragraphs(t testing.TB, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Documents []struct {
			Paragraphs []string `json:"paragraphs"`
		} `json:"documents"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for _, d := range file.Documents {
		out = append(out, d.Paragraphs)
	}
	return out
}
