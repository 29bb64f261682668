package verify

import (
	"encoding/json"
	"slices"

	"dixit"
)

// Verdict is what is found out about a quotation.
type Verdict string

// The verdicts, the best first.
const (
	Exact        Verdict = "EXACT"                     // there, character for character
	Normalised   Verdict = "EXACT-AFTER-NORMALISATION" // there, but for what the ladder names
	Partial      Verdict = "PARTIAL"                   // there, but what is left out beside it changes what it says
	Altered      Verdict = "ALTERED"                   // there with other words
	Spliced      Verdict = "SPLICED"                   // two places joined
	WrongSpeaker Verdict = "WRONG-SPEAKER"             // there, in somebody else's mouth
	Ambiguous    Verdict = "AMBIGUOUS"                 // not there, and equally near to several places
	NotFound     Verdict = "NOT-FOUND"                 // not there
)

// Verdicts lists the verdicts, the best first.
func Verdicts() []Verdict {
	return []Verdict{Exact, Normalised, Partial, Altered, Spliced, WrongSpeaker, Ambiguous, NotFound}
}

// Step is a rung of the ladder of normalisation: a way in which a quotation may differ from its source and still be the same.
type Step string

// The steps, in the order in which results name them.
const (
	Marks     Step = "marks"     // curly or straight quotation marks and apostrophes
	Nested    Step = "nested"    // single marks for double ones inside, or the other way round
	Dash      Step = "dash"      // another dash or hyphen, spaced or not
	Space     Step = "space"     // another white space; characters that nobody sees
	Unicode   Step = "unicode"   // letters composed otherwise, ligatures
	Paragraph Step = "paragraph" // the source's quotation runs on over a paragraph's end
	Remark    Step = "remark"    // a transcript's "(Applause)" is left out
	Ellipsis  Step = "ellipsis"  // words left out, and shown to be
	Outer     Step = "outer"     // a comma or full stop inside the closing mark that the source does not have there
	Capital   Step = "capital"   // a capital, or none, at the start
	Bracket   Step = "bracket"   // words in brackets, added or in place of others
)

// Steps lists the steps of the ladder.
func Steps() []Step {
	return []Step{Marks, Nested, Dash, Space, Unicode, Paragraph, Remark, Ellipsis, Outer, Capital, Bracket}
}

// Harm is what a changed, dropped or added word does to what is said.
type Harm string

// The harms, the worst first, and then the kinds of difference that change no sense.
const (
	NegationDropped Harm = "negation-dropped"
	NegationAdded   Harm = "negation-added"
	NumberChanged   Harm = "number"
	NameChanged     Harm = "name"
	Modality        Harm = "modality" // will, would, could, must
	Person          Harm = "person"   // I, we, he
	Tense           Harm = "tense"    // is, was
	Word            Harm = "word"     // any other word
	Spelling        Harm = "spelling" // favour, favor; a slip
	Repeat          Harm = "repeat"   // a word twice, or once where the source has it twice
	Case            Harm = "case"     // a capital, or none, not at the start
	Punctuation     Harm = "punctuation"
)

// Change is what was done to words of the source.
type Change string

// The changes.
const (
	Same     Change = "same"
	Dropped  Change = "dropped"
	Added    Change = "added"
	Replaced Change = "replaced"
)

// Harms lists the harms, the worst first.
func Harms() []Harm {
	return []Harm{NegationDropped, NegationAdded, NumberChanged, NameChanged, Modality, Person, Tense, Word, Spelling, Repeat, Case, Punctuation}
}

// worst is the worst harm of ops; "" if there is none.
func worst(ops []Op) Harm {
	for _, h := range Harms() {
		if slices.ContainsFunc(ops, func(o Op) bool { return o.Harm == h }) {
			return h
		}
	}
	return ""
}

// Op is a step of the way from the source's words to the draft's.
type Op struct {
	Change Change `json:"op"`
	Source string `json:"source,omitempty"` // as the source has it; "" for words added
	Draft  string `json:"draft,omitempty"`  // as the draft has it; "" for words dropped
	Harm   Harm   `json:"harm,omitempty"`   // of words that are not the same
}

// Loss is what the source has right beside the words quoted, or in what an ellipsis leaves out, and without which they say
// something else.
type Loss struct {
	Kind  string         // negation, condition, hedge, number or question
	Words dixit.Fragment // in the source
}

// Place is where a source has the words of a quotation, or something near them.
type Place struct {
	Doc       dixit.DocumentRef
	Words     dixit.Fragment   // in the source's text
	Parts     []dixit.Fragment // of Words, where the quotation joins several; else nil
	Context   dixit.Fragment   // the paragraph around them
	Statement string           // id of the statement whose words they are; "" if it is of none
	Speaker   dixit.Speaker    // whose words they are; zero where the source does not say
	Chain     []dixit.Link     // of the statement
	Diff      []Op             // from the source's words to the draft's; nil where they are the same
}

