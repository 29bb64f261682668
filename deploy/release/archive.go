package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// file is one of an archive.
type file struct {
	name string
	mode int64
	data []byte
}

// folder are the files of dir, under its name.
func folder(dir string) ([]file, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []file
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, file{path.Join(filepath.Base(dir), e.Name()), 0o644, data})
	}
	return files, nil
}

// pack puts files into an archive of the kind that p has the program for, in the order of their names, all of the commit's time and
// nobody's. It returns the archive's name and bytes.
func (r release) pack(name string, p platform, files []file) (string, []byte, error) {
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	var b bytes.Buffer
	if p.os == "windows" {
		err := r.zip(&b, name, files)
		return name + ".zip", b.Bytes(), err
	}
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return "", nil, err
	}
	w := tar.NewWriter(z)
	for _, f := range files {
		h := &tar.Header{
			Typeflag: tar.TypeReg, Name: path.Join(name, f.name), Mode: f.mode, Size: int64(len(f.data)), ModTime: r.committed, Format: tar.FormatUSTAR,
		}
		if err := w.WriteHeader(h); err != nil {
			return "", nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return "", nil, err
		}
	}
	if err := w.Close(); err != nil {
		return "", nil, err
	}
	err = z.Close()
	return name + ".tar.gz", b.Bytes(), err
}

// zip is pack for those who have no tar.
func (r release) zip(b *bytes.Buffer, name string, files []file) error {
	w := zip.NewWriter(b)
	for _, f := range files {
		h := &zip.FileHeader{Name: path.Join(name, f.name), Method: zip.Deflate, Modified: r.committed}
		h.SetMode(os.FileMode(f.mode))
		to, err := w.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := to.Write(f.data); err != nil {
			return err
		}
	}
	return w.Close()
}

// writeSums writes SHA256SUMS, which sha256sum --check reads.
func writeSums(out string, names []string) error {
	slices.Sort(names)
	var b bytes.Buffer
	for _, n := range names {
		data, err := os.ReadFile(filepath.Join(out, n))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), n)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), b.Bytes(), 0o644)
}
