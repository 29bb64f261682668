package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// Sentences returns the sentences of one block of t, in order, without the white space between them. A block with any text has
// at least one.
//
// A sentence ends after a full stop, question mark, exclamation mark or ellipsis, with the closing marks and brackets that
// follow it, if white space and then a word with a capital, a digit or an opening mark come after; not after an abbreviation
// ("Sen. Lind", "the U.S. Senate"), an initial ("J. K."), or a stop inside a number. What follows a closing quotation mark and
// begins in lower case ("…!” he said") belongs to the same sentence.
func Sentences(t string, block dixit.Span) []dixit.Span {
	var out []dixit.Span
	start := block.Start
	add := func(end int) {
		s := strings.TrimRightFunc(t[start:end], unicode.IsSpace)
		trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
		if trimmed != "" {
			from := start + len(s) - len(trimmed)
			out = append(out, dixit.Span{Start: from, End: from + len(trimmed)})
		}
		start = end
	}
	for i := block.Start; i < block.End; {
		c, n := utf8.DecodeRuneInString(t[i:block.End])
		i += n
		if !stops(c) {
			continue
		}
		end := afterClosers(t[:block.End], i)
		if c == '.' && end == i && abbreviation(t[start:i], t[end:block.End]) {
			continue
		}
		if begins(t[end:block.End]) {
			add(end)
		}
		i = end
	}
	add(block.End)
	return out
}

func stops(c rune) bool {
	return c == '.' || c == '?' || c == '!' || c == '…' || c == '。' || c == '？' || c == '！'
}

// afterClosers is the end of the stops, closing marks and brackets that begin at i.
func afterClosers(t string, i int) int {
	for i < len(t) {
		c, n := utf8.DecodeRuneInString(t[i:])
		if !stops(c) && !strings.ContainsRune("\"'”’»)]}›“", c) {
			break
		}
		// “ and a straight mark after a stop close it only if no word follows at once.
		next, _ := utf8.DecodeRuneInString(t[i+n:])
		if strings.ContainsRune("\"'“", c) && wordRune(next) {
			break
		}
		i += n
	}
	return i
}

// begins reports whether s, which follows the end of a sentence, begins another: white space, then perhaps opening marks, then
// a capital, a digit, or a letter of a script without capitals.
func begins(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsSpace(c) {
		return false
	}
	rest := strings.TrimLeftFunc(s, unicode.IsSpace)
	rest = strings.TrimLeft(rest, "\"'“‘„«([{—–-")
	c, _ = utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(c) || unicode.IsDigit(c) || unicode.IsTitle(c) || unicode.IsLetter(c) && !unicode.IsLower(c)
}

// abbreviation reports whether the full stop at the end of s ends an abbreviation or an initial, after which a capital is no
// sign of a new sentence. next is what follows.
func abbreviation(s, next string) bool {
	s = s[:len(s)-1]
	word := s[strings.LastIndexFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("(\"“‘[—/", c) })+1:]
	if c, n := utf8.DecodeRuneInString(word); n == len(word) && unicode.IsUpper(c) {
		return true // an initial; "plan B." at the end of a sentence is the price
	}
	digits := func(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
	if word == "No" || word == "Nos" {
		return digits(strings.TrimLeft(next, " \u00a0"))
	}
	if digits(word) && len(word) <= 2 && strings.TrimSpace(s) == word {
		return true // the number of an item
	}
	switch word {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Gen", "Lt", "Col", "Maj", "Capt", "Cmdr", "Sgt",
		"Adm", "Rev", "Fr", "Hon", "Pres", "St", "Mt", "Ft", "Jr", "Sr", "Messrs", "Supt", "Det", "Insp", "Amb", "Atty", "Mx", "Pvt",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "vs", "v", "al", "ca", "cf",
		"e.g", "i.e", "Rs", "approx", "est", "dept", "Dept", "Assn", "Bros", "Vol", "Art", "Sec", "pp", "Ave", "Blvd", "Rd",
		"Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md", "Mass", "Mich",
		"Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Penn", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo":
		return true
	case "U.S", "U.N", "U.K", "E.U", "D.C", "N.Y", "L.A", "N.J", "N.H", "N.C", "S.C", "N.D", "S.D", "N.M", "R.I", "W.Va", "Ph.D", "M.D":
		return true // "in the U.S. Senate" is commoner than a sentence that ends so
	}
	return false
}