// Result is the verdict on a quotation.
type Result struct {
	Quote      Quotation
	Verdict    Verdict // "" for an indirect statement
	Normalised []Step  // the steps that were needed
	Lost       []Loss  // of PARTIAL
	Harm       Harm    // the worst in Best's diff; "" if it has none
	Best       *Place  // nil of NOT-FOUND, and of an indirect statement
	Nearest    *Place  // of NOT-FOUND and an indirect statement: what comes nearest, and is no match; nil if nothing does
	Others     []Place // further places with the same words, the earliest first; of AMBIGUOUS those as near; of SPLICED the other parts
	Why        string  // for a person
}

// Finding reports whether r is something that a person should look at.
func (r Result) Finding() bool {
	switch r.Verdict {
	case Exact, Normalised, "":
		return false
	case NotFound:
		return r.Quote.Loose != "scare" // a word or a few that nobody is said to have said
	}
	return true
}

// wirePlace is a Place in JSON (docs/verify.md).
type wirePlace struct {
	Doc       string         `json:"doc"`
	URL       string         `json:"url,omitempty"`
	Outlet    string         `json:"outlet,omitempty"`
	Title     string         `json:"title,omitempty"`
	Published string         `json:"published,omitempty"`
	SHA256    string         `json:"sha256,omitempty"`
	Start     int            `json:"start"`
	End       int            `json:"end"`
	Text      string         `json:"text"`
	Parts     []wireWords    `json:"parts,omitempty"`
	Context   *wireWords     `json:"context,omitempty"`
	Statement string         `json:"statement,omitempty"`
	Speaker   *dixit.Speaker `json:"speaker"`
	Chain     []dixit.Link   `json:"chain"`
	Diff      []Op           `json:"diff"`
}

type wireWords struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type wireLoss struct {
	Kind string `json:"kind"`
	wireWords
}

// wireResult is a Result in JSON (docs/verify.md).
type wireResult struct {
	Type       string         `json:"type"`
	Quote      string         `json:"quote"`
	Start      int            `json:"start"`
	End        int            `json:"end"`
	Speaker    *dixit.Speaker `json:"speaker"`
	Statement  string         `json:"statement,omitempty"`
	Loose      string         `json:"loose,omitempty"`
	Verdict    *Verdict       `json:"verdict"`
	Normalised []Step         `json:"normalised"`
	Lost       []wireLoss     `json:"lost,omitempty"`
	Harm       Harm           `json:"harm,omitempty"`
	Best       *wirePlace     `json:"best"`
	Nearest    *wirePlace     `json:"nearest,omitempty"`
	Others     []wirePlace    `json:"others"`
	Why        string         `json:"why"`
}

func wordsOf(f dixit.Fragment) wireWords { return wireWords{f.Start(), f.End(), f.Text()} }

func (p *Place) wire() *wirePlace {
	if p == nil {
		return nil
	}
	w := &wirePlace{
		Doc: p.Doc.ID, URL: p.Doc.URL, Outlet: p.Doc.Outlet, Title: p.Doc.Title, Published: p.Doc.Published, SHA256: p.Doc.SHA256,
		Start: p.Words.Start(), End: p.Words.End(), Text: p.Words.Text(), Statement: p.Statement,
		Chain: append([]dixit.Link{}, p.Chain...), Diff: append([]Op{}, p.Diff...),
	}
	for _, f := range p.Parts {
		w.Parts = append(w.Parts, wordsOf(f))
	}
	if !p.Context.IsZero() {
		c := wordsOf(p.Context)
		w.Context = &c
	}
	if p.Speaker != (dixit.Speaker{}) {
		w.Speaker = &p.Speaker
	}
	return w
}

// MarshalJSON writes r as docs/verify.md says: offsets of code points, of the quotation in the draft's text and of places in
// their sources' texts. Lists are never null.
func (r Result) MarshalJSON() ([]byte, error) {
	w := wireResult{
		Type: "verdict", Quote: r.Quote.Words.Text(), Start: r.Quote.Words.Start(), End: r.Quote.Words.End(),
		Statement: r.Quote.Statement, Loose: r.Quote.Loose, Normalised: append([]Step{}, r.Normalised...), Harm: r.Harm,
		Best: r.Best.wire(), Nearest: r.Nearest.wire(), Others: []wirePlace{}, Why: r.Why,
	}
	if r.Verdict != "" {
		w.Verdict = &r.Verdict
	}
	if r.Quote.Speaker != (dixit.Speaker{}) {
		w.Speaker = &r.Quote.Speaker
	}
	for _, l := range r.Lost {
		w.Lost = append(w.Lost, wireLoss{l.Kind, wordsOf(l.Words)})
	}
	for _, p := range r.Others {
		w.Others = append(w.Others, *p.wire())
	}
	return json.Marshal(w)
}
