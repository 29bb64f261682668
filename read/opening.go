package read

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// openingLength is within how many bytes the opening of a report must end.
const openingLength = 110

// opening is what news reports begin with before their first sentence: "KYIV, Sept. 24 (Reuters) —", "Beijing, (Xinhua) --", "MOSCOW.
// Sept 24 (Interfax) -". place is as written; day is YYYY-MM-DD, or XXXX-MM-DD where the year is not given; agency is what stands in
// the brackets; end is where the first sentence begins, in bytes of s. What is not there is "", and end is 0 where s has no opening.
func opening(s string) (place, day, agency string, end int) {
	head, end := openingHead(s)
	if end == 0 {
		return "", "", "", 0
	}
	if i := strings.LastIndexByte(head, '('); i >= 0 {
		inner, rest, closed := strings.Cut(head[i+1:], ")")
		if !closed || strings.TrimSpace(rest) != "" || !outletLike(inner) {
			return "", "", "", 0
		}
		agency, head = strings.TrimSpace(inner), head[:i]
	}
	head = strings.TrimRight(head, " ,\u00a0")
	place, day = placeAndDay(head)
	if place == "" && (head != "" || agency == "") {
		return "", "", "", 0
	}
	if place != "" && agency == "" && !inCapitals(place) && (day == "" || !placeLike(place)) {
		return "", "", "", 0 // "Lind — "
	}
	return place, day, agency, end
}

// openingHead is what of s stands before the dash, or the bracket or colon, that ends its opening, and where the words after it begin;
// end is 0 if there is none.
func openingHead(s string) (head string, end int) {
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(first) && first != '(' {
		return "", 0
	}
	window := strings.ToValidUTF8(s[:min(len(s), openingLength)], "")
	if line := strings.IndexByte(window, '\n'); line >= 0 {
		window = window[:line]
	}
	at, size := -1, 0
	for _, mark := range []string{" — ", " – ", " -- ", " - ", "—", "–", "--", " -", ": "} {
		if i := strings.Index(window, mark); i > 0 && (at < 0 || i < at) {
			at, size = i, len(mark)
		}
	}
	if at > 0 && window[at:at+size] == ": " && !inCapitals(window[:at]) {
		at = -1
	}
	if i := strings.Index(window, ") "); i > 0 && (at < 0 || i < at) && (at < 0 || strings.Trim(window[i+1:at], " ") != "") {
		open := strings.LastIndexByte(window[:i], '(')
		inner, place := window[open+1:i], window[:max(open, 0)]
		if agencyOf(inner) == "" && (!outletLike(inner) || place != "" && !inCapitals(place)) || strings.Count(place, " ") > 7 {
			return "", 0 // "The Coast Guard (USCG) said"
		}
		at, size = i+1, 1
	}
	if at < 0 {
		return "", 0
	}
	end = at + size
	for end < len(s) && (s[end] == ' ' || s[end] == '-') {
		end++
	}
	if end == len(s) {
		return "", 0
	}
	return strings.TrimRight(window[:at], " -–—"), end
}

// outletLike reports whether words in brackets may name whose report it is: an agency, or a name of a few capitals.
func outletLike(s string) bool {
	s = strings.TrimSpace(s)
	if agencyOf(s) != "" {
		return true
	}
	return len(s) > 1 && len(s) <= 16 && !strings.ContainsAny(s, " -.,0123456789") && s == strings.ToUpper(s)
}

// placeAndDay parts what stands before the agency: "KYIV, Ukraine, Sept. 24", "Paris, 3 May 2022", "MOSCOW. Sept 24". They are "" if
// it is anything else.
func placeAndDay(s string) (place, day string) {
	for i := strings.LastIndexAny(s, ",."); i > 0; i = strings.LastIndexAny(s[:i], ",.") {
		found := partialDay(s[i+1:])
		if found == "" && day != "" {
			break
		}
		if found != "" {
			place, day = strings.TrimRight(s[:i], " ,."), found // with the day of the week, if it stands before
		}
	}
	if place == "" {
		place, day = strings.TrimRight(s, " "), ""
	}
	if place == "" || !placeLike(place) {
		return "", ""
	}
	return place, day
}

// partialDay is a day in words: YYYY-MM-DD, XXXX-MM-DD without a year, "" if s is something else.
func partialDay(s string) string {
	words := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" ,.\u00a0", c) })
	for len(words) > 0 && opens(words[0]) {
		words = words[1:]
	}
	for i, w := range words {
		if strings.EqualFold(w, "sept") {
			words[i] = "Sep"
		}
	}
	line := strings.Join(words, " ")
	if day := dayIn(line, "January 2 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006"); day != "" {
		return day
	}
	for _, layout := range []string{"January 2", "Jan 2", "2 January", "2 Jan"} {
		if t, err := time.Parse(layout+" 2006", line+" 2000"); err == nil {
			return "XXXX" + t.Format(time.DateOnly)[len("2000"):]
		}
	}
	return ""
}

// placeLike reports whether s is written as the places of openings are: a few words with capitals, the first of them no word that
// begins sentences or headings.
func placeLike(s string) bool {
	const most = 7
	words := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" ,/\u00a0", c) })
	if len(words) == 0 || len(words) > most {
		return false
	}
	for i, w := range words {
		c, _ := utf8.DecodeRuneInString(w)
		if lower := strings.ToLower(w); !unicode.IsUpper(c) && !(i > 0 && joins(w)) || strings.ContainsAny(w, "0123456789?!:;\"“”()&") || headline(lower) && !joins(lower) {
			return false
		}
	}
	return true
}

// inCapitals reports whether a place is written as agencies write it: its first word in capitals, of more than one letter.
func inCapitals(s string) bool {
	first, _, _ := strings.Cut(s, ",")
	first, _, _ = strings.Cut(first, " ")
	letters := 0
	for _, c := range first {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			letters++
		}
	}
	return letters > 1
}

// agencies sets the agency that the text of d says it is from, where nothing better has: in the opening of its first paragraph, or in
// a credit at its end. Credits are no paragraphs of the article.
func agencies(d *dixit.Document) {
	if d.Agency == "" {
		if _, _, name, _ := firstOpening(d); name != "" {
			d.Agency = agencyOf(name)
		}
	}
	const last = 5 // blocks
	for i := max(1, len(d.Blocks)-last); i < len(d.Blocks); i++ {
		b := &d.Blocks[i]
		if b.Region != dixit.Body && b.Region != dixit.Boilerplate || b.Turn.Len() > 0 {
			continue
		}
		s := d.Text.Slice(b.Span)
		name, line := credit(s)
		if line {
			b.Region = dixit.Boilerplate
		} else if i == len(d.Blocks)-1 {
			name = signedBy(s)
		}
		if d.Agency == "" {
			d.Agency = name
		}
	}
}

// firstOpening is the opening of the first paragraph of d's body.
func firstOpening(d *dixit.Document) (place, day, agency string, end int) {
	const among = 6 // blocks: headline, byline, day and the like stand before it
	for _, b := range d.Blocks[:min(len(d.Blocks), among)] {
		if b.Region != dixit.Body || b.Kind != dixit.Paragraph || b.Turn.Len() > 0 {
			continue
		}
		if place, day, agency, end = opening(d.Text.Slice(b.Span)); end > 0 {
			return place, day, agency, end
		}
		const byline = 120
		if b.Span.Len() > byline {
			break
		}
	}
	return "", "", "", 0
}
