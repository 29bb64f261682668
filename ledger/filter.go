package ledger

import (
	"slices"
	"time"

	"dixit"
)

// Filter says which statements are wanted. Zero fields do not restrict.
type Filter struct {
	Terms   []Term     // all must match
	Speaker string     // every word of it must be in the speaker's name, accents and case folded
	Since   string     // a day, YYYY-MM-DD: published then or later
	Until   string     // a day, YYYY-MM-DD: published then or earlier
	Kind    dixit.Kind //
	All     bool       // those too that are said again in copies
	Limit   int        // how many at most; 0 = no limit
}

// Term is something that must be in what was said, in the speaker's name or in the title, in any form of its words: "promised"
// is found by "promise". Accents and case do not matter. What a person takes for one word may be several to an index, as
// "e-mail" or "U.S."; they must then stand in a row.
type Term struct {
	Text   string // words, with white space between them
	Phrase bool   // all of Text must stand in a row; else each word somewhere
	Prefix bool   // the words are taken as they are written, not in any form, and the last one may go on
}

// Bounds on a filter: nobody types more, and a store's work is bounded by them.
const (
	maxTerms = 64
	maxChars = 4096 // bytes of Speaker, or of all terms
)

// Check refuses a filter that cannot be meant (Invalid): a term or a speaker without a letter or digit, a day that is none,
// days in the wrong order, an unknown kind, a negative limit, or more than anybody types. Statements published on an unknown
// day match neither Since nor Until.
func (f Filter) Check() error {
	if err := f.checkWords(); err != nil {
		return err
	}
	for _, day := range []string{f.Since, f.Until} {
		if day != "" && DayNumber(day) == 0 {
			return dixit.Errorf(dixit.Invalid, "day %.40q: not of the form YYYY-MM-DD", day)
		}
	}
	if f.Since != "" && f.Until != "" && f.Since > f.Until {
		return dixit.Errorf(dixit.Invalid, "days: since %s is after until %s", f.Since, f.Until)
	}
	if f.Kind != "" && !slices.Contains(dixit.Kinds(), f.Kind) {
		return dixit.Errorf(dixit.Invalid, "kind %.40q: not one of %v", f.Kind, dixit.Kinds())
	}
	if f.Limit < 0 {
		return dixit.Errorf(dixit.Invalid, "limit %d: negative", f.Limit)
	}
	return nil
}

func (f Filter) checkWords() error {
	n := 0
	for _, t := range f.Terms {
		if len(Words(t.Text)) == 0 {
			return dixit.Errorf(dixit.Invalid, "term %.40q: no letter or digit in it", t.Text)
		}
		n += len(t.Text)
	}
	if len(f.Terms) > maxTerms || n > maxChars {
		return dixit.Errorf(dixit.Invalid, "terms: more than %d, or more than %d bytes", maxTerms, maxChars)
	}
	if len(f.Speaker) > maxChars {
		return dixit.Errorf(dixit.Invalid, "speaker: more than %d bytes", maxChars)
	}
	if f.Speaker != "" && len(NameWords(f.Speaker)) == 0 {
		return dixit.Errorf(dixit.Invalid, "speaker %.40q: no letter or digit in it", f.Speaker)
	}
	return nil
}

// DayNumber is the number of a day written YYYY-MM-DD: 1 for 0000-01-01, and 0 for what is no day. It is the greater part of
// a statement's place in the order of a search.
func DayNumber(day string) int64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	first := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	return (t.Unix()-first)/(24*60*60) + 1
}
