package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
)

// remark is what somebody says of the nth statement of an article, so many minutes into a day.
func remark(t *testing.T, a Article, n, minute int, on ledger.Aspect, value string) ledger.Annotation {
	t.Helper()
	doc, ex := build(t, a)
	return ledger.Annotation{
		Target: ledger.TargetOf(Records(doc, ex)[n]), On: on, Value: value, By: "Kim", Why: "heard it",
		At: time.Date(2025, 7, 1, 12, minute, 0, 0, time.UTC),
	}
}

// undone is a taken back, a minute later.
func undone(a ledger.Annotation) ledger.Annotation {
	a.ID, a.Undo, a.At = "", true, a.At.Add(time.Minute)
	if a.On != ledger.OnTag {
		a.Value, a.Entity = "", ""
	}
	return a
}

// annotate keeps annotations that are new.
func annotate(t *testing.T, l ledger.Ledger, list ...ledger.Annotation) {
	t.Helper()
	if n, err := l.Annotate(t.Context(), list...); err != nil || n != len(list) {
		t.Fatalf("annotate: %d new of %d, %v", n, len(list), err)
	}
}

// record is the nth statement of an article as the ledger gives it.
func record(t *testing.T, l ledger.Ledger, a Article, n int) dixit.Record {
	t.Helper()
	_, ex := build(t, a)
	got, err := l.Statement(t.Context(), ex.Statements[n].ID)
	if err != nil {
		t.Fatal(err)
	}
	return got.Record
}

