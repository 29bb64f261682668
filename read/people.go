package read

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// peopleIn are the names in a byline, without "By", roles, places of work, addresses and days, and the agency in it.
func peopleIn(line, outlet string) (names []string, agency string) {
	line = strings.Join(strings.Fields(line), " ")
	if len(line) > 1000 || isURL(line) {
		return nil, ""
	}
	line = afterBy(line)
	for _, mark := range []string{" | ", "|", " • ", "•", " · ", " - ", " – ", " — ", " // ", "(", "[", "<", " @"} {
		if i := strings.Index(line, mark); i >= 0 {
			line = line[:i]
		}
	}
	line = cutWords(line)
	parts := strings.FieldsFunc(joined(line), func(c rune) bool { return c == ',' || c == ';' || c == '/' || c == '\u2028' })
	if len(parts) == 2 && oneWord(parts[0]) && familyFirst(parts[1]) && strings.Contains(line, ",") && agencyOf(parts[0]) == "" {
		parts = []string{strings.TrimSpace(parts[1]) + " " + strings.TrimSpace(parts[0])} // Lind, Ada
	}
	for _, part := range parts {
		part = strings.Trim(part, " .:;,-–—*\"“”'\u00a0")
		if strings.HasSuffix(line, part+".") && len(part) > 2 && part[len(part)-2] == '.' { // Lind, A. B.
			part += "."
		}
		part = withoutRole(afterBy(part))
		switch from := agencyOf(part); {
		case from != "":
			if agency == "" {
				agency = from
			}
		case len(names) > 0 && (oneWord(part) && !oneWord(names[0]) || ofWork(part)): // where he works, what the next button says
		case person(part, outlet):
			names = append(names, strings.Clone(part))
		}
	}
	return names, agency
}

// setAuthors adds to d the authors that a feed or a record gives it, each of which may be a byline. One in which no name is found, of a
// desk or a body, is one author as it stands; a news agency is none.
func setAuthors(d *dixit.Document, given []string) {
	for _, line := range given {
		names, agency := peopleIn(line, d.Outlet)
		d.Agency = cmp.Or(d.Agency, agency)
		switch {
		case len(names) > 0:
			d.Authors = append(d.Authors, names...)
		case agency == "":
			d.Authors = append(d.Authors, line)
		}
	}
}

// afterBy is a byline after the words that say it is one.
func afterBy(s string) string {
	for {
		word, rest, ok := strings.Cut(strings.TrimSpace(s), " ")
		switch strings.ToLower(strings.TrimSuffix(word, ":")) {
		case "by", "written", "posted", "reported", "published", "submitted", "story", "words", "text", "author", "authors", "von", "par", "por", "di", "door",
			"av", "af", "från", "autor", "autorin", "auteur", "autore", "автор", "автор:", "от", "przez", "article", "blog", "post", "entry":
			if !ok {
				return ""
			}
			s = rest
			continue
		}
		break
	}
	for _, by := range []string{" by ", " By ", " von ", " by: "} {
		if i := strings.LastIndex(s, by); i >= 0 {
			return strings.TrimSpace(s[i+len(by):])
		}
	}
	return strings.TrimSpace(s)
}

// withoutRole is a name without the role written behind it: "Ada Lind Staff Writer".
func withoutRole(s string) string {
	words := strings.Fields(s)
	n := len(words)
	for n > 2 && roleWord(strings.ToLower(strings.Trim(words[n-1], ".,"))) {
		n--
	}
	if n == len(words)-1 && !roleAlone(words[n]) { // "Harford News Desk" is one credit
		n++
	}
	return strings.Join(words[:n], " ")
}

// roleAlone reports whether a word is of one person's role.
func roleAlone(w string) bool {
	switch strings.ToLower(w) {
	case "writer", "reporter", "correspondent", "editor", "contributor", "columnist", "journalist", "producer", "redakteur", "redakteurin", "photographer":
		return true
	}
	return false
}

