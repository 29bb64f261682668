package extract

import "strings"

// lemma is the dictionary form of a lower-cased verb, for the verbs that report: irregular forms by list, regular ones by
// their endings. A noun comes back as it is.
func lemma(w string) string {
	switch w {
	case "said", "says":
		return "say"
	case "told":
		return "tell"
	case "wrote", "written", "writing":
		return "write"
	case "thought":
		return "think"
	case "felt":
		return "feel"
	case "knew", "known":
		return "know"
	case "saw", "seen":
		return "see"
	case "found":
		return "find"
	case "understood":
		return "understand"
	case "spoke", "spoken":
		return "speak"
	case "swore", "sworn":
		return "swear"
	case "heard":
		return "hear"
	case "shown":
		return "show"
	case "sought":
		return "seek"
	case "forgot", "forgotten":
		return "forget"
	case "denies", "denied":
		return "deny"
	}
	for _, e := range [...]struct{ from, to string }{{"ies", "y"}, {"ied", "y"}, {"ing", ""}, {"ed", ""}, {"s", ""}} {
		stem, ok := strings.CutSuffix(w, e.from)
		if !ok || len(stem) < 3 {
			continue
		}
		return known(stem+e.to, w)
	}
	return w
}

// known chooses among the stem as it is, with an e, and with its doubled consonant or an e-ending cut: the first that names an
// act; w itself if none does.
func known(stem, w string) string {
	candidates := []string{w, stem, stem + "e"}
	if n := len(stem); stem[n-1] == stem[n-2] {
		candidates = append(candidates, stem[:n-1])
	}
	if s, ok := strings.CutSuffix(stem, "e"); ok {
		candidates = append(candidates, s)
	}
	for _, c := range candidates {
		if act, _ := actOfVerb(c); act != "" {
			return c
		}
	}
	return w
}
