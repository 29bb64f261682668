package ledger

import (
	"iter"
	"slices"
	"strings"

	"dixit"
)

// Field is a part of a statement or of its document that can be asked for.
type Field string

// Fields of words: what is looked for are words in them, in any form.
const (
	Anywhere Field = ""        // what was said, the speaker's name or the title of the document
	Said     Field = "about"   // what was said, and what that is about
	Speaker  Field = "speaker" // the speaker's name, in any of the spellings that documents give him
	Title    Field = "title"   // of the document
	Outlet   Field = "outlet"  //
	Agency   Field = "agency"  //
	To       Field = "to"      // who was spoken to
	Via      Field = "via"     // who stands in the chain before the speaker
	Cue      Field = "cue"     // the words that report
	InNote   Field = "note"    // what people have written about it
)

// Fields of values, each one of a few.
const (
	OfAct     Field = "act"
	OfKind    Field = "kind"
	OfRegion  Field = "region"
	OfTier    Field = "tier"
	OfSource  Field = "source"  // what sort of source the speaker is (dixit.SpeakerKind)
	Tagged    Field = "tag"     // one of the tags
	OfCluster Field = "cluster" // the id of the cluster of statements of the same words
	Named     Field = "name"    // the speaker's name, letter by letter; for programs, as nobody types it
	OfStruck  Field = "struck"  // yes or no; a search that does not ask wants no (Filter.Expr)
)

// Fields of days.
const (
	SaidOn    Field = "said"      // the day of the saying
	Published Field = "published" // of the document
)

// Fields of numbers.
const (
	Depth      Field = "depth"      // how many stand in the chain, the speaker included
	Confidence Field = "confidence" // 0 to 1
)

// Expr says which statements are wanted: All, Any, Not, Term, Near, Value, Days or Number.
type Expr interface {
	// check refuses what cannot be meant (Invalid).
	check() error
}

// All wants each of its parts; an empty one wants everything.
type All []Expr

// Any wants one of its parts at least; an empty one wants nothing.
type Any []Expr

// Not wants what X does not.
type Not struct{ X Expr }

// Term wants words in a field: one, or several that stand in a row. They are found in any of their forms, "promised" by
// "promise", whatever accents and case; those of names only as they are.
type Term struct {
	Field  Field
	Text   string // what a person takes for one word may be several to an index, as "e-mail" or "U.S."
	Prefix bool   // the words are taken as they are written, and the last one may go on
}

// Near wants A and B in one field, in either order, with at most Within words between them. Of a
// speaker's names only the one that the document gives him counts.
type Near struct {
	A, B   Term // of the same field, a word each
	Within int
}

// Value wants a field to be Is.
type Value struct {
	Field Field
	Is    string
}

// Days wants a field to hold a day from First to Last, YYYY-MM-DD, both included; "" is open. A date that is more than a day
// is wanted if it may be one of them; an unknown one is not.
type Days struct {
	Field       Field
	First, Last string
}

// Number wants a field to be at least Min and at most Max.
type Number struct {
	Field    Field
	Min, Max float64
}

// lenID is how many characters an id has (dixit.Statement).
const lenID = 16

// Bounds on an expression: nobody types more, and a store's work is bounded by them.
const (
	maxParts = 256
	maxDepth = 32
	maxChars = 4096 // bytes of all words
	maxNear  = 64
)

// Check refuses an expression that cannot be meant (Invalid): words without a letter or digit, a day that is none, days in the
// wrong order, a value that the field cannot have, and more than anybody types.
func Check(e Expr) error {
	parts, chars := 0, 0
	if err := measure(e, 1, &parts, &chars); err != nil {
		return err
	}
	if chars > maxChars {
		return dixit.Errorf(dixit.Invalid, "more than %d bytes of words", maxChars)
	}
	return e.check()
}

// measure counts the parts of e and the bytes of its words.
func measure(e Expr, depth int, parts, chars *int) error {
	if *parts++; *parts > maxParts {
		return dixit.Errorf(dixit.Invalid, "more than %d parts", maxParts)
	}
	if depth > maxDepth {
		return dixit.Errorf(dixit.Invalid, "more than %d deep", maxDepth)
	}
	var inner []Expr
	switch e := e.(type) {
	case All:
		inner = e
	case Any:
		inner = e
	case Not:
		inner = []Expr{e.X}
	case Near:
		inner = []Expr{e.A, e.B}
	case Term:
		*chars += len(e.Text)
	}
	for _, x := range inner {
		if err := measure(x, depth+1, parts, chars); err != nil {
			return err
		}
	}
	return nil
}

// Terms are the terms of e, in order, also those that must not be found.
func Terms(e Expr) iter.Seq[Term] {
	return func(yield func(Term) bool) { eachTerm(e, yield) }
}

