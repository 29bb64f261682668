package web

import (
	"fmt"
	"html/template"
	"strings"
	"unicode"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
)

// card is a statement as a list shows it.
type card struct {
	ID, Page   string
	Words      []run  // of what was said; empty for a gesture or a bare non-answer
	Quoted     bool   // all of it in quotation marks
	Who        string // the speaker's name, else the words that stand for one
	WhoPage    string // "" for a speaker without a name
	Role, Cue  string
	To         string
	Act, Kind  string
	Negated    bool
	When       string // in words
	Via        string // who stands before the speaker in the chain
	Outlet     string
	OutletPage string
	Title      string // of the article
	Day        string // of its publication
	Article    string // its page, at this statement
	SHA256     string // its address
	Source     string // the article's own address; "" if it is not on the web
	Region     string // where it is not the body
	Copies     int
	CopyOf     string
	Tags       []string
	Notes      int
	Same       string // the page of the same words elsewhere; "" if there are none
	About      []string
	Struck     bool
	Corrected  bool
}

// run is a stretch of text that is marked or not.
type run struct {
	Text string
	Hit  bool
}

// cardOf is r as a list shows it, with the words that a search asked for marked.
func cardOf(r dixit.Record, asked ledger.Expr) card {
	s := r.Statement
	c := card{
		ID: s.ID, Page: statementPage(s.ID), Quoted: s.Kind == dixit.Direct, Who: s.Speaker.Name, Role: s.Speaker.Role, Cue: dixit.TextOf(s.Cue),
		To: strings.Join(dixit.Names(s.Addressee), ", "), Act: string(s.Act), Kind: string(s.Kind), Negated: s.Negated, When: whenOf(s.When),
		Outlet: dixit.Publisher(r.Doc.Outlet, r.Doc.URL, ""), Title: titleOf(r.Doc), Day: r.Doc.Day(), Article: inArticle(r.Doc.SHA256, s.ID), SHA256: r.Doc.SHA256,
		Source: serve.Web(r.Doc.URL), Copies: len(r.Copies), CopyOf: originalOf(r.CopyOf), Tags: r.Tags, Notes: len(r.Notes),
		Struck: r.Struck, Corrected: len(r.Corrected) > 0,
	}
	if r.Cluster != "" {
		c.Same = comparePage(r.Cluster)
	}
	for _, t := range s.About {
		c.About = append(c.About, t.Label)
	}
	if s.Region != dixit.Body {
		c.Region = string(s.Region)
	}
	if n := len(s.Chain); n > 1 {
		c.Via = strings.Join(dixit.Names(s.Chain[:n-1]), ", ")
	}
	if c.Who != "" {
		c.WhoPage = whoPage(s.Speaker)
	} else if c.Who = s.Mention.Text(); c.Who == "" {
		c.Who = "No source"
	}
	if r.Doc.Outlet != "" {
		c.OutletPage = outletPage(r.Doc.Outlet)
	}
	c.Words = runs(s.Text(), asked)
	return c
}

// whoPage is the page of a speaker with a name; one who is only described is in the list of those.
func whoPage(s dixit.Speaker) string {
	if described(s) {
		return unnamedPage(s.Name)
	}
	return speakerPage(s.Name)
}

// described reports whether a speaker is described rather than named, so that nobody can tell whether two of the name are the same: an
// official who is kept anonymous, "economists".
func described(s dixit.Speaker) bool {
	return s.Name == "" || s.Kind == dixit.Anonymous || s.Kind == dixit.Collective && !strings.ContainsFunc(s.Name, unicode.IsUpper)
}

// runs are a text in stretches, of which those are marked that were asked for.
func runs(text string, asked ledger.Expr) []run {
	if text == "" {
		return nil
	}
	var out []run
	at := 0
	if asked != nil {
		for _, hit := range ledger.Hits(asked, text) {
			if hit.Start > at {
				out = append(out, run{Text: text[at:hit.Start]})
			}
			out = append(out, run{text[hit.Start:hit.End], true})
			at = hit.End
		}
	}
	if at < len(text) {
		out = append(out, run{Text: text[at:]})
	}
	return out
}

// cardsOf are records as a list shows them.
func cardsOf(list []dixit.Record, asked ledger.Expr) []card {
	out := make([]card, len(list))
	for i, r := range list {
		out[i] = cardOf(r, asked)
	}
	return out
}

// whenOf says in words when something was said.
func whenOf(w dixit.When) string {
	if w.EDTF == "" {
		return ""
	}
	switch w.Basis {
	case "stated":
		return "on " + w.EDTF
	case dixit.ByPerson:
		return "on " + w.EDTF + ", as a reader says"
	case "resolved":
		return "on " + w.EDTF + ", by the article’s date and words"
	default:
		return "on " + w.EDTF + ", inferred"
	}
}

// sureOf says in words how sure it is that a statement was found right.
func sureOf(confidence float64) string {
	word := "doubtful"
	switch {
	case confidence >= 0.9:
		word = "very likely right"
	case confidence >= 0.75:
		word = "likely right"
	case confidence >= 0.5:
		word = "more likely right than not"
	}
	return fmt.Sprintf("%s (%.2f)", word, confidence)
}

// titleOf is what an article is called.
func titleOf(doc dixit.DocumentRef) string {
	if doc.Title != "" {
		return doc.Title
	}
	return doc.ID
}

// originalOf says what an article is a copy of.
func originalOf(o *dixit.Original) string {
	switch {
	case o == nil:
		return ""
	case o.Agency != "":
		return o.Agency
	}
	return dixit.Publisher(o.Outlet, o.URL, o.Doc)
}

// functions are what templates may call.
func (f *face) functions() template.FuncMap {
	return template.FuncMap{
		"asset": f.assets.address, "integrity": f.assets.integrity, "base": func() string { return f.Links.Base }, "searchFor": searchFor, "narrowed": narrowed, "speakerPage": speakerPage, "outletPage": outletPage,
		"statementPage": statementPage, "articlePage": articlePage, "plural": plural, "add": func(a, b int) int { return a + b },
		"shiftPage": shiftPage, "size": size, "minute": minute, "web": serve.Web, "thousands": thousands, "asks": f.asks, "version": func() string { return dixit.Version },
	}
}

// asks reports whether there is somebody to answer a question.
func (f *face) asks(question string) bool {
	switch question {
	case "verify":
		return f.Verify != nil
	case "compare":
		return f.Compare != nil
	case "shift":
		return f.Shift != nil
	}
	return false
}

// plural is a number and its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands is a number with its thousands parted.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "\u202f" + s[at:]
	}
	return s
}
