package read

import (
	"net/url"
	"strings"

	"golang.org/x/text/language"
)

// address is the address that the page gives itself, "" if it gives none that can be its own. given is the one it was fetched
// from, "" if that is not known: what the page says may be relative to it.
func (m *marked) address(given, linked string) string {
	base := given
	if isURL(m.base) {
		base = m.base
	}
	home := ""
	for _, claim := range []string{m.canonical, m.meta["og:url"], linked, m.meta["twitter:url"], m.meta["parsely-link"], m.meta["sailthru.url"]} {
		u := resolved(base, claim)
		switch {
		case u == "":
		case !isHome(u):
			return u
		case home == "":
			home = u
		}
	}
	// A page that gives the home page as its address, and has an article, is set up wrongly.
	if len(m.ld.articles) > 0 || strings.EqualFold(m.meta["og:type"], "article") || given != "" && !isHome(given) {
		return ""
	}
	return home
}

// resolved is a reference to a page of the web as an absolute address without fragment, "" if it is none.
func resolved(base, ref string) string {
	if ref = strings.TrimSpace(ref); ref == "" || len(ref) > 2000 {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if !u.IsAbs() {
		b, err := url.Parse(base)
		if err != nil || !b.IsAbs() {
			return ""
		}
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Hostname(), ".") {
		return ""
	}
	if u.Fragment == "" { // as it was written
		if isURL(ref) {
			return ref
		}
		return u.String()
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// isHome reports whether an address is of a site and not of a page in it.
func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.RawQuery == "" && strings.Trim(u.Path, "/") == ""
}

// sameAddress reports whether two addresses lead to one page: scheme, "www.", a slash at the end, query and fragment do not count.
func sameAddress(a, b string) bool {
	return a != "" && bareAddress(a) == bareAddress(b)
}

func bareAddress(s string) string {
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	return strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/"))
}

// slug is the part of an address that says in words what the page is about, as words; "" if there is none.
func slug(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	best := ""
	for part := range strings.SplitSeq(u.Path, "/") {
		if words := strings.ReplaceAll(part, "-", " "); strings.Count(words, " ") >= 2 {
			best = words
		}
	}
	return best
}

// topLevel is the last part of the name of an address's host.
func topLevel(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := u.Hostname()
	return strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
}

// inFarEast reports whether an address is of a country of South East and East Asia or the Pacific.
func inFarEast(address string) bool {
	switch topLevel(address) {
	case "au", "nz", "jp", "kr", "cn", "hk", "tw", "sg", "my", "ph", "id", "vn", "th", "fj", "pg", "mn":
		return true
	}
	return false
}

// language is the language that the page says it is in, as a BCP 47 tag in its canonical form, "" if it says none.
func (m *marked) language(address, linked string) string {
	claims := []string{m.lang, m.meta["content-language"], linked, m.meta["og:locale"], m.meta["language"], m.meta["dc.language"]}
	for _, a := range m.alternate {
		if sameAddress(a[1], address) && !strings.EqualFold(a[0], "x-default") {
			claims = append(claims, a[0])
		}
	}
	for _, claim := range claims {
		if tag := languageTag(claim); tag != "" {
			return tag
		}
	}
	return ""
}

// languageTag is a tag in the canonical form of BCP 47, "" if it names no language. Of a list the first counts.
func languageTag(s string) string {
	s, _, _ = strings.Cut(s, ",")
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if s, _, _ = strings.Cut(s, "."); len(s) < 2 || len(s) > 35 {
		return ""
	}
	tag, err := language.Parse(s)
	if base, _, _ := strings.Cut(tag.String(), "-"); err != nil || base == "und" || base == "mul" {
		return ""
	}
	return tag.String()
}

// orderOf is the order in which a page of a language and an address writes days in figures. In English, the country decides.
func orderOf(lang, address string) order {
	base, region, _ := strings.Cut(lang, "-")
	if i := strings.LastIndexByte(region, '-'); i >= 0 {
		region = region[i+1:]
	}
	if base != "en" && base != "" {
		return dayFirst
	}
	switch topLevel(address) {
	case "com", "org", "net", "info", "io", "co", "tv", "news", "":
	case "us", "gov", "mil", "edu":
		return monthFirst
	default: // of a country where the day is first, whatever its template says of its language
		return dayFirst
	}
	switch strings.ToUpper(region) {
	case "US":
		return monthFirst
	case "GB", "AU", "IN", "IE", "NZ", "ZA", "SG", "NG", "KE", "PK", "BD", "HK", "MY", "EU":
		return dayFirst
	}
	return unsettled
}
