package export

import (
	"encoding/json"
	"io"
	"strings"

	"dixit"
)

// popoloForm is a Speech of the Popolo standard a line for each statement that says something, with its speaker as a Person in
// it. Popolo knows persons only: the summary of any other speaker says what sort he is. The type is our kind: only "direct" is word
// for word. Dates are as exact as what is known. The sources are the article and, of the chain, nothing: its nodes have no
// addresses. Several addressees stand in one audience, with "; " between.
//
// Left out is what was not said or not answered, and what was said without words.
func popoloForm() Form {
	return Form{
		Name: "popolo", MediaType: "application/jsonl", Ext: ".jsonl",
		About: "Popolo speeches with their speakers",
		open: func(w io.Writer, opt Options) (Writer, error) {
			return &popoloWriter{lines: objects(w), opt: opt}, nil
		},
	}
}

type popoloWriter struct {
	lines    *json.Encoder
	opt      Options
	doc      *dixit.Document
	position int // of the last speech, in its document
}

type popoloSpeech struct {
	ID              string        `json:"id"`
	CreatorID       string        `json:"creator_id,omitempty"`
	Creator         *popoloPerson `json:"creator,omitempty"`
	Role            string        `json:"role,omitempty"`
	AttributionText string        `json:"attribution_text,omitempty"`
	Audience        *popoloPerson `json:"audience,omitempty"`
	Text            string        `json:"text"`
	Date            string        `json:"date,omitempty"`
	Type            string        `json:"type"`
	Position        int           `json:"position"`
	Event           *popoloEvent  `json:"event,omitempty"`
	Sources         []popoloLink  `json:"sources,omitempty"`
}

type popoloPerson struct {
	ID      string `json:"id,omitempty"`
	Name    string `json:"name"`
	Summary string `json:"summary,omitempty"`
}

type popoloEvent struct {
	Name string `json:"name"`
}

type popoloLink struct {
	URL  string `json:"url"`
	Note string `json:"note,omitempty"`
}

func (p *popoloWriter) Write(r dixit.Record, doc *dixit.Document) error {
	if doc != p.doc {
		p.doc, p.position = doc, 0
	}
	s := r.Statement
	if !said(s) {
		return nil
	}
	p.position++
	out := popoloSpeech{
		ID: s.ID, CreatorID: s.Speaker.ID, Role: s.Speaker.Role, AttributionText: attribution(s, doc), Text: s.Text(),
		Date: calendarDate(s.When.EDTF), Type: string(s.Kind), Position: p.position,
	}
	if s.Speaker.Name != "" {
		out.Creator = &popoloPerson{ID: s.Speaker.ID, Name: s.Speaker.Name}
		if s.Speaker.Kind != dixit.Person {
			out.Creator.Summary = string(s.Speaker.Kind)
		}
	}
	if len(s.Addressee) > 0 {
		out.Audience = &popoloPerson{Name: strings.Join(dixit.Names(s.Addressee), "; ")}
	}
	if s.Setting != "" {
		out.Event = &popoloEvent{s.Setting}
	}
	if webAddress(r.Doc.URL) {
		out.Sources = append(out.Sources, popoloLink{r.Doc.URL, r.Doc.Outlet})
	}
	if link := p.opt.permalink(s.ID); link != "" {
		out.Sources = append(out.Sources, popoloLink{link, "dixit"})
	}
	return p.lines.Encode(out)
}

func (p *popoloWriter) Close() error { return nil }
