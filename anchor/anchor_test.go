package anchor_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/anchor"
	"dixit/ledger"
	"dixit/ledger/ledgertest"

	"pgregory.net/rapid"
)

// pages is a ledger of some versions of one page.
type pages []ledger.Entry

const address = "https://example.org/talks"

func (p pages) Versions(_ context.Context, url string) (out []ledger.Version, err error) {
	if url != address {
		return nil, nil
	}
	for i, e := range p {
		out = append(out, ledger.Version{Doc: e.Doc.Ref(), Added: int64(i)})
	}
	return out, nil
}

func (p pages) entry(sha256 string) (ledger.Entry, error) {
	for _, e := range p {
		if e.Doc.SHA256 == sha256 {
			return e, nil
		}
	}
	return ledger.Entry{}, dixit.Errorf(dixit.NotFound, "no document")
}

func (p pages) Has(_ context.Context, sha256 string) (bool, error) {
	_, err := p.entry(sha256)
	return err == nil, nil
}

func (p pages) Document(_ context.Context, sha256 string) (*dixit.Document, error) {
	e, err := p.entry(sha256)
	return e.Doc, err
}

func (p pages) Extraction(_ context.Context, sha256 string) (dixit.Extraction, error) {
	e, err := p.entry(sha256)
	return e.Extraction, err
}

func version(t rapid.TB, title string, says ...ledgertest.Say) ledger.Entry {
	t.Helper()
	doc, ex, err := ledgertest.Article{ID: "a", URL: address, Title: title, Says: says}.Build()
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Entry{Doc: doc, Extraction: ex}
}

func said(speaker string, words ...string) ledgertest.Say {
	return ledgertest.Say{Speaker: speaker, Cue: "said", Parts: words}
}

// talks are two versions of a page. Their paragraphs read: “We agree at last” Ann Moe said.
func talks(t rapid.TB) pages {
	inside := said("Bo Li", "he will never sign")
	inside.Inside = true
	return pages{
		version(t, "Talks", said("Ann Moe", "Taken out since"), said("Ann Moe", "We agree at last")),
		version(t, "More talks", said("Ann Moe", "We agree at last"), said("Bo Li", "No comment"), said("Ann Moe", "No comment"),
			said("Eva Roth", "The naïve plan", "is dead")),
	}
}

// TestPlace: an annotation is placed where it certainly belongs, and nowhere else.
func TestPlace(t *testing.T) {
	store := talks(t)
	for name, test := range map[string]struct {
		selectors string // of one target
		want      string // whose statement, or what became of it
	}{
		"content":              {`{"type":"TextQuoteSelector","exact":"We agree at last"}`, "Ann Moe"},
		"part":                 {`{"type":"TextQuoteSelector","exact":"agree at"}`, "Ann Moe"},
		"sentence":             {`{"type":"TextQuoteSelector","exact":"“We agree at last” Ann Moe said."}`, "Ann Moe"},
		"white space":          {`{"type":"TextQuoteSelector","exact":" We\n agree at\u00a0last "}`, "Ann Moe"},
		"one word other":       {`{"type":"TextQuoteSelector","exact":"We agreed at last"}`, "orphan: the words do not stand"},
		"other case":           {`{"type":"TextQuoteSelector","exact":"we agree at last"}`, "orphan: the words do not stand"},
		"twice":                {`{"type":"TextQuoteSelector","exact":"No comment"}`, "ambiguous: the words stand in the article more"},
		"twice, before":        {`{"type":"TextQuoteSelector","exact":"No comment","prefix":"Ann Moe said.\n\n“","suffix":"” Bo Li"}`, "Bo Li"},
		"twice, after":         {`{"type":"TextQuoteSelector","exact":"No comment","suffix":"” Ann Moe said."}`, "Ann Moe"},
		"twice, other around":  {`{"type":"TextQuoteSelector","exact":"No comment","prefix":"He had nothing but: ","suffix":", again."}`, "orphan: the words stand in the article, but"},
		"look-alike":           {`{"type":"TextQuoteSelector","exact":"agree at last","prefix":"They do not ","suffix":", he told us"}`, "orphan: the words stand in the article, but"},
		"one side was changed": {`{"type":"TextQuoteSelector","exact":"agree at last","prefix":"They do not ","suffix":"” Ann Moe said"}`, "Ann Moe"},
		"over two parts":       {`{"type":"TextQuoteSelector","exact":"The naïve plan” Eva Roth said. “is dead"}`, "Eva Roth"},
		"over two statements":  {`{"type":"TextQuoteSelector","exact":"Bo Li said.\n\n“No comment” Ann Moe"}`, "Ann Moe"},
		"two statements":       {`{"type":"TextQuoteSelector","exact":"at last” Ann Moe said.\n\n“No"}`, "ambiguous: 2 statements"},
		"nobody's words":       {`{"type":"TextQuoteSelector","exact":"More talks"}`, "orphan: the words are of no statement"},
		"only in the first":    {`{"type":"TextQuoteSelector","exact":"Taken out since"}`, "Ann Moe"},
		"a place alone":        {`{"type":"TextPositionSelector","start":14,"end":20}`, "orphan: it quotes nothing"},
		"nothing":              {``, "orphan: it quotes nothing"},
		"white space alone":    {`{"type":"TextQuoteSelector","exact":" \n "}`, "orphan: it quotes nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			a := read(t, `{"type":"Annotation","target":{"source":"`+address+`","selector":[`+test.selectors+`]}}`)[0]
			expect(t, store, a, test.want)
		})
	}
	t.Run("another page", func(t *testing.T) {
		a := read(t, `{"uri":"https://example.org/other","target":[{"selector":[{"type":"TextQuoteSelector","exact":"We agree at last"}]}]}`)[0]
		expect(t, store, a, "orphan: its page")
	})
	t.Run("place tells", func(t *testing.T) {
		doc := store[1].Doc
		at := len([]rune(doc.Text.String()[:strings.LastIndex(doc.Text.String(), "No comment")]))
		data, err := json.Marshal(map[string]int{"start": at, "end": at + len("No comment")})
		if err != nil {
			t.Fatal(err)
		}
		a := read(t, `{"target":{"source":"`+address+`","selector":[{"type":"TextQuoteSelector","exact":"No comment"},{"type":"TextPositionSelector",`+string(data[1:])+`]}}`)[0]
		expect(t, store, a, "Ann Moe")
	})
}

