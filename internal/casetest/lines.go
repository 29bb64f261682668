package casetest

import (
	"bufio"
	"compress/gzip"
	"io"
	"iter"
	"os"
	"testing"
)

// longest is how many bytes a line may have.
const longest = 64 << 20

// Lines are the lines of a gzipped file.
func Lines(t testing.TB, path string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		t.Helper()
		z := gunzip(t, path)
		defer z.Close()
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, longest)
		for lines.Scan() {
			if !yield(lines.Bytes()) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// gunzip opens a gzipped file.
func gunzip(t testing.TB, path string) io.ReadCloser {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}
}
