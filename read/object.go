package read

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"dixit"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// object fills d from one JSON object.
func (c *chooser) object(d *dixit.Document, data []byte) error {
	f, err := c.record(data)
	if err != nil {
		return err
	}
	if f.value[ofText] == "" && f.value[ofHTML] == "" {
		return dixit.Errorf(dixit.Unreadable, "%s", c.because("an object without text or html", f.warnings))
	}
	return f.document(d)
}

// record reads the fields of a JSON object that say something of a document.
func (c *chooser) record(data []byte) (*fields, error) {
	m, err := c.members(data)
	if err != nil {
		return nil, err
	}
	if m.quotations && find(m.names, "text") < 0 {
		return nil, dixit.Errorf(dixit.Unreadable, "quotations without their article (as in GDELT's Global Quotation Graph) are not read")
	}
	for _, path := range c.given {
		if v := m.inside(path); v != nil {
			m.names, m.values = append(m.names, path), append(m.values, v)
		}
	}
	picked, notes := c.choose(m.names)
	f := &fields{warnings: notes}
	for t, i := range picked {
		switch t := target(t); {
		case i >= 0:
			f.set(t, m.names[i], m.values[i])
			f.guessed = f.guessed || t == ofText && c.given[t] == "" && !strings.EqualFold(m.names[i], "text")
		case c.given[t] != "":
			f.warnings = append(f.warnings, "no field "+shown(c.given[t]))
		}
	}
	return f, nil
}

// members are those members of an object that may say something of a document.
type members struct {
	names      []string
	values     []jsontext.Value
	quotations bool // it has a list of quotations
}

// members reads the members of an object whose names are well known or were given, null left out. The whole of data has to be
// one object; what is in other members is passed over.
func (c *chooser) members(data []byte) (*members, error) {
	in := jsontext.NewDecoder(bytes.NewBuffer(data))
	m := new(members)
	t, err := in.ReadToken()
	if err == nil && t.Kind() != '{' {
		return nil, dixit.Errorf(dixit.Unreadable, "%s, not an object", kindName(t.Kind()))
	}
	for err == nil && in.PeekKind() != '}' {
		err = c.member(in, m)
	}
	if err == nil {
		_, err = in.ReadToken()
	}
	if err == nil {
		if _, err = in.ReadToken(); err == nil {
			err = errors.New("something behind the object")
		} else if errors.Is(err, io.EOF) {
			return m, nil
		}
	}
	return nil, dixit.Errorf(dixit.Unreadable, "%w", oneLine(err))
}

// member reads one member.
func (c *chooser) member(in *jsontext.Decoder, m *members) error {
	t, err := in.ReadToken()
	if err != nil {
		return err
	}
	name := t.String()
	m.quotations = m.quotations || name == "quotes" && in.PeekKind() == '['
	if !c.wants(name, in.PeekKind()) {
		return in.SkipValue()
	}
	v, err := in.ReadValue()
	if err == nil && v.Kind() != 'n' {
		m.names, m.values = append(m.names, name), append(m.values, v.Clone())
	}
	return err
}

// wants reports whether a member may say something of a document: one whose name was given or is a target's own, and one of a
// well-known name if its value is of the kind that it has to be.
func (c *chooser) wants(name string, kind jsontext.Kind) bool {
	for _, path := range c.given {
		first, _, _ := strings.Cut(path, ".")
		if path != "" && (strings.EqualFold(name, path) || strings.EqualFold(name, first)) {
			return true
		}
	}
	t := wellKnown(name)
	return t < targets && (strings.EqualFold(name, t.String()) || fits(t, kind))
}

// fits reports whether a value of a kind can be what it has to be.
func fits(t target, kind jsontext.Kind) bool {
	switch kind {
	case '"':
		return true
	case '0':
		return t == ofID || t == ofPublished
	case '{':
		return t == ofOutlet || t == ofAuthors // a person or an organisation with a name
	case '[':
		return t == ofAuthors
	}
	return false
}

// inside is the value at a dotted path into objects, nil if there is none.
func (m *members) inside(path string) jsontext.Value {
	first, rest, dotted := strings.Cut(path, ".")
	i := find(m.names, first)
	if !dotted || i < 0 || find(m.names, path) >= 0 || m.values[i].Kind() != '{' {
		return nil
	}
	next, _, _ := strings.Cut(rest, ".")
	inner, err := (&chooser{given: [targets]string{next}}).members(m.values[i])
	if err != nil {
		return nil
	}
	if k := find(inner.names, rest); k >= 0 {
		return inner.values[k]
	}
	return inner.inside(rest)
}

// set takes a value for a target, or says why it cannot.
func (f *fields) set(t target, name string, v jsontext.Value) {
	if !fits(t, v.Kind()) {
		f.warnings = append(f.warnings, shown(name)+" is "+kindName(v.Kind()))
		return
	}
	switch v.Kind() {
	case '0':
		f.value[t] = string(v)
		return
	case '"':
		if t != ofAuthors {
			text, _ := jsontext.AppendUnquote(nil, v) // it was read as JSON before
			f.value[t] = string(text)
			return
		}
	}
	var x any
	if len(v) > maxNames && t != ofText && t != ofHTML {
		f.warnings = append(f.warnings, shown(name)+" is too long")
		return
	}
	if json.Unmarshal(v, &x) != nil {
		return
	}
	if list := nameList(x); t == ofAuthors {
		f.authors = list
	} else if len(list) > 0 {
		f.value[t] = list[0]
	}
}

// nameList is who is named by a JSON value: a text, an object with a name, or a list of these.
func nameList(v any) (list []string) {
	switch v := v.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	case map[string]any:
		if name, ok := v["name"].(string); ok {
			return nameList(name)
		}
	case []any:
		for _, x := range v {
			list = append(list, nameList(x)...)
		}
	}
	return list
}

// maxNames is how many bytes of JSON anything but a text may have.
const maxNames = 64 << 10

// kindName is a kind of JSON value in words.
func kindName(k jsontext.Kind) string {
	switch k {
	case '"':
		return "text"
	case '0':
		return "a number"
	case '{':
		return "an object"
	case '[':
		return "a list"
	}
	return "true, false or null"
}
