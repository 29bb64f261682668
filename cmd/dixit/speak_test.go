package main

import (
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"

	"github.com/google/go-cmp/cmp"
)

// say makes a statement of text, in which source, cue and contents must stand.
func say(t *testing.T, text, source, cue string, contents ...string) dixit.Statement {
	t.Helper()
	indexed, err := dixit.NewText(text)
	if err != nil {
		t.Fatal(err)
	}
	fragment := func(words string) dixit.Fragment {
		at := strings.Index(text, words)
		f, err := indexed.Fragment(dixit.Span{Start: at, End: at + len(words)})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	s := dixit.Statement{Tier: 1, Region: dixit.Body, Kind: dixit.Direct, Act: "state", Confidence: .5}
	if source != "" {
		s.Mention = fragment(source)
	}
	if cue != "" {
		s.Cue = []dixit.Fragment{fragment(cue)}
	}
	for _, c := range contents {
		s.Content = append(s.Content, fragment(c))
	}
	return s
}

func TestIntroduction(t *testing.T) {
	roy := dixit.Speaker{Name: "Ana Roy", Role: "mayor of Oldport"}
	for _, c := range []struct {
		s       dixit.Statement
		speaker dixit.Speaker
		want    string
	}{
		{say(t, "She said yes", "She", "said", "yes"), roy, "[Ana Roy] (mayor of Oldport) said:"},
		{say(t, "Yes, according to her", "her", "according to", "Yes"), roy, "According to [Ana Roy] (mayor of Oldport):"},
		{say(t, "She said yes", "She", "said", "yes"), dixit.Speaker{}, "[She] said:"},
		{say(t, "It was said: yes", "", "was said", "yes"), dixit.Speaker{}, "[(no source)] was said:"},
		{say(t, "Roy: yes", "Roy", ":", "yes"), dixit.Speaker{Name: "Roy", Role: "Roy"}, "[Roy]:"},
		{say(t, "She shook her head", "She", "shook her head"), roy, "[Ana Roy] (mayor of Oldport) shook her head."},
	} {
		c.s.Speaker = c.speaker
		head, at := introduction(c.s)
		if got := head[:at.Start] + "[" + head[at.Start:at.End] + "]" + head[at.End:]; got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestHitsIn(t *testing.T) {
	for _, c := range []struct {
		s     string
		where ledger.Expr
		want  string
	}{
		{"He promised what she promises.", ledger.Term{Text: "promise"}, "He [promised] what she [promises]."},
		{"Łódź, łódz and LODZ", ledger.Term{Text: "łódź"}, "[Łódź], [łódz] and LODZ"},
		{"Zoë denied; denials", ledger.All{ledger.Term{Text: "deny"}, ledger.Term{Text: "zoe"}}, "[Zoë] [denied]; denials"},
		{"general generous", ledger.Term{Text: "general"}, "[general] generous"},
		{"paper, a paper tiger’s paper", ledger.Term{Text: "paper tiger"}, "paper, a [paper] [tiger]’s paper"},
		{"migrate, Migrants, immigrants", ledger.Term{Text: "migr", Prefix: true}, "[migrate], [Migrants], immigrants"},
		{"this and that", ledger.Any{ledger.Term{Text: "this"}, ledger.Not{X: ledger.Term{Text: "that"}}}, "[this] and that"},
		{"this and that", ledger.Term{Field: ledger.Title, Text: "this"}, "this and that"},
		{"this, and that", ledger.Near{A: ledger.Term{Text: "this"}, B: ledger.Term{Text: "that"}, Within: 3}, "[this], and [that]"},
		{"", ledger.Term{Text: "x"}, ""},
		{"x", nil, "x"},
	} {
		got := c.s
		for _, m := range slices.Backward(hitsIn(c.s, c.where)) {
			got = got[:m.span.Start] + "[" + got[m.span.Start:m.span.End] + "]" + got[m.span.End:]
		}
		if got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestExcerpt shows a statement in a narrow terminal, with a long content of which the part that was found is shown.
func TestExcerpt(t *testing.T) {
	long := strings.Repeat("nothing of interest here, ", 20) + "then a bridge" + strings.Repeat(", and so on", 30)
	s := say(t, "Roy said “"+long+"”", "Roy", "said", "“"+long+"”")
	s.Speaker, s.ID = dixit.Speaker{Name: "Ana Roy"}, sampleID
	r := dixit.Record{Doc: dixit.DocumentRef{Title: "Bridge closed", Outlet: "The Oldport Post", Published: "2024-05-06T10:00:00Z"}, Statement: s}
	term := &terminal{width: 60, styled: true}
	got := excerpt(term, r, hitsIn(s.Text(), ledger.Term{Text: "bridges"}))
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(lines) != 1+mostLines+1 || lines[0] != "\x1b[1mAna Roy\x1b[0m said:" || !strings.HasPrefix(lines[1], "  … nothing of") ||
		!strings.Contains(got, "then\n    a \x1b[1mbridge\x1b[0m, and") ||
		lines[9] != "    3kqz7x2mhw5tcvra  Bridge closed, The Oldport Post, 2024…" {
		t.Errorf("got\n%s", got)
	}
	if cut := excerpt(&terminal{width: 60}, r, nil); !strings.Contains(cut, "here,…\n") {
		t.Errorf("got\n%s", cut)
	}
	if plain := excerpt(&terminal{width: 60}, r, nil); strings.Contains(plain, "\x1b") {
		t.Errorf("got\n%s", plain)
	}
}

func TestHighlights(t *testing.T) {
	words := "“The bridge in Oldport is as safe as it was on its first day.”"
	make := func(article, name string, confidence float64, kind dixit.Kind) dixit.Record {
		s := say(t, "She said "+words, "She", "said", words)
		s.Speaker = dixit.Speaker{Name: name, Kind: dixit.Person}
		s.Confidence, s.Kind = confidence, kind
		return dixit.Record{Doc: dixit.DocumentRef{SHA256: article}, Statement: s}
	}
	var h highlights
	for _, r := range []dixit.Record{
		make("a", "Ana Roy", .5, dixit.Direct), make("a", "Ana Roy", .9, dixit.Direct), make("a", "Bo Li", .8, dixit.Direct),
		make("b", "Eve Zoë", .2, dixit.Direct), make("c", "", 1, dixit.Direct), make("c", "Al Fox", 1, dixit.Indirect),
	} {
		h.add(r)
	}
	var got []string
	for _, r := range h.best() {
		got = append(got, r.Statement.Speaker.Name)
	}
	if diff := cmp.Diff([]string{"Ana Roy", "Eve Zoë", "Al Fox"}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Oldport"}, h.words(5)); diff != "" {
		t.Error(diff)
	}
}

func TestLedgerPath(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(key string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == key {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	for _, c := range []struct {
		flag   string
		getenv func(string) string
		want   string
	}{
		{"x.db", env("DIXIT_LEDGER", "y.db"), "x.db"},
		{"", env("DIXIT_LEDGER", "y.db", "XDG_DATA_HOME", "/data"), "y.db"},
		{"", env("XDG_DATA_HOME", "/data", "HOME", "/users/ana"), "/data/dixit/ledger.db"},
		{"", env("XDG_DATA_HOME", "data", "HOME", ""), ""}, // a relative one does not count
		{"postgres://host/db", env(), "postgres://host/db"},
		{"mysql://host/db", env(), ""},
	} {
		got, err := ledgerPath(c.flag, c.getenv)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q: %q, %v", c.flag, got, err)
		}
	}
}
