package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// version is a release of one's own.
func version() release {
	return release{version: "1.2.3", commit: strings.Repeat("ab", 20), committed: time.Date(2025, 9, 23, 12, 30, 2, 0, time.UTC)}
}

// TestPack: the same files make the same bytes, whatever order they come in, and are read back by others' readers.
func TestPack(t *testing.T) {
	files := []file{{"dixit", 0o755, []byte("program")}, {"README.md", 0o644, []byte("read me")}}
	for _, p := range []platform{{"linux", "amd64"}, {"windows", "amd64"}} {
		name, one, err := version().pack("dixit-1", p, slices.Clone(files))
		if err != nil {
			t.Fatal(err)
		}
		_, two, err := version().pack("dixit-1", p, []file{files[1], files[0]})
		if err != nil || !bytes.Equal(one, two) {
			t.Errorf("%s: %v, or other bytes", name, err)
		}
		if got := unpack(t, name, one); got != "dixit-1/README.md -rw-r--r-- read me\ndixit-1/dixit -rwxr-xr-x program\n" {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// unpack lists an archive. Its files are all of the commit's time.
func unpack(t *testing.T, name string, data []byte) string {
	t.Helper()
	var b strings.Builder
	add := func(name string, mode os.FileMode, when time.Time, r io.Reader) {
		body, err := io.ReadAll(r)
		if err != nil || !when.Equal(version().committed) {
			t.Errorf("%s: %v, %v", name, when, err)
		}
		b.WriteString(name + " " + mode.String() + " " + string(body) + "\n")
	}
	if strings.HasSuffix(name, ".zip") {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			add(f.Name, f.Mode(), f.Modified, r)
		}
		return b.String()
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return b.String()
		} else if err != nil {
			t.Fatal(err)
		}
		add(h.Name, h.FileInfo().Mode(), h.ModTime, r)
	}
}

// TestLicences knows licences by their words, however they are broken into lines, and no other text.
func TestLicences(t *testing.T) {
	for text, want := range map[string]string{
		"Apache License\n  Version 2.0, January 2004": "Apache-2.0",
		"Permission is hereby granted, free of\ncharge, to any person obtaining a copy of this software and associated files": "MIT",
		"Redistribution and use in source and binary forms … may be used to endorse or promote products":                      "BSD-3-Clause",
		"Redistribution and use in source and binary forms, with or without modification":                                     "BSD-2-Clause",
		"All rights reserved.": "",
	} {
		if got := licenceOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, name := range []string{"LICENSE", "licence.md", "COPYING", "NOTICE.txt", "LICENSE-3RD-PARTY"} {
		if !legal().MatchString(name) {
			t.Errorf("%s is not handed on", name)
		}
	}
	for _, name := range []string{"main.go", "licenses.go", "README.md"} {
		if legal().MatchString(name) {
			t.Errorf("%s is handed on as a licence", name)
		}
	}
}

// TestParts: what is in this test's own program has a licence that is known, a sum, and is needed by something.
func TestParts(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	t.Chdir(filepath.Join("..", ".."))
	p := platform{runtime.GOOS, runtime.GOARCH}
	program := filepath.Join(t.TempDir(), "dixit")
	if err := version().build(program, p); err != nil {
		t.Fatal(err)
	}
	parts, err := partsOf(program, p)
	if err != nil {
		t.Fatal(err)
	}
	data, err := version().bill("dixit", parts)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := version().bill("dixit", parts)
	var b bom
	if err := json.Unmarshal(data, &b); err != nil || !bytes.Equal(data, again) {
		t.Fatal("not the same twice, or ", err)
	}
	needed := map[string]bool{}
	for _, d := range b.Dependencies {
		for _, ref := range d.DependsOn {
			if ref == "" {
				t.Errorf("%s needs what is not there", d.Ref)
			}
			needed[ref] = true
		}
	}
	for _, c := range b.Components {
		if !needed[c.Ref] || c.Name != standard && len(c.Properties) == 0 {
			t.Errorf("%s: nothing needs it, or no sum", c.Ref)
		}
	}
	if len(b.Components) < 20 {
		t.Errorf("%d components", len(b.Components))
	}
	text := string(notices(parts))
	for _, c := range b.Components {
		if !strings.Contains(text, c.Name+" "+c.Version+", ") {
			t.Errorf("%s has no notice", c.Ref)
		}
	}
	if raw, _ := os.ReadFile(program); bytes.Contains(raw, []byte(os.TempDir()+"/")) || bytes.Contains(raw, []byte(mustWd(t))) {
		t.Error("the program names folders of this machine")
	}
}

func mustWd(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
