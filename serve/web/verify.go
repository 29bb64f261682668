package web

import (
	"cmp"
	"errors"
	"io"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"

	"dixit"
	"dixit/serve"
	"dixit/verify"
	"dixit/verify/report"
)

// verifyView is a draft and what is found out about what it quotes. Before one is given, it is the form alone.
type verifyView struct {
	Wrong  string // why nothing was found out
	Text   string // what was pasted, to be put right
	Draft  bool   // there is one
	Blocks []draftBlock
	Counts []verdictCount
	Quotes int
	Look   []int         // the numbers of those that a person should look at
	Claims []verdictView // what others said, in the draft's own words: the nearest evidence, and no verdict
}

// draftBlock is a part of the draft with what is known of the quotations that begin in it.
type draftBlock struct {
	blockView
	Verdicts []verdictView
}

// verdictCount is how many quotations have a verdict, and their numbers.
type verdictCount struct {
	Verdict, Class, Means string
	N                     []int
}

// verdictView is what is found out about one quotation.
type verdictView struct {
	N              int
	Verdict, Class string
	Speaker        string // whom the draft gives it to
	Words          string
	Diff           []change
	Steps          string // differences that change no word
	Lost           []lost
	Why            string
	Best           *placeView
	Match          bool // Best has the words; else it is only the nearest
	Others         []placeView
}

// lost is what the draft leaves out, and what that is.
type lost struct{ Kind, Words string }

// change is words that are the same in both, or stand in one of them alone.
type change struct{ Same, Source, Draft string }

// placeView is where words stand.
type placeView struct {
	Before, Words, After string // in their paragraph
	Who, WhoPage         string
	Via                  string
	Title, Outlet, Day   string
	Page                 string // the statement's, else the article's
}

// onDraft is how many further places are shown of a quotation.
const onDraft = 3

func (f *face) verifyForm(w http.ResponseWriter, _ *http.Request) error {
	return f.showVerified(w, http.StatusOK, verifyView{})
}

func (f *face) showVerified(w http.ResponseWriter, status int, v verifyView) error {
	return f.show(w, status, "verify.html", frame{Title: "Verify a draft", Here: "verify", Page: v})
}

// verify finds out about a draft that is pasted or sent as a file. It is read in memory, and forgotten.
func (f *face) verify(w http.ResponseWriter, r *http.Request) error {
	name, data, err := draftOf(r)
	if err != nil {
		return err
	}
	v := verifyView{}
	if name == pasted {
		v.Text = string(data)
	}
	if len(strings.TrimSpace(string(data))) == 0 {
		v.Wrong = "Paste a draft, or choose a file."
		return f.showVerified(w, http.StatusBadRequest, v)
	}
	found, answers, err := f.VerdictsOnFile(r.Context(), name, data)
	if kind := dixit.KindOf(err); err != nil && (kind == dixit.Invalid || kind == dixit.Unreadable || kind == dixit.TooLarge) {
		v.Wrong = err.Error()
		return f.showVerified(w, kind.HTTPStatus(), v)
	}
	if err != nil {
		return err
	}
	results := make([]verify.Result, 0, len(answers))
	for _, a := range answers {
		one, ok := a.(verify.Result)
		if !ok {
			return dixit.Errorf(dixit.Internal, "verify: an answer of type %T", a)
		}
		results = append(results, one)
	}
	v.Draft = true
	v.fill(found.Doc, results)
	return f.showVerified(w, http.StatusOK, v)
}

// pasted is the name of a draft without a file; markdown of one that its writer says is Markdown.
const (
	pasted   = "draft.txt"
	markdown = "draft.md"
)

