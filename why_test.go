package dixit_test

import (
	"testing"

	"dixit"

	"github.com/google/go-cmp/cmp"
)

func TestReasons(t *testing.T) {
	for _, c := range []struct {
		why  string
		want []dixit.Reason
	}{
		{"", nil},
		{"made by hand", []dixit.Reason{{"", "made by hand"}}},
		{"link: cue “said”; speaker: full name; act: deny; day: “Monday”", []dixit.Reason{
			{"link", "cue “said”"}, {"speaker", "full name"}, {"act", "deny"}, {"day", "“Monday”"},
		}},
		{"link: cue “said: yes; no”; act: state", []dixit.Reason{{"link", "cue “said: yes; no”"}, {"act", "state"}}},
	} {
		if diff := cmp.Diff(c.want, dixit.Reasons(c.why)); diff != "" {
			t.Errorf("%q: %s", c.why, diff)
		}
	}
}
