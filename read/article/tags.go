package article

import "golang.org/x/net/html/atom"

// void reports whether an element has no content.
func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Basefont, atom.Bgsound, atom.Br, atom.Col, atom.Embed, atom.Frame, atom.Hr, atom.Img, atom.Image, atom.Input,
		atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// unread reports whether what is inside an element is nothing that a reader of the page sees as its text.
func unread(a atom.Atom) bool {
	switch a {
	case atom.Template, atom.Svg, atom.Math, atom.Select, atom.Video, atom.Audio, atom.Canvas, atom.Object:
		return true
	}
	return false
}

// raw reports whether what is inside an element is not markup.
func raw(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Title, atom.Textarea, atom.Iframe, atom.Noembed, atom.Noframes, atom.Xmp, atom.Plaintext:
		return true
	}
	return false
}

// endsParagraph reports whether a paragraph that is open ends where the element begins, and whether it begins a line.
func endsParagraph(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Dd,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header,
		atom.Hgroup, atom.Hr, atom.Li, atom.Listing, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Section,
		atom.Summary, atom.Table, atom.Ul, atom.Xmp:
		return true
	}
	return false
}

// breaks reports whether a line ends where an element begins, and where it ends.
func breaks(a atom.Atom) bool {
	switch a {
	case atom.Html, atom.Body, atom.Caption, atom.Colgroup, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Option, atom.Legend:
		return true
	}
	return endsParagraph(a)
}

// scopes reports whether an end tag inside the element closes nothing outside of it.
func scopes(a atom.Atom) bool {
	switch a {
	case atom.Html, atom.Body, atom.Table, atom.Td, atom.Th, atom.Caption, atom.Marquee, atom.Button:
		return true
	}
	return false
}

// heading reports whether an element is a heading.
func heading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// phrasing reports whether an element stands inside a line, if what is in it does.
func phrasing(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.Acronym, atom.Area, atom.Audio, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Blink, atom.Br, atom.Button, atom.Canvas,
		atom.Cite, atom.Code, atom.Data, atom.Datalist, atom.Del, atom.Dfn, atom.Em, atom.Embed, atom.Font, atom.I, atom.Img, atom.Input, atom.Ins,
		atom.Kbd, atom.Label, atom.Link, atom.Map, atom.Mark, atom.Marquee, atom.Math, atom.Meta, atom.Meter, atom.Object, atom.Output, atom.Progress,
		atom.Q, atom.Ruby, atom.S, atom.Samp, atom.Select, atom.Slot, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Svg,
		atom.Textarea, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr:
		return true
	}
	return false
}

// holdsBlocks reports whether a div that holds such an element is no paragraph.
func holdsBlocks(a atom.Atom) bool {
	switch a {
	case atom.Blockquote, atom.Dl, atom.Div, atom.Img, atom.Ol, atom.P, atom.Pre, atom.Table, atom.Ul, atom.Select:
		return true
	}
	return false
}

// forText reports whether an element is one that text is expected in.
func forText(a atom.Atom) bool {
	switch a {
	case atom.Blockquote, atom.Dl, atom.Div, atom.Img, atom.Ol, atom.P, atom.Pre, atom.Table, atom.Ul, atom.Span, atom.Li, atom.Td:
		return true
	}
	return false
}