// cutWords is a byline up to the words after which no names come.
func cutWords(s string) string {
	lower := strings.ToLower(s)
	if len(lower) != len(s) { // letters whose other case is longer: places would not fit
		return s
	}
	for _, stop := range []string{" published", " updated", " posted", " for ", " on ", " at ", " in ", " from ", " special to ", "about the author", " last updated", " am ", " um ", " le "} {
		if i := strings.Index(lower, stop); i > 0 {
			s, lower = s[:i], lower[:i]
		}
	}
	return s
}

// joined puts commas where words join names.
func joined(s string) string {
	for _, and := range []string{" and ", " AND ", " And ", " & ", " und ", " et ", " y ", " e ", " og ", " och ", " en ", " with ", " i ", " и ", " + "} {
		s = strings.ReplaceAll(s, and, ", ")
	}
	return s
}

func oneWord(s string) bool { return s != "" && !strings.Contains(strings.TrimSpace(s), " ") }

// familyFirst reports whether what stands behind a family name and a comma is given names, and neither a role nor a place of work.
func familyFirst(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && len(words) <= 3 && !ofWork(s) && agencyOf(s) == "" && !roleWord(strings.ToLower(words[len(words)-1]))
}

// person reports whether a part of a byline can be somebody's name: not a role, not the outlet, not a day or an address.
func person(s, outlet string) bool {
	if len(s) < 2 || len(s) > 60 || outlet != "" && strings.EqualFold(s, outlet) || strings.ContainsAny(s, "@/=\\{}0123456789:") || isURL(s) || strings.Contains(s, "www.") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) {
		return false
	}
	words := strings.Fields(s)
	if len(words) > 6 {
		return false
	}
	capital, named := false, false
	for _, w := range words {
		switch w {
		case "GmbH", "AG", "Inc", "Inc.", "LLC", "Ltd", "Ltd.", "Media", "Group", "Foundation":
			return false
		}
		c, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(c) && len(words) > 1 && !particle(w) { // "By Tuesday the bridge was closed"
			return false
		}
		capital = capital || !unicode.IsLower(c)
		named = named || !roleWord(strings.ToLower(strings.Trim(w, ".,")))
	}
	return capital && named || len(words) == 1 && named && !unicode.IsUpper(first) && unicode.IsLetter(first)
}

// particle reports whether a word in small letters stands in names.
func particle(w string) bool {
	switch w {
	case "de", "la", "le", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "van", "von", "vom", "zu", "zum", "zur", "der", "den", "ter", "ten", "af", "av",
		"bin", "bint", "ibn", "al", "el", "y", "e", "i", "ben", "ap", "ní", "mac", "san", "st.":
		return true
	}
	return strings.ContainsAny(w, "'’-") // d’Arc, al-Masri
}

// ofWork reports whether a name of several words ends as those of papers, stations and schools do.
func ofWork(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	switch strings.ToLower(s[i+1:]) {
	case "post", "times", "news", "journal", "tribune", "herald", "press", "gazette", "magazine", "tv", "radio", "network", "university", "institute", "chronicle", "today", "media",
		"zeitung":
		return i > 0
	}
	return false
}

// roleWord reports whether a word in lower case is one of those that say what somebody does, and whom nobody is called by.
func roleWord(w string) bool {
	switch w {
	case "staff", "writer", "writers", "reporter", "reporters", "correspondent", "editor", "editors", "editor-in-chief", "contributor", "contributors", "contributing",
		"columnist", "producer", "journalist", "journalists", "senior", "chief", "political", "politics", "national", "foreign", "diplomatic", "science", "health", "business",
		"technology", "tech", "sports", "sport", "deputy", "assistant", "associate", "managing", "executive", "guest", "special", "freelance", "freelancer", "bureau", "desk",
		"redaktion", "redakteur", "redakteurin", "korrespondent", "autor", "autorin", "the", "of", "and", "to", "a", "admin", "administrator", "webmaster", "unknown", "anonymous",
		"author", "news", "newsroom", "team", "online", "web", "investigative", "photographer", "photos", "photo", "view", "profile", "phd", "md", "jr", "opinion", "rédaction",
		"la", "redacción", "redazione", "redactie", "redaktionen", "director", "environment", "economics", "security", "legal", "white", "house", "share", "follow", "user",
		"posts", "all", "more", "about", "comments", "comment", "none", "null", "undefined", "n/a", "default", "your", "name":
		return true
	}
	return false
}
