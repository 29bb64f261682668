package read

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"dixit"
)

// ahead is how far in the future a day of publication may be: it is tomorrow somewhere, and clocks are wrong.
const ahead = 48 * time.Hour

// longestURL is how many bytes an address has at most.
const longestURL = 8 << 10

// disbelieve takes from d what it says of itself that cannot be so, or that nobody should follow, with a warning each: a day of
// publication that is yet to come, unless whoever gave the document says so, and an address that is none of the web.
func disbelieve(d *dixit.Document, now time.Time) {
	if d.PublishedBasis != dixit.BasisGiven && later(d.Published, now.Add(ahead)) {
		d.Warnings = append(d.Warnings, fmt.Sprintf("a day of publication that is yet to come, not believed: %.32s", d.Published))
		d.Published, d.PublishedBasis = "", ""
	}
	if later(d.Guessed, now.Add(ahead)) {
		d.Guessed, d.PublishedBasis = "", ""
	}
	if d.URL != "" && !ofTheWeb(d.URL) {
		d.Warnings = append(d.Warnings, fmt.Sprintf("an address that is none of the web, left out: %.64q", d.URL))
		d.URL = ""
	}
}

// later reports whether a day or an instant is after an instant.
func later(published string, than time.Time) bool {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if at, err := time.Parse(layout, published); err == nil {
			return at.After(than)
		}
	}
	return false
}

// ofTheWeb reports whether an address may be followed, or has no scheme that says how.
func ofTheWeb(s string) bool {
	u, err := url.Parse(s)
	if err != nil || len(s) > longestURL {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "":
		return true
	}
	return false
}
