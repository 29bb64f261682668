package verify

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// variant changes the looks of a quotation, or reports that it does not lend itself.
type variant func(w *world, s string) (string, bool)

// harmless are what type-setting and the manners of newsrooms do.
func harmless() map[string]variant {
	replace := func(pairs ...string) variant {
		r := strings.NewReplacer(pairs...)
		return func(_ *world, s string) (string, bool) { out := r.Replace(s); return out, out != s }
	}
	// atSpace changes one space.
	atSpace := func(to ...string) variant {
		return func(w *world, s string) (string, bool) {
			f := strings.Split(s, " ")
			if len(f) < 3 {
				return s, false
			}
			i := 1 + w.rng.IntN(len(f)-1)
			return strings.Join(f[:i], " ") + one(w, to) + strings.Join(f[i:], " "), true
		}
	}
	first := func(s string, f func(rune) rune) (string, bool) {
		r := []rune(s)
		if !unicode.IsLetter(r[0]) || len(r) > 1 && unicode.IsUpper(r[1]) || len(r) > 1 && !unicode.IsLetter(r[1]) {
			return s, false
		}
		was := r[0]
		r[0] = f(was)
		return string(r), r[0] != was
	}
	return map[string]variant{
		"as it is":       func(_ *world, s string) (string, bool) { return s, true },
		"straight marks": replace("’", "'", "‘", "'", "“", `"`, "”", `"`),
		"curly marks":    replace("'", "’"),
		"hard space":     atSpace("\u00a0", "\u202f"),
		"other spaces":   atSpace("\u2009", "  ", "\u2002", "\t"),
		"line break":     atSpace("\n", "\n  ", "\r\n"),
		"dashes":         replace("—", "–", " – ", " — ", " -- ", " — ", "--", "—"),
		"dashes spaced":  replace("—", " — ", " – ", "—", " -- ", "--"),
		"hyphens":        replace("-", "\u2011"),
		"ligatures":      replace("fi", "ﬁ", "fl", "ﬂ", "ff", "ﬀ"),
		"decomposed":     func(_ *world, s string) (string, bool) { out := norm.NFD.String(s); return out, out != s },
		"soft hyphens":   replace("tion", "\u00adtion", "ment", "\u00adment"),
		"outer comma": func(_ *world, s string) (string, bool) {
			return strings.TrimRight(s, ".,") + ",", !strings.HasSuffix(s, "?") && !strings.HasSuffix(s, "!")
		},
		"outer stop": func(_ *world, s string) (string, bool) {
			return strings.TrimRight(s, ".,") + ".", !strings.HasSuffix(s, "?") && !strings.HasSuffix(s, "!")
		},
		"no outer mark": func(_ *world, s string) (string, bool) { return strings.TrimRight(s, ".,"), true },
		"capital":       func(_ *world, s string) (string, bool) { return first(s, unicode.ToUpper) },
		"small letter":  func(_ *world, s string) (string, bool) { return first(s, unicode.ToLower) },
		"bracket capital": func(_ *world, s string) (string, bool) {
			out, ok := first(s, unicode.ToUpper)
			r := []rune(out)
			return "[" + string(r[:1]) + "]" + string(r[1:]), ok
		},
		"bracketed name": func(w *world, s string) (string, bool) {
			p := regexp.MustCompile(` (?:he|she|they|it|him|them) `).FindAllStringIndex(s, -1)
			if len(p) == 0 {
				return s, false
			}
			i := one(w, p)
			return s[:i[0]] + " [" + one(w, []string{"the president", "Lind", "the company"}) + "] " + s[i[1]:], true
		},
		"bracketed addition": func(w *world, s string) (string, bool) {
			f := strings.Fields(s)
			if len(f) < 4 {
				return s, false
			}
			i := 1 + w.rng.IntN(len(f)-2)
			if strings.ContainsAny(f[i-1], "([") || strings.ContainsAny(f[i], ")]") {
				return s, false
			}
			return strings.Join(slices.Insert(f, i, one(w, []string{"[sic]", "[the mayor]", "[in the city]"})), " "), true
		},
		"nested marks": replace("“", "‘", "”", "’", ` "`, " '", `" `, "' "),
		"ellipsis": func(w *world, s string) (string, bool) {
			f := strings.Fields(s)
			if len(f) < 12 {
				return s, false
			}
			i := 3 + w.rng.IntN(len(f)-9)
			n := 2 + w.rng.IntN(3)
			if regexp.MustCompile(`(?i)n[’']t\b|\b(?:not?|cannot|never|hardly|barely|fail(?:s|ed)?|den(?:y|ies|ied)|refused?|if|unless|without|nor|nothing|nobody|none|except|percent|million|billion)\b`).MatchString(strings.Join(f[i-1:i+n+1], " ")) {
				return s, false // that would be no harmless cut
			}
			return strings.Join(slices.Concat(f[:i], []string{one(w, []string{"…", "...", ". . .", "[…]", "[...]", "(…)"})}, f[i+n:]), " "), true
		},
	}
}
