package export

import (
	"net/url"
	"strings"
	"testing"

	"dixit"

	"pgregory.net/rapid"
)

// paragraphs makes a document with a block a line.
func paragraphs(t testing.TB, text string) *dixit.Document {
	t.Helper()
	indexed, err := dixit.NewText(text)
	if err != nil {
		t.Fatal(err)
	}
	doc := &dixit.Document{ID: "made", URL: "https://example.org/a", Title: "Made", Lang: "en", Source: []byte(text), Text: indexed}
	doc.Address()
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			doc.Blocks = append(doc.Blocks, dixit.Block{
				Span: dixit.Span{Start: at, End: at + len(line)}, Kind: dixit.Paragraph, Region: dixit.Body,
			})
		}
		at += len(line) + 1
	}
	return doc
}

// marked takes the brackets ⟦ and ⟧ out of a text and says what stood between them.
func marked(text string) (string, []dixit.Span) {
	var b strings.Builder
	var spans []dixit.Span
	for _, c := range text {
		switch c {
		case '⟦':
			spans = append(spans, dixit.Span{Start: b.Len()})
		case '⟧':
			spans[len(spans)-1].End = b.Len()
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), spans
}

func TestFragment(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		// After the examples of the specification: "an example" with the words around it.
		{"unique", "this is ⟦an example⟧ text fragment", "text=an%20example"},
		{
			"context", "here is an example text\nthis is ⟦an example⟧ text fragment",
			"text=this%20is-,an%20example",
		},
		{"percent", "It is ⟦a-b, c & d; e⟧ again", "text=a%2Db%2C%20c%20%26%20d%3B%20e"},
		{"eight words", "⟦one two three four five six seven eight⟧ nine", "text=one%20two%20three%20four%20five%20six%20seven%20eight"},
		{
			"nine words", "⟦one two three four five six seven eight nine⟧ ten",
			"text=one%20two%20three%20four%20five,six%20seven%20eight%20nine",
		},
		{"marks dropped", "He said: ⟦“It was cold.”⟧ No more.", "text=It%20was%20cold"},
		{
			"marks inside", "He said: ⟦“Russia is not a tiger,” and “there is a real bear.”⟧",
			"text=Russia%20is%20not%20a%20tiger,there%20is%20a%20real%20bear",
		},
		{"apostrophe stays", "⟦It’s the dog's day⟧, he said", "text=It%E2%80%99s%20the%20dog's%20day"},
		{"characters that do not show", "⟦the News\u200e's day⟧ was", "text=the%20News%E2%80%8E's%20day"},
		{"two blocks", "⟦We go.\nWe win.⟧", "text=We%20go,We%20win"},
		{"a mark between context and words", "“Yes,” she said.\nHe said: ⟦“Yes.”⟧", "text=He%20said%3A%20%E2%80%9C-,Yes"},
		{"context of the block before", "Yes.\nHe said again:\n⟦Yes.⟧", "text=He%20said%20again%3A-,Yes"},
		{"context after", "He said: Yes, we can.\nHe said: ⟦Yes⟧, they could.", "text=Yes,-%2C%20they%20could"},
		{"letters of another case are the same", "YES WE CAN.\nSo ⟦yes we⟧ went.", "text=So-,yes%20we"},
		{"no way to tell", "Yes.\nYes.\n⟦Yes.⟧\nYes.", ""},
		{"nothing but marks", "⟦“…”⟧", ""},
		{"two spans", "⟦One⟧, he said, ⟦two⟧.", "text=One&text=two"},
		{"white space is one space", "⟦a  \t b⟧ c", "text=a%20b"},
		{"a part of a longer word is another", "re-act now\nThey ⟦act now⟧", "text=They-,act%20now"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, spans := marked(c.text)
			if got := Fragment(paragraphs(t, text), spans...); got != c.want {
				t.Errorf("%s:\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestDeepLink(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"https://example.org/a", "https://example.org/a#:~:text=word"},
		{"https://example.org/a#part", "https://example.org/a#part:~:text=word"},
		{"https://example.org/a#:~:text=other", "https://example.org/a#:~:text=word"},
		{"file:///etc/passwd", ""},
		{"javascript:alert(1)", ""},
		{"", ""},
	} {
		doc := paragraphs(t, "a word")
		doc.URL = c.url
		if got := DeepLink(doc, dixit.Span{Start: 2, End: 6}); got != c.want {
			t.Errorf("%s: got %s, want %s", c.url, got, c.want)
		}
	}
}

// TestFragmentFirst checks directives against a plain search: what a directive names is in the text, and where it is one stretch
// without context, not before the span.
func TestFragmentFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "The", "“x”", "-", "é,", "&", "don’t", "3.5", "\n"}), 1, 60).Draw(t, "words")
		text := strings.Join(words, " ")
		doc := &dixit.Document{}
		doc.Text, _ = dixit.NewText(text)
		at := 0
		for line := range strings.SplitSeq(text, "\n") {
			doc.Blocks = append(doc.Blocks, dixit.Block{Span: dixit.Span{Start: at, End: at + len(line)}})
			at += len(line) + 1
		}
		from := rapid.IntRange(0, len(words)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(words)).Draw(t, "to")
		start := len(strings.Join(words[:from], " "))
		if from > 0 {
			start++
		}
		span := dixit.Span{Start: start, End: len(strings.Join(words[:to], " "))}
		got := Fragment(doc, span)
		directive, ok := strings.CutPrefix(got, "text=")
		if !ok {
			if got != "" {
				t.Fatalf("no directive: %s", got)
			}
			return
		}
		plain := strings.Join(strings.Fields(text), " ")
		for part := range strings.SplitSeq(directive, ",") {
			part = strings.TrimSuffix(strings.TrimPrefix(part, "-"), "-")
			words, err := url.QueryUnescape(part)
			if err != nil || !strings.Contains(plain, words) {
				t.Fatalf("%q is not in the text", part)
			}
		}
		if !strings.ContainsAny(directive, ",-") {
			words, _ := url.QueryUnescape(directive)
			before := strings.Join(strings.Fields(text[:span.Start]), " ")
			if strings.Contains(" "+before+" ", " "+words+" ") && !strings.Contains(text[:span.Start], "\n") {
				t.Fatalf("%q stands before %v of %q", words, span, text)
			}
		}
	})
}
