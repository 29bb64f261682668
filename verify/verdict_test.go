package verify

import (
	"encoding/json"
	"testing"

	"dixit"
)

// TestJSON: offsets are code points, of the quotation in the draft and of places in the source; lists are never null.
func TestJSON(t *testing.T) {
	draft := mustText(t, "Größe: “It is a promise.”")
	words, err := draft.FragmentAt(7, 25, "“It is a promise.”")
	if err != nil {
		t.Fatal(err)
	}
	s := sourceOf(t, 0, "The Herald, 2024-05-01\nsaid: Ann Lind: “It is not a promise.”\n\nÜber all, “It is not a promise.”")
	data, err := json.Marshal(Check(Quotation{Words: words, Text: "It is a promise.", Speaker: dixit.Speaker{Name: "Ann Lind", Kind: dixit.Person}}, []*Source{s}))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type, Quote, Verdict, Harm, Why string
		Start, End                      int
		Normalised, Others              []any
		Best                            struct {
			Doc, Text  string
			Start, End int
			Speaker    dixit.Speaker
			Chain      []dixit.Link
			Diff       []Op
			Context    wireWords
		}
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	body := []rune(s.doc.Text.String())
	b := got.Best
	switch {
	case got.Type != "verdict" || got.Quote != words.Text() || got.Start != 7 || got.End != 25:
		t.Errorf("not the quotation: %s", data)
	case got.Verdict != "ALTERED" || got.Harm != "negation-dropped":
		t.Errorf("not the verdict: %s", data)
	case string(body[b.Start:b.End]) != b.Text || b.Text != "It is not a promise." || b.Doc != "s1" || b.Speaker.Name != "Ann Lind" || len(b.Chain) != 1:
		t.Errorf("not the place: %s", data)
	case len(b.Diff) != 3 || b.Diff[1] != Op{Change: Dropped, Source: "not", Harm: NegationDropped}:
		t.Errorf("not the diff: %s", data)
	case string(body[b.Context.Start:b.Context.End]) != b.Context.Text:
		t.Errorf("not the context: %s", data)
	case got.Normalised == nil || got.Others == nil:
		t.Errorf("a list is null: %s", data)
	}
}
