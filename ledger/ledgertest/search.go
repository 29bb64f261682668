package ledgertest

import (
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
)

// words are terms of a word each.
func words(list ...string) []ledger.Term {
	var terms []ledger.Term
	for _, w := range list {
		terms = append(terms, ledger.Term{Text: w})
	}
	return terms
}

func wordTests() []test {
	phrase := func(s string) ledger.Term { return ledger.Term{Text: s, Phrase: true} }
	begin := func(s string) ledger.Term { return ledger.Term{Text: s, Prefix: true} }
	a := Article{ID: "a", Title: "Talks in Zürich", Published: "2025-01-01", Says: []Say{
		{Speaker: "José Peters", Cue: "said", Parts: []string{"She promised a cease-fire by 1,500 announcements", "of the café’s owner"}},
		{Speaker: "Li Wei", Cue: "replied", Parts: []string{"The U.S. government isn't \"ready\" AND NOT NEAR it"}},
		{Speaker: "Li Wei", Cue: "nodded", Kind: dixit.Nonverbal},
	}}
	const first, second, gesture = 1, 2, 4 // what is found, added up
	cases := []struct {
		name  string
		terms []ledger.Term
		want  int
	}{
		{"Word", words("ready"), second},
		{"NoSuchWord", words("unheard"), 0},
		{"Case", words("SHE"), first},
		{"Form", words("promises"), first},
		{"AllMustMatch", words("she", "ready"), 0},
		{"FieldsMayDiffer", words("peters", "zürich", "promise"), first},
		{"Speaker", words("wei"), second + gesture},
		{"Title", words("talk"), first + second + gesture},
		{"GestureByItsCue", words("nod"), gesture},
		{"CueIsNotContent", words("replied"), 0},
		{"AccentAsked", words("jósé"), first},
		{"AccentNotAsked", words("cafe", "zurich"), first},
		{"AccentApart", words("cafe\u0301"), first},
		{"Phrase", []ledger.Term{phrase("government isn't ready")}, second},
		{"TermOfWords", words("ready government"), second},
		{"TermOfWordsAllMustMatch", words("ready — peters"), 0},
		{"PhraseInOrder", []ledger.Term{phrase("ready government")}, 0},
		{"PhraseOfForms", []ledger.Term{phrase("promising a cease fire")}, first},
		{"PhraseNotAcrossParts", []ledger.Term{phrase("announcements of")}, 0},
		{"PhraseNotAcrossFields", []ledger.Term{phrase("wei talks")}, 0},
		{"PhraseAndWord", []ledger.Term{phrase("cease-fire"), {Text: "jose"}}, first},
		{"Hyphen", words("cease-fire"), first},
		{"Dots", words("U.S."), second},
		{"Apostrophe", words("isn’t"), second},
		{"Digits", words("1,500"), first},
		{"Beginning", []ledger.Term{begin("gov")}, second},
		{"BeginningLongerThanStem", []ledger.Term{begin("announceme")}, first},
		{"BeginningIsNotForm", []ledger.Term{begin("promising")}, 0},
		{"BeginningOfPhrase", []ledger.Term{{Text: "cease-fi", Prefix: true, Phrase: true}}, first},
		{"BeginningOfLastWord", []ledger.Term{{Text: "promised cea", Prefix: true}, begin("ann …")}, first},
		{"Beginnings", []ledger.Term{begin("JOS"), begin("ann")}, first},
		{"BeginningAndWord", []ledger.Term{begin("zür"), {Text: "nodding"}}, gesture},
		{"SyntaxIsWords", words("AND", "NOT", "NEAR"), second},
		{"NoSyntax", []ledger.Term{{Text: `said: NEAR("x") ^a - b* OR`}}, 0},
		{"Quotes", words(`"ready"`, "rea\x00dy"), 0},
		{"Nul", words("\x00ready\x00"), second},
	}
	number := map[string]int{"said": first, "replied": second, "nodded": gesture}
	return []test{{"Found", func(t *testing.T, l ledger.Ledger) {
		put(t, l, a)
		for _, c := range cases {
			got := 0
			for _, r := range find(t, l, ledger.Filter{Terms: c.terms}) {
				got += number[r.Statement.Cue[0].Text()]
			}
			if got != c.want {
				t.Errorf("%s: got %03b, want %03b", c.name, got, c.want)
			}
		}
	}}}
}

