package read

import (
	"strings"
	"time"

	"dixit"
)

// dayClaim is a day or instant of publication that a page says.
type dayClaim struct {
	day   string
	basis dixit.DateBasis
	weak  bool // the field is also used for the day on which the page was made
}

// claims are what the page says of the day of its publication, those first that are most often right.
func (m *marked) claims(a ldArticle, o order) []dayClaim {
	var out []dayClaim
	add := func(s string, basis dixit.DateBasis, weak bool) {
		if day := instantOf(s, m.now, o); day != "" {
			out = append(out, dayClaim{day, basis, weak})
		}
	}
	add(a.published, dixit.BasisJSONLD, false)
	for _, name := range []string{
		"article:published_time", "og:article:published_time", "og:published_time", "published_time", "article:published", "article.published", "article:publish_time",
		"datepublished", "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued",
		"dc.issued", "publish-date", "publish_date", "publishdate", "published-date", "published_date", "publication_date", "publication-date", "publicationdate",
		"date_published", "originalpublicationdate", "original-publish-date", "article_date_original", "citation_publication_date", "citation_online_date",
		"citation_date", "rnews:datepublished", "og:pubdate", "bt:pubdate", "ptime", "pdate", "displaydate", "vr:published_time", "dc.date.published", "pub_date",
		"article:post_date", "shareaholic:article_published_time", "analyticsattributes.articledate", "article.origpublished", "release_date", "dateofpublication",
	} {
		add(m.meta[name], dixit.BasisMeta, false)
	}
	for _, s := range m.times {
		add(s, dixit.BasisTime, false)
	}
	add(a.created, dixit.BasisJSONLD, true)
	for _, name := range []string{"dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "dc.created", "article:created", "article:created_time", "created", "date", "article.created", "creation_date"} {
		add(m.meta[name], dixit.BasisMeta, true)
	}
	return out
}

// day is the day of publication that the page says and where, else, with said false, the day that it seems to show.
//
// Where two fields differ, one that something else on the page agrees with goes before one that stands alone: templates often
// carry the day of the template, or of another article. An instant in UTC tells no day where the page was written: the day that
// is in the address or that the page shows does, if it is next to the instant's.
func (m *marked) day(a ldArticle, lang, address string, headline *pageHeading) (day string, basis dixit.DateBasis, said bool) {
	o := m.order(lang, address)
	m.farEast = inFarEast(address)
	claims := m.claims(a, o)
	inAddress := addressDay(address)
	sight := m.shownDay(headline, o, address, m.modified(a, o))
	if len(claims) == 0 || claims[0].weak && !m.agrees(claims[0].day, inAddress, sight) && (inAddress != "" || sight != "") {
		if sight != "" && (inAddress == "" || near(sight, inAddress)) {
			return sight, dixit.BasisShown, false
		}
		if inAddress != "" {
			return inAddress, dixit.BasisURL, false
		}
		return "", "", false
	}
	best := claims[0]
	if !m.supported(claims, 0, inAddress, sight) {
		for i := range claims {
			if m.supported(claims, i, inAddress, sight) {
				best = claims[i]
				break
			}
		}
	}
	return m.local(best.day, claims, inAddress, sight), best.basis, true
}

// modified is the last day on which the page says that it was changed, in any zone, "" if it says none.
func (m *marked) modified(a ldArticle, o order) string {
	last := ""
	for _, s := range []string{a.modified, m.meta["article:modified_time"], m.meta["og:updated_time"], m.meta["datemodified"], m.meta["dcterms.modified"]} {
		day := instantOf(s, m.now, o)
		if t, err := time.Parse(time.RFC3339, day); err == nil {
			day = t.Add(14 * time.Hour).Format(time.DateOnly)
		}
		last = max(last, day)
	}
	return last
}

// supported reports whether anything else on the page agrees with a claim.
func (m *marked) supported(claims []dayClaim, i int, others ...string) bool {
	if m.agrees(claims[i].day, others...) {
		return true
	}
	for j, c := range claims {
		if j != i && m.agrees(claims[i].day, c.day) {
			return true
		}
	}
	return false
}

// agrees reports whether a day or instant is of one of the days, or next to it where its zone may differ.
func (m *marked) agrees(day string, others ...string) bool {
	for _, other := range others {
		if other != "" && (day[:len(time.DateOnly)] == other[:len(time.DateOnly)] || inUTC(day) && m.adjacent(day, other)) {
			return true
		}
	}
	return false
}

// near reports whether two days are a few apart at most: a text is often written before it is shown.
func near(a, b string) bool {
	s, err := time.Parse(time.DateOnly, a)
	t, problem := time.Parse(time.DateOnly, b)
	return err == nil && problem == nil && s.Sub(t).Abs() <= 4*24*time.Hour
}

// inUTC reports whether an instant is given in UTC.
func inUTC(day string) bool { return strings.HasSuffix(day, "Z") || strings.HasSuffix(day, "+00:00") }

// How far behind and before UTC the zones of news pages are: of most pages, and of those in the East.
const (
	west    = 10 * time.Hour
	east    = 6 * time.Hour
	farEast = 13 * time.Hour
)

// adjacent reports whether an instant falls on a day in a zone that the page may be of. A page not known to be of the Far East is
// none: papers often give the day of print, which is the next.
func (m *marked) adjacent(instant, day string) bool {
	t, err := time.Parse(time.RFC3339, instant)
	if err != nil || len(day) < len(time.DateOnly) {
		return false
	}
	before := east
	if m.farEast {
		before = farEast
	}
	day = day[:len(time.DateOnly)]
	return t.Add(-west).Format(time.DateOnly) == day || t.Add(before).Format(time.DateOnly) == day
}

// local is an instant in UTC as the page's own zone has it, as far as another claim tells the zone or the page tells the day.
// Of an instant of which only the day is known in its zone, the day is all that is told.
func (m *marked) local(day string, claims []dayClaim, others ...string) string {
	t, err := time.Parse(time.RFC3339, day)
	if err != nil || !inUTC(day) {
		return day
	}
	for _, c := range claims {
		if zoned, err := time.Parse(time.RFC3339, c.day); err == nil && !inUTC(c.day) && zoned.Sub(t).Abs() < time.Minute {
			return c.day
		}
	}
	for _, other := range others {
		if other != "" && other == day[:len(time.DateOnly)] {
			return day
		}
	}
	for _, other := range others {
		if other != "" && m.adjacent(day, other) {
			return other
		}
	}
	return day
}

// order is how the page writes days in figures: as other days on it can only have been written, else by language and country.
func (m *marked) order(lang, address string) order {
	days, months := 0, 0
	for _, s := range m.sights {
		for _, d := range s.days {
			switch d.tells() {
			case dayFirst:
				days++
			case monthFirst:
				months++
			}
		}
	}
	switch {
	case days > 0 && months == 0:
		return dayFirst
	case months > 0 && days == 0:
		return monthFirst
	}
	return orderOf(lang, address)
}