// annotations are those of a document, or all.
func annotations(t *testing.T, l ledger.Ledger, address string) []ledger.Annotation {
	t.Helper()
	var list []ledger.Annotation
	for a, err := range l.Annotations(t.Context(), address) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

// wanting is a filter for what e wants.
func wanting(e ledger.Expr) ledger.Filter { return ledger.Filter{Where: e} }

func annotateTests() []test {
	a := harbour()
	struck := is(ledger.OfStruck, ledger.Yes)
	note := func(text string) ledger.Term { return ledger.Term{Field: ledger.InNote, Text: text} }
	return []test{
		{"Replaced", annotatedAndReplaced},
		{"Speaker", func(t *testing.T, l ledger.Ledger) {
			put(t, l, a)
			first, second := remark(t, a, 0, 1, ledger.OnSpeaker, "Eva Roth"), remark(t, a, 0, 2, ledger.OnSpeaker, "Eva Rott")
			first.Entity, second.Entity = "rothe", "rotte"
			annotate(t, l, second, first) // the later one holds
			r := record(t, l, a, 0)
			expect(t, "speaker", r.Statement.Speaker, dixit.Speaker{Name: "Eva Rott", Kind: dixit.Person, ResolvedBy: dixit.ByPerson, ID: "rotte"})
			expect(t, "chain", r.Statement.Chain, []dixit.Link{{Name: "Radio Two"}, {Name: "Eva Rott"}})
			expect(t, "history", r.Corrected, []dixit.Correction{
				{Field: "speaker", Was: "Ana Núñez", Is: "Eva Roth", By: "Kim", At: first.At, Why: "heard it"},
				{Field: "speaker", Was: "Eva Roth", Is: "Eva Rott", By: "Kim", At: second.At, Why: "heard it"},
			})
			expect(t, "by the new name", find(t, l, wanting(by("rott"))), []dixit.Record{r})
			expect(t, "by the one between", said(t, l, wanting(by("roth"))), []string{})
			expect(t, "by the old name", said(t, l, wanting(by("núñez"))), []string{"𝕬 𝔫ew pier — at last"})
			expect(t, "anywhere", len(find(t, l, wanting(words("rott")))), 1)
			counts(t, l, ledger.Counts{Documents: 1, Statements: 5, Speakers: 4})
			annotate(t, l, undone(second))
			expect(t, "speaker as it was", record(t, l, a, 0).Statement.Speaker.Name, "Ana Núñez")
			expect(t, "chain as it was", len(record(t, l, a, 0).Statement.Chain), 2)
			expect(t, "history of three", len(record(t, l, a, 0).Corrected), 3)
			expect(t, "by the new name", said(t, l, wanting(by("rott"))), []string{})
			counts(t, l, ledger.Counts{Documents: 1, Statements: 5, Speakers: 3})
		}},
		{"SpeakerOfNone", func(t *testing.T, l ledger.Ledger) {
			put(t, l, a)
			named := remark(t, a, 3, 1, ledger.OnSpeaker, "Eva Roth")
			annotate(t, l, named)
			expect(t, "found", said(t, l, wanting(by("roth"))), []string{"Work begins in May"})
			annotate(t, l, undone(named))
			doc, ex := build(t, a)
			expect(t, "statement", record(t, l, a, 3).Statement, Records(doc, ex)[3].Statement)
		}},
		{"Fields", func(t *testing.T, l ledger.Ledger) {
			put(t, l, a)
			list := []ledger.Annotation{
				remark(t, a, 1, 1, ledger.OnKind, "organisation"), remark(t, a, 1, 2, ledger.OnRole, "harbour master"),
				remark(t, a, 1, 3, ledger.OnWhen, "2025-02"), remark(t, a, 1, 4, ledger.OnAct, "deny"),
				remark(t, a, 1, 5, ledger.OnAddressee, "Bo Li; the council"),
			}
			annotate(t, l, list...)
			s := record(t, l, a, 1).Statement
			expect(t, "kind", s.Speaker.Kind, dixit.Organisation)
			expect(t, "role", s.Speaker.Role, "harbour master")
			expect(t, "when", s.When, dixit.When{EDTF: "2025-02", Basis: dixit.ByPerson})
			expect(t, "addressee", s.Addressee, []dixit.Link{{Name: "Bo Li"}, {Name: "the council"}})
			expect(t, "confidence", s.Confidence, 0.75)
			for name, e := range map[string]ledger.Expr{
				"act": is(ledger.OfAct, "deny"), "day": ledger.Days{Field: ledger.SaidOn, First: "2025-02-01", Last: "2025-02-09"},
				"addressee": ledger.Term{Field: ledger.To, Text: "council"},
			} {
				expect(t, name, said(t, l, wanting(e)), []string{s.Text()})
			}
			facets, err := l.Facets(t.Context(), is(ledger.OfAct, "deny"))
			if err != nil || facets.Total != 1 {
				t.Errorf("facets: %d, %v", facets.Total, err)
			}
			for i, x := range list {
				list[i] = undone(x)
			}
			annotate(t, l, list...)
			doc, ex := build(t, a)
			expect(t, "taken back", record(t, l, a, 1).Statement, Records(doc, ex)[1].Statement)
			expect(t, "act taken back", said(t, l, wanting(is(ledger.OfAct, "deny"))), []string{})
		}},
		{"Struck", func(t *testing.T, l ledger.Ledger) {
			put(t, l, a)
			x := remark(t, a, 2, 1, ledger.OnStruck, ledger.Yes)
			annotate(t, l, x)
			expect(t, "found", len(find(t, l, ledger.Filter{})), 4)
			expect(t, "by words", said(t, l, wanting(words("pays"))), []string{})
			expect(t, "struck", said(t, l, wanting(struck)), []string{"Who pays?"})
			expect(t, "not struck", len(find(t, l, wanting(ledger.Not{X: struck}))), 4)
			expect(t, "either", len(find(t, l, wanting(ledger.Any{struck, is(ledger.OfStruck, ledger.No)}))), 5)
			expect(t, "by its id", record(t, l, a, 2).Struck, true)
			facets, err := l.Facets(t.Context(), nil)
			if err != nil || facets.Total != 4 {
				t.Errorf("facets: %d, %v", facets.Total, err)
			}
			counts(t, l, ledger.Counts{Documents: 1, Statements: 5, Speakers: 3})
			annotate(t, l, undone(x))
			expect(t, "back", said(t, l, wanting(words("pays"))), []string{"Who pays?"})
			expect(t, "no longer struck", said(t, l, wanting(struck)), []string{})
		}},
		{"Notes", func(t *testing.T, l ledger.Ledger) {
			put(t, l, a)
			annotate(t, l, remark(t, a, 1, 2, ledger.OnNote, "Compare the budgets,\nline 4"), remark(t, a, 1, 1, ledger.OnNote, "see Zürich"))
			r := record(t, l, a, 1)
			if len(r.Notes) != 2 || r.Notes[0].Text != "see Zürich" || r.Notes[1].By != "Kim" {
				t.Fatalf("notes: %+v", r.Notes)
			}
			for _, c := range []struct {
				e ledger.Expr
				n int
			}{
				{note("budget"), 1},
				{note("zurich"), 1},
				{note("zurich compare"), 0},
				{words("budget"), 0},
				{ledger.Term{Field: ledger.InNote, Text: "budg", Prefix: true}, 1},
				{ledger.Near{A: note("compare"), B: note("line"), Within: 2}, 1},
				{ledger.Not{X: note("budget")}, 4},
			} {
				expect(t, fmt.Sprint(c.e), len(find(t, l, wanting(c.e))), c.n)
			}
			expect(t, "with a word said", len(find(t, l, wanting(ledger.All{note("zurich"), words("pier")}))), 1)
			back := remark(t, a, 1, 3, ledger.OnNote, r.Notes[0].ID)
			back.Undo = true
			annotate(t, l, back)
			expect(t, "left", len(record(t, l, a, 1).Notes), 1)
			expect(t, "withdrawn", said(t, l, wanting(note("zurich"))), []string{})
			expect(t, "kept", len(annotations(t, l, "")), 3)
		}},
		{"Tags", func(t *testing.T, l ledger.Ledger) {
			put(t, l, a)
			x := remark(t, a, 1, 1, ledger.OnTag, "Trade-Talks")
			annotate(t, l, x, remark(t, a, 0, 2, ledger.OnTag, "trade-talks"), remark(t, a, 1, 3, ledger.OnTag, "été"))
			expect(t, "tags", record(t, l, a, 1).Tags, []string{"trade-talks", "été"})
			expect(t, "by tag", len(find(t, l, wanting(is(ledger.Tagged, "trade-talks")))), 2)
			expect(t, "without", len(find(t, l, wanting(ledger.Not{X: is(ledger.Tagged, "trade-talks")}))), 3)
			expect(t, "by no tag", said(t, l, wanting(is(ledger.Tagged, "trade"))), []string{})
			annotate(t, l, undone(x))
			expect(t, "one tag less", record(t, l, a, 1).Tags, []string{"été"})
			expect(t, "by tag", len(find(t, l, wanting(is(ledger.Tagged, "trade-talks")))), 1)
		}},
		{"Twice", func(t *testing.T, l ledger.Ledger) {
			put(t, l, a)
			x := remark(t, a, 1, 1, ledger.OnTag, "one")
			annotate(t, l, x)
			if n, err := l.Annotate(t.Context(), x, x); n != 0 || err != nil {
				t.Errorf("again: %d, %v", n, err)
			}
			expect(t, "kept", len(annotations(t, l, "")), 1)
		}},
		{"ListOf", func(t *testing.T, l ledger.Ledger) {
			b := one("b", "2025-01-01", "Bo", "Yes")
			first, second := remark(t, a, 1, 1, ledger.OnTag, "one"), remark(t, b, 0, 2, ledger.OnTag, "two")
			annotate(t, l, second, first) // of documents that are not there
			var want []ledger.Annotation
			for _, x := range []ledger.Annotation{first, second} {
				x, err := x.Seal()
				if err != nil {
					t.Fatal(err)
				}
				want = append(want, x)
			}
			expect(t, "all", annotations(t, l, ""), want)
			expect(t, "of one", annotations(t, l, want[1].Doc), want[1:])
			for range l.Annotations(t.Context(), "") {
				break
			}
			put(t, l, b) // nothing still reads
		}},
		{"Refused", refusedAnnotations},
		{"InCopies", func(t *testing.T, l ledger.Ledger) {
			wire := story("flood", "2025-05-01", 12)
			copied := printed(wire, "Post", "2025-05-02")
			put(t, l, wire, copied)
			one := remark(t, wire, 4, 1, ledger.OnSpeaker, "Eva Roth")
			annotate(t, l, one) // of one of two that are one: now they are two
			counts(t, l, ledger.Counts{Documents: 2, Statements: 13, Speakers: 4})
			annotate(t, l, remark(t, copied, 4, 1, ledger.OnSpeaker, "Eva Roth"))
			counts(t, l, ledger.Counts{Documents: 2, Statements: 12, Speakers: 4})
			expect(t, "once", len(find(t, l, wanting(by("roth")))), 1)
			annotate(t, l, undone(one))
			counts(t, l, ledger.Counts{Documents: 2, Statements: 13, Speakers: 4})
			annotate(t, l, remark(t, wire, 5, 3, ledger.OnStruck, ledger.Yes))
			expect(t, "the other", len(find(t, l, wanting(words("newswire")))), 0)
			expect(t, "shown in the copy", len(find(t, l, ledger.Filter{})), 13)
		}},
		{"TakenOver", takenOver},
		{"Searches", savedSearches},
	}
}

// takenOver says which statement has what was said of one that another engine found: that is decided by ledger.Assign.
func takenOver(t *testing.T, l ledger.Ledger) {
	a := one("a", "2025-01-01", "Ann Moe", "We agree")
	moved := remark(t, a, 0, 1, ledger.OnTag, "kept")
	moved.Statement, moved.Mention = "anotherengines", [2]int{moved.Mention[0] + 4, moved.Mention[1]}
	elsewhere := remark(t, a, 0, 2, ledger.OnTag, "elsewhere")
	elsewhere.Content = [][2]int{{0, 3}}
	annotate(t, l, moved, elsewhere)
	put(t, l, a)
	expect(t, "tags", record(t, l, a, 0).Tags, []string{"kept"})
	expect(t, "kept", len(annotations(t, l, moved.Doc)), 2)
}

func refusedAnnotations(t *testing.T, l ledger.Ledger) {
	a := harbour()
	put(t, l, a)
	good := remark(t, a, 0, 1, ledger.OnNote, "good")
	for name, spoil := range map[string]func(*ledger.Annotation){
		"NoAuthor":     func(x *ledger.Annotation) { x.By = "" },
		"NoInstant":    func(x *ledger.Annotation) { x.At = time.Time{}.AddDate(-5, 0, 0) },
		"NoDocument":   func(x *ledger.Annotation) { x.Doc = "x" },
		"NoPlace":      func(x *ledger.Annotation) { x.Content = nil },
		"PlacesMixed":  func(x *ledger.Annotation) { x.Content = [][2]int{{5, 9}, {1, 3}} },
		"NoField":      func(x *ledger.Annotation) { x.On = "confidence" },
		"EmptyNote":    func(x *ledger.Annotation) { x.Value = " \n" },
		"LongNote":     func(x *ledger.Annotation) { x.Value = strings.Repeat("é", ledger.MaxNote/2+1) },
		"NotUTF8":      func(x *ledger.Annotation) { x.Value = "\xff" },
		"Escape":       func(x *ledger.Annotation) { x.Value = "red \x1b[31m" },
		"Nul":          func(x *ledger.Annotation) { x.Why = "\x00" },
		"Lines":        func(x *ledger.Annotation) { x.By = "a\nb" },
		"TwoWordTag":   func(x *ledger.Annotation) { x.On, x.Value = ledger.OnTag, "two words" },
		"LongTag":      func(x *ledger.Annotation) { x.On, x.Value = ledger.OnTag, strings.Repeat("a", ledger.MaxTag+1) },
		"NoAct":        func(x *ledger.Annotation) { x.On, x.Value = ledger.OnAct, "sing" },
		"NoKind":       func(x *ledger.Annotation) { x.On, x.Value = ledger.OnKind, "cat" },
		"NoDay":        func(x *ledger.Annotation) { x.On, x.Value = ledger.OnWhen, "yesterday" },
		"NoName":       func(x *ledger.Annotation) { x.On, x.Value = ledger.OnSpeaker, "—" },
		"NoNames":      func(x *ledger.Annotation) { x.On, x.Value = ledger.OnAddressee, "a;;b" },
		"HalfStruck":   func(x *ledger.Annotation) { x.On, x.Value = ledger.OnStruck, "no" },
		"UndoOfValue":  func(x *ledger.Annotation) { x.On, x.Value, x.Undo = ledger.OnAct, "deny", true },
		"EntityOfNote": func(x *ledger.Annotation) { x.Entity = "x" },
		"OtherID":      func(x *ledger.Annotation) { x.ID = "aaaaaaaaaaaaaaaa" },
	} {
		bad := good
		spoil(&bad)
		n, err := l.Annotate(t.Context(), good, bad)
		refused(t, name, err, dixit.Invalid)
		expect(t, name+": new", n, 0)
	}
	expect(t, "kept", len(annotations(t, l, "")), 0)
	var list []ledger.Annotation
	for i := range ledger.MaxAnnotations {
		x := good
		x.Value = fmt.Sprint("note ", i)
		list = append(list, x)
	}
	annotate(t, l, list...)
	_, err := l.Annotate(t.Context(), good)
	refused(t, "too many", err, dixit.TooLarge)
	annotate(t, l, remark(t, a, 1, 1, ledger.OnNote, "of another"))
}

func savedSearches(t *testing.T, l ledger.Ledger) {
	at := time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)
	list := []ledger.Saved{{Name: "b", Query: "peace", At: at}, {Name: "a-1", Query: `"deal" -x`, At: at}}
	for _, s := range list {
		if err := l.SaveSearch(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	list[0].Query = "war"
	if err := l.SaveSearch(t.Context(), list[0]); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []ledger.Saved{{Name: "", Query: "x"}, {Name: "Big", Query: "x"}, {Name: "two words", Query: "x"}, {Name: "x", Query: "\xff"}, {Name: "x", Query: strings.Repeat("x", 9000)}} {
		refused(t, bad.Name, l.SaveSearch(t.Context(), bad), dixit.Invalid)
	}
	got, err := l.Searches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "searches", got, []ledger.Saved{list[1], list[0]})
	if err := l.DropSearch(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	refused(t, "drop", l.DropSearch(t.Context(), "b"), dixit.NotFound)
}

// remarksByChance are annotations of articles, of every kind.
func remarksByChance(t *testing.T, chance *rand.Rand, articles []Article, n int) []ledger.Annotation {
	var list []ledger.Annotation
	for i := range n {
		a := pick(chance, articles)
		x := remark(t, a, chance.IntN(len(a.Says)), i, ledger.OnStruck, ledger.Yes)
		switch chance.IntN(8) {
		case 0, 1:
			x.On, x.Value = ledger.OnSpeaker, pick(chance, someNames()[:5])
			if x.Value == "Peter Deal" || x.Value == "P. Deal" {
				x.Entity = "peterdeal"
			}
		case 2:
			x.On, x.Value = ledger.OnAct, string(pick(chance, dixit.Acts()[:5]))
		case 3:
			x.On, x.Value = ledger.OnWhen, pick(chance, []string{"", "2025-01-01", "2025-02"})
		case 4:
			x.On, x.Value = ledger.OnNote, pick(chance, someWords())+" "+pick(chance, someWords())
		case 5:
			x.On, x.Value = ledger.OnTag, pick(chance, someTags())
		case 6:
			x.On, x.Value = ledger.OnAddressee, pick(chance, someNames())
		}
		list = append(list, x)
		if chance.IntN(4) == 0 && x.On != ledger.OnNote {
			list = append(list, undone(x))
		}
	}
	return list
}

func someTags() []string { return []string{"peace", "peter", "x-1"} }