// draftOf is the draft that a form has. The request's body is bounded, so nothing of it is put on a disk.
func draftOf(r *http.Request) (name string, data []byte, err error) {
	if err := r.ParseMultipartForm(serve.MaxBody); err != nil {
		if big := (*http.MaxBytesError)(nil); errors.As(err, &big) {
			return "", nil, dixit.Errorf(dixit.TooLarge, "draft: over %d MB", serve.MaxBody>>20)
		}
		return "", nil, dixit.Errorf(dixit.Invalid, "form: %w", err)
	}
	file, head, err := r.FormFile("file")
	if err == nil {
		defer file.Close()
		if data, err = io.ReadAll(file); err != nil {
			return "", nil, dixit.Errorf(dixit.Invalid, "file: %w", err)
		}
		if len(data) > 0 {
			return head.Filename, data, nil
		}
	}
	name = pasted
	if r.PostFormValue("markdown") != "" {
		name = markdown
	}
	return name, []byte(strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n")), nil
}

// fill puts the results to the places of the draft that they are about.
func (v *verifyView) fill(doc *dixit.Document, results []verify.Result) {
	m := &marking{text: doc.Text.String(), first: map[int]dixit.Span{}, begun: map[int]begun{}}
	quoted := map[int][]verdictView{} // by block
	counts := map[verify.Verdict][]int{}
	isClaim := func(r verify.Result) bool { return r.Verdict == "" }
	v.Quotes = len(slices.DeleteFunc(slices.Clone(results), isClaim))
	n, claim := 0, v.Quotes
	for _, r := range results {
		at := r.Quote.Words.Span()
		if isClaim(r) {
			if r.Nearest != nil {
				claim++
				v.Claims = append(v.Claims, verdictOf(claim, r))
				m.marks = append(m.marks, spanMark{at, "claim", claim, "said in the draft’s own words"})
				m.first[claim], m.begun[claim] = at, begun{claim, "draft-" + strconv.Itoa(claim), "indirect claim " + strconv.Itoa(claim)}
			}
			continue
		}
		n++
		one := verdictOf(n, r)
		if r.Finding() {
			v.Look = append(v.Look, n)
		}
		counts[r.Verdict] = append(counts[r.Verdict], n)
		m.marks = append(m.marks, spanMark{at, "verdict " + one.Class, n, one.Verdict})
		m.first[n], m.begun[n] = at, begun{n, "draft-" + strconv.Itoa(n), "quotation " + strconv.Itoa(n) + ", " + one.Verdict}
		b := sort.Search(len(doc.Blocks), func(b int) bool { return doc.Blocks[b].Span.End > at.Start })
		quoted[b] = append(quoted[b], one)
	}
	for i, b := range doc.Blocks {
		v.Blocks = append(v.Blocks, draftBlock{blockOf(b, m), quoted[i]})
	}
	for _, verdict := range slices.Backward(verify.Verdicts()) {
		if list := counts[verdict]; len(list) > 0 {
			v.Counts = append(v.Counts, verdictCount{verdictName(verdict), verdictClass(verdict), report.Say(verdict), list})
		}
	}
}

// verdictOf is r as a page shows it.
func verdictOf(n int, r verify.Result) verdictView {
	v := verdictView{
		N: n, Verdict: verdictName(r.Verdict), Class: verdictClass(r.Verdict), Speaker: r.Quote.Speaker.Name, Words: shown(r.Quote.Text),
		Why: shown(r.Why), Match: r.Best != nil,
	}
	for _, l := range r.Lost {
		v.Lost = append(v.Lost, lost{l.Kind, shown(l.Words.Text())})
	}
	steps := make([]string, len(r.Normalised))
	for i, s := range r.Normalised {
		steps[i] = stepName(s)
	}
	v.Steps = strings.Join(steps, ", ")
	if r.Best != nil {
		v.Diff = changesOf(r.Best.Diff)
	}
	if at := cmp.Or(r.Best, r.Nearest); at != nil {
		p := placeOf(*at)
		v.Best = &p
	}
	for _, o := range r.Others[:min(len(r.Others), onDraft)] {
		v.Others = append(v.Others, placeOf(o))
	}
	if r.Verdict == verify.Exact || r.Verdict == verify.Normalised {
		v.Why = ""
	}
	return v
}

// changesOf is a difference; nil where there is none.
func changesOf(ops []verify.Op) []change {
	if !slices.ContainsFunc(ops, func(op verify.Op) bool { return op.Change != verify.Same }) {
		return nil
	}
	out := make([]change, len(ops))
	for i, op := range ops {
		if op.Change == verify.Same {
			out[i] = change{Same: shown(op.Source)}
		} else {
			out[i] = change{Source: shown(op.Source), Draft: shown(op.Draft)}
		}
	}
	return out
}

// placeOf is p as a page shows it.
func placeOf(p verify.Place) placeView {
	out := placeView{
		Words: shown(p.Words.Text()), Who: p.Speaker.Name, Title: titleOf(p.Doc), Outlet: dixit.Publisher(p.Doc.Outlet, p.Doc.URL, ""), Day: p.Doc.Day(),
		Page: articlePage(p.Doc.SHA256),
	}
	if c, w := p.Context.Span(), p.Words.Span(); !p.Context.IsZero() && c.Contains(w) {
		out.Before, out.After = shown(p.Context.Text()[:w.Start-c.Start]), shown(p.Context.Text()[w.End-c.Start:])
	}
	if p.Statement != "" {
		out.Page = statementPage(p.Statement)
	}
	if out.Who != "" {
		out.WhoPage = speakerPage(out.Who)
	}
	if n := len(p.Chain); n > 1 {
		out.Via = strings.Join(dixit.Names(p.Chain[:n-1]), ", ")
	}
	return out
}

// verdictName is a verdict in words.
func verdictName(v verify.Verdict) string {
	if v == verify.Normalised {
		return "exact, but for marks"
	}
	return strings.ToLower(strings.ReplaceAll(string(v), "-", " "))
}

// stepName is a step in words.
func stepName(s verify.Step) string {
	switch s {
	case verify.Marks:
		return "another form of quotation marks"
	case verify.Nested:
		return "single marks for double ones"
	case verify.Unicode:
		return "letters composed otherwise"
	case verify.Paragraph:
		return "a paragraph’s end"
	case verify.Remark:
		return "a remark left out"
	case verify.Outer:
		return "a comma or full stop at the end"
	case verify.Bracket:
		return "words in brackets"
	}
	return string(s)
}

// verdictClass is how what has a verdict is marked: as found, as something to look at, or as not found.
func verdictClass(v verify.Verdict) string {
	switch v {
	case verify.Exact, verify.Normalised:
		return "right"
	case verify.NotFound:
		return "nowhere"
	case "":
		return "claim"
	}
	return "look"
}
