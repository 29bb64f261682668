package read

import (
	"strings"

	"dixit"
)

// stamps makes headings of paragraphs that are nothing but a time of day, as the entries of live blogs begin ("14:32", "2.15pm BST",
// "Updated at 3:15 p.m. ET", "2h ago"): no statement stands in them or runs over them.
func stamps(d *dixit.Document) {
	const longest = 40
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == dixit.Paragraph && b.Region == dixit.Body && b.Turn.Len() == 0 && b.Span.Len() <= longest && stamp(d.Text.Slice(b.Span)) {
			b.Kind = dixit.Heading
		}
	}
}

// stamp reports whether a line is nothing but a time of day or how long ago it was, perhaps with a day.
func stamp(line string) bool {
	words := strings.Fields(strings.ToLower(strings.Trim(line, "()[]*_-–—|. ")))
	for len(words) > 0 && (words[0] == "updated" || words[0] == "posted" || words[0] == "published" || words[0] == "at" || words[0] == "last") {
		words = words[1:]
	}
	if n := len(words); n > 1 && n < 4 && strings.TrimRight(words[n-1], ".") == "ago" {
		return strings.Trim(words[0], "0123456789hmins") == "" && words[0][0] <= '9'
	}
	n := clock(words)
	return n > 0 && (n == len(words) || partialDay(strings.TrimLeft(strings.Join(words[n:], " "), "-–—|,on ")) != "")
}

// clock is how many of the words a time of day at their beginning takes: "2:05", "p.m.", "edt"; 0 if there is none.
func clock(words []string) int {
	if len(words) == 0 || !clockTime(words[0]) {
		return 0
	}
	n := 1
	for n < len(words) && n < 4 {
		switch strings.ReplaceAll(words[n], ".", "") {
		case "am", "pm", "a", "p", "m", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "gmt", "bst", "utc", "cet",
			"cest", "local", "(local)", "(l)", "hst", "akdt", "akst", "jst", "ist", "kst", "aest", "aedt", "eet", "eest", "msk":
			n++
		default:
			return n
		}
	}
	return n
}

// clockTime reports whether a word in small letters is a time of day: "14:32", "2.15pm", "11:05", "9am".
func clockTime(w string) bool {
	digits := strings.TrimRight(w, "apm.")
	half := digits != strings.TrimRight(w, ".")
	hours, minutes, parted := strings.Cut(strings.Replace(digits, ".", ":", 1), ":")
	minutes = strings.TrimSuffix(minutes, "h")
	return number(hours, 2) && (parted && len(minutes) == 2 && number(minutes, 2) || half && !parted)
}

// number reports whether s is at most so many digits.
func number(s string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == ""
}
