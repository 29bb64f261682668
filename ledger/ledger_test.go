package ledger

import (
	"slices"
	"testing"
	"time"

	"dixit"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestWords(t *testing.T) {
	for s, want := range map[string][]string{
		"":                   nil,
		" — ":                nil,
		"\u0301":             nil,
		"a \u0301 b":         {"a", "b"},
		"The U.S. isn't 1st": {"The", "U", "S", "isn", "t", "1st"},
		"cafe\u0301s":        {"cafe\u0301s"},
		"हिन्दी 中文":          {"हिन्दी", "中文"},
		"a\x00b\uE000c":      {"a", "b", "c"},
	} {
		if diff := cmp.Diff(want, Words(s), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", s, diff)
		}
	}
}

func TestNameWords(t *testing.T) {
	for name, want := range map[string][]string{
		"":                       nil,
		"Marco Rubio":            {"marco", "rubio"},
		"RUBIO, Marco  rubio":    {"marco", "rubio"},
		"José Núñez":             {"jose", "nunez"},
		"Jose\u0301 Nu\u0301nez": {"jose", "nunez"},
		"Strauß STRAUSS":         {"strauss"},
		"ΟΔΥΣΣΕΎΣ":               {"οδυσσευσ"},
		"Jean-Luc O’Neill":       {"jean", "luc", "neill", "o"},
		"ﬁnn Ｆｕｌｌｗｉｄｔｈ İstanbul": {"finn", "fullwidth", "istanbul"},
	} {
		if diff := cmp.Diff(want, NameWords(name), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", name, diff)
		}
	}
}

func TestDayNumber(t *testing.T) {
	for day, want := range map[string]int64{
		"0000-01-01": 1, "0000-12-31": 366, "0001-01-01": 367, "1970-01-01": 719529, "2000-03-01": 730546,
		"": 0, "2025": 0, "2025-02-30": 0, "2025-2-3": 0, "-001-01-01": 0,
	} {
		if got := DayNumber(day); got != want {
			t.Errorf("%q: %d, want %d", day, got, want)
		}
	}
}

func TestDayNumberCountsDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(rapid.IntRange(0, 9998).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		this, next := day.Format(time.DateOnly), day.AddDate(0, 0, 1).Format(time.DateOnly)
		if DayNumber(next) != DayNumber(this)+1 {
			t.Errorf("%s is %d, %s is %d", this, DayNumber(this), next, DayNumber(next))
		}
	})
}

// The order is total: sorting gives one result, whatever came first.
func TestOrderIsTotal(t *testing.T) {
	place := rapid.Custom(func(t *rapid.T) Place {
		doc := &dixit.Document{
			SHA256:    rapid.SampledFrom([]string{"a", "b"}).Draw(t, "address"),
			Published: rapid.SampledFrom([]string{"", "x", "2025-01-02", "2025-01-02T01:00:00Z", "2025-01-03T00:30:00+05:00"}).Draw(t, "published"),
		}
		p := PlaceOf(doc)
		p.Ordinal = rapid.IntRange(0, 1).Draw(t, "ordinal")
		return p
	})
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(place).Draw(t, "places")
		again := rapid.Permutation(list).Draw(t, "again")
		slices.SortFunc(list, Place.Compare)
		slices.SortFunc(again, Place.Compare)
		if diff := cmp.Diff(list, again, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		for i := 1; i < len(list); i++ {
			if c := list[i-1].Compare(list[i]); c > 0 || (c == 0) != (list[i-1] == list[i]) {
				t.Errorf("%+v and %+v compare as %d", list[i-1], list[i], c)
			}
		}
	})
}

// TestFoldMarks holds the short way of Fold to the long one.
func TestFoldMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("aBZk09 .'’‘“”–—…•\u00a0é\u0301ﬁ½İ\t-_"))).Draw(t, "s")
		if got, want := Fold(s), foldAny(s); !slices.Equal(got, want) {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
	})
}
