package dixit

import "encoding/json"

// Record is a statement together with the document it stands in: what is written out, kept and found.
type Record struct {
	Doc       DocumentRef
	Statement Statement
	Engine    Engine

	Cluster string // id of the statements of the same words (package compare), where a ledger knows some; else ""

	CopyOf *Original // what the document is a copy of, where a ledger knows; else nil
	Copies []Copy    // where the statement stands again, where a ledger was asked
	AlsoAt []Address // where else the document was found, the same

	Struck    bool         // a person says that it is no statement
	Corrected []Correction // by people, in their order; the statement is as it is after them
	Notes     []Note       // those that stand, in their order
	Tags      []string     // sorted
}

// DocumentRef is what a record says of its document.
type DocumentRef struct {
	ID        string `json:"id"`
	URL       string `json:"url,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Agency    string `json:"agency,omitempty"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	SHA256    string `json:"sha256"`
	Lang      string `json:"lang,omitempty"`
}

// Ref is what a record says of d.
func (d *Document) Ref() DocumentRef {
	return DocumentRef{d.ID, d.URL, d.Outlet, d.Agency, d.Title, d.Published, d.SHA256, d.Lang}
}

// Day is the day of publication, YYYY-MM-DD, or "" if unknown.
func (d DocumentRef) Day() string { return day(d.Published) }

// Engine says what made a record.
type Engine struct {
	Version string `json:"version"`
	Model   string `json:"model"` // hashes of the weights
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
	Setting    string          `json:"setting,omitempty"`
	When       When            `json:"when"`
	Chain      []Link          `json:"chain"`
	Parent     *string         `json:"parent"`
	About      []Topic         `json:"about"`
	Relations  []wireRelation  `json:"relations,omitempty"`
	Confidence float64         `json:"confidence"`
	Why        string          `json:"why"`
	Engine     Engine          `json:"engine"`
	Cluster    string          `json:"cluster,omitempty"`
	CopyOf     *Original       `json:"copy_of,omitempty"`
	Copies     []Copy          `json:"copies,omitempty"`
	AlsoAt     []Address       `json:"also_at,omitempty"`
	Struck     bool            `json:"struck,omitempty"`
	Corrected  []Correction    `json:"corrected,omitempty"`
	Notes      []Note          `json:"notes,omitempty"`
	Tags       []string        `json:"tags,omitempty"`
}

// wireRelation is a Relation in JSON.
type wireRelation struct {
	Type     RelationType   `json:"type"`
	Target   string         `json:"target"`
	Evidence []wireFragment `json:"evidence"`
	Why      string         `json:"why"`
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
		Kind: s.Kind, Act: s.Act, Negated: s.Negated, Addressee: append([]Link{}, s.Addressee...), Setting: s.Setting, When: s.When,
		Chain: append([]Link{}, s.Chain...), About: append([]Topic{}, s.About...), Confidence: s.Confidence, Why: s.Why, Engine: r.Engine,
		Cluster: r.Cluster, CopyOf: r.CopyOf, Copies: r.Copies, AlsoAt: r.AlsoAt,
		Struck: r.Struck, Corrected: r.Corrected, Notes: r.Notes, Tags: r.Tags,
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
	for _, r := range s.Relations {
		w.Relations = append(w.Relations, wireRelation{r.Type, r.Target, wireAll(r.Evidence), r.Why})
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
	r := Record{
		Doc: w.Doc, Engine: w.Engine, Cluster: w.Cluster, CopyOf: w.CopyOf, Copies: w.Copies, AlsoAt: w.AlsoAt,
		Struck: w.Struck, Corrected: w.Corrected, Notes: w.Notes, Tags: w.Tags,
		Statement: Statement{
			ID: w.ID, Tier: w.Tier, Region: w.Region, Kind: w.Kind, Act: w.Act, Negated: w.Negated, Addressee: w.Addressee,
			Setting: w.Setting, When: w.When, Chain: w.Chain, About: w.About, Confidence: w.Confidence, Why: w.Why,
		},
	}
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
	for _, x := range w.Relations {
		related := Relation{Type: x.Type, Target: x.Target, Why: x.Why}
		for _, f := range x.Evidence {
			related.Evidence = append(related.Evidence, fragment(f))
		}
		if err == nil {
			err = related.check(w.ID)
		}
		s.Relations = append(s.Relations, related)
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

// wireLoose is a quotation that belongs to no statement, in JSON (docs/json.md).
type wireLoose struct {
	Type      string  `json:"type"`
	Doc       string  `json:"doc"`
	Start     int     `json:"start"`
	End       int     `json:"end"`
	Text      string  `json:"text"`
	Open      string  `json:"open"`
	Close     string  `json:"close"`
	CloseOK   bool    `json:"close_ok"`
	Statement *string `json:"statement"` // null
	Why       string  `json:"why"`
}

// MarshalLoose writes a quotation that belongs to no statement as a record of its own (docs/json.md).
func MarshalLoose(doc DocumentRef, q Quotation) ([]byte, error) {
	return json.Marshal(wireLoose{
		Type: "quote", Doc: doc.ID, Start: q.Words.start, End: q.Words.end, Text: q.Words.text,
		Open: q.Open, Close: q.Close, CloseOK: q.CloseOK, Why: q.Why,
	})
}

// DecodeLoose reads a quotation as MarshalLoose writes it and checks it against the document's text. It refuses one that does not
// fit (Invalid).
func DecodeLoose(data []byte, t Text) (Quotation, error) {
	var w wireLoose
	if err := json.Unmarshal(data, &w); err != nil {
		return Quotation{}, Errorf(Invalid, "quotation: %w", err)
	}
	words, err := t.FragmentAt(w.Start, w.End, w.Text)
	if err != nil {
		return Quotation{}, Errorf(Invalid, "quotation: %w", err)
	}
	return Quotation{Words: words, Open: w.Open, Close: w.Close, CloseOK: w.CloseOK, Why: w.Why}, nil
}
