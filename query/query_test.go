package query

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"
	"dixit/ledger"
)

// show writes an expression in a short form, for tests.
func show(e ledger.Expr) string {
	list := func(name string, parts []ledger.Expr) string {
		var out []string
		for _, x := range parts {
			out = append(out, show(x))
		}
		return name + "(" + strings.Join(out, " ") + ")"
	}
	switch e := e.(type) {
	case ledger.All:
		return list("all", e)
	case ledger.Any:
		return list("any", e)
	case ledger.Not:
		return list("not", []ledger.Expr{e.X})
	case ledger.Term:
		s := string(e.Field) + "[" + e.Text + "]"
		if e.Prefix {
			s += "*"
		}
		return s
	case ledger.Near:
		return fmt.Sprintf("near(%s %s %d)", show(e.A), show(e.B), e.Within)
	case ledger.Value:
		return fmt.Sprintf("%s=%s", e.Field, e.Is)
	case ledger.Days:
		return fmt.Sprintf("%s=%s..%s", e.Field, e.First, e.Last)
	case ledger.Number:
		return fmt.Sprintf("%s=%.2g..%.2g", e.Field, e.Min, e.Max)
	}
	return fmt.Sprint(e)
}

func TestParse(t *testing.T) {
	for query, want := range map[string]string{
		"":                             "all()",
		" \t\n\u00a0":                  "all()",
		"tariffs":                      "[tariffs]",
		"  steel \n tariffs ":          "all([steel] [tariffs])",
		`"steel tariffs"`:              "[steel tariffs]",
		`“steel tariffs” „now“`:        "all([steel tariffs] [now])",
		`on "steel tariffs"now`:        "all([on] [steel tariffs] [now])",
		`a"b"c`:                        "all([a] [b] [c])",
		"tarif*":                       "[tarif]*",
		`"steel tarif"*`:               "[steel tarif]*",
		"e-mail isn't U.S. 1,500":      "all([e-mail] [isn't] [U.S.] [1,500])",
		"Trump — Putin, & others":      "all([Trump] [Putin,] [others])",
		`peace ""`:                     "[peace]",
		"a AND b":                      "all([a] [b])",
		"a b OR c":                     "any(all([a] [b]) [c])",
		"a (b OR c)":                   "all([a] any([b] [c]))",
		"a || b && c":                  "any([a] all([b] [c]))",
		"a NOT b":                      "all([a] not([b]))",
		"NOT a":                        "not([a])",
		"a -b -\"c d\" -(e f)":         "all([a] not([b]) not([c d]) not(all([e] [f])))",
		"well-known - a":               "all([well-known] [a])",
		"and or not":                   "all([and] [or] [not])",
		"paper NEAR tiger":             "near([paper] [tiger] 10)",
		"speaker:(paper NEAR/3 tiger)": "near(speaker[paper] speaker[tiger] 3)",
		"speaker:rubio":                "speaker[rubio]",
		`Speaker:"Marco Rubio"`:        "speaker[Marco Rubio]",
		"by:rub*":                      "speaker[rub]*",
		"speaker:(rubio OR vance)":     "any(speaker[rubio] speaker[vance])",
		"speaker:(rubio -vance)":       "all(speaker[rubio] not(speaker[vance]))",
		"-speaker:rubio peace":         "all(not(speaker[rubio]) [peace])",
		"act:deny act:(deny OR Claim)": "all(act=deny any(act=deny act=claim))",
		"tag:Trade-Talks struck:YES":   "all(tag=trade-talks struck=yes)",
		"tag:(a OR -b) note:(x* y)":    "all(any(tag=a not(tag=b)) all(note[x]* note[y]))",
		"kind:direct tier:1":           "all(kind=direct tier=1)",
		"published:2025":               "published=2025-01-01..2025-12-31",
		"published:2025-02":            "published=2025-02-01..2025-02-28",
		"published:2025-02..2025-03":   "published=2025-02-01..2025-03-31",
		"said:2025-02/2025-03-04":      "said=2025-02-01..2025-03-04",
		"said:2025-02..":               "said=2025-02-01..",
		"said:../2024":                 "said=..2024-12-31",
		"said>2025-02":                 "said=2025-03-01..",
		"said>=2025-02":                "said=2025-02-01..",
		"said<2025-02":                 "said=..2025-01-31",
		"said:<=2025-02":               "said=..2025-02-28",
		"said:202X":                    "said=2020-01-01..2029-12-31",
		"said:2025-22":                 "said=2025-06-01..2025-08-31",
		"said:2025~..2026?":            "said=2025-01-01..2026-12-31",
		"after:2025-02 before:2025-03": "all(published=2025-02-01.. published=..2025-03-31)",
		"published:(2024 OR 2022)":     "any(published=2024-01-01..2024-12-31 published=2022-01-01..2022-12-31)",
		"depth:2":                      "depth=2..2",
		"depth>1":                      "depth=1..+Inf",
		"depth:2..3":                   "depth=2..3",
		"confidence>0.9":               "confidence=0.9..+Inf",
		"confidence<=0.5":              "confidence=-Inf..0.5",
		"http://example.org/a 12:30":   "all([http://example.org/a] [12:30])",
		`"note: this"`:                 "[note: this]",
	} {
		e, err := Parse(query)
		if err != nil || show(e) != want {
			t.Errorf("%s: %s, %v; want %s", query, show(e), err, want)
		}
	}
}

