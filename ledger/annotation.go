package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dixit"

	"golang.org/x/text/unicode/norm"
)

// Annotator keeps what people say of statements, and the searches they save.
type Annotator interface {
	// Annotate keeps annotations, all or none, and says how many are new. They are in force at once: what is found and how it
	// reads follows them. Those of a document that is not there, or of a statement that it does not have, are kept and take
	// effect when it comes. In whatever order they come, the outcome is the same. A statement has MaxAnnotations at most
	// (TooLarge).
	Annotate(ctx context.Context, list ...Annotation) (added int, err error)
	// Annotations yields all annotations that are kept, those of one document if an address is given, also those without
	// effect, in the order of their instants and then of their ids.
	Annotations(ctx context.Context, sha256 string) iter.Seq2[Annotation, error]
	// SaveSearch keeps a search under its name, in place of another of that name. MaxSaved are kept (TooLarge).
	SaveSearch(ctx context.Context, s Saved) error
	// DropSearch forgets a search. NotFound if there is none of that name.
	DropSearch(ctx context.Context, name string) error
	// Searches are the searches that are saved, by name.
	Searches(ctx context.Context) ([]Saved, error)
}

// Bounds on what people write.
const (
	MaxNote        = 8 << 10 // bytes of a note, and of a reason
	MaxTag         = 64      // characters
	MaxAnnotations = 1000    // of a statement
	MaxSaved       = 1000    // searches
	maxLine        = 1 << 10 // bytes of a name
	maxQuery       = 8 << 10 // bytes
	maxSpans       = 1 << 8
)

// Aspect is what of a statement an annotation is about.
type Aspect string

// The aspects. All but the last two are corrections.
const (
	OnSpeaker   Aspect = "speaker"      // a name
	OnKind      Aspect = "speaker.kind" // one of dixit.SpeakerKinds
	OnRole      Aspect = "speaker.role" // "" for none
	OnWhen      Aspect = "when"         // the day of the saying, EDTF; "" for unknown
	OnAct       Aspect = "act"          // one of dixit.Acts
	OnAddressee Aspect = "addressee"    // names with semicolons between them; "" for none
	OnStruck    Aspect = "struck"       // Yes
	OnNote      Aspect = "note"         // a text; with Undo, the id of the annotation that is withdrawn
	OnTag       Aspect = "tag"          // a word, as TagOf writes it
)

// Corrections are the aspects that are corrected.
func Corrections() []Aspect {
	return []Aspect{OnSpeaker, OnKind, OnRole, OnWhen, OnAct, OnAddressee, OnStruck}
}

// The values of OfStruck.
const (
	Yes = "yes"
	No  = "no"
)

// Target is the statement that an annotation is of: where it stands, which stays when another engine finds it again under
// another id.
type Target struct {
	Doc       string   `json:"doc"`       // the document's address
	Statement string   `json:"statement"` // the id that it had, for a person to read
	Content   [][2]int `json:"content"`   // code points, ends excluded; of the cue, where there is no content
	Mention   [2]int   `json:"mention"`   // likewise; both 0 if there is none
}

// Annotation is something that a person said of a statement at some time. It never changes: what it says is taken back by
// another one.
type Annotation struct {
	ID string `json:"id"` // a hash of the rest
	Target
	On     Aspect    `json:"on"`
	Value  string    `json:"value,omitempty"`
	Entity string    `json:"entity,omitempty"` // of OnSpeaker and OnKind: the speaker's id from then on
	Undo   bool      `json:"undo,omitempty"`   // takes back what was said before on this aspect; of a tag or note, this one
	By     string    `json:"by"`               // who says it
	At     time.Time `json:"at"`               // UTC, to the microsecond
	Why    string    `json:"why,omitempty"`
}

// TargetOf is where the statement of r stands.
func TargetOf(r dixit.Record) Target {
	s := r.Statement
	return Target{Doc: r.Doc.SHA256, Statement: s.ID, Content: contentOf(s), Mention: spanOf(s.Mention)}
}

