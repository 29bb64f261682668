package eval

import (
	"strings"

	"dixit"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// line is one line of a file of records, as far as it is scored. Gold gives names as strings, the program as objects.
type line struct {
	Type      string  `json:"type"`
	ID        string  `json:"id"`
	Parent    string  `json:"parent"`
	Tier      int     `json:"tier"`
	Speaker   label   `json:"speaker"`
	Mention   places  `json:"mention"`
	Cue       places  `json:"cue"`
	Content   places  `json:"content"`
	Kind      string  `json:"kind"`
	Act       string  `json:"act"`
	When      label   `json:"when"`
	Addressee []label `json:"addressee"`
	Chain     []label `json:"chain"`
	Sure      float64 `json:"confidence"`
	Outlet    string  `json:"outlet"` // of a line of type meta, like date and url
	Date      string  `json:"date"`
	URL       string  `json:"url"`
}

// readRecords reads the statements of a file of records, one JSON object a line. What its first line of type meta says of
// the article goes to about, if that is not nil. Missing files are NotFound, damaged ones Unreadable.
func readRecords(path string, about *Article) ([]Item, error) {
	lines, err := readLines(path)
	if err != nil {
		return nil, err
	}
	var out []Item
	for i, text := range lines {
		if strings.TrimSpace(text) == "" {
			continue
		}
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			return nil, dixit.Errorf(dixit.Unreadable, "records %s:%d: %w", path, i+1, err)
		}
		switch {
		case l.Type == "meta" && about != nil:
			about.Outlet, about.Published, about.URL = l.Outlet, l.Date, l.URL
			about = nil
		case l.Type == "statement" || l.Type == "":
			out = append(out, l.item())
		}
	}
	return out, nil
}

func (l line) item() Item {
	return Item{Source: l.Mention, Cue: l.Cue, Content: l.Content, Record: Record{
		ID: l.ID, Parent: l.Parent, Tier: l.Tier, Speaker: string(l.Speaker), Kind: l.Kind, Act: l.Act, When: string(l.When),
		Addressee: strs(l.Addressee), Chain: strs(l.Chain), Confidence: l.Sure,
	}}
}

// label is a string, or the name or edtf of an object.
type label string

// UnmarshalJSON reads either form; null is the empty string.
func (s *label) UnmarshalJSON(data []byte) error {
	if jsontext.Value(data).Kind() != '{' {
		return json.Unmarshal(data, (*string)(s))
	}
	var object struct {
		Name string `json:"name"`
		EDTF string `json:"edtf"`
	}
	err := json.Unmarshal(data, &object)
	*s = label(object.Name + object.EDTF)
	return err
}

func strs(labels []label) []string {
	out := make([]string, len(labels))
	for i, l := range labels {
		out[i] = string(l)
	}
	return out
}

// places are the offsets of one span or of a list of spans.
type places []Range

// UnmarshalJSON reads either form; null is no span.
func (p *places) UnmarshalJSON(data []byte) error {
	type place struct {
		Start int `json:"start"`
		End   int `json:"end"`
	}
	var list []place
	var err error
	if jsontext.Value(data).Kind() == '{' {
		list = make([]place, 1)
		err = json.Unmarshal(data, &list[0])
	} else {
		err = json.Unmarshal(data, &list)
	}
	for _, at := range list {
		*p = append(*p, Range(at))
	}
	return err
}
