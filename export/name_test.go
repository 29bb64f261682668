package export

import (
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"a": "a", "../../etc/passwd": ".._.._etc_passwd", "..": "_..", "": "_", "https://x.org/a?b": "https___x.org_a_b", "a\x00b": "a_b",
		"Ünïcode name":           "Ünïcode name",
		strings.Repeat("é", 200): strings.Repeat("é", 100),
	} {
		if got := FileName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
