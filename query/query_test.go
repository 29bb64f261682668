package query

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"
	"dixit/ledger"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	word := func(s string) ledger.Term { return ledger.Term{Text: s} }
	phrase := func(s string) ledger.Term { return ledger.Term{Text: s, Phrase: true} }
	begin := func(s string) ledger.Term { return ledger.Term{Text: s, Prefix: true} }
	for _, c := range []struct {
		words string
		want  []ledger.Term
	}{
		{"", nil},
		{" \t\n\u00a0", nil},
		{"tariffs", []ledger.Term{word("tariffs")}},
		{"  steel \n tariffs ", []ledger.Term{word("steel"), word("tariffs")}},
		{`"steel tariffs"`, []ledger.Term{phrase("steel tariffs")}},
		{`“steel tariffs” „now“`, []ledger.Term{phrase("steel tariffs"), phrase("now")}},
		{`on "steel tariffs"now`, []ledger.Term{word("on"), phrase("steel tariffs"), word("now")}},
		{`a"b"c`, []ledger.Term{word("a"), phrase("b"), word("c")}},
		{"tarif*", []ledger.Term{begin("tarif")}},
		{`"steel tarif"*`, []ledger.Term{{Text: "steel tarif", Phrase: true, Prefix: true}}},
		{"e-mail isn't U.S. 1,500 l’État", []ledger.Term{word("e-mail"), word("isn't"), word("U.S."), word("1,500"), word("l’État")}},
		{"Trump — Putin, & others", []ledger.Term{word("Trump"), word("Putin,"), word("others")}},
		{`peace ""`, []ledger.Term{word("peace")}},
		{"this AND NOT (that OR speaker:x)", []ledger.Term{
			word("this"), word("AND"), word("NOT"), word("(that"), word("OR"), word("speaker:x)"),
		}},
	} {
		got, err := Parse(c.words)
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got)\n%s", c.words, err, diff)
		}
	}
}

func TestMistakes(t *testing.T) {
	for words, want := range map[string]string{
		`say "steel tariffs`: "query, character 5: the phrase that begins here does not end",
		"é “x":               "query, character 3: the phrase that begins here does not end",
		`say "a" "`:          "query, character 9: the phrase that begins here does not end",
		"*tariffs":           "query, character 1: a * stands only at the end of a word or a phrase",
		"tar*ffs":            "query, character 4: a * stands only at the end of a word or a phrase",
		"ü tariff**":         "query, character 9: a * stands only at the end of a word or a phrase",
		"tariffs *":          "query, character 9: a * stands only at the end of a word or a phrase",
		"tariffs —*":         "query, character 10: a * stands only at the end of a word or a phrase",
		`tar*"iffs"`:         "query, character 4: a * stands only at the end of a word or a phrase",
		" — …":               `query " — …": no word to look for, only signs`,
		`""`:                 `query "\"\"": no word to look for, only signs`,
		"a\xff":              "query: not valid UTF-8",

		strings.Repeat("word ", 100): "query: terms: more than 64, or more than 4096 bytes",
	} {
		terms, err := Parse(words)
		if err == nil || err.Error() != want || dixit.KindOf(err) != dixit.Invalid || terms != nil {
			t.Errorf("%q: %v, %v (%v); want %s", words, terms, err, dixit.KindOf(err), want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "a b", `"a b" c*`, `“a”*b`, "\x00*", "\xff", `"""`, "— *", "a\u0301*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, words string) {
		terms, err := Parse(words)
		if err != nil {
			if dixit.KindOf(err) != dixit.Invalid || len(terms) > 0 {
				t.Errorf("%q: %v, %v", words, terms, err)
			}
			return
		}
		if err := (ledger.Filter{Terms: terms}).Check(); err != nil {
			t.Errorf("%q: what was parsed cannot be asked: %v", words, err)
		}
		for _, term := range terms {
			if !strings.Contains(words, term.Text) || !utf8.ValidString(term.Text) {
				t.Errorf("%q: term %q is not of it", words, term.Text)
			}
		}
	})
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ s, day, first, last string }{
		{"2025-03-04", "2025-03-04", "2025-03-04", "2025-03-04"},
		{"2024-02", "", "2024-02-01", "2024-02-29"},
		{"2025-12", "", "2025-12-01", "2025-12-31"},
		{"2025", "", "2025-01-01", "2025-12-31"},
		{"9999", "", "9999-01-01", "9999-12-31"},
		{"0000", "", "0000-01-01", "0000-12-31"},
		{"", "", "", ""},
		{"2025-02-30", "", "", ""},
		{"2025-13", "", "", ""},
		{"2025-3-4", "", "", ""},
		{"2025-03-04T10:00:00Z", "", "", ""},
		{"yesterday", "", "", ""},
	} {
		for name, f := range map[string]struct {
			of   func(string) (string, error)
			want string
		}{"Day": {Day, c.day}, "FirstDay": {FirstDay, c.first}, "LastDay": {LastDay, c.last}} {
			got, err := f.of(c.s)
			if got != f.want || (err == nil) != (f.want != "") {
				t.Errorf("%s(%q): %q, %v; want %q", name, c.s, got, err, f.want)
			}
			if err != nil && dixit.KindOf(err) != dixit.Invalid {
				t.Errorf("%s(%q): %v is of kind %v", name, c.s, err, dixit.KindOf(err))
			}
		}
	}
	_, err := Day("2025-02-30")
	if want := `day "2025-02-30": not in the calendar`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
