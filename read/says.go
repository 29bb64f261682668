package read

import "strings"

// says is what the attributes of an element let expect of its text.
type says uint16

// What elements say of themselves, by the words in their class and id, or by a property of schema.org and its kin.
const (
	saysDay says = 1 << iota
	saysPublished
	saysUpdated
	saysAuthor
	saysMeta     // a line about the article: its day, author, section
	saysAside    // beside the article: comments, other articles
	saysProperty // by itemprop or property, not by looks
	saysRel      // by rel=author
	saysFooter   // the end of something
	saysArticle  // of an article
	saysLink     // by its address
)

// How long a word of a class is that says something.
const (
	shortestWord = 2
	longestWord  = 15
)

// saysOf is what the words of a class or an id say. Words are parted by anything but letters, and by capitals: "postDate".
func saysOf(class string) says {
	var s says
	var word [longestWord]byte
	n, lower := 0, false
	for i := 0; i <= len(class); i++ {
		c := byte(' ')
		if i < len(class) {
			c = class[i]
		}
		small := c >= 'a' && c <= 'z'
		capital := c >= 'A' && c <= 'Z'
		if !small && (!capital || lower) {
			if n >= shortestWord && n <= longestWord {
				s |= wordSays(string(word[:n]))
			}
			n = 0
		}
		lower = small
		if capital {
			c += 'a' - 'A'
		}
		if small || capital {
			if n < longestWord {
				word[n] = c
			}
			n++
		}
	}
	if s&(saysFooter|saysArticle) == saysFooter {
		s |= saysAside
	}
	return s &^ (saysFooter | saysArticle)
}

// wordSays is what a word of a class says.
func wordSays(word string) says {
	switch word {
	case "date", "dates", "time", "datetime", "timestamp", "datum", "fecha", "zeit", "datestamp", "dateline", "day", "dt", "postdate", "datepost":
		return saysDay
	case "published", "pubdate", "publish", "publication", "posted", "created", "pubtime", "publishdate", "publisheddate", "publicationdate", "datepublished":
		return saysPublished
	case "updated", "modified", "update", "lastmod", "lastupdated", "revised":
		return saysUpdated
	case "byline", "bylines", "author", "authors", "autor", "auteur", "writer", "autore", "contributors", "contributor", "authorname", "wrote", "submitter":
		return saysAuthor
	case "meta", "submitted", "info", "infos", "postmeta", "credits", "postinfo", "metadata", "dateinfo", "postmetadata", "details", "kicker", "posttime":
		return saysMeta
	case "footer":
		return saysFooter
	case "post", "entry", "article", "story":
		return saysArticle
	case "comment", "comments", "related", "sidebar", "menu", "nav", "navigation", "recent", "popular", "trending", "recommended",
		"commentlist", "disqus", "breadcrumb", "breadcrumbs", "carousel", "recirc", "mostread", "latest", "navbar", "copyright", "ticker", "calendar",
		"archives", "newsletter", "respond", "promo", "bday", "infobox":
		return saysAside
	}
	return 0
}

// propertySays is what an itemprop of schema.org or a property of RDFa says; several may be given.
func propertySays(prop string) says {
	var s says
	for _, p := range strings.Fields(prop) {
		if i := strings.LastIndexAny(p, ":/#"); i >= 0 {
			p = p[i+1:]
		}
		switch strings.ToLower(p) {
		case "datepublished", "published", "issued", "uploaddate":
			s |= saysProperty | saysPublished | saysDay
		case "datecreated", "created", "date":
			s |= saysProperty | saysDay
		case "datemodified", "modified":
			s |= saysProperty | saysUpdated | saysDay
		case "author", "creator":
			s |= saysProperty | saysAuthor
		case "comment", "haspart":
			s |= saysAside
		}
	}
	return s
}

// announcement is what words before a day say of it.
type announcement int

// The announcements. Of a copyright and an event the day is no day of publication.
const (
	labelNone announcement = iota
	labelPublished
	labelNamed // a date, or who wrote
	labelUpdated
	labelOther
)

// wordLabel is what a word in lower case announces.
func wordLabel(word string) announcement {
	switch word {
	case "published", "posted", "written", "submitted", "filed", "uploaded", "pubdate",
		"veröffentlicht", "erschienen", "erstellt", "eingestellt", "publiziert", "gespeichert", "veröffentlichung", "veröffentlichungsdatum",
		"publié", "publiée", "posté", "paru", "publicado", "publicada", "publicación", "pubblicato", "pubblicata",
		"gepubliceerd", "geplaatst", "publicerad", "publicerat", "publiceret", "udgivet", "publisert", "opublikowano", "opublikowany", "dodano", "dodane",
		"опубликовано", "опубликован", "добавлено", "опубліковано", "objavljeno", "vydáno", "publikováno", "julkaistu", "publicat", "δημοσίευση", "yayınlanma",
		"발행", "입력", "écrit":
		return labelPublished
	case "date", "dated", "datum", "released", "issued", "fecha", "created", "by", "von", "par", "por", "author", "autor", "autorin", "verfasst":
		return labelNamed
	case "updated", "update", "modified", "revised", "reviewed", "edited", "aktualisiert", "aktualisierung", "geändert", "stand", "bearbeitet", "änderung",
		"mis", "modifié", "actualisé", "actualizado", "actualizada", "modificado", "aggiornato", "aggiornamento", "bijgewerkt", "gewijzigd", "atualizado",
		"atualizada", "uppdaterad", "opdateret", "oppdatert", "обновлено", "изменено", "оновлено", "zaktualizowano", "aktualizacja", "aktualizováno",
		"päivitetty", "güncelleme", "수정", "changed", "refreshed":
		return labelUpdated
	case "©", "copyright", "born", "since", "until", "expires", "access", "accessed", "retrieved", "joined", "registered", "seit", "geboren", "abgerufen", "version",
		"deadline", "archived", "effective":
		return labelOther
	}
	return labelNone
}

// lastLabel is what the last word of a piece of text that announces anything does announce.
func lastLabel(s string) announcement {
	if len(s) > 60 {
		s = s[len(s)-60:]
	}
	last := labelNone
	for _, p := range piecesOf(s) {
		if p.number < 0 {
			if l := wordLabel(p.text); l != labelNone {
				last = l
			}
		}
	}
	return last
}

// firstLabel is what the words right behind a day say of it, up to the next figure but those of a clock: "12. Mai 2019 um 10:30 Uhr
// veröffentlicht".
func firstLabel(s string) announcement {
	if len(s) > 60 {
		s = s[:60]
	}
	for _, p := range piecesOf(s) {
		if p.width == 4 {
			return labelNone
		}
		if l := wordLabel(p.text); p.number < 0 && l != labelNone {
			return l
		}
	}
	return labelNone
}

// mayHoldDay reports whether a text has four figures in a row that can be a year of the web, or is hardly more than a day in figures
// with the year cut short.
func mayHoldDay(s string) bool {
	run, runs := 0, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			run++
			continue
		}
		if run == 4 && (s[i-4:i-2] == "20" || s[i-4:i-2] == "19") {
			return true
		}
		if run == 1 || run == 2 {
			runs++
		}
		run = 0
	}
	return runs >= 3 && len(s) <= shortDay
}

// shortDay is how long a text may be that is taken for a day in figures with the year cut short.
const shortDay = 20
