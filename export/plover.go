package export

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"dixit"
)

// ploverForm is a record of the political event ontology PLOVER a line for each statement that has a day: what is done by saying
// it is the event, who says it the actor, who is spoken to the recipient. PLOVER has no class for most of what is said (statements,
// denials, questions, non-answers): such a record has no event and has_event is false. The comment names our act and the CAMEO
// code that is nearest, for every record. The date is that of the saying (with an enddate, if all that is known is a time that it
// falls in) or, if nothing is known of that, of publication, which the comment then says. Codes of countries and sectors are left
// to whoever knows the actors.
//
// The writer is Lossy: it says at the end what could not be said.
func ploverForm() Form {
	return Form{
		Name: "plover", MediaType: "application/jsonl", Ext: ".jsonl",
		About: "PLOVER events; what has no class there is said to be lost",
		open: func(w io.Writer, _ Options) (Writer, error) {
			return &ploverWriter{lines: objects(w), qid: regexp.MustCompile(`^Q[1-9][0-9]*$`), classless: map[dixit.Act]int{}}, nil
		},
	}
}

// Lossy is a Writer that knows what its form could not say.
type Lossy interface {
	// Lost is what was lost until now, a line each, for a person to read; nil if nothing was.
	Lost() []string
}

type ploverWriter struct {
	lines     *json.Encoder
	qid       *regexp.Regexp // an id of Wikidata
	total     int
	undated   int // left out
	published int // dated by their publication
	nobody    int // without an actor
	classless map[dixit.Act]int
}

type ploverRecord struct {
	ID        string         `json:"id"`
	HasEvent  bool           `json:"has_event"`
	Date      string         `json:"date"`
	EndDate   string         `json:"enddate,omitempty"`
	Actor     []ploverEntity `json:"actor"`
	Recipient []ploverEntity `json:"recipient"`
	Event     []string       `json:"event"`
	EventText []string       `json:"event_text,omitempty"`
	QuadCode  int            `json:"quad_code,omitempty"`
	Mode      []string       `json:"mode,omitempty"`
	Text      string         `json:"text"`
	TextInfo  ploverText     `json:"text_info"`
	CiteInfo  ploverCite     `json:"cite_info"`
	Coder     string         `json:"coder"`
	Comment   string         `json:"comment"`
}

type ploverEntity struct {
	Text           string `json:"entity_text,omitempty"`
	IdentifierID   string `json:"identifier_id,omitempty"`
	IdentifierText string `json:"identifier_text,omitempty"`
	Office         string `json:"office,omitempty"`
}

type ploverText struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type ploverCite struct {
	URL         string `json:"url,omitempty"`
	Title       string `json:"title,omitempty"`
	Language    string `json:"language,omitempty"`
	Publication string `json:"publication,omitempty"`
}

func (p *ploverWriter) Write(r dixit.Record, doc *dixit.Document) error {
	s := r.Statement
	p.total++
	comments := []string{"dixit:" + string(s.Act), "CAMEO " + cameo(s.Act)}
	first, last, ok := s.When.Bounds()
	if s.When.EDTF == "" {
		first, last, ok = dixit.When{EDTF: publishedDate(r.Doc.Published)}.Bounds()
		comments = append(comments, "date of publication")
	}
	if !ok || first == "" || last == "" {
		p.undated++
		return nil
	}
	if s.When.EDTF == "" {
		p.published++
	}
	if last == first {
		last = ""
	}
	span := s.Span()
	out := ploverRecord{
		ID: s.ID, Date: first, EndDate: last, Actor: []ploverEntity{}, Recipient: []ploverEntity{}, Event: []string{},
		Text: doc.Text.Slice(span), TextInfo: ploverText{doc.Text.CodePoint(span.Start), doc.Text.CodePoint(span.End)},
		CiteInfo: ploverCite{r.Doc.URL, r.Doc.Title, r.Doc.Lang, r.Doc.Outlet},
		Coder:    strings.TrimSpace("dixit " + r.Engine.Version),
	}
	if class, quad := ploverClass(s); class != "" {
		out.HasEvent, out.Event, out.QuadCode = true, []string{class}, quad
	} else {
		p.classless[s.Act]++
	}
	if s.Negated {
		out.Mode = []string{"negation"}
	}
	for _, f := range s.Cue {
		out.EventText = append(out.EventText, f.Text())
	}
	if who, ok := p.actor(s); ok {
		out.Actor = append(out.Actor, who)
	} else {
		p.nobody++
	}
	for _, l := range s.Addressee {
		out.Recipient = append(out.Recipient, ploverEntity{Text: l.Name})
	}
	out.Comment = strings.Join(comments, "; ")
	return p.lines.Encode(out)
}

// actor is who speaks.
func (p *ploverWriter) actor(s dixit.Statement) (ploverEntity, bool) {
	e := ploverEntity{Text: s.Mention.Text(), IdentifierText: s.Speaker.Name, Office: s.Speaker.Role}
	if p.qid.MatchString(s.Speaker.ID) {
		e.IdentifierID = s.Speaker.ID
	}
	return e, e.Text != "" || e.IdentifierText != ""
}

func (p *ploverWriter) Close() error { return nil }

// Lost counts the statements without a class by act, and those without a date or an actor.
func (p *ploverWriter) Lost() []string {
	var out []string
	n := 0
	var acts []string
	for _, act := range slices.Sorted(maps.Keys(p.classless)) {
		n += p.classless[act]
		acts = append(acts, fmt.Sprintf("%s %d", act, p.classless[act]))
	}
	if n > 0 {
		out = append(out, fmt.Sprintf("plover has no class for %d of %d statements: %s", n, p.total, strings.Join(acts, ", ")))
	}
	if p.undated > 0 {
		out = append(out, fmt.Sprintf("left out, for want of a day: %d of %d statements", p.undated, p.total))
	}
	if p.published > 0 {
		out = append(out, fmt.Sprintf("dated by publication, not by the day of the saying: %d of %d", p.published, p.total))
	}
	if p.nobody > 0 {
		out = append(out, fmt.Sprintf("without an actor: %d of %d", p.nobody, p.total))
	}
	if p.total > 0 {
		out = append(out, "not in plover: the chain of sources, quotation marks, statements inside statements, how sure each is")
	}
	return out
}

// ploverClass is the class of what s does, and its quad code (1 verbal cooperation, 3 verbal conflict); "" if there is none.
func ploverClass(s dixit.Statement) (class string, quad int) {
	if s.Kind == dixit.Question || s.Kind == dixit.Nonresponse {
		return "", 0
	}
	switch s.Act {
	case "demand", "order":
		return "REQUEST", 3
	case "promise", "agree":
		return "AGREE", 1
	case "praise", "support", "congratulate":
		return "SUPPORT", 1
	case "apologise":
		return "CONCEDE", 1
	case "accuse", "criticise":
		return "ACCUSE", 3
	case "reject":
		return "REJECT", 3
	case "threaten", "warn":
		return "THREATEN", 3
	default:
		return "", 0
	}
}

// cameo is the code of CAMEO that is nearest to an act: 010, a statement not specified further, where none is.
func cameo(a dixit.Act) string {
	switch a {
	case "decline":
		return "011"
	case "admit":
		return "015"
	case "deny":
		return "016"
	case "promise", "agree":
		return "030"
	case "praise", "congratulate":
		return "051"
	case "support":
		return "050"
	case "apologise":
		return "055"
	case "demand", "order":
		return "100"
	case "criticise":
		return "111"
	case "accuse":
		return "112"
	case "reject":
		return "120"
	case "threaten", "warn":
		return "130"
	default:
		return "010"
	}
}
