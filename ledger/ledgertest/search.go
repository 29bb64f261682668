package ledgertest

import (
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
)

// words are terms of a word each, all wanted.
func words(list ...string) ledger.All {
	var terms ledger.All
	for _, w := range list {
		terms = append(terms, ledger.Term{Text: w})
	}
	return terms
}

// by wants all of the words in the speaker's name.
func by(list ...string) ledger.All {
	var terms ledger.All
	for _, w := range list {
		terms = append(terms, ledger.Term{Field: ledger.Speaker, Text: w})
	}
	return terms
}

func published(first, last string) ledger.Days {
	return ledger.Days{Field: ledger.Published, First: first, Last: last}
}

func is(f ledger.Field, value string) ledger.Value { return ledger.Value{Field: f, Is: value} }

func wordTests() []test {
	phrase := func(s string) ledger.Term { return ledger.Term{Text: s} }
	begin := func(s string) ledger.Term { return ledger.Term{Text: s, Prefix: true} }
	in := func(f ledger.Field, s string) ledger.Term { return ledger.Term{Field: f, Text: s} }
	near := func(a, b string, n int) ledger.Near { return ledger.Near{A: phrase(a), B: phrase(b), Within: n} }
	a := Article{ID: "a", Title: "Talks in Zürich", Outlet: "Example Gazette", Published: "2025-01-01", Says: []Say{
		{Speaker: "José Peters", Cue: "said", Act: "promise", When: "2024-12-24", Chain: []string{"Example Wire", "The Agency"}, Parts: []string{"She promised a cease-fire by 1,500 announcements", "of the café’s owner"}},
		{Speaker: "Li Wei", Cue: "replied", When: "2024-12", To: "Mayor Ann Moe", Sure: 0.95, About: []string{"government", "Province of Utopia"}, Parts: []string{"The U.S. government isn't \"ready\" AND NOT NEAR it"}},
		{Speaker: "Li Wei", Cue: "nodded", Kind: dixit.Nonverbal},
	}}
	const first, second, gesture = 1, 2, 4 // what is found, added up
	cases := []struct {
		name  string
		where ledger.Expr
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
		{"InWhatWasSaid", in(ledger.Said, "ready"), second},
		{"NotInWhatWasSaid", in(ledger.Said, "wei"), 0},
		{"InTopics", in(ledger.Said, "utopia"), second},
		{"InTopicsAnywhere", words("ready", "province"), second},
		{"InTopicsInARow", in(ledger.Said, "province of utopia"), second},
		{"NotFromWordsToTopics", in(ledger.Said, "it province"), 0},
		{"InTitle", in(ledger.Title, "zurich talk"), 0},
		{"InTitleInOrder", in(ledger.Title, "talk in zurich"), first + second + gesture},
		{"InCue", in(ledger.Cue, "reply"), second},
		{"InOutlet", in(ledger.Outlet, "gazette"), first + second + gesture},
		{"NamesNotInForms", in(ledger.Outlet, "gazettes"), 0},
		{"To", in(ledger.To, "mayor"), second},
		{"Via", in(ledger.Via, "the agency"), first},
		{"ViaIsNotSpeaker", in(ledger.Via, "peters"), 0},
		{"ViaAcrossNames", in(ledger.Via, "wire the"), 0},
		{"Or", ledger.Any{phrase("ready"), phrase("promise"), phrase("unheard")}, first + second},
		{"OrOfNothing", ledger.Any{}, 0},
		{"Not", ledger.Not{X: phrase("ready")}, first + gesture},
		{"AndNot", ledger.All{phrase("zurich"), ledger.Not{X: phrase("wei")}}, first},
		{"NotNot", ledger.Not{X: ledger.Not{X: phrase("ready")}}, second},
		{"NotOr", ledger.All{phrase("talk"), ledger.Not{X: ledger.Any{phrase("ready"), phrase("nod")}}}, first},
		{"OrWithValue", ledger.Any{phrase("ready"), is(ledger.OfKind, "nonverbal")}, second + gesture},
		{"NotOfMixed", ledger.Not{X: ledger.All{phrase("talk"), is(ledger.OfKind, "direct")}}, gesture},
		{"Near", near("fire", "announcing", 3), first},
		{"NearEitherOrder", near("announcements", "fires", 3), first},
		{"NotSoNear", near("fire", "announcements", 2), 0},
		{"NearAcrossFields", near("wei", "talks", 60), 0},
		{"Act", is(ledger.OfAct, "promise"), first},
		{"SaidOnDay", ledger.Days{Field: ledger.SaidOn, First: "2024-12-24", Last: "2024-12-24"}, first + second},
		{"SaidBefore", ledger.Days{Field: ledger.SaidOn, Last: "2024-12-23"}, second},
		{"SaidAfter", ledger.Days{Field: ledger.SaidOn, First: "2024-12-25"}, second},
		{"NotSaidAfter", ledger.Not{X: ledger.Days{Field: ledger.SaidOn, First: "2024-12-25"}}, first + gesture},
		{"Depth", ledger.Number{Field: ledger.Depth, Min: 2, Max: 9}, first},
		{"Confidence", ledger.Number{Field: ledger.Confidence, Min: 0.9, Max: 1}, second},
		{"CueIsNotContent", words("replied"), 0},
		{"AccentAsked", words("jósé"), first},
		{"AccentNotAsked", words("cafe", "zurich"), first},
		{"AccentApart", words("cafe\u0301"), first},
		{"Phrase", ledger.All{phrase("government isn't ready")}, second},
		{"TermOfWordsInARow", words("ready government"), 0},
		{"TermOfWordsAcrossSigns", words("cease — fire"), first},
		{"PhraseInOrder", ledger.All{phrase("ready government")}, 0},
		{"PhraseOfForms", ledger.All{phrase("promising a cease fire")}, first},
		{"PhraseNotAcrossParts", ledger.All{phrase("announcements of")}, 0},
		{"PhraseNotAcrossFields", ledger.All{phrase("wei talks")}, 0},
		{"PhraseAndWord", ledger.All{phrase("cease-fire"), phrase("jose")}, first},
		{"Hyphen", words("cease-fire"), first},
		{"Dots", words("U.S."), second},
		{"Apostrophe", words("isn’t"), second},
		{"Digits", words("1,500"), first},
		{"Beginning", ledger.All{begin("gov")}, second},
		{"BeginningLongerThanStem", ledger.All{begin("announceme")}, first},
		{"BeginningIsNotForm", ledger.All{begin("promising")}, 0},
		{"BeginningOfPhrase", ledger.All{begin("cease-fi")}, first},
		{"BeginningOfLastWord", ledger.All{begin("promised a cea"), begin("ann …")}, first},
		{"Beginnings", ledger.All{begin("JOS"), begin("ann")}, first},
		{"BeginningAndWord", ledger.All{begin("zür"), phrase("nodding")}, gesture},
		{"SyntaxIsWords", words("AND", "NOT", "NEAR"), second},
		{"NoSyntax", ledger.All{phrase(`said: NEAR("x") ^a - b* OR`)}, 0},
		{"Quotes", words(`"ready"`, "rea\x00dy"), 0},
		{"Nul", words("\x00ready\x00"), second},
	}
	number := map[string]int{"said": first, "replied": second, "nodded": gesture}
	return []test{{"Found", func(t *testing.T, l ledger.Ledger) {
		put(t, l, a)
		for _, c := range cases {
			got := 0
			for _, r := range find(t, l, ledger.Filter{Where: c.where}) {
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
		{"Speaker", "5 4 2", ledger.Filter{Where: by("peter")}},
		{"SpeakerNotInForms", "3", ledger.Filter{Where: by("Peters")}},
		{"SpeakerAllWords", "2", ledger.Filter{Where: by("O’NEILL", "peter")}},
		{"SpeakerAccents", "1", ledger.Filter{Where: by("lukas", "STRASSE")}},
		{"SpeakerWholeWords", "", ledger.Filter{Where: by("pet")}},
		{"SpeakerTwiceTheWord", "5 4 2", ledger.Filter{Where: by("Peter", "peter")}},
		{"SpeakerIsNotWildcard", "", ledger.Filter{Where: by("p%")}},
		{"SpeakerUnknown", "", ledger.Filter{Where: by("Nobody")}},
		{"Since", "5 4 3", ledger.Filter{Where: published("2025-02-03", "")}},
		{"Until", "3 2 1", ledger.Filter{Where: published("", "2025-02-03")}},
		{"Between", "3", ledger.Filter{Where: published("2025-02-03", "2025-02-03")}},
		{"BetweenNothing", "", ledger.Filter{Where: published("1999-01-01", "1999-12-31")}},
		{"Kind", "4 3", ledger.Filter{Where: is(ledger.OfKind, "indirect")}},
		{"All", "4", ledger.Filter{
			Where: ledger.All{words("page"), by("peter"), published("2025-02-02", "2025-02-04"), is(ledger.OfKind, "indirect")}, Limit: 3,
		}},
		{"Limit", "5 4", ledger.Filter{Limit: 2}},
		{"LimitOfWords", "5", ledger.Filter{Where: words("page"), Limit: 1}},
		{"LimitBeyond", "5 4 3 2 1 0", ledger.Filter{Limit: 100}},
	}
}

func badFilters() map[string]ledger.Filter {
	return map[string]ledger.Filter{
		"DayOfNoCalendar": {Where: published("2025-02-30", "")},
		"DayTooShort":     {Where: published("", "2025-2-3")},
		"DayNotADay":      {Where: published("", "x")},
		"DaysReversed":    {Where: published("2025-02-03", "2025-02-02")},
		"NoSuchKind":      {Where: is(ledger.OfKind, "loud")},
		"NegativeLimit":   {Limit: -1},
		"EmptyTerm":       {Where: words("")},
		"TermOfMarks":     {Where: words("page", "—!\u0301")},
		"SpeakerOfMarks":  {Where: by("--")},
		"ManyTerms":       {Where: words(strings.Fields(strings.Repeat("a ", 1000))...)},
		"LongTerm":        {Where: words(strings.Repeat("long ", 10000))},
		"LongSpeaker":     {Where: by(strings.Repeat("long ", 10000))},
		"NoFieldOfWords":  {Where: ledger.Term{Field: ledger.OfAct, Text: "deny"}},
		"NoFieldOfValues": {Where: is(ledger.Speaker, "a")},
		"NoFieldOfDays":   {Where: ledger.Days{Field: ledger.OfAct, First: "2025-01-01"}},
		"NoNumbers":       {Where: ledger.Number{Field: ledger.Depth, Min: 2, Max: 1}},
		"FarFromNear":     {Where: ledger.Near{A: ledger.Term{Text: "a"}, B: ledger.Term{Text: "b"}, Within: 1000}},
		"NearItself":      {Where: ledger.Near{A: ledger.Term{Text: "vow"}, B: ledger.Term{Text: "vows"}, Within: 9}},
		"NearPhrases":     {Where: ledger.Near{A: ledger.Term{Text: "a b"}, B: ledger.Term{Text: "b"}}},
		"TooDeep":         {Where: deep(100)},
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

// deep is an expression n deep.
func deep(n int) ledger.Expr {
	if n == 0 {
		return ledger.Term{Text: "a"}
	}
	return ledger.Not{X: deep(n - 1)}
}
