package dixit

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"slices"
	"strings"
)

// Kind is how the words of a statement are given.
type Kind string

// The kinds of statement.
const (
	Direct      Kind = "direct"      // all words inside quotation marks
	Mixed       Kind = "mixed"       // a clause with a quoted part
	Indirect    Kind = "indirect"    // no quotation marks, or inside somebody else's
	Question    Kind = "question"    // what was asked
	Nonverbal   Kind = "nonverbal"   // a gesture
	Nonresponse Kind = "nonresponse" // what was not answered
)

// Kinds lists the legal kinds.
func Kinds() []Kind { return []Kind{Direct, Mixed, Indirect, Question, Nonverbal, Nonresponse} }

// Act is what is done by saying it.
type Act string

// Acts lists the legal acts; the first is the one that holds when no finer one is plain.
func Acts() []Act {
	return []Act{
		"state", "announce", "report", "explain", "claim", "confirm", "deny", "admit", "ask", "decline", "demand", "propose",
		"promise", "threaten", "warn", "accuse", "criticise", "praise", "support", "reject", "agree", "apologise", "predict",
		"feel", "believe", "order", "congratulate",
	}
}

// SpeakerKind is what sort of source a speaker is.
type SpeakerKind string

// The kinds of speaker.
const (
	Person       SpeakerKind = "person"
	Organisation SpeakerKind = "organisation"
	Collective   SpeakerKind = "collective"
	Anonymous    SpeakerKind = "anonymous"
	Written      SpeakerKind = "document" // a report, poll, letter or law
	Implicit     SpeakerKind = "implicit" // no source in the text
)

// SpeakerKinds lists the kinds of speaker.
func SpeakerKinds() []SpeakerKind {
	return []SpeakerKind{Person, Organisation, Collective, Anonymous, Written, Implicit}
}

// Speaker is who said something.
type Speaker struct {
	Name       string      `json:"name"`           // the fullest name the document gives, without title; "" if it gives none
	Kind       SpeakerKind `json:"kind"`           //
	Role       string      `json:"role,omitempty"` // as the document gives it
	ResolvedBy string      `json:"resolved_by,omitempty"`
	ID         string      `json:"id,omitempty"` // the same for every spelling of one name (who/across); "" where it is not sure
}

// Link is one node of a chain of sources, from the outlet's own source down to the speaker.
type Link struct {
	Name string `json:"name"`
}

// Topic is something that a statement is about: a name in full, or words of the document.
type Topic struct {
	Label string `json:"label"`
}

// When is the day of the saying.
type When struct {
	EDTF  string `json:"edtf"`  // ISO 8601-2; "" if unknown
	Basis string `json:"basis"` // stated, resolved, inferred or none
}

// Quotation is a stretch in quotation marks. Its span takes in the marks.
type Quotation struct {
	Words   Fragment // with its marks
	Open    string   // the opening mark; "" if there is none
	Close   string   // the closing mark; "" if there is none
	CloseOK bool     // whether Close is the right mark for Open
	Why     string   // scare, title, nickname or unattributed, where it belongs to no statement
}

// Statement is one attribution: a source said something, and the document says so.
type Statement struct {
	ID         string      // stable: the same words at the same place of the same document have the same id
	Tier       int         // 1: words or a communicative act; 2: a state of mind, a bare nominal act
	Region     Region      //
	Speaker    Speaker     //
	Mention    Fragment    // the words that name the source here; zero if there are none
	Wide       Fragment    // Mention with its relative clauses and those who speak with it, as PolNeAR marks; not in the record
	Cue        []Fragment  // the words that report
	Content    []Fragment  // what was said, in order; empty for a gesture or a bare non-answer
	Quotes     []Quotation // the quotations inside Content
	Kind       Kind        //
	Act        Act         //
	Negated    bool        // the cue says that it was not said
	Addressee  []Link      // who was spoken to
	Setting    string      // where or how it was said, in the document's words: "in an interview with CNN"; "" if it does not say
	When       When        //
	Chain      []Link      // from the outlet's own source to the speaker, both included
	Parent     string      // id of the statement whose content holds this one; "" if none
	Relations  []Relation  // to other statements of the document, in the order of RelationTypes, then of their targets' places
	About      []Topic     // what it is about, the best first (package about)
	Confidence float64     // 0 to 1
	Why        string      // what led to this record, for a person to read
}

// Seal checks that s can be a record of the document addressed by sha256 and gives it its id. It refuses a statement with
// neither cue nor content, one whose spans are out of order, and unknown values (Invalid). That its words are in the
// document is already sure: a Fragment cannot be made otherwise.
func (s Statement) Seal(sha256Hex string) (Statement, error) {
	if len(s.Cue) == 0 && len(s.Content) == 0 {
		return s, Errorf(Invalid, "statement: neither cue nor content")
	}
	for _, list := range [][]Fragment{s.Cue, s.Content} {
		for i, f := range list {
			if f.IsZero() || i > 0 && f.span.Start < list[i-1].span.End {
				return s, Errorf(Invalid, "statement at %d: spans out of order", f.start)
			}
		}
	}
	if !slices.Contains(Kinds(), s.Kind) {
		return s, Errorf(Invalid, "statement: no kind %q", s.Kind)
	}
	if !slices.Contains(Acts(), s.Act) {
		return s, Errorf(Invalid, "statement: no act %q", s.Act)
	}
	s.ID = s.address(sha256Hex)
	return s, nil
}

// address is the statement's id: the first 80 bits of a hash of the document's address and the statement's spans, in lower
// case base 32.
func (s Statement) address(sha256Hex string) string {
	h := sha256.New()
	h.Write([]byte(sha256Hex))
	put := func(f Fragment) {
		var b [16]byte
		binary.BigEndian.PutUint64(b[:8], uint64(f.start))
		binary.BigEndian.PutUint64(b[8:], uint64(f.end))
		h.Write(b[:])
	}
	put(s.Mention)
	for _, list := range [][]Fragment{s.Cue, s.Content} {
		put(Fragment{start: len(list)})
		for _, f := range list {
			put(f)
		}
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:10]))
}

// Text is the content as one line: its spans joined by an ellipsis.
func (s Statement) Text() string { return TextOf(s.Content) }

// Span is the smallest span that holds mention, cue and content.
func (s Statement) Span() Span {
	out := Span{Start: -1}
	for _, list := range [][]Fragment{{s.Mention}, s.Cue, s.Content} {
		for _, f := range list {
			if f.IsZero() {
				continue
			}
			if out.Start < 0 {
				out = f.span
			}
			out = Span{min(out.Start, f.span.Start), max(out.End, f.span.End)}
		}
	}
	return out
}
