package export

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"

	"pgregory.net/rapid"
)

// arbitrary is a document of one block with one statement, all of it drawn.
func arbitrary(t *rapid.T) *sampler {
	words := rapid.StringN(1, 80, -1).Filter(func(s string) bool { return utf8.ValidString(s) }).Draw(t, "text")
	doc := &dixit.Document{Title: words, Outlet: words, Authors: []string{words}, URL: "https://example.org/" + words, Published: "2025-01-01"}
	doc.Text, _ = dixit.NewText(words)
	doc.Source = []byte(words)
	doc.Address()
	doc.Blocks = []dixit.Block{{Span: dixit.Span{End: len(words)}, Kind: dixit.Paragraph}}
	var list []dixit.Fragment
	for range rapid.IntRange(1, 4).Draw(t, "spans") {
		runes := len([]rune(words))
		from := rapid.IntRange(0, runes-1).Draw(t, "from")
		to := rapid.IntRange(from+1, runes).Draw(t, "to")
		a, _ := doc.Text.Byte(from)
		b, _ := doc.Text.Byte(to)
		f, err := doc.Text.Fragment(dixit.Span{Start: a, End: b})
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	m := &sampler{doc: doc}
	for i, f := range list {
		s := dixit.Statement{
			Kind: dixit.Kinds()[i%3], Act: "state", Content: []dixit.Fragment{f}, Mention: f, Cue: []dixit.Fragment{f}, Tier: 1,
			Speaker: dixit.Speaker{Name: words, Kind: dixit.Person, Role: words, ID: words}, Addressee: []dixit.Link{{Name: words}},
		}
		s, err := s.Seal(doc.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(m.records, func(r dixit.Record) bool { return r.Statement.ID == s.ID }) {
			m.records = append(m.records, dixit.Record{Doc: doc.Ref(), Statement: s})
		}
	}
	return m
}

// TestTEIText: whatever the text and wherever statements stand, the XML is well formed and its body is the text.
func TestTEIText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := arbitrary(t)
		got := exported(t, "tei", Options{}, m)
		_, body, _ := strings.Cut(got, "<body>\n<p>")
		body, _, _ = strings.Cut(body, "</p>\n</body>")
		var b strings.Builder
		d := xml.NewDecoder(strings.NewReader("<p>" + body + "</p>"))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%v in %s", err, body)
			}
			if chars, ok := token.(xml.CharData); ok {
				b.Write(chars)
			}
		}
		want := strings.Map(func(c rune) rune {
			if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xfffe || c == 0xffff {
				return utf8.RuneError
			}
			return c
		}, m.doc.Text.String())
		if b.String() != want {
			t.Fatalf("got %q, want %q", b.String(), want)
		}
		if err := wellFormed(got); err != nil {
			t.Fatal(err)
		}
	})
}

// TestTeX: braces balance whatever the text, and a reader of TeX gets the text back.
func TestTeX(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("\\{}$&#%_~^<>|\"-'`,?! a\u00a0\x01\n")))).Draw(t, "s")
		tex := texEscaped(s)
		depth := 0
		for _, c := range tex {
			switch c {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth < 0 {
				t.Fatalf("%q: braces", tex)
			}
		}
		if depth != 0 {
			t.Fatalf("%q: braces", tex)
		}
		want := strings.Map(func(c rune) rune {
			if c < ' ' || 0x7f <= c && c < 0xa0 {
				return utf8.RuneError
			}
			return c
		}, strings.Join(strings.FieldsFunc(s, texSpace), " "))
		if got := untexed(tex); got != want {
			t.Fatalf("%q: got %q, want %q", tex, got, want)
		}
	})
}

// untexed is what TeX makes of s.
func untexed(s string) string {
	return strings.NewReplacer(
		`\textbackslash{}`, `\`, `\textbraceleft{}`, "{", `\textbraceright{}`, "}", `\textasciitilde{}`, "~", `\textasciicircum{}`, "^",
		`\textless{}`, "<", `\textgreater{}`, ">", `\textbar{}`, "|", `\textquotedbl{}`, `"`,
		`\$`, "$", `\&`, "&", `\#`, "#", `\%`, "%", `\_`, "_", "~", "\u00a0", "{}", "",
	).Replace(s)
}

// TestCivicJSON: every line is JSON in UTF-8 whatever the text, and the words of annotations are those of the text at their place.
func TestCivicJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := arbitrary(t)
		for _, name := range []string{"webannotation", "schemaorg", "claimreview", "plover", "popolo"} {
			for line := range strings.Lines(exported(t, name, Options{}, m)) {
				if !json.Valid([]byte(line)) || !utf8.ValidString(line) {
					t.Fatalf("%s: %q", name, line)
				}
			}
		}
		if got := exported(t, "csl", Options{}, m); !json.Valid([]byte(got)) {
			t.Fatalf("csl: %q", got)
		}
		runes := []rune(m.doc.Text.String())
		for line := range strings.Lines(exported(t, "webannotation", Options{}, m)) {
			var a annotation
			if err := json.Unmarshal([]byte(line), &a); err != nil {
				t.Fatal(err)
			}
			for _, target := range a.Target {
				quote, place := target.Selector[0], target.Selector[1]
				from, to := max(0, *place.Start-surroundings), min(len(runes), *place.End+surroundings)
				if quote.Exact != string(runes[*place.Start:*place.End]) || quote.Prefix != string(runes[from:*place.Start]) ||
					quote.Suffix != string(runes[*place.End:to]) {
					t.Fatalf("%q is not at %d:%d of %q", quote.Exact, *place.Start, *place.End, string(runes))
				}
			}
		}
	})
}