func eachTerm(e Expr, yield func(Term) bool) bool {
	switch e := e.(type) {
	case All:
		return !slices.ContainsFunc(e, func(x Expr) bool { return !eachTerm(x, yield) })
	case Any:
		return !slices.ContainsFunc(e, func(x Expr) bool { return !eachTerm(x, yield) })
	case Not:
		return eachTerm(e.X, yield)
	case Near:
		return yield(e.A) && yield(e.B)
	case Term:
		return yield(e)
	}
	return true
}

func (e All) check() error { return checkAll(e) }
func (e Any) check() error { return checkAll(e) }
func (e Not) check() error { return e.X.check() }

func checkAll(list []Expr) error {
	for _, x := range list {
		if err := x.check(); err != nil {
			return err
		}
	}
	return nil
}

func (e Term) check() error {
	switch e.Field {
	case Anywhere, Said, Speaker, Title, Outlet, Agency, To, Via, Cue, InNote:
	default:
		return dixit.Errorf(dixit.Invalid, "%s: not a field of words", e.Field)
	}
	if len(Fold(e.Text)) == 0 {
		return dixit.Errorf(dixit.Invalid, "%.40q: no letter or digit in it", e.Text)
	}
	return nil
}

func (e Near) check() error {
	if e.A.Field != e.B.Field || len(Fold(e.A.Text)) != 1 || len(Fold(e.B.Text)) != 1 {
		return dixit.Errorf(dixit.Invalid, "near: between two words of one field")
	}
	if e.A.Prefix || e.B.Prefix || Stem(Fold(e.A.Text)[0]) == Stem(Fold(e.B.Text)[0]) {
		return dixit.Errorf(dixit.Invalid, "near: between two different, whole words")
	}
	if e.Within < 0 || e.Within > maxNear {
		return dixit.Errorf(dixit.Invalid, "near: %d words, between 0 and %d can be asked for", e.Within, maxNear)
	}
	return checkAll([]Expr{e.A, e.B})
}

func (e Value) check() error {
	var legal []string
	switch e.Field {
	case OfAct:
		for _, a := range dixit.Acts() {
			legal = append(legal, string(a))
		}
	case OfKind:
		for _, k := range dixit.Kinds() {
			legal = append(legal, string(k))
		}
	case OfRegion:
		legal = []string{string(dixit.Headline), string(dixit.Body), string(dixit.Caption)}
	case OfTier:
		legal = []string{"1", "2"}
	case Named:
		if e.Is == "" {
			return dixit.Errorf(dixit.Invalid, "name: it is empty")
		}
		return nil
	case OfSource:
		for _, k := range dixit.SpeakerKinds() {
			legal = append(legal, string(k))
		}
	case OfStruck:
		legal = []string{Yes, No}
	case OfCluster:
		if len(e.Is) != lenID || strings.Trim(e.Is, "abcdefghijklmnopqrstuvwxyz234567") != "" {
			return dixit.Errorf(dixit.Invalid, "cluster %.40q: not the id of one, %d letters and digits", e.Is, lenID)
		}
		return nil
	case Tagged:
		tag, err := TagOf(e.Is)
		if err == nil && tag != e.Is {
			err = dixit.Errorf(dixit.Invalid, "tag %.40q: written %q", e.Is, tag)
		}
		return err
	default:
		return dixit.Errorf(dixit.Invalid, "%s: not a field of values", e.Field)
	}
	if !slices.Contains(legal, e.Is) {
		return dixit.Errorf(dixit.Invalid, "%s %.40q: not one of %v", e.Field, e.Is, legal)
	}
	return nil
}

func (e Days) check() error {
	if e.Field != SaidOn && e.Field != Published {
		return dixit.Errorf(dixit.Invalid, "%s: not a field of days", e.Field)
	}
	for _, day := range []string{e.First, e.Last} {
		if day != "" && DayNumber(day) == 0 {
			return dixit.Errorf(dixit.Invalid, "day %.40q: not of the form YYYY-MM-DD", day)
		}
	}
	if e.First != "" && e.Last != "" && e.First > e.Last {
		return dixit.Errorf(dixit.Invalid, "days: %s is after %s", e.First, e.Last)
	}
	return nil
}

func (e Number) check() error {
	if e.Field != Depth && e.Field != Confidence {
		return dixit.Errorf(dixit.Invalid, "%s: not a field of numbers", e.Field)
	}
	if !(e.Min <= e.Max) { // nor not a number
		return dixit.Errorf(dixit.Invalid, "%s: nothing is between %g and %g", e.Field, e.Min, e.Max)
	}
	return nil
}
