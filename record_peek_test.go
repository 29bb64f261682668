package dixit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dixit"

	"pgregory.net/rapid"
)

// TestPeekRecord: what is told of a record without decoding it is so, whatever its words and all else in it are.
func TestPeekRecord(t *testing.T) {
	hostile := []string{`"content":[{"start":1,"end":2`, `],"quotes":[`, `\",\"content\":[`, `{"start":9,"end":99,`, `"`, `\`, "é", "words", " "}
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(hostile), 1, 6), func(list []string) string { return strings.Join(list, "") })
		body := strings.Join(rapid.SliceOfN(piece, 4, 8).Draw(t, "text"), " ")
		text, err := dixit.NewText(body)
		if err != nil {
			t.Fatal(err)
		}
		var cuts []int
		for i := range body {
			cuts = append(cuts, i)
		}
		fragment := func(name string) dixit.Fragment {
			from := rapid.IntRange(0, len(cuts)-2).Draw(t, name)
			to := rapid.IntRange(from+1, len(cuts)-1).Draw(t, name+" end")
			f, err := text.Fragment(dixit.Span{Start: cuts[from], End: cuts[to]})
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		st := dixit.Statement{ID: "x", Speaker: dixit.Speaker{Name: piece.Draw(t, "speaker")}, Mention: fragment("mention"), Why: piece.Draw(t, "why")}
		start, end := 1<<30, 0
		for range rapid.IntRange(1, 3).Draw(t, "parts") {
			f := fragment("content")
			st.Content = append(st.Content, f)
			start, end = min(start, f.Start()), max(end, f.End())
		}
		if rapid.Bool().Draw(t, "quoted") {
			st.Quotes = append(st.Quotes, dixit.Quotation{Words: fragment("quotation")})
		}
		line, err := json.Marshal(dixit.Record{Doc: dixit.DocumentRef{Title: piece.Draw(t, "title")}, Statement: st})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := dixit.PeekRecord(line), (dixit.Peek{Start: start, End: end, Quotes: len(st.Quotes) > 0}); got != want {
			t.Fatalf("%+v of %s, want %+v", got, line, want)
		}
	})
	for _, strange := range []string{
		"", "{}", `{"content":[`, `{"content":[],"quotes":[`, `{"content":[{"start":x}],"quotes":[]}`, `{"content":[{"start":1}],"quotes":[]}`,
		`{"content":[{"start":99999999999,"end":1}],"quotes":[]}`, `{ "content" : [ {"start":1,"end":2} ] }`,
	} {
		if p := dixit.PeekRecord([]byte(strange)); p.Start > 0 && p.End > 0 {
			t.Errorf("%s: %+v", strange, p)
		}
	}
}
