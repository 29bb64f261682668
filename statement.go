package dixit

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"strings"
)

// Kind is how the words of a statement are given.
type Kind string

// The kinds of statement.
const (
	Direct      Kind = "direct"      // all words inside quotation marks
	Mixed       Kind = "mixed"       // a clause with a quoted part
	Indirect    Kind = "indirect"    // no quotation marks, or inside somebody else's
	Question    Kind = "question"    // what was asked
	Nonverbal   Kind = "nonverbal"   // a gesture
	Nonresponse Kind = "nonresponse" // what was not answered
)

// Kinds lists the legal kinds.
func Kinds() []Kind { return []Kind{Direct, Mixed, Indirect, Question, Nonverbal, Nonresponse} }

// Act is what is done by saying it.
type Act string

// Acts lists the legal acts; the first is the one that holds when no finer one is plain.
func Acts() []Act {
	return []Act{
		"state", "announce", "report", "explain", "claim", "confirm", "deny", "admit", "ask", "decline", "demand", "propose",
		"promise", "threaten", "warn", "accuse", "criticise", "praise", "support", "reject", "agree", "apologise", "predict",
		"feel", "believe", "order", "congratulate",
	}
}

// SpeakerKind is what sort of source a speaker is.
type SpeakerKind string

// The kinds of speaker.
const (
	Person       SpeakerKind = "person"
	Organisation SpeakerKind = "organisation"
	Collective   SpeakerKind = "collective"
	Anonymous    SpeakerKind = "anonymous"
	Written      SpeakerKind = "document" // a report, poll, letter or law
	Implicit     SpeakerKind = "implicit" // no source in the text
)

// Speaker is who said something.
type Speaker struct {
	Name       string      `json:"name"`           // the fullest name the document gives, without title; "" if it gives none
	Kind       SpeakerKind `json:"kind"`           //
	Role       string      `json:"role,omitempty"` // as the document gives it
	ResolvedBy string      `json:"resolved_by,omitempty"`
}

// Link is one node of a chain of sources, from the outlet's own source down to the speaker.
type Link struct {
	Name string `json:"name"`
}

// When is the day of the saying.
type When struct {
	EDTF  string `json:"edtf"`  // ISO 8601-2; "" if unknown
	Basis string `json:"basis"` // stated, resolved, inferred or none
}

// Quotation is a stretch in quotation marks. Its span takes in the marks.
type Quotation struct {
	Words   Fragment // with its marks
	Open    string   // the opening mark; "" if there is none
	Close   string   // the closing mark; "" if there is none
	CloseOK bool     // whether Close is the right mark for Open
	Why     string   // scare, title, nickname or unattributed, where it belongs to no statement
}

// Statement is one attribution: a source said something, and the document says so.
type Statement struct {
	ID         string      // stable: the same words at the same place of the same document have the same id
	Tier       int         // 1: words or a communicative act; 2: a state of mind, a bare nominal act
	Region     Region      //
	Speaker    Speaker     //
	Mention    Fragment    // the words that name the source here; zero if there are none
	Cue        []Fragment  // the words that report
	Content    []Fragment  // what was said, in order; empty for a gesture or a bare non-answer
	Quotes     []Quotation // the quotations inside Content
	Kind       Kind        //
	Act        Act         //
	Negated    bool        // the cue says that it was not said
	Addressee  []Link      //
	When       When        //
	Chain      []Link      // from the outlet's own source to the speaker, both included
	Parent     string      // id of the statement whose content holds this one; "" if none
	Confidence float64     // 0 to 1
	Why        string      // what led to this record, for a person to read
}

