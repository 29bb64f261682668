package copies

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/copies/wordhash"
)

// Address is a hash of a URL by which documents that were published at one address are found; ok is false if there is none. Case
// and "www." of the host, http or https, a "/" at the end and what stands behind a "#" make no difference.
func Address(address string) (hash uint64, ok bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return 0, false
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	plain := host + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + u.RawQuery
	return wordhash.Of(plain), true
}

// IsOwn reports whether an outlet is the agency itself: "reuters.com" is Reuters, "AP News" the Associated Press. One of them
// must have all the words of the other in its name, or the other's initials.
func IsOwn(agency, outlet string) bool {
	a, o := nameWords(agency), nameWords(outlet)
	if len(a) == 0 || len(o) == 0 {
		return false
	}
	return within(a, o) || a[0] == o[0] && within(o, a) || slices.Contains(o, initials(a)) || slices.Contains(a, initials(o))
}

// nameWords are the words of a name in lower case, without articles.
func nameWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w != "the" && w != "www" && w != "com" {
			out = append(out, w)
		}
	}
	return out
}

func within(words, all []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(all, w) })
}

// initials are those of a name of several words, "" of one word.
func initials(words []string) string {
	if len(words) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}
