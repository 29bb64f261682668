package read

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// nameLabel is the label whose name is s, all of it.
func nameLabel(s string) (label, bool) {
	const most = 32
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > most {
		return label{}, false
	}
	l := label{name: dixit.Span{End: len(s)}, words: len(words)}
	title := strings.ToLower(strings.Trim(words[0], ".,"))
	head, _, apposition := strings.Cut(s, ",")
	switch {
	case plainWord(title) && !(title == "the" && len(words) > 1), generic(strings.ToLower(s)):
		return l, false
	case shouted(words):
		for _, w := range words {
			if headline(strings.ToLower(strings.Trim(w, ".,"))) {
				return l, false
			}
		}
		l.form = capitals
		if isOffice(title) && !(len(words) == 1 && half(title)) || title == "the" && len(words) > 1 && (isOffice(strings.ToLower(words[1])) || strings.EqualFold(words[1], "first")) || isPart(strings.ToLower(words[len(words)-1])) {
			l.form = office
		}
	case namedThroughout(s, words):
		if n := len(strings.Fields(head)); slices.ContainsFunc(words[:max(n-2, 0)], func(w string) bool {
			w = strings.ToLower(w)
			return isOffice(w) && !courteous(w)
		}) {
			l.form = named
		}
		for _, w := range words {
			if w = strings.ToLower(strings.Trim(w, ".,")); headline(w) && !joins(w) || number(w, 4) {
				return l, false
			}
		}
	default:
		return l, false
	}
	last := words[len(words)-1]
	if apposition {
		if before := strings.Fields(head); len(before) > 1 {
			last = before[len(before)-1] // "Alisa Shmelyova, engineer"
		}
	}
	for _, w := range words {
		c, _ := utf8.DecodeRuneInString(w)
		l.initials += string(c)
	}
	l.role = title == "the" && l.form == office || isPart(strings.ToLower(strings.Trim(last, "#0123456789")))
	l.key = strings.ToUpper(strings.Trim(last, ".,"))
	if strings.Trim(l.key, "#0123456789") == "" && len(words) > 1 {
		l.key = strings.ToUpper(s) // "SPEAKER 2"
	}
	return l, true
}

// half reports whether a word in small letters is only the beginning of a title: "FIRST:" begins a list.
func half(w string) bool {
	switch w {
	case "first", "vice", "prime", "under", "acting", "assistant", "deputy", "senior", "foreign", "defence", "defense", "finance", "surgeon", "head", "chief", "general",
		"court", "press", "all", "male", "female", "remark", "reply":
		return true
	}
	return false
}

// shouted reports whether words are a name in capitals: "MR. McCURRY", "SENIOR OFFICIAL #2".
func shouted(words []string) bool {
	letters := 0
	for i, w := range words {
		upper, lower := 0, 0
		for _, c := range w {
			switch {
			case unicode.IsUpper(c):
				upper++
			case unicode.IsLower(c):
				lower++
			case !strings.ContainsRune(".,'’-#&/0123456789", c):
				return false
			}
		}
		if lower >= max(upper, 1) && !(i > 0 && (w == "and" || w == "of" || w == "de" || w == "la" || w == "van" || w == "bin")) {
			return false
		}
		letters += upper
	}
	return letters > 1
}

// namedThroughout reports whether s is a name as labels have it: every word with a capital but those that join names, perhaps
// with what somebody is after a comma.
func namedThroughout(s string, words []string) bool {
	head, after, apposition := strings.Cut(s, ",")
	if apposition {
		words = strings.Fields(head)
		if len(words) < 2 || strings.ContainsAny(after, ".;?!") {
			return false
		}
		for w := range strings.FieldsSeq(strings.ToLower(after)) {
			if firstOrSecond(w) || plainWord(w) && !joins(w) {
				return false
			}
		}
	}
	capital := 0
	for i, w := range words {
		c, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(c):
			capital++
		case i == 0 || apposition || !joins(w):
			return false
		}
		if i+1 < len(words) && strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) > 5 {
			return false // a sentence
		}
		if strings.ContainsAny(w, "?!;\"“”") {
			return false
		}
	}
	return capital > 0
}
