package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVerifyAgainstAddress: an address that is given is fetched and looked in, nothing of it is kept, and one that cannot be fetched is a
// line and an exit code.
func TestVerifyAgainstAddress(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	f := newFetching(t, map[string]string{"http://news.example/1": story("Bridge", "The bridge over the river is safe")})
	f.in = "“The bridge over the river is safe,” Eve Brown said."
	if code := f.run(t, "verify", "-", "--against", "http://news.example/1"); code != 0 || !strings.Contains(f.out.String(), "1 EXACT  stdin:1:1, given to Eve Brown") ||
		!strings.Contains(f.out.String(), "http://news.example/1#:~:text=") || f.errs.Len() > 0 {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "verify", "-", "--against", "http://news.example/2"); code != 3 || !strings.Contains(f.errs.String(), "404 Not Found") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	asked := f.w.asked
	if code := f.run(t, "verify", "-", "--offline", "--against", "http://news.example/1"); code != 2 || f.w.asked != asked {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	for _, dir := range []string{os.Getenv("TMPDIR"), f.dir} {
		if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 {
			t.Errorf("left behind: %q %v", left, err)
		}
	}
}
