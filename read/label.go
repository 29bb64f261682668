package read

import (
	"strings"

	"dixit"
)

// labelLength is how long in bytes a line may be that its label makes another article's, or the site's own. A longer one is a
// paragraph that happens to begin so.
const labelLength = 300

// labelled is the region that a line of a text tells of itself: links to other articles ("READ MORE: …"), what the site says
// ("Correction: …"), captions and their credits. It is "" for a paragraph. Only a label with its colon counts, or a form of
// words that no paragraph begins with: "Watch the mayor" may be news.
func labelled(s string) dixit.Region {
	if len(s) > labelLength {
		return ""
	}
	inner := strings.Trim(s, "[](){}| \u00a0*")
	lower := strings.ToLower(inner)
	label, rest, colon := strings.Cut(lower, ":")
	label = strings.TrimSpace(label)
	switch {
	case colon && linkLabel(label) && rest != "":
		return dixit.LinkLine
	case colon && siteLabel(label), siteLine(lower):
		return dixit.Boilerplate
	case colon && captionLabel(label), strings.HasPrefix(label, "hide caption "), strings.HasPrefix(label, "image caption "), credited(s):
		return dixit.Caption
	}
	return ""
}

// linkLabel reports whether a label in lower case leads to other articles or programmes.
func linkLabel(s string) bool {
	switch s {
	case "related", "related story", "related stories", "related article", "related articles", "related coverage", "related content", "read more",
		"read also", "also read", "see also", "see more", "more", "watch", "watch live", "watch more", "listen", "photos", "slideshow", "gallery",
		"video", "videos", "read", "read next", "don't miss", "don’t miss", "recommended", "trending", "must read", "must-read", "also on", "in depth",
		"in pictures", "analysis", "opinion", "explainer", "live updates", "must watch":
		return true
	}
	return false
}

// siteLabel reports whether a label in lower case begins a note of the site or the editors about the article.
func siteLabel(s string) bool {
	switch s {
	case "correction", "corrections", "clarification", "editor's note", "editor’s note", "editors' note", "editors’ note", "advertisement",
		"disclaimer", "disclosure", "programming note", "this story was corrected", "note to readers", "story continues":
		return true
	}
	return false
}

// siteLine reports whether a line in lower case is the site's own: rights, sign-ups, buttons.
func siteLine(s string) bool {
	for _, form := range []string{
		"copyright ©", "© ", "copyright 20", "all rights reserved", "sign up for ", "follow us on ", "follow @", "subscribe to ", "click here ",
		"read or share this story", "share this article", "continue reading the main story", "an earlier version of this ", "a previous version of this ",
		"this story has been updated", "this article has been updated", "the associated press contributed to this report", "join the conversation",
		"story continues below", "article continues below", "loading...",
	} {
		if strings.HasPrefix(s, form) {
			return true
		}
	}
	return false
}

// captionLabel reports whether a label in lower case begins the caption or the credit of a picture.
func captionLabel(s string) bool {
	switch s {
	case "image", "photo", "picture", "photograph", "file photo", "photo credit", "image credit", "photo by", "image caption", "media caption", "caption", "pictured":
		return true
	}
	return false
}

// credited reports whether a line ends with whose picture it tells of, as agencies write it.
func credited(s string) bool {
	s = strings.TrimRight(s, " .)]\u00a0")
	if i := strings.LastIndex(s, "REUTERS/"); i >= 0 && len(s)-i < 40 {
		return true
	}
	if i := strings.LastIndexAny(s, "(["); i >= 0 && len(s)-i < 80 {
		credit := strings.ToLower(s[i+1:])
		for _, form := range []string{"photo by", "photo:", "ap photo", "image:", "photo credit", "file photo", "picture:"} {
			if strings.HasPrefix(credit, form) {
				return true
			}
		}
	}
	for _, agency := range []string{"/Getty Images", "/AFP", "AP Photo", "via Getty Images", "/Associated Press"} {
		if strings.HasSuffix(s, agency) {
			return true
		}
	}
	return false
}
