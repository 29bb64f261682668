package dixit_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"

	"pgregory.net/rapid"
)

// TestText compares the index with counting, on any text and at every place.
func TestText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Repeat(rapid.StringMatching(`[aé中😀 \n]{0,30}`).Draw(t, "text"), rapid.IntRange(1, 60).Draw(t, "times"))
		text, err := dixit.NewText(s)
		if err != nil {
			t.Fatal(err)
		}
		runes := []rune(s)
		at := 0
		for i, c := range runes {
			if got := text.CodePoint(at); got != i {
				t.Fatalf("byte %d is code point %d, want %d", at, got, i)
			}
			if b, ok := text.Byte(i); !ok || b != at {
				t.Fatalf("code point %d is at byte %d, %v, want %d", i, b, ok, at)
			}
			at += utf8.RuneLen(c)
		}
		if b, ok := text.Byte(len(runes)); !ok || b != len(s) {
			t.Fatalf("the end is at byte %d, %v", b, ok)
		}
		for _, c := range []int{-1, len(runes) + 1} {
			if _, ok := text.Byte(c); ok {
				t.Fatalf("code point %d of %d has a place", c, len(runes))
			}
		}
	})
}

// TestFragment: a fragment is what the text has at its place, or it is refused.
func TestFragment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[aé中😀 ]{0,20}`).Draw(t, "text")
		text, err := dixit.NewText(s)
		if err != nil {
			t.Fatal(err)
		}
		span := dixit.Span{Start: rapid.IntRange(-2, len(s)+2).Draw(t, "start"), End: rapid.IntRange(-2, len(s)+2).Draw(t, "end")}
		legal := 0 <= span.Start && span.Start < span.End && span.End <= len(s) && utf8.ValidString(s[span.Start:span.End])
		f, err := text.Fragment(span)
		if (err == nil) != legal {
			t.Fatalf("%v of %q: error %v", span, s, err)
		}
		if err != nil {
			if dixit.KindOf(err) != dixit.Invalid || !f.IsZero() {
				t.Fatalf("error of kind %s with fragment %q", dixit.KindOf(err), f.Text())
			}
			return
		}
		if f.Text() != s[span.Start:span.End] || string([]rune(s)[f.Start():f.End()]) != f.Text() {
			t.Fatalf("%v of %q is %q at %d:%d", span, s, f.Text(), f.Start(), f.End())
		}
		again, err := text.FragmentAt(f.Start(), f.End(), f.Text())
		if err != nil || again != f {
			t.Fatalf("read back: %v, %v", again, err)
		}
		for _, words := range []string{f.Text() + "x", strings.ToUpper(f.Text()) + "!", ""} {
			if _, err := text.FragmentAt(f.Start(), f.End(), words); err == nil {
				t.Fatalf("%q was taken for %q", words, f.Text())
			}
		}
	})
}

func TestNotUTF8(t *testing.T) {
	if _, err := dixit.NewText("a\xff"); dixit.KindOf(err) != dixit.Invalid {
		t.Errorf("error %v", err)
	}
}

// statement makes a statement of the words of a short text.
func statement(t *testing.T, text dixit.Text) dixit.Statement {
	t.Helper()
	part := func(words string) dixit.Fragment {
		i := strings.Index(text.String(), words)
		f, err := text.Fragment(dixit.Span{Start: i, End: i + len(words)})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	return dixit.Statement{
		Tier: 1, Region: dixit.Body, Mention: part("Ada"), Cue: []dixit.Fragment{part("said")}, Content: []dixit.Fragment{part("“Yes,”"), part("“and no.”")},
		Quotes: []dixit.Quotation{{Words: part("“Yes,”"), Open: "“", Close: "”", CloseOK: true}},
		Kind:   dixit.Direct, Act: "state", Speaker: dixit.Speaker{Name: "Ada Lind", Kind: dixit.Person}, Chain: []dixit.Link{{Name: "Ada Lind"}},
		When: dixit.When{Basis: "none"}, Confidence: 0.5,
	}
}

func TestSeal(t *testing.T) {
	text, err := dixit.NewText("“Yes,” Ada said, “and no.”")
	if err != nil {
		t.Fatal(err)
	}
	s := statement(t, text)
	a, err := s.Seal("one")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := s.Seal("one")
	c, _ := s.Seal("two")
	moved := s
	moved.Content = moved.Content[:1]
	d, _ := moved.Seal("one")
	if a.ID != b.ID || a.ID == c.ID || a.ID == d.ID || len(a.ID) != 16 {
		t.Errorf("ids %s %s %s %s", a.ID, b.ID, c.ID, d.ID)
	}
	for name, spoil := range map[string]func(*dixit.Statement){
		"neither cue nor content": func(s *dixit.Statement) { s.Cue, s.Content = nil, nil },
		"spans out of order":      func(s *dixit.Statement) { s.Content[0], s.Content[1] = s.Content[1], s.Content[0] },
		"an empty span":           func(s *dixit.Statement) { s.Cue = []dixit.Fragment{{}} },
		"no such kind":            func(s *dixit.Statement) { s.Kind = "loud" },
		"no such act":             func(s *dixit.Statement) { s.Act = "sing" },
	} {
		bad := statement(t, text)
		spoil(&bad)
		if _, err := bad.Seal("one"); dixit.KindOf(err) != dixit.Invalid || err == nil {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// TestDecodeRecord: a record is the same when read back, and is refused against another text.
func TestDecodeRecord(t *testing.T) {
	text, err := dixit.NewText("“Yes,” Ada said, “and no.”")
	if err != nil {
		t.Fatal(err)
	}
	s, err := statement(t, text).Seal("one")
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(dixit.Record{Doc: dixit.DocumentRef{ID: "d", SHA256: "one"}, Statement: s, Engine: dixit.Engine{Version: "1", Model: "m"}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := dixit.DecodeRecord(data, text)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(r); string(again) != string(data) {
		t.Errorf("read back:\n%s\nwant\n%s", again, data)
	}
	for _, other := range []string{"", "“Yes,” Ida said, “and no.”", " “Yes,” Ada said, “and no.”"} {
		changed, err := dixit.NewText(other)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := dixit.DecodeRecord(data, changed); dixit.KindOf(err) != dixit.Invalid || err == nil {
			t.Errorf("text %q: error %v", other, err)
		}
	}
	if _, err := dixit.DecodeRecord([]byte("{"), text); dixit.KindOf(err) != dixit.Invalid {
		t.Errorf("no record: error %v", err)
	}
}

func TestErrorKinds(t *testing.T) {
	for kind, codes := range map[dixit.ErrorKind]struct{ exit, status int }{
		dixit.Invalid: {dixit.ExitUsage, 400}, dixit.NotFound: {dixit.ExitFinding, 404}, dixit.Unreadable: {dixit.ExitDamaged, 422},
		dixit.TooLarge: {dixit.ExitDamaged, 413}, dixit.Unavailable: {dixit.ExitStore, 503}, dixit.Internal: {dixit.ExitStore, 500},
	} {
		err := dixit.Errorf(kind, "x y: %w", dixit.Errorf(dixit.Internal, "z"))
		if dixit.KindOf(err) != kind || kind.ExitCode() != codes.exit || kind.HTTPStatus() != codes.status || err.Error() != "x y: z" {
			t.Errorf("%s: kind %s, codes %d and %d, %q", kind, dixit.KindOf(err), kind.ExitCode(), kind.HTTPStatus(), err)
		}
	}
}

// TestDecodeRelations: relations come back as they were, and one that cannot be is refused.
func TestDecodeRelations(t *testing.T) {
	text, err := dixit.NewText("“Yes,” Ada said, “and no.”")
	if err != nil {
		t.Fatal(err)
	}
	s, err := statement(t, text).Seal("one")
	if err != nil {
		t.Fatal(err)
	}
	good := dixit.Relation{Type: dixit.Answers, Target: "aaaaaaaaaaaaaaaa", Evidence: s.Cue, Why: "right after the question"}
	for name, c := range map[string]struct {
		spoil func(*dixit.Relation)
		ok    bool
	}{
		"as it is":    {func(*dixit.Relation) {}, true},
		"no type":     {func(r *dixit.Relation) { r.Type = "shouts" }, false},
		"no target":   {func(r *dixit.Relation) { r.Target = "" }, false},
		"itself":      {func(r *dixit.Relation) { r.Target = s.ID }, false},
		"no evidence": {func(r *dixit.Relation) { r.Evidence = nil }, false},
	} {
		r := good
		c.spoil(&r)
		s.Relations = []dixit.Relation{r}
		data, err := json.Marshal(dixit.Record{Doc: dixit.DocumentRef{ID: "d", SHA256: "one"}, Statement: s})
		if err != nil {
			t.Fatal(err)
		}
		back, err := dixit.DecodeRecord(data, text)
		switch {
		case c.ok && (err != nil || len(back.Statement.Relations) != 1 || back.Statement.Relations[0].Evidence[0] != s.Cue[0]):
			t.Errorf("%s: %v, %v", name, back.Statement.Relations, err)
		case !c.ok && (err == nil || dixit.KindOf(err) != dixit.Invalid):
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// TestPart: a part of a fragment is what the text has there, or it is refused.
func TestPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[aé中😀 ]{1,20}`).Draw(t, "text")
		text, err := dixit.NewText("中 " + s)
		if err != nil {
			t.Fatal(err)
		}
		f, err := text.Fragment(dixit.Span{Start: len("中 "), End: text.Len()})
		if err != nil {
			t.Fatal(err)
		}
		span := dixit.Span{Start: rapid.IntRange(-2, len(s)+2).Draw(t, "start"), End: rapid.IntRange(-2, len(s)+2).Draw(t, "end")}
		part, err := f.Part(span)
		whole, direct := text.Fragment(dixit.Span{Start: span.Start + len("中 "), End: span.End + len("中 ")})
		if span.Start < 0 {
			whole, direct = dixit.Fragment{}, dixit.Errorf(dixit.Invalid, "before the fragment")
		}
		if (err == nil) != (direct == nil) || part != whole {
			t.Fatalf("%v of %q: %v, %v; want %v, %v", span, s, part, err, whole, direct)
		}
	})
}
