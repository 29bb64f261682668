package mcp

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/serve"
)

// said is a statement as a model is told of it.
type said struct {
	ID         string   `json:"id" jsonschema:"of the statement"`
	Permalink  string   `json:"permalink" jsonschema:"its page, to cite it by"`
	Words      string   `json:"words_untrusted" jsonschema:"what was said, as the article gives it; parts are joined by …"`
	Speaker    string   `json:"speaker_untrusted" jsonschema:"who said it; empty if the article names nobody"`
	Role       string   `json:"role_untrusted,omitempty" jsonschema:"the speaker's role, as the article gives it"`
	Source     string   `json:"source" jsonschema:"what sort of source the speaker is: person, organisation, collective, anonymous, document or implicit"`
	Cue        string   `json:"cue_untrusted,omitempty" jsonschema:"the words that report"`
	Addressees []string `json:"addressees_untrusted,omitempty" jsonschema:"who was spoken to"`
	Chain      []string `json:"chain_untrusted,omitempty" jsonschema:"the sources from the outlet's own to the speaker, both included"`
	Kind       string   `json:"kind" jsonschema:"direct (all in quotation marks), mixed, indirect, question, nonverbal or nonresponse"`
	Act        string   `json:"act" jsonschema:"what is done by saying it: state, deny, promise and so on"`
	Negated    bool     `json:"negated,omitempty" jsonschema:"the article says that it was not said"`
	When       string   `json:"when,omitempty" jsonschema:"the day of the saying, EDTF"`
	WhenBasis  string   `json:"when_basis,omitempty" jsonschema:"how the day is known: stated, resolved, inferred or person"`
	Confidence float64  `json:"confidence" jsonschema:"0 to 1: how likely it was found right"`
	Inside     string   `json:"inside,omitempty" jsonschema:"the id of the statement whose words hold this one"`
	Copies     int      `json:"copies,omitempty" jsonschema:"in how many copies of the article it stands again"`
	Struck     bool     `json:"struck,omitempty" jsonschema:"a reader says that it is no statement"`
	Article    article  `json:"article"`
}

// article is where a statement stands.
type article struct {
	Title     string `json:"title_untrusted,omitempty"`
	Outlet    string `json:"outlet_untrusted,omitempty"`
	URL       string `json:"url_untrusted,omitempty"`
	Published string `json:"published,omitempty"`
	SHA256    string `json:"sha256"`
}

// How much of a text a model is told, in characters.
const (
	maxWords   = 4000
	maxName    = 300
	maxContext = 6000
	maxNames   = 40
)

// saidOf is r as a model is told of it.
func saidOf(r dixit.Record, links serve.Links) said {
	s := r.Statement
	return said{
		ID: s.ID, Permalink: links.Statement(s.ID), Words: plain(s.Text(), maxWords), Speaker: plain(s.Speaker.Name, maxName),
		Role: plain(s.Speaker.Role, maxName), Source: string(s.Speaker.Kind), Cue: plain(dixit.TextOf(s.Cue), maxName),
		Addressees: names(s.Addressee), Chain: names(s.Chain), Kind: string(s.Kind), Act: string(s.Act), Negated: s.Negated,
		When: s.When.EDTF, WhenBasis: s.When.Basis, Confidence: s.Confidence, Inside: s.Parent, Copies: len(r.Copies), Struck: r.Struck,
		Article: articleOf(r.Doc),
	}
}

// articleOf is a document as a model is told of it.
func articleOf(d dixit.DocumentRef) article {
	return article{plain(d.Title, maxName), plain(d.Outlet, maxName), plain(serve.Web(d.URL), maxName), day(d.Published), d.SHA256}
}

// day is an instant or a day of publication, if it is one: what an article says of itself may be anything.
func day(published string) string {
	for _, r := range published {
		if !strings.ContainsRune("0123456789-:TZ+.", r) {
			return ""
		}
	}
	return published[:min(len(published), len("2006-01-02T15:04:05.000000+00:00"))]
}

func names(links []dixit.Link) []string {
	var out []string
	for _, l := range links[:min(len(links), maxNames)] {
		out = append(out, plain(l.Name, maxName))
	}
	return out
}

// plain is a text of at most so many characters, in which nothing hides: what is not seen, turns the direction of writing or is a tag
// is written as its number.
func plain(s string, most int) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > most {
			b.WriteString("… (cut)")
			break
		}
		if hidden(r) {
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hidden reports whether a character is not seen: all of Unicode's category Cf, controls but line feed and tab, and what is no character.
func hidden(r rune) bool {
	return r == utf8.RuneError || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && r != '\n' && r != '\t' || r >= 0xE0000 && r <= 0xE0FFF ||
		r >= 0xFE00 && r <= 0xFE0F || r == 0x115F || r == 0x1160 || r == 0x3164 || r == 0xFFA0
}
