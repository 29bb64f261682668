package fetch

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Bounds on robots.txt, the first two by RFC 9309.
const (
	maxRobots     = 500 << 10
	robotsFor     = 24 * time.Hour
	robotsAgain   = 5 * time.Minute // after a failure
	maxCrawlDelay = 30 * time.Second
)

// robots are the rules of one origin for this program, by RFC 9309: the groups that name it, else those that name "*"; of all
// rules that match the longest one, Allow before Disallow. What cannot be parsed is passed over, and nothing else.
type robots struct {
	rules   []robotsRule
	delay   time.Duration // Crawl-delay, at most maxCrawlDelay; 0 if there is none
	unknown error         // why they cannot be had for now: all is disallowed; nil if they are known
	until   time.Time     // when they are fetched anew
}

type robotsRule struct {
	pattern string // normalised
	allow   bool
}

// parseRobots reads a robots.txt for a product token in lower case.
func parseRobots(data []byte, product string) *robots {
	data = bytes.TrimPrefix(data[:min(len(data), maxRobots)], []byte("\xef\xbb\xbf"))
	var mine, all robots
	named := false      // a group names the product
	var into [2]*robots // those that the rules of the open group are for
	collecting := false // the last line was a user-agent
	for line := range bytes.Lines(bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))) {
		text, _, _ := strings.Cut(string(line), "#")
		key, value, ok := strings.Cut(text, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent", "useragent":
			if !collecting {
				into = [2]*robots{}
			}
			collecting = true
			switch token := agentToken(value); {
			case token == product:
				into[0], named = &mine, true
			case value == "*":
				into[1] = &all
			}
		case "allow", "disallow", "crawl-delay":
			collecting = false
			for _, r := range into {
				if r != nil {
					r.add(key, value)
				}
			}
		}
	}
	if named {
		return &mine
	}
	return &all
}

// agentToken is the product token that a user-agent line begins with, in lower case.
func agentToken(s string) string {
	s = strings.ToLower(s)
	end := strings.IndexFunc(s, func(c rune) bool { return (c < 'a' || c > 'z') && c != '-' && c != '_' })
	if end < 0 {
		return s
	}
	return s[:end]
}

func (r *robots) add(key, value string) {
	switch {
	case key == "crawl-delay":
		if n, err := strconv.ParseFloat(value, 64); err == nil && n > 0 {
			r.delay = time.Duration(min(n, maxCrawlDelay.Seconds()) * float64(time.Second))
		}
	case value == "": // "Disallow:" disallows nothing
	default:
		if value[0] != '/' && value[0] != '*' {
			value = "/" + value
		}
		r.rules = append(r.rules, robotsRule{normalPath(value), key == "allow"})
	}
}

// allows reports whether an address may be fetched.
func (r *robots) allows(u *url.URL) bool {
	path := normalPath(u.RequestURI())
	allow, longest := true, -1
	for _, rule := range r.rules {
		if n := len(rule.pattern); (n > longest || n == longest && rule.allow) && matches(rule.pattern, path) {
			allow, longest = rule.allow, n
		}
	}
	return allow
}

// matches reports whether a pattern matches the beginning of a path: "*" is any characters, "$" at the end the path's end. Each
// piece between stars is looked for from left to right, which finds a match if there is one.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	pieces := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, pieces[0])
	if !ok {
		return false
	}
	pieces = pieces[1:]
	for i, p := range pieces {
		if whole && i == len(pieces)-1 {
			return strings.HasSuffix(rest, p)
		}
		n := strings.Index(rest, p)
		if n < 0 {
			return false
		}
		rest = rest[n+len(p):]
	}
	return !whole || rest == ""
}

// normalPath writes a path or pattern so that two that mean the same are the same: bytes over 0x7f escaped, escapes of
// unreserved characters undone, escapes in upper case.
func normalPath(s string) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				i += 2
				if d := byte(n); d >= 'a' && d <= 'z' || d >= 'A' && d <= 'Z' || d >= '0' && d <= '9' || strings.IndexByte("-._~", d) >= 0 {
					b.WriteByte(d)
				} else {
					b.WriteString("%" + string(hexDigits[n>>4]) + string(hexDigits[n&15]))
				}
				continue
			}
		}
		if c >= 0x80 {
			b.WriteString("%" + string(hexDigits[c>>4]) + string(hexDigits[c&15]))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