func TestMistakes(t *testing.T) {
	for query, want := range map[string]string{
		`say "steel tariffs`:          "query, character 5: the phrase that begins here does not end",
		"é “x":                        "query, character 3: the phrase that begins here does not end",
		`say "a" "`:                   "query, character 9: the phrase that begins here does not end",
		"*tariffs":                    "query, character 1: a * stands only at the end of a word or a phrase",
		"ü tariff**":                  "query, character 10: a * stands only at the end of a word or a phrase",
		"tariffs *":                   "query, character 9: a * stands only at the end of a word or a phrase",
		"tariffs —*":                  "query, character 9: a * stands only at the end of a word or a phrase",
		" — …":                        "query, character 5: no word to look for, only signs",
		`""`:                          "query, character 3: no word to look for, only signs",
		"a\xff":                       "query: not valid UTF-8",
		"(a":                          "query, character 1: the ( here has no )",
		"a)":                          "query, character 2: a ) without its (",
		"a ()":                        "query, character 4: nothing in these parentheses",
		"a OR":                        "query, character 5: the query ends where a word is expected",
		"OR a":                        `query, character 1: OR needs something on both sides; the word itself is written "or"`,
		"a AND OR b":                  `query, character 7: OR needs something on both sides; the word itself is written "or"`,
		"NOT":                         "query, character 4: the query ends where a word is expected",
		"NOT NOT a":                   "query, character 5: NOT twice",
		"a NEAR":                      "query, character 3: NEAR stands between two words",
		"NEAR a":                      "query, character 1: NEAR stands between two words",
		`"a b" NEAR c`:                "query, character 7: NEAR stands between two words",
		"a NEAR b NEAR c":             "query, character 3: NEAR stands between two words",
		"a NEAR/x b":                  "query, character 3: NEAR/ needs a number",
		"a NEAR/999 b":                "query, character 3: near: 999 words, between 0 and 64 can be asked for",
		"éa NEAR/3 éas":               "query, character 4: near: between two different, whole words",
		"spaeker:rubio":               `query, character 1: no field "spaeker"; there are ` + names() + `; a word with a colon is written in quotation marks`,
		"speaker:":                    "query, character 1: speaker of what?",
		"speaker:act:deny":            "query, character 1: speaker of what?",
		"speaker:(act:deny)":          "query, character 10: a field inside a field",
		"speaker>a":                   "query, character 1: speaker is not more or less than another; write speaker:",
		"struck:maybe":                "query, character 8: struck \"maybe\": not one of [yes no]",
		"tag:a+b":                     "query, character 5: tag \"a+b\": not a word of letters, digits and - _ . /",
		"act:shout":                   "query, character 5: act \"shout\": not one of " + fmt.Sprint(dixit.Acts()),
		"act:den*":                    "query, character 5: a * stands only at the end of a word or a phrase",
		"said:soon":                   `query, character 6: day "soon": not of the form YYYY, YYYY-MM or YYYY-MM-DD`,
		"said:XXXX-02":                `query, character 6: day "XXXX-02": not of the form YYYY, YYYY-MM or YYYY-MM-DD`,
		"said:2025-02-30":             `query, character 6: day "2025-02-30": not in the calendar`,
		"said:2025..2024":             "query, character 6: days: 2025-01-01 is after 2024-12-31",
		"said>2024..2025":             "query, character 6: a range cannot be compared",
		"said:..":                     "query, character 6: no day in it",
		"depth:x":                     `query, character 7: depth "x": not a number`,
		"confidence:NaN":              `query, character 12: confidence "NaN": not a number`,
		strings.Repeat("(", 99) + "a": "query, character 26: too many parentheses",
		strings.Repeat("word ", 300):  "query: more than 256 parts",
	} {
		e, err := Parse(query)
		if err == nil || err.Error() != want || dixit.KindOf(err) != dixit.Invalid || e != nil {
			t.Errorf("%s: %v, %v (%v); want %s", query, e, err, dixit.KindOf(err), want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "a b", `"a b" c*`, `“a”*b`, "\x00*", "\xff", `"""`, "— *", "a\u0301*", "speaker:(a OR -b) said>2025", "a NEAR/3 b", "(((", "-(-a)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		e, err := Parse(query)
		if err != nil {
			if dixit.KindOf(err) != dixit.Invalid || e != nil {
				t.Errorf("%q: %v, %v", query, e, err)
			}
			return
		}
		if err := (ledger.Filter{Where: e}).Check(); err != nil {
			t.Errorf("%q: what was parsed cannot be asked: %v", query, err)
		}
		for term := range ledger.Terms(e) {
			if !strings.Contains(query, term.Text) || !utf8.ValidString(term.Text) {
				t.Errorf("%q: term %q is not of it", query, term.Text)
			}
		}
	})
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ s, first, last string }{
		{"2025-03-04", "2025-03-04", "2025-03-04"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2025-12", "2025-12-01", "2025-12-31"},
		{"2025", "2025-01-01", "2025-12-31"},
		{"9999", "9999-01-01", "9999-12-31"},
		{"0000", "0000-01-01", "0000-12-31"},
		{"", "", ""},
		{"2025-02-30", "", ""},
		{"2025-13", "", ""},
		{"2025-3-4", "", ""},
		{"2025-03-04T10:00:00Z", "", ""},
		{"yesterday", "", ""},
	} {
		for name, f := range map[string]struct {
			of   func(string) (string, error)
			want string
		}{"FirstDay": {FirstDay, c.first}, "LastDay": {LastDay, c.last}} {
			got, err := f.of(c.s)
			if got != f.want || (err == nil) != (f.want != "") {
				t.Errorf("%s(%q): %q, %v; want %q", name, c.s, got, err, f.want)
			}
			if err != nil && dixit.KindOf(err) != dixit.Invalid {
				t.Errorf("%s(%q): %v is of kind %v", name, c.s, err, dixit.KindOf(err))
			}
		}
	}
	_, err := FirstDay("2025-02-30")
	if want := `day "2025-02-30": not in the calendar`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