func contentOf(s dixit.Statement) [][2]int {
	list := s.Content
	if len(list) == 0 {
		list = s.Cue
	}
	out := make([][2]int, len(list))
	for i, f := range list {
		out[i] = spanOf(f)
	}
	return out
}

func spanOf(f dixit.Fragment) [2]int { return [2]int{f.Start(), f.End()} }

// Seal checks a, writes its instant and its tag as they are kept, and gives it its id. It refuses (Invalid) what cannot be meant,
// what is too long, and what has in it what a terminal would obey, and an id that is not its own.
func (a Annotation) Seal() (Annotation, error) {
	given := a.ID
	a.ID, a.At = "", a.At.UTC().Truncate(time.Microsecond)
	if a.On == OnTag {
		var err error
		if a.Value, err = TagOf(a.Value); err != nil {
			return a, err
		}
	}
	if err := a.check(); err != nil {
		return a, dixit.Errorf(dixit.Invalid, "annotation of %.40q: %w", a.Statement, err)
	}
	data, err := json.Marshal(a)
	if err != nil {
		return a, dixit.Errorf(dixit.Invalid, "annotation of %.40q: %w", a.Statement, err)
	}
	sum := sha256.Sum256(data)
	a.ID = strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
	if given != "" && given != a.ID {
		return a, dixit.Errorf(dixit.Invalid, "annotation %.40q: it was changed: its id would be %s", given, a.ID)
	}
	return a, nil
}

func (a Annotation) check() error {
	if err := a.Target.check(); err != nil {
		return err
	}
	if a.By == "" {
		return dixit.Errorf(dixit.Invalid, "nobody says it")
	}
	if a.At.Year() < 1 || a.At.Year() > 9999 {
		return dixit.Errorf(dixit.Invalid, "no instant")
	}
	for what, line := range map[string]string{"author": a.By, "entity": a.Entity, "id": a.Statement} {
		if err := checkWritten(what, line, maxLine, false); err != nil {
			return err
		}
	}
	if err := checkWritten("reason", a.Why, MaxNote, true); err != nil {
		return err
	}
	if a.Entity != "" && a.On != OnSpeaker && a.On != OnKind {
		return dixit.Errorf(dixit.Invalid, "%s: no speaker's id", a.On)
	}
	if a.Undo && a.On != OnNote && a.On != OnTag {
		if a.Value != "" || a.Entity != "" || !slices.Contains(Corrections(), a.On) {
			return dixit.Errorf(dixit.Invalid, "%.40q: what is taken back has no value", a.On)
		}
		return nil
	}
	return a.checkValue()
}

// checkValue refuses a value that the aspect cannot have.
func (a Annotation) checkValue() error {
	if err := checkWritten(string(a.On), a.Value, maxLine, false); err != nil && a.On != OnNote {
		return err
	}
	ok := true
	switch a.On {
	case OnSpeaker:
		ok = isName(a.Value)
	case OnKind:
		ok = slices.Contains(dixit.SpeakerKinds(), dixit.SpeakerKind(a.Value))
	case OnRole:
	case OnWhen:
		if a.Value != "" {
			_, _, ok = dixit.When{EDTF: a.Value}.Bounds()
		}
	case OnAct:
		ok = slices.Contains(dixit.Acts(), dixit.Act(a.Value))
	case OnAddressee:
		ok = a.Value == "" || !slices.ContainsFunc(namesIn(a.Value), func(n string) bool { return !isName(n) })
	case OnStruck:
		ok = a.Value == Yes
	case OnNote:
		if ok = strings.TrimSpace(a.Value) != ""; ok {
			return checkWritten("note", a.Value, MaxNote, true)
		}
	case OnTag: // TagOf has checked it
	default:
		return dixit.Errorf(dixit.Invalid, "no field %.40q", a.On)
	}
	if !ok {
		return dixit.Errorf(dixit.Invalid, "%s: cannot be %.80q", a.On, a.Value)
	}
	return nil
}

