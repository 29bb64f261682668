package web

import (
	"net/http"
	"strings"

	"dixit"
	"dixit/export"
	"dixit/ledger"
	"dixit/serve"
)

// statementView is one statement with all that is known of it.
type statementView struct {
	card
	Record    dixit.Record
	Chain     []string // from the outlet to the speaker
	Graph     graph
	Context   []blockView
	Live      string // leads to the words in the article
	Parent    string // the page of the statement that this one stands in
	Sure      string
	Elsewhere []elsewhere
	Related   []relationView
	Exports   []form
	Kinds     []dixit.SpeakerKind
	Acts      []dixit.Act
	MayWrite  bool
	Citation  string
}

// form is a form that a statement is written in.
type form struct{ Name, About, Href string }

// elsewhere is where a statement stands again.
type elsewhere struct{ Page, Outlet, URL string }

func (f *face) statement(w http.ResponseWriter, r *http.Request) error {
	id, form := formOf(r.PathValue("id"))
	stored, moved, err := f.stored(w, r, id, form)
	if moved || err != nil {
		return err
	}
	rec := stored.Record
	title := introduction(rec.Statement)
	if form != "" {
		return f.twin(w, r, form, title, statementPage(id), each(rec))
	}
	v := f.statementView(r, stored)
	if v.Related, err = f.relationsOf(r, stored); err != nil {
		return err
	}
	return f.show(w, http.StatusOK, "statement.html", frame{
		Title: title, Here: "statement", Page: v, Twins: twins(statementPage(rec.Statement.ID), nil),
	})
}

// stored is the statement with an id. An id that it had before, and the beginning of one, leads to its page, which is said by moved.
func (f *face) stored(w http.ResponseWriter, r *http.Request, id, form string) (stored ledger.Stored, moved bool, err error) {
	stored, err = f.Store.Statement(r.Context(), id)
	if err != nil {
		return stored, false, err
	}
	now := stored.Record.Statement.ID
	if now == id {
		return stored, false, nil
	}
	status := http.StatusFound
	if stored.Was == id {
		status = http.StatusMovedPermanently
	}
	to := statementPage(now)
	if form != "" {
		to += "." + form
	}
	http.Redirect(w, r, to, status)
	return stored, true, nil
}

func (f *face) statementView(r *http.Request, stored ledger.Stored) statementView {
	rec, doc := stored.Record, stored.Doc
	s := rec.Statement
	v := statementView{
		card: cardOf(rec, nil), Record: rec, Live: deepLink(doc, s), Sure: sureOf(s.Confidence), Kinds: dixit.SpeakerKinds(), Acts: dixit.Acts(),
		MayWrite: mayWrite(r.Context()), Citation: citation(rec, f.Links.Base+statementPage(s.ID)),
	}
	if outlet := dixit.Publisher(rec.Doc.Outlet, rec.Doc.URL, ""); outlet != "" {
		v.Chain = append(v.Chain, outlet)
	} else {
		v.Chain = append(v.Chain, "This article")
	}
	for _, l := range s.Chain {
		v.Chain = append(v.Chain, l.Name)
	}
	v.Graph = graphOf([][]string{v.Chain}, []int{1})
	if s.Parent != "" {
		v.Parent = statementPage(s.Parent)
	}
	m := newMarking(doc.Text.String(), []dixit.Record{rec}, nil)
	for _, b := range around(doc, s) {
		v.Context = append(v.Context, blockOf(b, m))
	}
	v.Elsewhere = elsewhereOf(rec.Copies)
	for _, one := range export.Forms() {
		v.Exports = append(v.Exports, form{one.Name, one.About, statementPage(s.ID) + "/export/" + one.Name})
	}
	return v
}

