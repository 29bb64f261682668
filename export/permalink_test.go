package export

import (
	"encoding/csv"
	"strings"
	"testing"

	"dixit"
)

func TestPermalinks(t *testing.T) {
	for base, want := range map[string]string{
		"https://dixit.example":        "https://dixit.example/s/x",
		"https://dixit.example/":       "https://dixit.example/s/x",
		"http://localhost:8080/news//": "http://localhost:8080/news/s/x",
		"":                             "",
		"dixit.example":                "",
		"/news":                        "",
		"ftp://dixit.example":          "",
		"https://":                     "",
		"https://a:b@dixit.example":    "",
		"https://dixit.example/?a=b":   "",
		"https://dixit.example/#a":     "",
		"https://dixit.example/\n":     "",
		"javascript:alert(1)//https:":  "",
	} {
		link, err := Permalinks(base)
		got := ""
		if err == nil {
			got = link("x")
		} else if dixit.KindOf(err) != dixit.Invalid {
			t.Errorf("%q: %v", base, err)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", base, got, want)
		}
	}
}

// TestPermalinkColumn says what stands in the last column of a table: the permalink, else the way to the words in the article, else
// nothing.
func TestPermalinkColumn(t *testing.T) {
	doc := paragraphs(t, "Ana Roy said: one two three four five six seven eight nine.\nBo Li nodded. Ann — all of it, a-b & c — went.")
	at := func(s string) dixit.Fragment {
		i := strings.Index(doc.Text.String(), s)
		f, err := doc.Text.Fragment(dixit.Span{Start: i, End: i + len(s)})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	long := dixit.Statement{ID: "long", Content: []dixit.Fragment{at("one two three four five six seven eight nine")}}
	gesture := dixit.Statement{ID: "gesture", Cue: []dixit.Fragment{at("nodded")}}
	pieces := dixit.Statement{ID: "pieces", Content: []dixit.Fragment{at("Ann"), at("a-b & c")}}
	offline := *doc
	offline.URL = ""
	served, err := Permalinks("https://dixit.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		s    dixit.Statement
		doc  *dixit.Document
		opt  Options
		want string
	}{
		{long, doc, Options{}, "https://example.org/a#:~:text=one%20two%20three%20four%20five,six%20seven%20eight%20nine"},
		{gesture, doc, Options{}, "https://example.org/a#:~:text=nodded"},
		{pieces, doc, Options{}, "https://example.org/a#:~:text=Ann&text=a%2Db%20%26%20c"},
		{long, &offline, Options{}, ""},
		{long, doc, Options{Permalink: served}, "https://dixit.example/s/long"},
		{long, &offline, Options{Permalink: served}, "https://dixit.example/s/long"},
	} {
		var b strings.Builder
		w, err := csvForm().New(&b, c.opt)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(dixit.Record{Doc: c.doc.Ref(), Statement: c.s}, c.doc); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got := rows[1][len(rows[1])-1]; got != c.want {
			t.Errorf("%s: %s, want %s", c.s.ID, got, c.want)
		}
	}
}
