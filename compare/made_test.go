package compare

import (
	"cmp"
	"strings"
	"testing"

	"dixit"
	"dixit/text"
)

// made are statements, each in a document of its own, from lines "OUTLET | DAY | SPEAKER | CUE | CONTENT". Pieces of a content have
// " … " between them, and a line that begins with "+" is a statement of the document before, whose content is a part of that
// document's. A speaker in lower case is somebody without a name; one with a + is an organisation.
func made(t testing.TB, lines string) []dixit.Record {
	t.Helper()
	return madeFor(t, lines)
}

// failer is what a test, or a property, ends by.
type failer interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func madeFor(t failer, lines string) []dixit.Record {
	var out []dixit.Record
	var doc *dixit.Document
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimPrefix(line, "+"), "|")
		if len(fields) != 5 {
			t.Fatalf("%q: %d fields", line, len(fields))
		}
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		if !strings.HasPrefix(line, "+") {
			doc = written(t, fields)
		}
		out = append(out, stated(t, doc, fields))
	}
	return out
}

// written is the document of a line: "CONTENT PIECE, SPEAKER CUE. CONTENT PIECE".
func written(t failer, f []string) *dixit.Document {
	pieces := strings.Split(f[4], " … ")
	whole := "At " + f[0] + ": " + pieces[0] + " " + f[2] + " " + f[3] + "."
	for _, p := range pieces[1:] {
		whole += " " + p
	}
	txt, err := dixit.NewText(whole)
	if err != nil {
		t.Fatal(err)
	}
	doc := &dixit.Document{Outlet: f[0], Published: f[1], Text: txt, Source: []byte(whole + "\n" + f[1])}
	doc.Address()
	return doc
}

// stated is the statement of a line in its document.
func stated(t failer, doc *dixit.Document, f []string) dixit.Record {
	name := strings.TrimPrefix(f[2], "+")
	s := dixit.Statement{Kind: dixit.Indirect, Act: "state", Tier: 1, Region: dixit.Body, Speaker: dixit.Speaker{Name: name, Kind: dixit.Person}}
	switch {
	case strings.HasPrefix(f[2], "+"):
		s.Speaker.Kind = dixit.Organisation
	case name == strings.ToLower(name):
		s.Speaker.Kind = dixit.Anonymous
	}
	s.Chain = []dixit.Link{{Name: cmp.Or(name, "?")}}
	at := 0
	fragment := func(words string) dixit.Fragment {
		i := strings.Index(doc.Text.String()[at:], words)
		if i < 0 {
			t.Fatalf("%q is not in %q", words, doc.Text.String())
		}
		f, err := doc.Text.Fragment(dixit.Span{Start: at + i, End: at + i + len(words)})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	for _, p := range strings.Split(f[4], " … ") {
		c := fragment(p)
		s.Content = append(s.Content, c)
		at = c.Span().End
	}
	at = 0
	s.Cue = []dixit.Fragment{fragment(f[3])}
	for _, q := range text.Quotes(doc.Text.String(), []dixit.Block{{Span: dixit.Span{End: doc.Text.Len()}, Kind: dixit.Paragraph, Region: dixit.Body}}) {
		words, err := doc.Text.Fragment(q.Span)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range s.Content {
			if c.Span().Overlaps(q.Span) && c.Span().Contains(q.Inner) {
				s.Quotes = append(s.Quotes, dixit.Quotation{Words: words, Open: q.Open, Close: q.Close, CloseOK: q.CloseOK})
				s.Kind = dixit.Mixed
			}
		}
	}
	s, err := s.Seal(doc.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	return dixit.Record{Doc: doc.Ref(), Statement: s}
}

// readied are statements made ready.
func readied(list []dixit.Record) []*Said {
	out := make([]*Said, len(list))
	for i, r := range list {
		out[i] = Of(r.Doc, r.Statement)
	}
	return out
}
