package read

import (
	"net/url"
	"strings"
	"unicode"
)

// head is a heading of a page: where it stands, in bytes of text, and its level.
type pageHeading struct {
	text       string
	start, end int
	level      int
	sure       bool // it is the article's, as it says what the page calls itself
}

// noHeading is the level of a text that stands for a heading where a page uses none, and shortTitle how long in bytes it must be.
const (
	noHeading  = 7
	shortTitle = 12
)

// What share of words a heading must have in common with what the page calls itself to be its headline, and what share if it is the
// only one of the first level: pages call themselves otherwise for search engines than for readers.
const (
	headlineShare = 0.5
	loneShare     = 0.25
)

// headline is the heading that says what the page calls itself, in its titles, the most trusted first; else its first heading of the first level, nil if it has none.
func (m *marked) headline(outlet, address string, titles ...string) *pageHeading {
	var best *pageHeading
	score := 0.0
	lone := 0
	for _, h := range m.heads {
		if h.level == 1 {
			lone++
		}
	}
	for i := range m.heads {
		h := &m.heads[i]
		if ofSite(h.text, outlet, address) {
			continue
		}
		share, rated := 0.0, 0.0
		trust := 1.0
		for _, title := range titles {
			if title != "" {
				s := alike(h.text, withoutSite(title, outlet, ""))
				share, rated = max(share, s), max(rated, s*trust)
				trust -= 0.1
			}
		}
		least := headlineShare
		if h.level == 1 && lone == 1 && strings.Count(h.text, " ") >= 2 {
			least = loneShare
		}
		switch h.level {
		case 1:
			rated += 0.1
		case noHeading:
			rated /= 2
		}
		if share >= least && rated > score {
			best, score = h, rated
		}
	}
	if best != nil {
		best.sure = true
		return best
	}
	for i := range m.heads {
		if m.heads[i].level == 1 {
			return &m.heads[i]
		}
	}
	return nil
}

// title is what the heading says if it is the article's, "" if not. Of a heading that holds one of the page's own titles and a
// kicker or a second line with it, it is that title.
func (h *pageHeading) title(titles ...string) string {
	if h == nil || !h.sure || h.level == noHeading {
		return ""
	}
	for _, t := range titles {
		if len(t) < len(h.text) && len(t)*5 > len(h.text)*2 && strings.Contains(strings.ToLower(h.text), strings.ToLower(t)) {
			return t
		}
	}
	return h.text
}

// alike is the share of words that two titles have in common: 1 for the same words, 0 for none, or if one is no title by its
// length (the coefficient of Dice).
func alike(a, b string) float64 {
	if len(a) > maxHeading || len(b) > maxHeading {
		return 0
	}
	in := map[string]bool{}
	count := func(s string, word func(string)) int {
		n := 0
		for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) }) {
			word(w)
			n++
		}
		return n
	}
	common := 0
	total := count(a, func(w string) { in[w] = true })
	total += count(b, func(w string) {
		if in[w] {
			common++
		}
	})
	if total == 0 {
		return 0
	}
	return min(1, 2*float64(common)/float64(total))
}

// withoutSite cuts the outlet's name from a title, which many pages put behind or before it, and what stands beyond that.
func withoutSite(title, outlet, address string) string {
	if len(title) > maxHeading {
		return title
	}
	parts, seps := titleParts(title)
	for len(parts) > 1 && ofSite(parts[0], outlet, address) {
		parts, seps = parts[1:], seps[1:]
		if len(parts) > 1 && strings.HasPrefix(strings.ToLower(parts[0]), "blog arch") {
			parts, seps = parts[1:], seps[1:]
		}
	}
	for i := 1; i < len(parts); i++ {
		if ofSite(parts[i], outlet, address) || strings.Contains(seps[i-1], "|") && len(strings.Fields(strings.Join(parts[:i], " "))) > 2+len(strings.Fields(parts[i])) {
			parts = parts[:i]
		}
	}
	out := ""
	for i, p := range parts {
		if out += p; i+1 < len(parts) {
			out += seps[i]
		}
	}
	return strings.TrimSpace(out)
}

// titleParts cuts a title at marks that may part it from the outlet's name, and gives these marks.
func titleParts(title string) (parts, seps []string) {
	for {
		at, length := -1, 0
		for _, sep := range []string{" | ", " - ", " – ", " — ", " • ", " :: ", " » ", " · ", " : ", " « "} {
			if i := strings.Index(title, sep); i >= 0 && (at < 0 || i < at) {
				at, length = i, len(sep)
			}
		}
		if at < 0 {
			return append(parts, title), seps
		}
		parts, seps = append(parts, title[:at]), append(seps, title[at:at+length])
		title = title[at+length:]
	}
}

// ofSite reports whether a part of a title names the site: the outlet, or the host of the address.
func ofSite(part, outlet, address string) bool {
	part = strings.ToLower(strings.TrimSpace(part))
	if part == "" {
		return true
	}
	outlet = strings.ToLower(outlet)
	if outlet != "" && (strings.Contains(outlet, part) || strings.HasPrefix(part, outlet)) {
		return true
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return false
	}
	letters := strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsNumber(c) {
			return c
		}
		return -1
	}, part)
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	name, _, _ := strings.Cut(host, ".")
	letters = strings.TrimPrefix(letters, "the")
	return len(letters) > 2 && (letters == name || letters == "the"+name || strings.HasPrefix(strings.ReplaceAll(strings.ReplaceAll(host, ".", ""), "-", ""), letters))
}
