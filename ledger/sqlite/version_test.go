package sqlite

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// modernc.org/sqlite works only with the very version of modernc.org/libc that it was made with, but nothing stops a later
// one from being chosen for it.
func TestVersionOfLibc(t *testing.T) {
	ours, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sqlite, libc := required(ours, "modernc.org/sqlite"), required(ours, "modernc.org/libc")
	if sqlite == "" || libc == "" {
		t.Fatalf("go.mod requires modernc.org/sqlite %q and modernc.org/libc %q, want both", sqlite, libc)
	}
	theirs, err := os.ReadFile(filepath.Join(moduleCache(t), "cache", "download", "modernc.org", "sqlite", "@v", sqlite+".mod"))
	if err != nil {
		t.Skipf("what modernc.org/sqlite asks for is not known here: %v", err)
	}
	if asked := required(theirs, "modernc.org/libc"); asked != libc {
		t.Errorf("modernc.org/sqlite %s asks for modernc.org/libc %s; go.mod requires %s", sqlite, asked, libc)
	}
}

// required is the version of a module that a go.mod file requires; "" if it does not.
func required(mod []byte, path string) string {
	line := regexp.MustCompile(`(?m)^\s*(?:require\s+)?` + regexp.QuoteMeta(path) + `\s+(v\S+)`)
	if m := line.FindSubmatch(mod); m != nil {
		return string(m[1])
	}
	return ""
}

// moduleCache is where the go command keeps what it has downloaded.
func moduleCache(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("GOMODCACHE"); dir != "" {
		return dir
	}
	if list := filepath.SplitList(os.Getenv("GOPATH")); len(list) > 0 {
		return filepath.Join(list[0], "pkg", "mod")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Skip("no home folder, so no known module cache")
	}
	return filepath.Join(home, "go", "pkg", "mod")
}