func isName(s string) bool { return len(Fold(s)) > 0 }

// namesIn are the names that semicolons stand between.
func namesIn(s string) []string {
	if s == "" {
		return nil
	}
	list := strings.Split(s, ";")
	for i, n := range list {
		list[i] = strings.TrimSpace(n)
	}
	return list
}

func (t Target) check() error {
	if !isAddress(t.Doc) {
		return dixit.Errorf(dixit.Invalid, "document %.80q: no address", t.Doc)
	}
	if len(t.Content) == 0 || len(t.Content) > maxSpans {
		return dixit.Errorf(dixit.Invalid, "%d spans of content", len(t.Content))
	}
	end := 0
	for _, s := range t.Content {
		if s[0] < end || s[1] <= s[0] {
			return dixit.Errorf(dixit.Invalid, "content %d to %d: not in order", s[0], s[1])
		}
		end = s[1]
	}
	if m := t.Mention; m != [2]int{} && (m[0] < 0 || m[1] <= m[0]) {
		return dixit.Errorf(dixit.Invalid, "mention %d to %d: not in order", m[0], m[1])
	}
	return nil
}

// checkWritten refuses what a person cannot have meant to write.
func checkWritten(what, s string, most int, lines bool) error {
	if len(s) > most {
		return dixit.Errorf(dixit.Invalid, "%s: %d bytes, over %d", what, len(s), most)
	}
	if !utf8.ValidString(s) {
		return dixit.Errorf(dixit.Invalid, "%s: not valid UTF-8", what)
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !(lines && (r == '\n' || r == '\t')) }) {
		return dixit.Errorf(dixit.Invalid, "%s: a control character in it", what)
	}
	return nil
}

// TagOf is s as a tag is kept: in small letters. A tag is letters, digits and - _ . / between them, MaxTag characters at most
// (Invalid).
func TagOf(s string) (string, error) {
	if len(s) > 16*MaxTag || !utf8.ValidString(s) {
		return "", dixit.Errorf(dixit.Invalid, "tag %.40q: not %d characters at most", s, MaxTag)
	}
	tag := norm.NFC.String(strings.ToLower(norm.NFC.String(s)))
	if n := utf8.RuneCountInString(tag); n > MaxTag {
		return "", dixit.Errorf(dixit.Invalid, "tag %.40q: %d characters, over %d", s, n, MaxTag)
	}
	bad := func(r rune) bool {
		return !isLetterOrDigit(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune("-_./", r)
	}
	first, _ := utf8.DecodeRuneInString(tag)
	if tag == "" || !isLetterOrDigit(first) || strings.ContainsFunc(tag, bad) {
		return "", dixit.Errorf(dixit.Invalid, "tag %.40q: not a word of letters, digits and - _ . /", s)
	}
	return tag, nil
}

// Saved is a search under a name.
type Saved struct {
	Name  string    `json:"name"` // as TagOf writes it
	Query string    `json:"query"`
	At    time.Time `json:"at"` // when it was saved, UTC
}

// Check refuses a name that is none, a query that is too long, and an instant that is none (Invalid). It does not read the query:
// whoever saves one does.
func (s Saved) Check() error {
	tag, err := TagOf(s.Name)
	if err != nil || tag != s.Name {
		return dixit.Errorf(dixit.Invalid, "search %.40q: its name must be a word in small letters", s.Name)
	}
	if year := s.At.UTC().Year(); year < 1 || year > 9999 {
		return dixit.Errorf(dixit.Invalid, "search %s: no instant", s.Name)
	}
	if err := checkWritten("query", s.Query, maxQuery, true); err != nil {
		return dixit.Errorf(dixit.Invalid, "search %s: %w", s.Name, err)
	}
	return nil
}
