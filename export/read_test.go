package export

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"dixit"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// equal are the options under which documents and statements must be the same.
func equal() cmp.Options {
	return cmp.Options{cmp.AllowUnexported(dixit.Text{}, dixit.Fragment{}), cmpopts.EquateEmpty()}
}

// TestNothingIsLost proves that any document with anything said in it is read as it was written.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var entries []Entry
		for range rapid.IntRange(1, 3).Draw(t, "documents") {
			entries = append(entries, drawEntry(t))
		}
		var b bytes.Buffer
		w, err := ndjsonForm().New(&b, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if err := w.(Keeper).Keep(e); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		var got []Entry
		for e, err := range Read(&b) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, e)
		}
		if diff := cmp.Diff(entries, got, equal()); diff != "" {
			t.Fatalf("(-written +read)\n%s", diff)
		}
	})
}

// drawEntry is a document of any text, with blocks, statements and quotations anywhere in it.
func drawEntry(t *rapid.T) Entry {
	words := rapid.StringN(1, 60, -1).Draw(t, "text")
	text, err := dixit.NewText(words)
	if err != nil {
		t.Fatal(err)
	}
	any := rapid.String()
	d := &dixit.Document{
		ID: any.Draw(t, "id"), Name: any.Draw(t, "name"), Path: any.Draw(t, "path"), URL: any.Draw(t, "url"), Outlet: any.Draw(t, "outlet"),
		Agency: any.Draw(t, "agency"), Title: any.Draw(t, "title"), Authors: rapid.SliceOf(any).Draw(t, "authors"),
		Published: "2024-05-06", Lang: "en", MediaType: "text/plain", Text: text,
	}
	switch rapid.IntRange(0, 2).Draw(t, "source") {
	case 0:
		d.Source = []byte(words)
	case 1:
		d.Source = []byte(any.Draw(t, "page"))
	default:
		d.Source = rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
	}
	d.Address()
	borders := []int{len(words)} // of code points, in bytes
	for i := range words {
		borders = append(borders, i)
	}
	slices.Sort(borders)
	span := func(least int) dixit.Span {
		i := rapid.IntRange(0, len(borders)-1-least).Draw(t, "from")
		return dixit.Span{Start: borders[i], End: borders[rapid.IntRange(i+least, len(borders)-1).Draw(t, "to")]}
	}
	fragment := func() dixit.Fragment {
		f, err := text.Fragment(span(1))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	for range rapid.IntRange(0, 2).Draw(t, "blocks") {
		b := dixit.Block{Span: span(0), Kind: dixit.Paragraph, Region: dixit.Body}
		if rapid.Bool().Draw(t, "turn") {
			b.Turn = span(1)
		}
		if rapid.Bool().Draw(t, "source") {
			b.Source = dixit.Span{End: len(d.Source)}
		}
		d.Blocks = append(d.Blocks, b)
	}
	e := Entry{Doc: d, Extraction: dixit.Extraction{Engine: dixit.Engine{Version: "1", Model: any.Draw(t, "model")}}}
	for range rapid.IntRange(0, 3).Draw(t, "statements") {
		e.Extraction.Statements = append(e.Extraction.Statements, dixit.Statement{
			ID: any.Draw(t, "statement"), Tier: 1, Region: dixit.Body, Speaker: dixit.Speaker{Name: any.Draw(t, "speaker")},
			Mention: fragment(), Cue: []dixit.Fragment{fragment()}, Content: []dixit.Fragment{fragment(), fragment()},
			Quotes: []dixit.Quotation{{Words: fragment(), Open: "“", CloseOK: true}}, Kind: dixit.Direct, Act: "state",
			Chain: []dixit.Link{{Name: any.Draw(t, "link")}}, When: dixit.When{EDTF: "2024", Basis: "stated"}, Confidence: 0.5, Why: any.Draw(t, "why"),
		})
	}
	for range rapid.IntRange(0, 2).Draw(t, "quotes") {
		e.Extraction.Loose = append(e.Extraction.Loose, dixit.Quotation{Words: fragment(), Open: "'", Close: any.Draw(t, "close"), Why: "scare"})
	}
	for range rapid.IntRange(0, 2).Draw(t, "addresses") {
		e.AlsoAt = append(e.AlsoAt, dixit.Address{URL: any.Draw(t, "other url"), Path: any.Draw(t, "other path")})
	}
	return e
}

// TestOneByteWrong proves that wherever a byte of a file is wrong, all of its documents but one at most come out as they were, or the
// change is in a field that may be anything.
func TestOneByteWrong(t *testing.T) {
	whole, err := os.ReadFile("testdata/small.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	entries := small(t)
	for at := 0; at < len(whole); at += 151 {
		data := bytes.Clone(whole)
		data[at] = 0xff
		found, failures := 0, 0
		for e, err := range Read(bytes.NewReader(data)) {
			if err != nil {
				failures++
			} else if cmp.Equal(e, entries[0], equal()) || cmp.Equal(e, entries[1], equal()) {
				found++
			}
		}
		if failures == 0 || found < len(entries)-1 {
			t.Fatalf("byte %d: %d documents, %d failures", at, found, failures)
		}
	}
}

// TestStopReading proves that nothing comes after a reader has had enough.
func TestStopReading(t *testing.T) {
	data := []byte("{\"type\":\"x\"}\n{\"type\":\"y\"}\n")
	for range Read(bytes.NewReader(data)) {
		break
	}
	n := 0
	for range Read(bytes.NewReader(data)) {
		n++
	}
	if n != 2 {
		t.Errorf("%d errors of two lines", n)
	}
}

// FuzzRead proves that what is read of anything can be written and read again, the same.
func FuzzRead(f *testing.F) {
	whole, err := os.ReadFile("testdata/small.ndjson")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	for line := range bytes.Lines(whole) {
		f.Add(line)
	}
	f.Add([]byte(`{"type":"document","id":"x","sha256":"00","text":"Test","source_base64":"/w==","blocks":[{"start":0,"end":4,"turn":[0,1]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for e, err := range Read(bytes.NewReader(data)) {
			if err != nil {
				continue
			}
			var b bytes.Buffer
			if err := (&ndjsonWriter{w: &b}).Keep(e); err != nil {
				t.Fatal(err)
			}
			n := 0
			for again, err := range Read(&b) {
				if n++; err != nil || !cmp.Equal(e, again, equal()) {
					t.Fatalf("%v: %s", err, cmp.Diff(e, again, equal()))
				}
			}
			if n != 1 {
				t.Fatalf("%d documents of one", n)
			}
		}
	})
}
