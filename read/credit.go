package read

import "strings"

// credit reads a line that says who made the article: "Reporting by Ada Lind; editing by Bo Moss", "© 2022 AFP", "This article was
// provided by The Associated Press", "With reporting by AFP", "— Reuters". line is whether it is one, and agency the agency that the
// article is from by it, "" if it names none. Who only contributed to it is not who it is from.
func credit(s string) (agency string, line bool) {
	const longest = 300
	if len(s) > longest {
		return "", false
	}
	plain := strings.Trim(s, " \u00a0()[]*_—–-.•|")
	low := strings.ToLower(plain)
	if a := agencyOf(plain); a != "" {
		return a, true
	}
	for _, form := range []string{"© ", "©", "copyright ", "(c) "} {
		if strings.HasPrefix(low, form) {
			return agencyIn(plain), true
		}
	}
	for _, what := range []string{"article", "story", "report", "material", "dispatch"} {
		for _, verb := range []string{" was provided by ", " is provided by ", " was originally published by ", " was published by ", " was produced by ", " was distributed by ", " was first published by "} {
			if rest, ok := strings.CutPrefix(low, "this "+what+verb); ok {
				return agencyIn(plain[len(plain)-len(rest):]), true
			}
		}
		if strings.HasSuffix(low, " contributed to this "+what) && !strings.ContainsAny(plain, "“”\"?") {
			return "", true
		}
	}
	for _, form := range []string{"with reporting by ", "with reporting from ", "with inputs from ", "with input from ", "with files from ", "with information from ", "with material from ", "with ", "source: ", "distributed by ", "provided by "} {
		rest, ok := strings.CutPrefix(low, form)
		if !ok {
			continue
		}
		name := plain[len(plain)-len(rest):]
		if a := agencyOf(name); a != "" {
			return a, true
		}
		if len(form) > len("with ") && strings.HasPrefix(form, "with ") && strings.Count(name, " ") < 12 {
			return agencyIn(name), true
		}
	}
	for _, form := range []string{"reporting by ", "additional reporting by ", "writing by ", "editing by ", "reported by ", "compiled by ", "translated by "} {
		if strings.HasPrefix(low, form) && !strings.ContainsAny(plain, "“”\"?") && (len(plain) < 120 || strings.Contains(low, "editing by ")) {
			return agencyIn(plain), true
		}
	}
	return "", false
}

// signedBy is the agency that a last paragraph ends with: "… on Tuesday. (ANI)", "… he said. — AFP".
func signedBy(s string) string {
	s = strings.TrimRight(s, " \u00a0")
	if open := strings.LastIndexByte(s, '('); open > 0 && strings.HasSuffix(s, ")") {
		if before := strings.TrimRight(s[:open], " \u00a0"); stops(before) {
			return agencyOf(s[open+1 : len(s)-1])
		}
	}
	for _, dash := range []string{"—", "–", " -"} {
		if i := strings.LastIndex(s, dash); i > 0 && stops(strings.TrimRight(s[:i], " \u00a0-")) {
			return agencyOf(strings.TrimLeft(s[i+len(dash):], " -"))
		}
	}
	return ""
}

// stops reports whether s ends as a sentence does.
func stops(s string) bool {
	s = strings.TrimRight(s, "”\"’'")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!")
}

// agencyIn is the first agency that a credit names, "" if it names none.
func agencyIn(s string) string {
	words := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" ,;:()./\u00a0", c) })
	const most = 3 // words of an agency's name
	for i := range words {
		for n := most; n > 0; n-- {
			if i+n <= len(words) {
				if a := agencyOf(strings.Join(words[i:i+n], " ")); a != "" {
					return a
				}
			}
		}
	}
	return ""
}