func filterTests() []test {
	return []test{
		{"Found", func(t *testing.T, l ledger.Ledger) {
			put(t, l, people()...)
			for _, c := range goodFilters() {
				expect(t, c.name, strings.Join(said(t, l, c.f), " "), c.want)
			}
		}},
		{"Refused", func(t *testing.T, l ledger.Ledger) {
			put(t, l, people()...)
			for name, f := range badFilters() {
				n := 0
				for r, err := range l.Search(t.Context(), f) {
					n++
					expect(t, name, r, dixit.Record{})
					refused(t, name, err, dixit.Invalid)
				}
				expect(t, name+": rows", n, 1)
			}
		}},
	}
}

type filterCase struct {
	name, want string
	f          ledger.Filter
}

func goodFilters() []filterCase {
	return []filterCase{
		{"Nothing", "5 4 3 2 1 0", ledger.Filter{}},
		{"Speaker", "5 4 2", ledger.Filter{Speaker: "peter"}},
		{"SpeakerNotInForms", "3", ledger.Filter{Speaker: "Peters"}},
		{"SpeakerAllWords", "2", ledger.Filter{Speaker: "O’NEILL peter"}},
		{"SpeakerAccents", "1", ledger.Filter{Speaker: "lukas STRASSE"}},
		{"SpeakerWholeWords", "", ledger.Filter{Speaker: "pet"}},
		{"SpeakerTwiceTheWord", "5 4 2", ledger.Filter{Speaker: "Peter peter"}},
		{"SpeakerIsNotWildcard", "", ledger.Filter{Speaker: "p%"}},
		{"SpeakerUnknown", "", ledger.Filter{Speaker: "Nobody"}},
		{"Since", "5 4 3", ledger.Filter{Since: "2025-02-03"}},
		{"Until", "3 2 1", ledger.Filter{Until: "2025-02-03"}},
		{"Between", "3", ledger.Filter{Since: "2025-02-03", Until: "2025-02-03"}},
		{"BetweenNothing", "", ledger.Filter{Since: "1999-01-01", Until: "1999-12-31"}},
		{"Kind", "4 3", ledger.Filter{Kind: dixit.Indirect}},
		{"All", "4", ledger.Filter{
			Terms: words("page"), Speaker: "peter", Since: "2025-02-02", Until: "2025-02-04", Kind: dixit.Indirect, Limit: 3,
		}},
		{"Limit", "5 4", ledger.Filter{Limit: 2}},
		{"LimitOfWords", "5", ledger.Filter{Terms: words("page"), Limit: 1}},
		{"LimitBeyond", "5 4 3 2 1 0", ledger.Filter{Limit: 100}},
	}
}

func badFilters() map[string]ledger.Filter {
	return map[string]ledger.Filter{
		"DayOfNoCalendar": {Since: "2025-02-30"},
		"DayTooShort":     {Until: "2025-2-3"},
		"DayNotADay":      {Until: "x"},
		"DaysReversed":    {Since: "2025-02-03", Until: "2025-02-02"},
		"NoSuchKind":      {Kind: "loud"},
		"NegativeLimit":   {Limit: -1},
		"EmptyTerm":       {Terms: words("")},
		"TermOfMarks":     {Terms: words("page", "—!\u0301")},
		"SpeakerOfMarks":  {Speaker: "--"},
		"ManyTerms":       {Terms: words(strings.Fields(strings.Repeat("a ", 1000))...)},
		"LongTerm":        {Terms: words(strings.Repeat("long ", 10000))},
		"LongSpeaker":     {Speaker: strings.Repeat("long ", 10000)},
	}
}

// people are articles of several speakers, in the reverse of the order of a search.
func people() []Article {
	list := []Article{
		one("0", "", "Łukasz", "0"),
		one("1", "2025-02-01", "Lu\u0301kas Łukasz Straße", "1"),
		one("2", "2025-02-02", "Péter O'Neill", "2"),
		one("3", "2025-02-03", "Ann Peters", "3"),
		one("4", "2025-02-04", "PETER", "4"),
		one("5", "2025-02-05", "Saint Peter", "5"),
	}
	list[3].Says[0].Kind, list[4].Says[0].Kind = dixit.Indirect, dixit.Indirect
	return list
}