func read(t *testing.T, data string) (out []anchor.Annotation) {
	t.Helper()
	for a, err := range anchor.Read(strings.NewReader(data)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func expect(t *testing.T, store pages, a anchor.Annotation, want string) {
	t.Helper()
	o, err := anchor.NewPlacing(store).Place(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	got := string(o.Status) + ": " + o.Why
	if o.Status == anchor.Placed {
		got = o.Record.Statement.Speaker.Name
	}
	if !strings.HasPrefix(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestRead: what annotations say, in all forms in which they come.
func TestRead(t *testing.T) {
	hypothesis := `{"id":"h1","created":"2025-01-02T03:04:05.123456+00:00","user":"acct:kim@hypothes.is","user_info":{"display_name":"Kim  Lee"},
		"uri":"https://example.org/a#b","text":"Really?","tags":["to check","x"],
		"target":[{"source":"https://example.org/a","selector":[{"type":"RangeSelector"},{"type":"TextPositionSelector","start":3,"end":5},{"type":"TextQuoteSelector","exact":"at","prefix":"p","suffix":"s"}]}]}`
	w3c := `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"w1","type":"Annotation","creator":{"name":"Kim Lee"},"created":"2025-01-02T03:04:05Z",
		"body":[{"type":"TextualBody","value":"Really?"},{"type":"TextualBody","purpose":"tagging","value":"x"},{"type":"TextualBody","purpose":"identifying","value":"Ann"},"https://example.org/elsewhere"],
		"target":{"source":{"id":"https://example.org/a"},"selector":{"type":"TextQuoteSelector","exact":"at"}}}`
	for name, test := range map[string]struct {
		data string
		want string // page | words | notes | tags | author
	}{
		"Hypothesis":     {hypothesis, "https://example.org/a|at|Really?|to check,x|Kim Lee"},
		"its export":     {`{"export_date":"2025","annotations":[` + hypothesis + `]}`, "https://example.org/a|at|Really?|to check,x|Kim Lee"},
		"its API":        {`{"total":1,"rows":[` + hypothesis + `]}`, "https://example.org/a|at|Really?|to check,x|Kim Lee"},
		"W3C":            {w3c, "https://example.org/a|at|Really?|x|Kim Lee"},
		"page":           {`{"type":"AnnotationPage","items":[` + w3c + `]}`, "https://example.org/a|at|Really?|x|Kim Lee"},
		"collection":     {`{"type":"AnnotationCollection","first":{"items":[` + w3c + `]}}`, "https://example.org/a|at|Really?|x|Kim Lee"},
		"list":           {`[` + w3c + `]`, "https://example.org/a|at|Really?|x|Kim Lee"},
		"lines":          {w3c + "\n" + w3c, "https://example.org/a|at|Really?|x|Kim Lee"},
		"whole page":     {`{"target":"https://example.org/a","bodyValue":"Well"}`, "https://example.org/a||Well||"},
		"by motivation":  {`{"target":"https://example.org/a","motivation":"tagging","body":{"value":"x"},"creator":"https://example.org/kim"}`, "https://example.org/a|||x|https://example.org/kim"},
		"of a program":   {`{"target":"https://example.org/a","creator":{"type":"Software","name":"dixit"},"body":[{"value":"direct","purpose":"tagging"},{"value":"x","purpose":"tagging","creator":{"type":"Person","name":"Kim"}}]}`, "https://example.org/a|||x|Kim"},
		"of other kinds": {`{"target":{"source":7,"selector":"x"},"body":[7,null],"tags":{"a":1},"text":[],"creator":[],"created":7}`, "||||"},
	} {
		t.Run(name, func(t *testing.T) {
			a := read(t, test.data)[0]
			words := ""
			for _, q := range a.Quotes {
				words += q.Exact
			}
			by := ""
			texts := func(list []anchor.Remark) string {
				var out []string
				for _, r := range list {
					out, by = append(out, r.Text), r.By
				}
				return strings.Join(out, ",")
			}
			if got := strings.Join([]string{strings.Join(a.Pages, " "), words, texts(a.Notes), texts(a.Tags), by}, "|"); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
	at := time.Date(2025, 1, 2, 3, 4, 5, 123456000, time.UTC)
	if a := read(t, hypothesis)[0]; !a.Notes[0].At.Equal(at) || a.Quotes[0] != (anchor.Quote{Exact: "at", Prefix: "p", Suffix: "s", Start: 3, End: 5}) {
		t.Errorf("%+v", a)
	}
}

// TestMistakes: what is no annotation is an error in its place; broken JSON ends it.
func TestMistakes(t *testing.T) {
	for data, want := range map[string]string{
		`7`:                                    "no target",
		`{"type":"Annotation"} {"target":"x"}`: "no target,",
		`{"target":"x"} {`:                     ",byte 14",
		strings.Repeat("[", 20) + strings.Repeat("]", 20): "lists in over",
		``: "",
	} {
		var got []string
		for _, err := range anchor.Read(strings.NewReader(data)) {
			s := ""
			if err != nil {
				s = err.Error()
			}
			got = append(got, s)
		}
		parts := strings.Split(want, ",")
		if len(got) != len(parts) && want != "" {
			t.Errorf("%s: %q", data, got)
			continue
		}
		for i := range got {
			if !strings.Contains(got[i], parts[i]) || (got[i] == "") != (parts[i] == "") {
				t.Errorf("%s: %q, want %q", data, got, parts)
			}
		}
	}
}

// FuzzRead: whatever is read, each annotation can be placed or not, and what is kept of it can be kept.
func FuzzRead(f *testing.F) {
	f.Add(`{"uri":"` + address + `","tags":["a b"],"text":"x","target":[{"selector":[{"type":"TextQuoteSelector","exact":"agree"}]}]}`)
	f.Add(`[{"target":[[]],"body":[{}]},{"items":[[[[]]]]}]`)
	store := talks(f)
	f.Fuzz(func(t *testing.T, data string) {
		for a, err := range anchor.Read(strings.NewReader(data)) {
			if err != nil {
				continue
			}
			o, err := anchor.NewPlacing(store).Place(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			if (o.Status == anchor.Placed) != (o.Why == "") {
				t.Errorf("%+v", o)
			}
			if o.Status != anchor.Placed {
				continue
			}
			list, _ := anchor.Remarks(a, o.Record, "Kim", time.Unix(0, 0))
			for _, x := range list {
				if _, err := x.Seal(); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

// TestNeverNear: an annotation of words that were changed in any way is never placed, and one of words that stand there once always is.
func TestNeverNear(t *testing.T) {
	store := talks(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := []rune(store[1].Doc.Text.String())
		start := rapid.IntRange(0, len(text)-1).Draw(rt, "start")
		end := rapid.IntRange(start+1, len(text)).Draw(rt, "end")
		words := append([]rune{}, text[start:end]...)
		changed := rapid.Bool().Draw(rt, "changed")
		if changed {
			words[rapid.IntRange(0, len(words)-1).Draw(rt, "at")] = '@'
		}
		a := anchor.Annotation{Pages: []string{address}, Quotes: []anchor.Quote{{Exact: string(words)}}}
		o, err := anchor.NewPlacing(store).Place(context.Background(), a)
		if err != nil {
			rt.Fatal(err)
		}
		if changed && o.Status != anchor.Orphan {
			rt.Fatalf("%q was %s", string(words), o.Status)
		}
		if o.Status == anchor.Placed && strings.Count(store[1].Doc.Text.String(), strings.TrimSpace(string(words))) > 1 {
			rt.Fatalf("%q stands there more than once", string(words))
		}
	})
}
