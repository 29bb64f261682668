package read

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/internal/casetest"
)

// TestMetadata runs the pages of testdata/meta.txtar. A first line "given URL" is the address that the page was fetched from.
func TestMetadata(t *testing.T) {
	casetest.Spec{Glob: "testdata/meta.txtar", AtLeast: 60, Find: func(t *testing.T, in string) string {
		d := &dixit.Document{}
		if rest, ok := strings.CutPrefix(in, "given "); ok {
			d.URL, in, _ = strings.Cut(rest, "\n")
		}
		m := newMarked()
		m.tokens(in)
		m.fill(d)
		return metaLines(d)
	}}.Run(t)
}

// described is what is known of a document, a field a line.
func metaLines(d *dixit.Document) string {
	var b strings.Builder
	for _, f := range [][2]string{
		{"title", d.Title},
		{"outlet", d.Outlet},
		{"authors", strings.Join(d.Authors, "; ")},
		{"agency", d.Agency},
		{"published", d.Published},
		{"guessed", d.Guessed},
		{"basis", string(d.PublishedBasis)},
		{"url", d.URL},
		{"lang", d.Lang},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
		}
	}
	return b.String()
}

// TestInstantOf: what fields made for machines tell, and what they do not.
func TestInstantOf(t *testing.T) {
	now := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	for s, want := range map[string]string{
		"2019-05-12": "2019-05-12", "2019-05-12T10:15:00Z": "2019-05-12T10:15:00Z", "2019-05-12T10:15:00+02:00": "2019-05-12T10:15:00+02:00",
		"2019-05-12T10:15:00+0200": "2019-05-12T10:15:00+02:00", "2019-05-12T10:15:00.123Z": "2019-05-12T10:15:00Z", "2019-05-12T10:15Z": "2019-05-12T10:15:00Z",
		"2019-05-12 10:15:00 UTC": "2019-05-12T10:15:00Z", "2019-05-12 10:15:00 +0200": "2019-05-12T10:15:00+02:00", "20190512": "2019-05-12", "20190512T101500Z": "2019-05-12T10:15:00Z",
		"20190512101500": "2019-05-12", "1557656100": "2019-05-12T10:15:00Z", "1557656100000": "2019-05-12T10:15:00Z", "Sun, 12 May 2019 10:15:00 GMT": "2019-05-12T10:15:00Z",
		"Sun, 12 May 2019 10:15:00 +0200": "2019-05-12T10:15:00+02:00", "Sun May 12 10:15:00 EDT 2019": "2019-05-12T10:15:00-04:00",
		"Sun May 12 2019 10:15:00 GMT+0200 (Central European Summer Time)": "2019-05-12T10:15:00+02:00",
		"May 12, 2019": "2019-05-12", "12. Mai 2019, 10:15 Uhr": "2019-05-12", "12.05.2019": "2019-05-12", "25/05/2019": "2019-05-25",
		"2019-05-12T10:15:00": "2019-05-12", "2019-05-12 10:15": "2019-05-12", // no zone, so no instant
		"2024-05-02": "2024-05-02", "1851-09-18": "1851-09-18",
		"12/05/2019": "", "1970-01-01T00:00:00Z": "", "1969-12-31T19:00:00-05:00": "", "0001-01-01T00:00:00Z": "", "1900-01-01": "", "2024-05-09": "", "2019-02-30": "",
		"2019": "", "2019-05": "", "yesterday": "", "": "", "0": "", "99999999": "", "9999999999999": "",
	} {
		if got := instantOf(s, now, unsettled); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if got := instantOf("12/05/2019", now, monthFirst); got != "2019-12-05" {
		t.Errorf("month first: %q", got)
	}
}

// TestPeopleIn: names in bylines, and what is not one.
func TestPeopleIn(t *testing.T) {
	for line, want := range map[string]string{
		"By Ada Lind": "Ada Lind", "By Ada Lind and Tom Ray": "Ada Lind; Tom Ray", "By ADA LIND, TOM RAY and Bo Moss": "ADA LIND; TOM RAY; Bo Moss",
		"Written by Ada Lind, Staff Writer": "Ada Lind", "Ada Lind, Political Editor": "Ada Lind", "Ada Lind Staff Writer": "Ada Lind", "By Ada Lind | Example News": "Ada Lind",
		"By Ada Lind Published May 12, 2019": "Ada Lind", "Posted on May 12, 2019 by Ada Lind": "Ada Lind", "By Ada Lind for Example News": "Ada Lind",
		"By Ada Lind @adalind": "Ada Lind", "ada.lind@example.org": "", "https://example.org/ada": "", "@adalind": "", "By Ada Lind, The Associated Press": "Ada Lind / Associated Press",
		"Reuters": " / Reuters", "By Reuters Staff": " / Reuters", "AFP": " / Agence France-Presse", "Von Ada Lind und Tom Ray": "Ada Lind; Tom Ray", "Par Ada Lind et Tom Ray": "Ada Lind; Tom Ray",
		"Por Ada Lind y Tom Ray": "Ada Lind; Tom Ray", "Lind, Ada": "Ada Lind", "Ada Lind; Tom Ray": "Ada Lind; Tom Ray", "Staff": "", "admin": "", "By": "", "": "", "Editor": "",
		"Ada Lind, Example News": "Ada Lind", "Example News": "", "Harford News Desk": "Harford News Desk", "Ludwig van Ray": "Ludwig van Ray", "Ада Линд": "Ада Линд", "佐藤": "佐藤",
		"Ada Lind, Comments": "Ada Lind", "By Ada Lind, Harford Post": "Ada Lind", "Ada Lind (Harford)": "Ada Lind", "12 May 2019": "", "Example GmbH": "",
	} {
		names, agency := peopleIn(line, "Example News")
		got := strings.Join(names, "; ")
		if agency != "" {
			got += " / " + agency
		}
		if got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// TestWithoutSite: what is cut off a title.
func TestWithoutSite(t *testing.T) {
	for title, want := range map[string]string{
		"Bridge to open - Example News": "Bridge to open", "Bridge to open | Example News": "Bridge to open", "Bridge to open - harford.example": "Bridge to open",
		"Bridge to open - Harford": "Bridge to open", "Example News: Bridge to open": "Example News: Bridge to open", "Example News - Bridge to open": "Bridge to open",
		"Bridge - a history": "Bridge - a history", "Bridge to open — Example News — News from the river": "Bridge to open", "The new bridge opens at last | Politics": "The new bridge opens at last",
		"Bridge | River": "Bridge | River", "Example News": "Example News", "": "", " | ": "",
	} {
		if got := withoutSite(title, "Example News", "https://www.harford.example/bridge"); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// TestLanguageTag: tags in their canonical form.
func TestLanguageTag(t *testing.T) {
	for s, want := range map[string]string{
		"en": "en", "EN-us": "en-US", "en_US": "en-US", "de-CH": "de-CH", "zh-Hans-CN": "zh-Hans-CN", "iw": "he", "en, fr": "en", "en_US.UTF-8": "en-US",
		"und": "", "mul": "", "english": "", "x": "", "": "", "-": "", "en-US-x-toolong-toolong-toolong-toolong": "",
	} {
		if got := languageTag(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
