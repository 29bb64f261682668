package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
)

func TestUnitCheck(t *testing.T) {
	for name, c := range map[string]struct {
		unit ledger.Unit
		want dixit.ErrorKind
	}{
		"File":       {ledger.Unit{Path: "/a"}, 0},
		"Files":      {ledger.Unit{Path: "/a", More: []string{"/b"}, Digest: "d"}, 0},
		"Part":       {ledger.Unit{Path: "/a", From: 5, To: 9}, 0},
		"Rest":       {ledger.Unit{Path: "/a", From: 5}, 0},
		"Feed":       {ledger.Unit{Path: "https://example.org/feed"}, 0},
		"Pages":      {ledger.Unit{Path: "https://example.org/1", More: []string{"http://example.org/2"}}, 0},
		"Mixed":      {ledger.Unit{Path: "https://example.org/1", More: []string{"/b"}}, dixit.Invalid},
		"MixedToo":   {ledger.Unit{Path: "/b", More: []string{"https://example.org/1"}}, dixit.Invalid},
		"Nothing":    {ledger.Unit{}, dixit.Invalid},
		"Relative":   {ledger.Unit{Path: "a"}, dixit.Invalid},
		"More":       {ledger.Unit{Path: "/a", More: []string{"b"}}, dixit.Invalid},
		"Empty":      {ledger.Unit{Path: "/a", From: 5, To: 5}, dixit.Invalid},
		"Backwards":  {ledger.Unit{Path: "/a", From: -1}, dixit.Invalid},
		"PartOfMany": {ledger.Unit{Path: "/a", More: []string{"/b"}, To: 3}, dixit.Invalid},
		"PartOfFeed": {ledger.Unit{Path: "https://example.org/feed", To: 3}, dixit.Invalid},
		"NoText":     {ledger.Unit{Path: "/a\xff"}, dixit.Invalid},
		"Zero":       {ledger.Unit{Path: "/a\x00"}, dixit.Invalid},
		"TooMany":    {ledger.Unit{Path: "/a", More: slices.Repeat([]string{"/b"}, ledger.MaxUnitPaths)}, dixit.TooLarge},
		"TooLong":    {ledger.Unit{Path: "/" + strings.Repeat("a", ledger.MaxUnit)}, dixit.TooLarge},
	} {
		err := c.unit.Check()
		if got := dixit.KindOf(err); (err != nil) != (c.want != 0) || err != nil && got != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestVersionNumber(t *testing.T) {
	versions := []string{"", "0.0.1", "0.2", "0.2.1-rc1", "0.10.0", "1", "v1.0.1", "1.9.3", "1.10.0"}
	for i, a := range versions {
		for j, b := range versions {
			if got, want := ledger.VersionNumber(a) < ledger.VersionNumber(b), i < j; got != want {
				t.Errorf("%q before %q: %t", a, b, got)
			}
		}
	}
	if u := (ledger.Unit{Engine: "2.0.0"}); u.ReadBy("1.9.9") || !u.ReadBy("2.0.0") || !u.ReadBy("") {
		t.Error("a unit for 2.0.0")
	}
}
