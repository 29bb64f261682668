package export

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"

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
			entries = append(entries, drawApart(t), drawEntry(t))
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
		if diff := cmp.Diff(apart(entries), got, equal()); diff != "" {
			t.Fatalf("(-written +read)\n%s", diff)
		}
	})
}

// apart are entries with what belongs to no document one by one, as it is read.
func apart(list []Entry) (out []Entry) {
	for _, e := range list {
		if e.Doc != nil {
			out = append(out, e)
			continue
		}
		for _, s := range e.Searches {
			out = append(out, Entry{Searches: []ledger.Saved{s}})
		}
		for _, a := range e.Remarks {
			out = append(out, Entry{Remarks: []ledger.Annotation{a}})
		}
	}
	return out
}

// drawRemarks are what people say of a document.
func drawRemarks(t *rapid.T, address string) (list []ledger.Annotation) {
	for range rapid.IntRange(0, 2).Draw(t, "remarks") {
		a, err := ledger.Annotation{
			Target: ledger.Target{Doc: address, Statement: "x", Content: [][2]int{{1, 2}, {3, 5}}, Mention: [2]int{0, 1}},
			On:     ledger.OnNote, Value: rapid.StringMatching(`[a-zé<&"\\\n]+x`).Draw(t, "note"), By: "Kim", Undo: rapid.Bool().Draw(t, "undo"),
			At: time.UnixMicro(rapid.Int64Range(0, 1<<50).Draw(t, "instant")),
		}.Seal()
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

// drawApart is what belongs to no document.
func drawApart(t *rapid.T) Entry {
	e := Entry{Remarks: drawRemarks(t, strings.Repeat("0", 64))}
	for range rapid.IntRange(0, 2).Draw(t, "searches") {
		e.Searches = append(e.Searches, ledger.Saved{
			Name: rapid.StringMatching(`[a-z0-9]{1,9}`).Draw(t, "name"), Query: rapid.StringMatching(`[a-z ":<&\\]*`).Draw(t, "query"),
			At: time.UnixMicro(rapid.Int64Range(0, 1<<50).Draw(t, "saved")).UTC(),
		})
	}
	return e
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
	id := rapid.StringMatching(`[a-z2-7]{16}`)
	for range rapid.IntRange(0, 2).Draw(t, "redirects") {
		r := ledger.Redirect{ID: id.Draw(t, "old"), Doc: d.SHA256, Engine: dixit.Engine{Version: "1", Model: "<m>"}}
		if rapid.Bool().Draw(t, "leads") {
			r.To = id.Draw(t, "to")
		}
		if r.ID != r.To {
			e.Redirects = append(e.Redirects, r)
		}
	}
	e.Remarks = drawRemarks(t, d.SHA256)
	return e
}

// TestRemarksOutlive proves that what people say of a document that is left out is read all the same.
func TestRemarksOutlive(t *testing.T) {
	e := small(t)[0]
	for _, value := range []string{"one", "two"} {
		a, err := ledger.Annotation{
			Target: ledger.TargetOf(dixit.Record{Doc: e.Doc.Ref(), Statement: e.Extraction.Statements[0]}), On: ledger.OnTag, Value: value,
			By: "Kim", At: time.Unix(1, 0),
		}.Seal()
		if err != nil {
			t.Fatal(err)
		}
		e.Remarks = append(e.Remarks, a)
	}
	whole := string(written(t, ndjsonForm(), []Entry{e}, Options{}))
	lines := strings.SplitAfter(strings.TrimSuffix(whole, "\n"), "\n")
	lines[len(lines)-1] += "\n"
	for name, kept := range map[string][]string{
		"Whole":           lines,
		"DocumentDamaged": append([]string{"{" + lines[0]}, lines[1:]...),
		"StatementGone":   append(slices.Clone(lines[:1]), lines[2:]...),
		"StatementWrong":  append([]string{lines[0], strings.Replace(lines[1], `"start":`, `"start":1`, 1)}, lines[2:]...),
		"CutOff":          lines[:len(lines)-1],
	} {
		found, failures := 0, 0
		for got, err := range Read(strings.NewReader(strings.Join(kept, ""))) {
			if err != nil {
				failures++
			}
			found += len(got.Remarks)
		}
		want, lost := 2, 1
		switch name {
		case "CutOff":
			want = 1
		case "Whole":
			lost = 0
		}
		if found != want || failures != lost {
			t.Errorf("%s: %d remarks, %d failures", name, found, failures)
		}
	}
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
	f.Add([]byte(`{"type":"search","name":"a","query":"b","at":"2025-01-02T03:04:05+06:00"}`))
	f.Add([]byte(`{"type":"annotation","id":"","doc":"0000000000000000000000000000000000000000000000000000000000000000","statement":"x",` +
		`"content":[[1,2]],"mention":[0,0],"on":"tag","value":"A","by":"b","at":"9999-01-02T03:04:05.123456789Z"}`))
	f.Add([]byte(`{"type":"document","id":"x","sha256":"0000000000000000000000000000000000000000000000000000000000000000","text":"Test","redirects":1}` +
		"\n" + `{"type":"redirect","id":"aaaaaaaaaaaaaaaa","doc":"0000000000000000000000000000000000000000000000000000000000000000","to":""}`))
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
