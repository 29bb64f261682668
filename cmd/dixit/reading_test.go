package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMembersOut: members of an archive get a file each, also those of one name, and none outside the folder.
func TestMembersOut(t *testing.T) {
	t.Chdir(t.TempDir())
	f, err := os.Create("news.zip")
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, name := range []string{"2023/a.txt", "2024/a.txt", "../../up.txt", "/etc/top.txt", `..\back.txt`, "esc\x1b[31m.txt", "a.txt"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("It rained, Ada Lind said of " + name[:1] + ".")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	code, _, complaints := capture("extract", "--out", "out", "news.zip")
	if code != 0 || complaints != "" {
		t.Errorf("exit %d\n%s", code, complaints)
	}
	var found []string
	err = filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = append(found, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"news.zip", "out/news-2023_a.jsonl", "out/news-2024_a.jsonl", "out/news-_back.jsonl", "out/news-a.jsonl", "out/news-esc\ufffd[31m.jsonl",
		"out/news-etc_top.jsonl", "out/news-up.jsonl",
	}
	if diff := cmp.Diff(strings.Join(want, "\n"), strings.Join(found, "\n")); diff != "" {
		t.Error(diff)
	}
}
