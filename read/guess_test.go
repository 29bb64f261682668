package read

import (
	"testing"

	"dixit"
)

// TestDateline: which lines are nothing but a day.
func TestDateline(t *testing.T) {
	for line, want := range map[string]string{
		"Thursday, October 10, 2019":           "2019-10-10",
		"Published: Sept. 4, 2019":             "2019-09-04",
		"Published on 4 September 2019":        "2019-09-04",
		"2019-09-04":                           "2019-09-04",
		"Posted: Wed, 4 Sep 2019":              "2019-09-04",
		"February 30, 2019":                    "",
		"04/09/2019":                           "",
		"14/09/2019":                           "2019-09-14",
		"04.09.2019, 10:30 Uhr":                "2019-09-04",
		"Mittwoch, 4. September 2019":          "2019-09-04",
		"Veröffentlicht am 4. September 2019":  "2019-09-04",
		"Aktualisiert am 4. September 2019":    "",
		"Publié le 4 septembre 2019 à 10h30":   "2019-09-04",
		"May 4, 2019 | Harford":                "",
		"May 4, 1863":                          "1863-05-04",
		"Updated: September 4, 2019":           "", // not the day of publication
		"September 4, 2019 was a Wednesday.":   "",
		"Harford opened it on May 4, 2019":     "",
		"":                                     "",
		"Monday":                               "",
		"\u00a0Thursday,\u00a0October 10 2019": "2019-10-10",
	} {
		if got := dateline(line); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// TestAddressDay: which addresses tell a day.
func TestAddressDay(t *testing.T) {
	for url, want := range map[string]string{
		"https://example.org/2024/05/01/bridge":        "2024-05-01",
		"https://example.org/news/2024/5/1/":           "2024-05-01",
		"https://example.org/world/2024/may/01/bridge": "2024-05-01",
		"https://example.org/2024-05-01-bridge.html":   "2024-05-01",
		"https://example.org/2024-05-01/bridge":        "2024-05-01",
		"https://example.org/2024/05/bridge":           "",
		"https://example.org/2024/13/01/bridge":        "",
		"https://example.org/20240501/bridge":          "2024-05-01",
		"https://example.org/20240501-bridge.html":     "2024-05-01",
		"https://example.org/2024-05/01/c_1234.htm":    "2024-05-01",
		"https://example.org/20241301/bridge":          "",
		"https://example.org/18120501/bridge":          "",
		"https://example.org/120240501/bridge":         "",
		"https://20240501/bridge":                      "",
		"https://example.org/bridge?d=/2024/05/01/":    "",
		"https://example.org/parts/1200/05/01/":        "",
		"https://example.org/2024/05/01":               "2024-05-01",
		"":                                             "",
	} {
		if got := addressDay(url); got != want {
			t.Errorf("%q: %q, want %q", url, got, want)
		}
	}
}

// TestAddressMonth: which addresses tell a month.
func TestAddressMonth(t *testing.T) {
	for url, want := range map[string]string{
		"https://example.org/2024/05/bridge": "2024-05", "https://example.org/news/2024/5/01/bridge": "2024-05", "https://example.org/2024/may/bridge": "2024-05",
		"https://example.org/2024/13/bridge": "", "https://example.org/1024/05/bridge": "", "https://example.org/bridge?m=/2024/05/": "", "https://example.org/2024": "", "": "",
	} {
		if got := addressMonth(url); got != want {
			t.Errorf("%q: %q, want %q", url, got, want)
		}
	}
}

// TestBasis: what a document says goes before what was given for all, and that before a guess, which stays apart.
func TestBasis(t *testing.T) {
	const p = "<p>Ada Lind said yes.</p>"
	for data, want := range map[string]struct {
		published, guessed string
		basis              dixit.DateBasis
	}{
		`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-01"}</script><meta name="date" content="2024-05-02">` + p: {"2024-05-01", "", dixit.BasisJSONLD},
		`<meta name="pubdate" content="2024-05-02"><time class="published" datetime="2024-05-03"></time>` + p:                                         {"2024-05-02", "", dixit.BasisMeta},
		`<p><time class="published" datetime="2024-05-03">3 May</time></p>` + p:                                                                       {"2024-05-03", "", dixit.BasisTime},
		`{"text":"Ada Lind said yes.","published":"2024-05-04","url":"https://x.org/2024/05/09/a"}`:                                                   {"2024-05-04", "", dixit.BasisGiven},
		`{"html":"<meta name=date content=2024-05-05>` + p + `"}`:                                                                                     {"2024-05-05", "", dixit.BasisMeta},
		"The bridge\n\nMay 6, 2024\n\nAda Lind said yes.\n":                                                                                           {"", "2024-05-06", dixit.BasisDateline},
		`{"text":"Ada Lind said yes.","url":"https://x.org/2024/05/07/a"}`:                                                                            {"", "2024-05-07", dixit.BasisURL},
		`<html><link rel="canonical" href="https://x.org/2024/05/08/a">` + p:                                                                          {"", "2024-05-08", dixit.BasisURL},
		p: {},
	} {
		d, err := Bytes("x", []byte(data), Options{})
		if err != nil {
			t.Errorf("%s: %v", data, err)
			continue
		}
		if d.Published != want.published || d.Guessed != want.guessed || d.PublishedBasis != want.basis {
			t.Errorf("%s: published %q, guessed %q, basis %q, want %+v", data, d.Published, d.Guessed, d.PublishedBasis, want)
		}
		if d, err = Bytes("x", []byte(data), Options{Published: "2000-01-01"}); err != nil || d.Guessed != "" || d.Published == "" {
			t.Errorf("%s: with a day given: published %q, guessed %q, %v", data, d.Published, d.Guessed, err)
		}
	}
}