// Seal checks that s can be a record of the document addressed by sha256 and gives it its id. It refuses a statement with
// neither cue nor content, one whose spans are out of order, and unknown values (Invalid). That its words are in the
// document is already sure: a Fragment cannot be made otherwise.
func (s Statement) Seal(sha256Hex string) (Statement, error) {
	if len(s.Cue) == 0 && len(s.Content) == 0 {
		return s, Errorf(Invalid, "statement: neither cue nor content")
	}
	for _, list := range [][]Fragment{s.Cue, s.Content} {
		for i, f := range list {
			if f.IsZero() || i > 0 && f.span.Start < list[i-1].span.End {
				return s, Errorf(Invalid, "statement at %d: spans out of order", f.start)
			}
		}
	}
	if !contains(Kinds(), s.Kind) {
		return s, Errorf(Invalid, "statement: no kind %q", s.Kind)
	}
	if !contains(Acts(), s.Act) {
		return s, Errorf(Invalid, "statement: no act %q", s.Act)
	}
	s.ID = s.address(sha256Hex)
	return s, nil
}

func contains[T comparable](list []T, x T) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// address is the statement's id: the first 80 bits of a hash of the document's address and the statement's spans, in lower
// case base 32.
func (s Statement) address(sha256Hex string) string {
	h := sha256.New()
	h.Write([]byte(sha256Hex))
	put := func(f Fragment) {
		var b [16]byte
		binary.BigEndian.PutUint64(b[:8], uint64(f.start))
		binary.BigEndian.PutUint64(b[8:], uint64(f.end))
		h.Write(b[:])
	}
	put(s.Mention)
	for _, list := range [][]Fragment{s.Cue, s.Content} {
		put(Fragment{start: len(list)})
		for _, f := range list {
			put(f)
		}
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:10]))
}

// Text is the content as one line: its spans joined by an ellipsis.
func (s Statement) Text() string {
	parts := make([]string, len(s.Content))
	for i, f := range s.Content {
		parts[i] = f.text
	}
	return strings.Join(parts, " … ")
}

// Span is the smallest span that holds mention, cue and content.
func (s Statement) Span() Span {
	out := Span{Start: -1}
	for _, list := range [][]Fragment{{s.Mention}, s.Cue, s.Content} {
		for _, f := range list {
			if f.IsZero() {
				continue
			}
			if out.Start < 0 {
				out = f.span
			}
			out = Span{min(out.Start, f.span.Start), max(out.End, f.span.End)}
		}
	}
	return out
}

// Record is a statement together with the document it stands in: what is written out, kept and found.
type Record struct {
	Doc       DocumentRef
	Statement Statement
	Engine    Engine
}

