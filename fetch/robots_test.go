package fetch

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestRobots: the rules of RFC 9309, with its own examples among others.
func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name, robots     string
		allowed, refused string // paths
	}{
		{"empty", "", "/ /a", ""},
		{"no rules", "User-agent: *\n", "/ /a", ""},
		{"all", "User-agent: *\nDisallow: /\n", "", "/ /a /a?b=c"},
		{"nothing disallowed", "User-agent: *\nDisallow:\n", "/ /a", ""},
		{"a folder", "User-agent: *\nDisallow: /a/\n", "/ /a /ab /b/a/", "/a/ /a/b /a/?x"},
		{"ours wins over all", "User-agent: *\nDisallow: /\n\nUser-agent: dixit\nDisallow: /b\n", "/ /a", "/b"},
		{"ours comes first", "User-agent: dixit\nDisallow: /b\n\nUser-agent: *\nDisallow: /\n", "/a", "/b"},
		{"ours with a version, in capitals", "USER-AGENT: Dixit/2.0\nDISALLOW: /b\n\nUser-agent: *\nDisallow: /\n", "/a", "/b"},
		{"another's is not ours", "User-agent: dix\nDisallow: /a\nUser-agent: dixitbot\nDisallow: /b\n", "/a /b", ""},
		{"groups are joined", "User-agent: dixit\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: dixit\nDisallow: /b\n", "/c", "/a /b"},
		{"agents share a group", "User-agent: x\nUser-agent: dixit\nDisallow: /a\n", "/b", "/a"},
		{"an empty group of ours", "User-agent: dixit\n\nUser-agent: *\nDisallow: /\n", "", "/a"}, // no: the lines share a group
		{"longest match", "User-agent: *\nAllow: /a/b/\nDisallow: /a/\nDisallow: /a/b/c\n", "/a/b/ /a/b/d", "/a/ /a/c /a/b/c"},
		{"allow wins a tie", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", ""},
		{"star", "User-agent: *\nDisallow: /*.gif\nDisallow: /a/*/c\n", "/b /a/c", "/x.gif /x/y.gif?z /a/b/c/d"},
		{"end", "User-agent: *\nDisallow: /*.gif$\nDisallow: /end$\n", "/x.gif?y /end/ /ending", "/x.gif /end"},
		{"stars only", "User-agent: *\nDisallow: *\nAllow: /a**b\n", "/axb", "/ /a"},
		{"a query", "User-agent: *\nDisallow: /*?\n", "/a", "/a?b"},
		{"escapes", "User-agent: *\nDisallow: /%7ejoe/\nDisallow: /a%3cd\nDisallow: /ツ\n", "/b", "/~joe/ /%7Ejoe/ /a%3Cd /%E3%83%84"},
		{"remarks and spaces", "# all\n  user-agent :  *  # everybody\n disallow : /a # not here\n", "/b", "/a"},
		{"line ends", "User-agent: *\rDisallow: /a\r\nDisallow: /b\n", "/c", "/a /b"},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /a\n", "/b", "/a"},
		{"no slash", "User-agent: *\nDisallow: a\n", "/b", "/a"},
		{"rules before groups", "Disallow: /\nUser-agent: *\nDisallow: /a\n", "/b", "/a"},
		{"nonsense between", "User-agent: *\nCrawl-delay: soon\nSitemap: http://x/\n<html>\nDisallow: /a\n\x00\xff\n", "/b", "/a"},
		{"a page", "<!DOCTYPE html><html><body>Not here: sorry</body></html>", "/ /a", ""},
		{"over the limit", "User-agent: *\nDisallow: /a\n" + strings.Repeat("#", maxRobots) + "\nDisallow: /b\n", "/b", "/a"},
	} {
		r := parseRobots([]byte(c.robots), product)
		for _, allow := range []bool{true, false} {
			paths := c.allowed
			if !allow {
				paths = c.refused
			}
			for path := range strings.FieldsSeq(paths) {
				u, err := url.Parse("http://news.example" + path)
				if err != nil {
					t.Fatal(err)
				}
				if r.allows(u) != allow {
					t.Errorf("%s: %s: allowed is %v", c.name, path, !allow)
				}
			}
		}
	}
}

// TestCrawlDelay: it is obeyed up to a bound.
func TestCrawlDelay(t *testing.T) {
	for value, want := range map[string]time.Duration{"5": 5 * time.Second, "0.5": time.Second / 2, "86400": maxCrawlDelay, "-1": 0, "x": 0, "1e300": maxCrawlDelay, "NaN": 0, "Inf": maxCrawlDelay} {
		if r := parseRobots([]byte("User-agent: *\nCrawl-delay: "+value+"\n"), product); r.delay != want {
			t.Errorf("%s: %s, want %s", value, r.delay, want)
		}
	}
}

// TestMatches draws patterns and paths: the fast match agrees with one that tries everything.
func TestMatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringMatching(`/[ab*]{0,6}\$?`).Draw(t, "pattern")
		path := rapid.StringMatching(`/[ab]{0,8}`).Draw(t, "path")
		if got, want := matches(pattern, path), plainMatch(pattern, path); got != want {
			t.Errorf("%s on %s: %v", pattern, path, got)
		}
	})
}

// plainMatch is what a pattern means.
func plainMatch(pattern, path string) bool {
	switch {
	case pattern == "":
		return true
	case pattern == "$":
		return path == ""
	case pattern[0] == '*':
		return plainMatch(pattern[1:], path) || path != "" && plainMatch(pattern, path[1:])
	default:
		return path != "" && pattern[0] == path[0] && plainMatch(pattern[1:], path[1:])
	}
}
