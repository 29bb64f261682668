package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// enoughBefore is how many bytes of an article stand before a heading that ends it.
const enoughBefore = 500

// mark gives the blocks of a page's article the regions that their lines, and the headings before them, tell.
func mark(s string, blocks []dixit.Block) {
	links, over := false, false
	for i := range blocks {
		b := &blocks[i]
		line := s[b.Span.Start:b.Span.End]
		switch {
		case over:
			b.Region = dixit.Boilerplate
			continue
		case b.Region != dixit.Body:
			continue
		}
		heading := b.Kind == dixit.Heading || len(line) < 40
		links = heading && leadsAway(line) || links && len(line) < labelLength/2 && !endsSentence(line)
		over = b.Kind == dixit.Heading && b.Span.Start > enoughBefore && beginsTalk(line)
		switch r := regionOf(line); {
		case over:
			b.Region = dixit.Boilerplate
		case r != "":
			b.Region = r
		case links:
			b.Region = dixit.LinkLine
		}
	}
}

// endsSentence reports whether a line ends as a sentence does.
func endsSentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?”\"…", last)
}

// leadsAway reports whether a heading stands over links to other articles.
func leadsAway(line string) bool {
	switch strings.ToLower(strings.TrimRight(line, ": ")) {
	case "related", "related stories", "related articles", "related content", "related news", "related coverage", "related topics", "related posts",
		"related links", "related video", "related videos", "read more", "read next", "more stories", "more news", "more coverage", "more on this story",
		"more from us", "most read", "most popular", "most viewed", "popular", "popular stories", "trending", "trending now", "trending stories",
		"recommended", "recommended stories", "recommended for you", "you may also like", "you might also like", "you may like", "editors' picks",
		"editors’ picks", "editor's picks", "editor’s picks", "latest news", "latest stories", "top stories", "see also", "also read", "up next",
		"don't miss", "don’t miss", "what to read next", "keep reading", "further reading", "from the web", "around the web", "sponsored content",
		"paid content", "more in this section", "topics", "tags":
		return true
	}
	return false
}

// beginsTalk reports whether a heading stands over what readers say.
func beginsTalk(line string) bool {
	lower := strings.ToLower(strings.Trim(line, "0123456789(): \u00a0"))
	switch lower {
	case "comment", "comments", "leave a comment", "leave a reply", "post a comment", "add a comment", "add comment", "reader comments",
		"join the conversation", "join the discussion", "have your say", "what do you think?":
		return true
	}
	return false
}

// regionOf is the region of a line of a page's article, by what it says of itself; "" for a paragraph.
func regionOf(line string) dixit.Region {
	switch {
	case isURL(line):
		return dixit.LinkLine
	case len(line) > labelLength:
		return ""
	}
	lower := strings.ToLower(line)
	if asks(lower) || disclaims(lower) || talks(lower) || isByline(line) || dateline(line) != "" {
		return dixit.Boilerplate
	}
	return labelled(line)
}

// disclaims reports whether a line in lower case says that the site does not stand for what is said on it.
func disclaims(lower string) bool {
	for _, form := range []string{
		"not responsible for the ", "do not necessarily reflect", "do not necessarily represent", "does not necessarily reflect", "may not be published, broadcast",
		"material may not be reproduced",
	} {
		if strings.Contains(lower, form) {
			return true
		}
	}
	return false
}

// talks reports whether a line in lower case is a button, or tells of the comments of readers.
func talks(lower string) bool {
	switch strings.TrimRight(lower, ".!: ") {
	case "no comments", "no comments yet", "comments are closed", "comments closed", "leave a comment", "post a comment", "leave a reply", "view comments",
		"show comments", "hide comments", "add a comment", "write a comment", "log in to comment", "comments", "advertisement", "skip to content", "share",
		"share this", "share this article", "share this story", "print", "email", "tweet", "copy link":
		return true
	}
	return false
}

// asks reports whether a line in lower case asks its reader to follow, join or pay for the site: it begins as a request, and names a way to
// be reached. What somebody said is not looked at.
func asks(lower string) bool {
	for _, form := range []string{"sign up to get ", "sign up now", "subscribe now", "subscribe today"} {
		if strings.HasPrefix(lower, form) {
			return true
		}
	}
	request := false
	for _, form := range []string{
		"sign up", "subscribe", "join our", "join us", "join the ", "follow ", "like us", "never miss", "don’t miss", "don't miss", "get our", "get the ",
		"get all", "get more", "receive ", "download ", "do you want ", "want to ", "want more", "to get ", "for the latest", "for more ", "stay ", "send us",
		"click here", "tap here", "find us", "have you subscribed", "keep up",
	} {
		request = request || strings.HasPrefix(lower, form)
	}
	return request && reaches(lower) && !strings.ContainsAny(lower, "\"“„«")
}

// reaches reports whether a line in lower case names a way to be reached by a site.
func reaches(lower string) bool {
	for word := range strings.FieldsFuncSeq(lower, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' }) {
		switch word {
		case "newsletter", "newsletters", "inbox", "e-mail", "email", "twitter", "facebook", "instagram", "whatsapp", "telegram", "tiktok", "youtube", "linkedin",
			"app", "apps", "podcast", "podcasts", "alerts", "notifications", "subscription", "subscriber", "subscribers", "edition", "membership":
			return true
		}
	}
	return false
}

// isByline reports whether a line says who wrote the article, and no more: "By Ada Lind and Bo Moss, Example News".
func isByline(line string) bool {
	rest, ok := strings.CutPrefix(line, "By ")
	if !ok {
		rest, ok = strings.CutPrefix(line, "BY ")
	}
	if !ok || len(rest) > 100 || strings.ContainsAny(rest, ".!?“\"") && !strings.Contains(rest, ". ") {
		return false
	}
	for word := range strings.FieldsSeq(rest) {
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsUpper(first) || !unicode.IsLetter(first):
		case word == "and", word == "for", word == "of", word == "de", word == "van", word == "von", word == "al":
		default:
			return false
		}
	}
	return true
}
