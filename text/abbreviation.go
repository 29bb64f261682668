package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestAbbreviation is how far back a full stop is looked behind, in bytes: further than any abbreviation here.
const longestAbbreviation = 16

// abbreviation reports whether the full stop between s, the sentence so far, and next ends an abbreviation or an initial
// rather than the sentence. Titles never end one ("Sen. Lind"). Others do if a word that names nobody and nothing comes
// after ("in the U.S. It left", but "the U.S. Senate"), and hours unless the day or the zone does ("at 5 p.m. Monday").
func abbreviation(s, next string) bool {
	word := lastWord(s)
	next = strings.TrimLeftFunc(next, unicode.IsSpace)
	alone := len(word) == len(s)
	if c, n := utf8.DecodeRuneInString(word); n == len(word) && unicode.IsUpper(c) {
		return alone || !starter(next) // “Q. What”; “vitamin C. Lind” is the price
	}
	switch word {
	case "":
		return false
	case "No", "Nos":
		return digit(next)
	case "a.m", "p.m", "A.M", "P.M":
		return dayOrZone(next)
	}
	switch {
	case digit(word) && len(word) <= 2 && alone:
		return true // the number of an item
	case title(word):
		return true
	}
	return shortened(word) && !starter(next)
}

// lastWord is what s ends with after the last white space, bracket or opening mark, "" if that is longer than any abbreviation.
func lastWord(s string) string {
	tail := s[max(0, len(s)-longestAbbreviation):]
	from := strings.LastIndexFunc(tail, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("(\"“‘[—/", c) })
	if from < 0 {
		if len(tail) < len(s) {
			return ""
		}
		return tail
	}
	_, n := utf8.DecodeRuneInString(tail[from:])
	return tail[from+n:]
}

func digit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

// title reports whether w, a full stop left out, stands before a name or a number and never ends a sentence.
func title(w string) bool {
	switch w {
	case "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Gen", "Lt", "Col", "Maj", "Capt", "Cmdr",
		"Sgt", "Adm", "Rev", "Fr", "Hon", "Pres", "Messrs", "Supt", "Det", "Insp", "Amb", "Atty", "Pvt", "vs", "v", "cf", "ca", "e.g",
		"i.e", "approx", "est", "pp", "Vol", "Art", "Sec":
		return true
	}
	return false
}

// shortened reports whether w, a full stop left out, is an abbreviation that may end a sentence and mostly does not.
func shortened(w string) bool {
	switch w {
	case "St", "Mt", "Ft", "Jr", "Sr", "Inc", "Corp", "Co", "Ltd", "Bros", "Assn", "Ave", "Blvd", "Rd", "dept", "Dept", "al", "Rs",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
		"Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md", "Mass", "Mich",
		"Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Penn", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo",
		"U.S", "U.S.A", "U.N", "U.K", "E.U", "D.C", "N.Y", "L.A", "N.J", "N.H", "N.C", "S.C", "N.D", "S.D", "N.M", "R.I", "W.Va",
		"Ph.D", "M.D":
		return true
	}
	return false
}

// firstWord is the word that s begins with.
func firstWord(s string) string {
	s = s[:min(len(s), longestAbbreviation)]
	if i := strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && c != '’' && c != '\'' }); i >= 0 {
		return s[:i]
	}
	return s
}

// starter reports whether s begins with a word that begins sentences and is no part of a name. A and I are, unless they are
// initials or joined to something.
func starter(s string) bool {
	w := firstWord(s)
	switch w {
	case "A", "I":
		return strings.HasPrefix(s[len(w):], " ")
	case "The", "It", "He", "She", "They", "We", "You", "But", "And", "An", "In", "On", "At", "This", "That", "These", "Those",
		"There", "His", "Her", "Their", "Its", "Our", "My", "When", "While", "After", "Before", "If", "As", "For", "With", "However",
		"Meanwhile", "Also", "Then", "So", "Yet", "What", "Who", "Why", "How", "Where", "It’s", "It's", "I’m", "I'm":
		return true
	}
	return false
}

// dayOrZone reports whether s begins with what says more about an hour: a weekday, a month, a time zone.
func dayOrZone(s string) bool {
	w := firstWord(s)
	switch w {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "Eastern", "Central", "Mountain", "Pacific", "Greenwich", "Moscow":
		return true
	}
	return len(w) >= 2 && len(w) <= 4 && strings.ToUpper(w) == w // ET, GMT
}
