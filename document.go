package dixit

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Region is the part of a page that a block or a statement stands in.
type Region string

// The regions of a page.
const (
	Headline    Region = "headline"
	Body        Region = "body"
	Caption     Region = "caption"
	LinkLine    Region = "link"        // a related-article line, a URL, a credit
	Boilerplate Region = "boilerplate" // navigation, cookie notices, sign-ups
)

// BlockKind is what a block is in the page's own structure.
type BlockKind string

// The kinds of block.
const (
	Paragraph  BlockKind = "paragraph"
	Heading    BlockKind = "heading"
	ListItem   BlockKind = "list"
	BlockQuote BlockKind = "quote" // a quotation set off as a block
)

// Block is a stretch of text that nothing runs across: a paragraph, a heading, a list item. Blocks of a document are in
// order, do not overlap, and hold all of its text but white space.
type Block struct {
	Span   Span
	Kind   BlockKind
	Region Region

	// Source is where the block comes from: bytes of the document's Source, from the first that gave it text to past the last.
	// It is empty where nothing was kept of that, as for a title that the page's metadata gave.
	Source Span
	// Turn is, in a transcript, the label that says who speaks in the block ("MS. PSAKI", "Q"), in bytes of the text and without
	// its colon: the block's own, or that of the block which its turn begins with. It is empty outside transcripts.
	Turn Span
}

// DateBasis is where the day of publication of a document comes from.
type DateBasis string

// The bases, those that say so first. The last three are guesses.
const (
	BasisGiven    DateBasis = "given"    // by whoever gave the document: a flag, a field of its JSON, its side file
	BasisJSONLD   DateBasis = "json-ld"  // the page's JSON-LD
	BasisMeta     DateBasis = "meta"     // a meta element of the page
	BasisTime     DateBasis = "time"     // a time element of the page, or another, that is marked as the day of publication
	BasisFeed     DateBasis = "feed"     // the item of a feed
	BasisShown    DateBasis = "shown"    // a day that the page shows near its headline or announces ("Posted on")
	BasisDateline DateBasis = "dateline" // a line among the first of the text that is nothing but a day
	BasisURL      DateBasis = "url"      // a day in the address: /2024/05/01/
)

// Document is one article as dixit sees it. Its text is fixed; every offset refers to it.
type Document struct {
	ID        string   // the caller's id if there is one, else the beginning of SHA256
	Name      string   // what to call a file made from it: the id given, or the name of its file without the ending
	Path      string   // where it was read from, for reports
	URL       string   // as given or as the page says
	Outlet    string   // who published it
	Title     string   //
	Authors   []string //
	Agency    string   // the news agency that the article says it is from ("Reuters"); "" if it does not
	Published string   // day or instant of publication, RFC 3339 or the day alone; "" if nobody says it
	Guessed   string   // the day of publication by the looks of text or address, where Published is ""; "" if unknown

	// PublishedBasis is where Published comes from, or Guessed where nobody says it; "" if both are "".
	PublishedBasis DateBasis

	Lang      string // BCP 47; "" if unknown
	MediaType string // of Source: text/plain, text/html, application/json or that of a word document
	Source    []byte // the bytes as they came
	SHA256    string // of Source, in hex: the document's address
	Text      Text
	Blocks    []Block
	Warnings  []string // what was lost in reading, a line each
}

// Address sets SHA256 from Source, and ID from it where no id was given.
func (d *Document) Address() {
	sum := sha256.Sum256(d.Source)
	d.SHA256 = hex.EncodeToString(sum[:])
	if d.ID == "" {
		d.ID = d.SHA256[:16]
	}
}

// Day is the day of publication, YYYY-MM-DD, or "" if unknown.
func (d *Document) Day() string { return day(d.Published) }

// English reports whether d is in English as far as is known. One that is not is kept and never read for statements.
func (d *Document) English() bool {
	base, _, _ := strings.Cut(strings.ReplaceAll(d.Lang, "_", "-"), "-")
	return base == "" || strings.EqualFold(base, "en")
}

// Unread is why d is not read for statements, in words for a report; "" if it is.
func (d *Document) Unread() string {
	if d.English() {
		return ""
	}
	return "not English (" + d.Lang + "): not read for statements"
}
