package read

import "unicode"

// script counts letters that are not Latin, by the language that they make likely: the letters that a script's languages share
// count for the most written of them.
type script map[string]int

// add counts a letter.
func (s script) add(c rune) {
	switch {
	case c < 0x370:
	case unicode.Is(unicode.Cyrillic, c):
		s["ru"]++
		s[cyrillic(unicode.ToLower(c))]++
	case unicode.Is(unicode.Arabic, c):
		s["ar"]++
		s[arabic(c)]++
	default:
		s[ownScript(c)]++
	}
}

// cyrillic is the language that a small letter is special to, "" for one that most have.
func cyrillic(c rune) string {
	switch c {
	case 'ї', 'є', 'ґ', 'і':
		return "uk"
	case 'ў':
		return "be"
	case 'ј', 'љ', 'њ', 'ћ', 'ђ', 'џ':
		return "sr"
	case 'ѓ', 'ќ', 'ѕ':
		return "mk"
	case 'ә', 'ғ', 'қ', 'ң', 'ұ':
		return "kk"
	case 'ө', 'ү':
		return "mn"
	case 'ъ':
		return "bg"
	case 'ы', 'э', 'ё':
		return "ы"
	}
	return ""
}

// arabic is the language that a letter is special to, "" for one that most have.
func arabic(c rune) string {
	switch c {
	case 'ٹ', 'ڈ', 'ڑ', 'ے', 'ں', 'ہ':
		return "ur"
	case 'پ', 'چ', 'ژ', 'گ', 'ی', 'ک':
		return "fa"
	}
	return ""
}

// ownScript is the language of a script that one language, or mainly one, is written in.
func ownScript(c rune) string {
	for _, own := range []struct {
		language string
		letters  *unicode.RangeTable
	}{
		{"zh", unicode.Han},
		{"ja", unicode.Hiragana},
		{"ja", unicode.Katakana},
		{"ko", unicode.Hangul},
		{"el", unicode.Greek},
		{"he", unicode.Hebrew},
		{"hi", unicode.Devanagari},
		{"bn", unicode.Bengali},
		{"th", unicode.Thai},
		{"ta", unicode.Tamil},
		{"te", unicode.Telugu},
		{"ml", unicode.Malayalam},
		{"kn", unicode.Kannada},
		{"gu", unicode.Gujarati},
		{"pa", unicode.Gurmukhi},
		{"si", unicode.Sinhala},
		{"ka", unicode.Georgian},
		{"hy", unicode.Armenian},
		{"am", unicode.Ethiopic},
		{"my", unicode.Myanmar},
		{"km", unicode.Khmer},
		{"lo", unicode.Lao},
		{"bo", unicode.Tibetan},
	} {
		if unicode.Is(own.letters, c) {
			return own.language
		}
	}
	return unknownLanguage
}

// all is the number of letters.
func (s script) all() int {
	n := 0
	for language, count := range s {
		if !special(language) {
			n += count
		}
	}
	return n
}

// special reports whether a language shares its script with another that its letters are counted for too.
func special(language string) bool {
	switch language {
	case "uk", "be", "sr", "mk", "kk", "mn", "bg", "ы", "ur", "fa", "":
		return true
	}
	return false
}

// language is the most likely of all.
func (s script) language() string {
	best := unknownLanguage
	for language, n := range s {
		if !special(language) && (n > s[best] || n == s[best] && language < best) {
			best = language
		}
	}
	switch best {
	case "zh":
		if s["ja"]*20 > s["zh"] {
			return "ja"
		}
	case "ru":
		return s.slavic()
	case "ar":
		switch {
		case s["ur"]*20 > s["ar"]:
			return "ur"
		case s["fa"]*20 > s["ar"]:
			return "fa"
		}
	}
	return best
}

// slavic is the most likely of the languages in Cyrillic.
func (s script) slavic() string {
	few := s["ru"] / 100
	switch {
	case s["kk"] > few:
		return "kk"
	case s["mn"] > 2*few:
		return "mn"
	case s["be"] > few/2:
		return "be"
	case s["uk"] > 2*few:
		return "uk"
	case s["mk"] > few/4 && s["ы"] == 0:
		return "mk"
	case s["sr"] > few:
		return "sr"
	case s["bg"] > few/2 && s["ы"] == 0:
		return "bg"
	}
	return "ru"
}