// exportOne is a statement in one of the forms that others read.
func (f *face) exportOne(w http.ResponseWriter, r *http.Request) error {
	form, err := export.Named(r.PathValue("form"))
	if err != nil {
		return dixit.Errorf(dixit.NotFound, "%w", err)
	}
	stored, err := f.Store.Statement(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	to := serve.NewStream(r.Context(), w, form.MediaType)
	w.Header().Set("Content-Disposition", `attachment; filename="dixit-`+stored.Record.Statement.ID+form.Ext+`"`)
	if err := f.ExportTo(r.Context(), to, form.Name, export.Options{Permalink: f.Links.Statement}, each(stored.Record)); err != nil {
		f.Problem(r.Context(), err) // it is logged
		to.Break()
	}
	return nil
}

// correct keeps what a reader says of a statement, and leads back to it.
func (f *face) correct(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return dixit.Errorf(dixit.Invalid, "form: %w", err)
	}
	remarks := remarksOf(r)
	if len(remarks) == 0 {
		return dixit.Errorf(dixit.Invalid, "nothing is said of the statement")
	}
	rec, err := f.Annotate(r.Context(), r.PathValue("id"), remarks...)
	if err != nil {
		return err
	}
	http.Redirect(w, r, statementPage(rec.Statement.ID)+"#remarks", http.StatusSeeOther)
	return nil
}

// remarksOf are what a form says: a field that is as it was says nothing.
func remarksOf(r *http.Request) []serve.Remark {
	var out []serve.Remark
	why := strings.TrimSpace(r.PostFormValue("why"))
	for _, on := range ledger.Corrections() {
		name := string(on)
		is, was := strings.TrimSpace(r.PostFormValue(name)), r.PostFormValue("was."+name)
		if _, asked := r.PostForm[name]; asked && is != was {
			out = append(out, serve.Remark{On: on, Value: is, Why: why})
		}
	}
	if text := strings.TrimSpace(strings.ReplaceAll(r.PostFormValue("note"), "\r\n", "\n")); text != "" {
		out = append(out, serve.Remark{On: ledger.OnNote, Value: text})
	}
	for _, tag := range strings.Fields(r.PostFormValue("tag")) {
		out = append(out, serve.Remark{On: ledger.OnTag, Value: tag})
	}
	for _, tag := range r.PostForm["untag"] {
		out = append(out, serve.Remark{On: ledger.OnTag, Value: tag, Undo: true})
	}
	return out
}

// embed is a statement as a card that stands by itself in somebody's page, without scripts.
func (f *face) embed(w http.ResponseWriter, r *http.Request) error {
	stored, moved, err := f.stored(w, r, r.PathValue("id"), "")
	if moved || err != nil {
		return err
	}
	return f.show(w, http.StatusOK, "card.html", frame{Title: introduction(stored.Record.Statement), Page: f.statementView(r, stored)})
}

// introduction says in a line who said something, and how it begins.
func introduction(s dixit.Statement) string {
	who := s.Speaker.Name
	if who == "" {
		who = "Somebody"
	}
	text := s.Text()
	if text == "" {
		return who + " (" + string(s.Kind) + ")"
	}
	if words := []rune(text); len(words) > longestTitle {
		text = string(words[:longestTitle-1])
		if at := strings.LastIndexByte(text, ' '); at > len(text)/2 {
			text = text[:at]
		}
		text += "…"
	}
	return who + ": " + text
}

// longestTitle is how much of the words a title has, in characters.
const longestTitle = 80

// citation is a statement as somebody would cite it in a text.
func citation(r dixit.Record, permalink string) string {
	s := r.Statement
	parts := []string{}
	who := s.Speaker.Name
	if who == "" {
		who = "Unnamed source"
	}
	words := s.Text()
	if s.Kind != dixit.Direct && words != "" {
		words = "(" + string(s.Kind) + ") " + words
	}
	for _, p := range []string{who, words, titleOf(r.Doc), dixit.Publisher(r.Doc.Outlet, r.Doc.URL, ""), r.Doc.Day(), r.Doc.URL, permalink} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ". ")
}
