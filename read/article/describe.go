package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// describe sets what the attributes of an element tell.
func (b *builder) describe(n *node, attrs []html.Attribute) {
	var covered, fallback, modal, dialog bool
	for _, a := range attrs {
		switch a.Key {
		case "class":
			if n.class == 0 {
				n.class = nameHash(a.Val)
				n.named(b.marksOf(a.Val))
			}
			fallback = strings.Contains(a.Val, "fallback-image")
		case "id":
			n.named(b.marksOf(a.Val))
		case "style":
			if unseen(a.Val) {
				n.marks |= hidden
			}
		case "hidden":
			n.marks |= hidden
		case "aria-hidden":
			covered = a.Val == "true"
		case "aria-modal":
			modal = a.Val == "true"
		case "role":
			dialog = a.Val == "dialog"
			n.marks |= roleMarks(a.Val)
		case "rel", "itemprop", "summary", "datatable":
			n.marks |= propertyMarks(a)
		}
		if (n.name == atom.Object || n.name == atom.Embed || n.name == atom.Iframe) && films(a.Val) {
			n.marks |= video
		}
	}
	if modal && dialog || covered && !fallback {
		n.marks |= hidden
	}
}

// named sets what a class or an id tells.
func (n *node) named(m mark) {
	if m&positive != 0 {
		n.weight += 25
	}
	if m&negative != 0 {
		n.weight -= 25
	}
	n.marks |= m &^ (positive | negative)
}

// marksOf is what a class or an id tells. Pages use the same ones again and again.
func (b *builder) marksOf(name string) mark {
	if name == "" {
		return 0
	}
	m, known := b.names[name]
	if !known {
		m = nameMarks(name)
		b.names[name] = m
	}
	return m
}

// roleMarks is what the role of an element tells.
func roleMarks(role string) mark {
	switch role {
	case "menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog":
		return aside
	case "presentation":
		return layout
	}
	return 0
}

// propertyMarks is what other attributes tell.
func propertyMarks(a html.Attribute) mark {
	var m mark
	switch a.Key {
	case "rel":
		if a.Val == "author" {
			m |= byline
		}
	case "itemprop":
		if strings.Contains(a.Val, "author") {
			m |= byline
		}
		if strings.Contains(a.Val, "name") {
			m |= personal
		}
	case "summary":
		m |= tabular
	case "datatable":
		if a.Val == "0" {
			m |= layout
		}
	}
	return m
}

// namesAuthor reports whether a meta element tells who wrote the article.
func namesAuthor(attrs []html.Attribute) bool {
	author, told := false, false
	for _, a := range attrs {
		switch a.Key {
		case "name", "property":
			switch strings.ToLower(a.Val) {
			case "author", "dc.creator", "dc:creator", "dcterms.creator", "parsely-author", "article:author":
				author = true
			}
		case "content":
			told = strings.TrimSpace(a.Val) != "" && !strings.Contains(a.Val, "://")
		}
	}
	return author && told
}

// linkMark is what a link is: one to a place in the page counts for less.
func linkMark(attrs []html.Attribute) mark {
	for _, a := range attrs {
		if href := strings.TrimSpace(a.Val); a.Key == "href" && len(href) > 1 && href[0] == '#' {
			return anchored
		}
	}
	return linked
}

// films reports whether an address is that of a film on a site for films.
func films(s string) bool {
	_, host, ok := strings.Cut(s, "//")
	if !ok {
		return false
	}
	host = strings.TrimPrefix(host, "www.")
	for _, site := range []string{
		"dailymotion.com", "youtube.com", "youtube-nocookie.com", "player.vimeo.com", "v.qq.com", "bilibili.com", "live.bilibili.com",
		"archive.org", "upload.wikimedia.org", "player.twitch.tv",
	} {
		if strings.HasPrefix(host, site) {
			return true
		}
	}
	return false
}

// pictured reports whether an img element says where its picture is.
func pictured(attrs []html.Attribute) bool {
	for _, a := range attrs {
		switch a.Key {
		case "src", "srcset", "data-src", "data-srcset":
			return true
		}
		for _, ending := range []string{".jpg", ".jpeg", ".png", ".webp"} {
			if strings.Contains(a.Val, ending) {
				return true
			}
		}
	}
	return false
}

// onlyPicture reports whether what stands in a noscript element is a picture and nothing else, as where pictures are loaded
// late.
func onlyPicture(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "<img") && strings.IndexByte(s, '>') == len(s)-1
}

// nameHash is the FNV-1a hash of a name, never 0 but for the empty one.
func nameHash[T string | []byte](s T) uint32 {
	if len(s) == 0 {
		return 0
	}
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h | 1
}
