package web

import (
	"bytes"
	"encoding/json"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dixit"
	"dixit/export"
	"dixit/serve"
	"dixit/serve/feed"
)

// twin is the same list of statements in another form.
type twin struct{ Name, Href string }

// forms are the forms that a page has besides itself.
func forms() []string { return []string{"json", "csv", "atom", "md"} }

// twins are those of the page at path, with what its address asks for.
func twins(path string, asked url.Values) []twin {
	suffix := ""
	if asked.Get("q")+asked.Get("about") != "" {
		suffix = "?" + asked.Encode()
	}
	var out []twin
	for _, form := range forms() {
		out = append(out, twin{strings.ToUpper(form), path + "." + form + suffix})
	}
	return out
}

// formOf parts the form from the end of a name; form is "" if there is none.
func formOf(name string) (thing, form string) {
	for _, form := range forms() {
		if thing, ok := strings.CutSuffix(name, "."+form); ok && thing != "" {
			return thing, form
		}
	}
	return name, ""
}

// found is a list of statements that may be as long as it likes.
type found = iter.Seq2[dixit.Record, error]

// onFeed is how many statements a feed has.
const onFeed = 50

// twin writes a list of statements in another form; home is the page that it is the list of.
func (f *face) twin(w http.ResponseWriter, r *http.Request, form, title, home string, list found) error {
	next, stop := iter.Pull2(list)
	defer stop()
	first, err, more := next()
	if err != nil && dixit.KindOf(err) != dixit.Unreadable { // before anything is written
		return err
	}
	list = func(yield func(dixit.Record, error) bool) {
		for rec, err := first, err; more; rec, err, more = next() {
			if err != nil && dixit.KindOf(err) == dixit.Unreadable {
				continue
			}
			if !yield(rec, err) {
				return
			}
		}
	}
	if form == "atom" {
		return f.feed(w, r, title, home, list)
	}
	write := map[string]func(*serve.Stream, found) error{
		"json": func(to *serve.Stream, list found) error { return writeJSON(to, title, list) },
		"md":   func(to *serve.Stream, list found) error { return f.writeMarkdown(to, title, list) },
		"csv": func(to *serve.Stream, list found) error {
			return f.ExportTo(r.Context(), to, "csv", export.Options{Permalink: f.Links.Statement}, list)
		},
	}[form]
	types := map[string]string{"json": "application/json", "md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8"}
	to := serve.NewStream(r.Context(), w, types[form])
	if err := write(to, list); err != nil {
		f.Problem(r.Context(), err) // it is logged
		to.Break()
	}
	return nil
}

// each is a list that is there already.
func each(list ...dixit.Record) found {
	return func(yield func(dixit.Record, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// writeJSON writes the list as one object.
func writeJSON(to *serve.Stream, title string, list found) error {
	head, err := json.Marshal(title)
	if err != nil {
		return err
	}
	sep := `{"title":` + string(head) + `,"statements":[` + "\n"
	for rec, err := range list {
		if err != nil {
			return err
		}
		line := bytes.NewBufferString(sep)
		lines := json.NewEncoder(line)
		lines.SetEscapeHTML(false)
		if err := lines.Encode(rec); err != nil {
			return err
		}
		if _, err := to.Write(bytes.TrimRight(line.Bytes(), "\n")); err != nil {
			return err
		}
		sep = ",\n"
	}
	if sep != ",\n" {
		if _, err := to.Write([]byte(sep)); err != nil {
			return err
		}
	}
	_, err = to.Write([]byte("\n]}\n"))
	return err
}

// writeMarkdown writes the list as somebody would paste it into notes: each statement with who said it and where it stands.
func (f *face) writeMarkdown(to *serve.Stream, title string, list found) error {
	if _, err := to.Write([]byte("# " + plain(title) + "\n")); err != nil {
		return err
	}
	for r, err := range list {
		if err != nil {
			return err
		}
		c := cardOf(r, nil)
		var b strings.Builder
		b.WriteString("\n")
		if words := r.Statement.Text(); words != "" {
			b.WriteString("> " + plain(words) + "\n\n")
		}
		source := plain(c.Title)
		if c.Source != "" {
			source = "[" + source + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E").Replace(c.Source) + ">)"
		}
		facts := []string{"**" + plain(c.Who) + "**"}
		for _, part := range []string{plain(c.Role), plain(c.Cue), plain(c.When), c.Act, c.Kind, source, plain(c.Outlet), c.Day, "[permalink](" + f.Links.Base + c.Page + ")"} {
			if part != "" {
				facts = append(facts, part)
			}
		}
		b.WriteString(strings.Join(facts, " · ") + "\n")
		if _, err := to.Write([]byte(b.String())); err != nil {
			return err
		}
	}
	return nil
}

// plain is a text in one line of Markdown in which nothing is a sign.
func plain(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// feed writes the first of the list as a feed.
func (f *face) feed(w http.ResponseWriter, r *http.Request, title, home string, list found) error {
	var records []dixit.Record
	for rec, err := range list {
		if err != nil {
			return err
		}
		if records = append(records, rec); len(records) == onFeed {
			break
		}
	}
	origins, err := f.Origins(r.Context(), records)
	if err != nil {
		return err
	}
	atom, err := feed.Named("atom")
	if err != nil {
		return err
	}
	out := feed.Feed{ID: f.Links.Tag("page", r.URL.RequestURI()), Title: "dixit · " + title, Home: f.Links.Base + home, Self: f.Links.Base + r.URL.RequestURI()}
	for _, rec := range records {
		out.Items = append(out.Items, feed.ItemOf(rec, origins[rec.Statement.ID], f.Links))
	}
	w.Header().Set("Content-Type", atom.MediaType)
	return atom.Write(w, out)
}

// searchTwin is what a search finds in another form.
func (f *face) searchTwin(form string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		in := asked(r)
		in.Limit = 0
		title := in.Query
		if title == "" {
			title = "everything"
		}
		return f.list(w, r, form, title, searchFor(in.Query), in)
	}
}

// list is all that a request wants in another form.
func (f *face) list(w http.ResponseWriter, r *http.Request, form, title, home string, in serve.Request) error {
	filter, err := f.Filter(r.Context(), in)
	if err != nil {
		return err
	}
	return f.twin(w, r, form, title, home, f.Each(r.Context(), filter))
}

// inOrder are the records of an article in the order of its text, without those that were struck.
func inOrder(list []dixit.Record) []dixit.Record {
	return slices.DeleteFunc(slices.Clone(list), func(r dixit.Record) bool { return r.Struck })
}
