package eval_test

import (
	"os"
	"path/filepath"
	"testing"
)

// shared is the folder of corpora and gold beside the repository; the test is skipped where there is none.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skip("no repository above this folder")
		}
		dir = up
	}
	found := filepath.Join(filepath.Dir(dir), "shared")
	if _, err := os.Stat(found); err != nil {
		t.Skip("no folder shared beside the repository")
	}
	return found
}
