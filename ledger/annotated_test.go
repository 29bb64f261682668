package ledger_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/ledgertest"

	"github.com/google/go-cmp/cmp"
)

// together are records of two who speak together, of one who says the same elsewhere, and of a gesture.
func together(t *testing.T) []dixit.Record {
	t.Helper()
	doc, ex, err := ledgertest.Article{ID: "a", Title: "Talks", Published: "2025-01-01", Says: []ledgertest.Say{
		{Speaker: "Ann Moe and Bo Li", Cue: "said", Parts: []string{"We agree", "at last"}},
		{Speaker: "Ann Moe", Cue: "said", Parts: []string{"We agree"}},
		{Speaker: "Bo Li", Cue: "nodded", Kind: dixit.Nonverbal},
	}}.Build()
	if err != nil {
		t.Fatal(err)
	}
	list := ledgertest.Records(doc, ex)
	both := list[0]
	start := both.Statement.Mention.Span().Start
	list = append(list, both)
	for i, at := range map[int]dixit.Span{0: {Start: start, End: start + len("Ann Moe")}, 3: {Start: start + len("Ann Moe and "), End: start + len("Ann Moe and Bo Li")}} {
		if list[i].Statement.Mention, err = doc.Text.Fragment(at); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

func TestAssign(t *testing.T) {
	records := together(t)
	var statements []dixit.Statement
	var own []ledger.Target
	for _, r := range records {
		statements = append(statements, r.Statement)
		own = append(own, ledger.TargetOf(r))
	}
	if got := ledger.Assign(statements, own); !cmp.Equal(got, []int{0, 1, 2, 3}) {
		t.Errorf("their own: %v", got)
	}
	wide, none, moved, gone, longer, other := own[3], own[0], own[1], own[1], own[1], own[1]
	wide.Mention[0] -= 2     // overlaps one of two
	none.Mention = [2]int{}  // overlaps neither
	moved.Mention = [2]int{} // of the only one
	longer.Content = [][2]int{{longer.Content[0][0] - 1, longer.Content[0][1] + 2}}
	other.Content, other.Mention = longer.Content, [2]int{1, 4} // of somebody else
	gone.Content = [][2]int{{gone.Content[0][0], 1 << 10}}      // other words
	if got, want := ledger.Assign(statements, []ledger.Target{wide, none, moved, gone, longer, other}), []int{3, -1, 1, -1, 1, -1}; !cmp.Equal(got, want) {
		t.Errorf("of another engine: %v, want %v", got, want)
	}
}

// TestAnnotatedInAnyOrder proves that a record is the same in whatever order what is said of it comes, that the record which it is
// made from stays as it was, and that it is the same when it is read back.
func TestAnnotatedInAnyOrder(t *testing.T) {
	raw := together(t)[1]
	before, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	var list []ledger.Annotation
	for i, a := range []ledger.Annotation{
		{On: ledger.OnSpeaker, Value: "Eva Roth"},
		{On: ledger.OnSpeaker, Value: "Eva Rott"},
		{On: ledger.OnRole, Value: "mayor"},
		{On: ledger.OnAddressee, Value: "A; B"},
		{On: ledger.OnAddressee, Undo: true},
		{On: ledger.OnTag, Value: "B"},
		{On: ledger.OnTag, Value: "a"},
		{On: ledger.OnTag, Value: "b", Undo: true},
		{On: ledger.OnTag, Value: "b"},
		{On: ledger.OnNote, Value: "one\nline"},
		{On: ledger.OnStruck, Value: ledger.Yes},
	} {
		a.Target, a.By, a.At = ledger.TargetOf(raw), "Kim", time.Date(2025, 7, 1, 0, 0, 0, i/2*1000, time.UTC) // some at one instant
		if a, err = a.Seal(); err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	want := ledger.Annotated(raw, list)
	if s := want.Statement; len(want.Corrected) != 6 || !want.Struck || s.Speaker.Role != "mayor" || len(want.Notes) != 1 {
		t.Errorf("%+v", want)
	}
	chance := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if diff := cmp.Diff(want, ledger.Annotated(raw, list), ledgertest.Equal()); diff != "" {
			t.Fatalf("in another order: (-want +got)\n%s", diff)
		}
	}
	if after, err := json.Marshal(raw); err != nil || string(after) != string(before) {
		t.Errorf("the record was changed: %v\n%s", err, after)
	}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `"struck":true,"corrected":[{"field":"`) {
		t.Errorf("%s", data)
	}
}

func TestTagOf(t *testing.T) {
	for s, want := range map[string]string{
		"Peace": "peace", "x-1": "x-1", "a.b/c_d": "a.b/c_d", "E\u0301te\u0301": "été", "中文": "中文",
		strings.Repeat("É", ledger.MaxTag): strings.Repeat("é", ledger.MaxTag),
		"":                                 "", "-a": "", "a b": "", "a,b": "", "a:b": "", "a\x1b": "", "\xff": "", "\u0301a": "", "a\u202e": "", strings.Repeat("a", ledger.MaxTag+1): "",
	} {
		got, err := ledger.TagOf(s)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", s, got, err, want)
		}
		if again, _ := ledger.TagOf(got); again != got {
			t.Errorf("%q: %q, then %q", s, got, again)
		}
	}
}