// DocumentRef is what a record says of its document.
type DocumentRef struct {
	ID        string `json:"id"`
	URL       string `json:"url,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	SHA256    string `json:"sha256"`
	Lang      string `json:"lang,omitempty"`
}

// Ref is what a record says of d.
func (d *Document) Ref() DocumentRef {
	return DocumentRef{d.ID, d.URL, d.Outlet, d.Title, d.Published, d.SHA256, d.Lang}
}

// Engine says what made a record.
type Engine struct {
	Version string `json:"version"`
	Model   string `json:"model"` // hash of the weights
}

// wire is a Record in JSON (docs/json.md).
type wire struct {
	Type       string          `json:"type"`
	ID         string          `json:"id"`
	Tier       int             `json:"tier"`
	Doc        DocumentRef     `json:"doc"`
	Region     Region          `json:"region"`
	Speaker    *Speaker        `json:"speaker"`
	Mention    *wireFragment   `json:"mention"`
	Cue        []wireFragment  `json:"cue"`
	Content    []wireFragment  `json:"content"`
	Quotes     []wireQuotation `json:"quotes"`
	Kind       Kind            `json:"kind"`
	Act        Act             `json:"act"`
	Negated    bool            `json:"negated"`
	Addressee  []Link          `json:"addressee"`
	When       When            `json:"when"`
	Chain      []Link          `json:"chain"`
	Parent     *string         `json:"parent"`
	Confidence float64         `json:"confidence"`
	Why        string          `json:"why"`
	Engine     Engine          `json:"engine"`
}

type wireQuotation struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	Open    string `json:"open"`
	Close   string `json:"close"`
	CloseOK bool   `json:"close_ok"`
}

func (f Fragment) wire() wireFragment { return wireFragment{f.start, f.end, f.text} }

func wireAll(list []Fragment) []wireFragment {
	out := make([]wireFragment, len(list))
	for i, f := range list {
		out[i] = f.wire()
	}
	return out
}

// MarshalJSON writes the record in its lossless form (docs/json.md). Lists are never null.
func (r Record) MarshalJSON() ([]byte, error) {
	s := r.Statement
	w := wire{
		Type: "statement", ID: s.ID, Tier: s.Tier, Doc: r.Doc, Region: s.Region,
		Cue: wireAll(s.Cue), Content: wireAll(s.Content), Quotes: make([]wireQuotation, len(s.Quotes)),
		Kind: s.Kind, Act: s.Act, Negated: s.Negated, Addressee: append([]Link{}, s.Addressee...), When: s.When,
		Chain: append([]Link{}, s.Chain...), Confidence: s.Confidence, Why: s.Why, Engine: r.Engine,
	}
	if s.Speaker != (Speaker{}) {
		w.Speaker = &s.Speaker
	}
	if !s.Mention.IsZero() {
		m := s.Mention.wire()
		w.Mention = &m
	}
	if s.Parent != "" {
		w.Parent = &s.Parent
	}
	for i, q := range s.Quotes {
		w.Quotes[i] = wireQuotation{q.Words.start, q.Words.end, q.Words.text, q.Open, q.Close, q.CloseOK}
	}
	return json.Marshal(w)
}

// DecodeRecord reads a record as MarshalJSON writes it and checks every span against the document's text. It refuses one
// that does not fit (Invalid).
func DecodeRecord(data []byte, t Text) (Record, error) {
	var w wire
	if err := json.Unmarshal(data, &w); err != nil {
		return Record{}, Errorf(Invalid, "record: %w", err)
	}
	r := Record{Doc: w.Doc, Engine: w.Engine, Statement: Statement{
		ID: w.ID, Tier: w.Tier, Region: w.Region, Kind: w.Kind, Act: w.Act, Negated: w.Negated, Addressee: w.Addressee,
		When: w.When, Chain: w.Chain, Confidence: w.Confidence, Why: w.Why,
	}}
	s := &r.Statement
	if w.Speaker != nil {
		s.Speaker = *w.Speaker
	}
	if w.Parent != nil {
		s.Parent = *w.Parent
	}
	var err error
	fragment := func(f wireFragment) (out Fragment) {
		if err == nil {
			out, err = t.FragmentAt(f.Start, f.End, f.Text)
		}
		return out
	}
	if w.Mention != nil {
		s.Mention = fragment(*w.Mention)
	}
	for _, f := range w.Cue {
		s.Cue = append(s.Cue, fragment(f))
	}
	for _, f := range w.Content {
		s.Content = append(s.Content, fragment(f))
	}
	for _, q := range w.Quotes {
		s.Quotes = append(s.Quotes, Quotation{
			Words: fragment(wireFragment{q.Start, q.End, q.Text}), Open: q.Open, Close: q.Close, CloseOK: q.CloseOK,
		})
	}
	if err != nil {
		return Record{}, Errorf(Invalid, "record %s: %w", w.ID, err)
	}
	return r, nil
}

// Extraction is what extraction makes of one document: its statements in the order of their places, and the quotations
// that belong to none.
type Extraction struct {
	Statements []Statement
	Loose      []Quotation
	Engine     Engine
}

// MarshalLoose writes a quotation that belongs to no statement as a record of its own (docs/json.md).
func MarshalLoose(doc DocumentRef, q Quotation) ([]byte, error) {
	return json.Marshal(struct {
		Type      string  `json:"type"`
		Doc       string  `json:"doc"`
		Start     int     `json:"start"`
		End       int     `json:"end"`
		Text      string  `json:"text"`
		Statement *string `json:"statement"`
		Why       string  `json:"why"`
	}{"quote", doc.ID, q.Words.start, q.Words.end, q.Words.text, nil, q.Why})
}
