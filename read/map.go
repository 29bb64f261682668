package read

import (
	"strings"

	"dixit"

	"github.com/go-json-experiment/json"
)

// Map says which field of a record, a row of a table or a JSON object, holds what of a document: by id, text, html, title, url,
// outlet, published, lang and authors, the name of the field. It is found whether or not capitals agree, if only one can be
// meant; "article.body" is body inside article.
type Map map[string]string

// ParseMap reads pairs like text=body. An error is Invalid.
func ParseMap(pairs []string) (Map, error) {
	m := Map{}
	for _, pair := range pairs {
		name, field, ok := strings.Cut(pair, "=")
		name, field = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(field)
		switch {
		case !ok || field == "":
			return nil, dixit.Errorf(dixit.Invalid, "map %q: not like text=body", pair)
		case targetNamed(name) == targets:
			return nil, dixit.Errorf(dixit.Invalid, "map %q: no %q; there are id, text, html, title, url, outlet, published, lang, authors", pair, name)
		case m[name] != "" && m[name] != field:
			return nil, dixit.Errorf(dixit.Invalid, "map: %s is both %s and %s", name, m[name], field)
		}
		m[name] = field
	}
	return m, nil
}

// target is what a field of a record may be of a document.
type target int

const (
	ofID target = iota
	ofText
	ofHTML
	ofTitle
	ofURL
	ofOutlet
	ofPublished
	ofLang
	ofAuthors
	targets // how many there are, and none of them
)

// String is the target's name, which is that of its field where nothing else is said.
func (t target) String() string {
	return [...]string{"id", "text", "html", "title", "url", "outlet", "published", "lang", "authors", ""}[t]
}

// targetNamed is the target of a name, targets if there is none.
func targetNamed(name string) target {
	t := target(0)
	for t < targets && t.String() != name {
		t++
	}
	return t
}

// longestKnown is how many bytes the longest well-known name has, with hyphens.
const longestKnown = 24

// wellKnown is what a field is by the looks of its name, as news data sets and exporters write it: targets if nothing. Capitals,
// hyphens and underscores do not count.
func wellKnown(name string) target {
	if len(name) > longestKnown {
		return targets
	}
	var plain [longestKnown]byte
	n := 0
	for _, c := range []byte(name) {
		switch {
		case c == '_' || c == '-' || c == ' ':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		plain[n] = c
		n++
	}
	switch string(plain[:n]) {
	case "id":
		return ofID
	case "text", "body", "content", "article", "maintext", "fulltext", "articletext", "articlebody", "bodytext", "contenttext", "plaintext":
		return ofText
	case "html", "contenthtml", "articlehtml", "bodyhtml":
		return ofHTML
	case "title", "headline":
		return ofTitle
	case "url", "link", "articleurl", "weburl", "permalink":
		return ofURL
	case "outlet", "source", "publication", "sourcedomain", "publisher", "sitename", "domain", "newspaper":
		return ofOutlet
	case "published", "date", "publishdate", "publisheddate", "publicationdate", "datepublish", "datepublished", "publishedat", "pubdate":
		return ofPublished
	case "lang", "language":
		return ofLang
	case "authors", "author", "byline":
		return ofAuthors
	}
	return targets
}

// chooser chooses the fields that records are read from.
type chooser struct {
	given [targets]string // names that were given, "" for none
	said  map[string]bool // choices that were reported
}

func newChooser(m Map) *chooser {
	c := &chooser{said: map[string]bool{}}
	for name, field := range m {
		if t := targetNamed(name); t < targets {
			c.given[t] = field
		}
	}
	return c
}

// choose picks a field for each target from the names of all that have a value, -1 if there is none. Names that were given come
// first, then the target's own, then one that is well known if it is the only one. What is worth knowing about the choice is in
// notes, once.
func (c *chooser) choose(names []string) (picked [targets]int, notes []string) {
	used := make([]bool, len(names))
	for t := range targets {
		if picked[t] = -1; c.given[t] != "" {
			if picked[t] = find(names, c.given[t]); picked[t] >= 0 {
				used[picked[t]] = true
			}
		}
	}
	var known [targets][]int
	for i, name := range names {
		if t := wellKnown(name); t < targets && !used[i] && c.given[t] == "" {
			known[t] = append(known[t], i)
		}
	}
	for t, among := range known {
		own := find(names, target(t).String())
		switch {
		case own >= 0 && !used[own] && c.given[t] == "":
			picked[t] = own
		case len(among) == 1:
			picked[t] = among[0]
			notes = c.note(notes, target(t).String()+isReadFrom+shown(names[among[0]]))
		case len(among) > 1:
			alike := make([]string, len(among))
			for i, k := range among {
				alike[i] = shown(names[k])
			}
			notes = c.note(notes, target(t).String()+" could be "+strings.Join(alike, " or ")+"; say which with --map")
		}
	}
	return picked, notes
}

// lacks says which column of a table is not there that has to be, "" if all are.
func (c *chooser) lacks(picked [targets]int, notes []string) string {
	for t, name := range c.given {
		if name != "" && picked[t] < 0 {
			return "no column " + shown(name)
		}
	}
	if picked[ofText] < 0 && picked[ofHTML] < 0 {
		return c.because("no column for the text", notes)
	}
	return ""
}

// because adds to a problem what may be its reason. Where other fields are read from is none, and is kept to be said later.
func (c *chooser) because(problem string, notes []string) string {
	for _, s := range notes {
		if strings.Contains(s, isReadFrom) {
			delete(c.said, s)
			continue
		}
		problem += "; " + s
	}
	return problem
}

// isReadFrom stands between a target and the field that was chosen for it.
const isReadFrom = " is read from "

// namesShown shows the names of columns, the first of very many.
func namesShown(names []string) string {
	const most = 30
	list := make([]string, 0, most)
	for _, name := range names[:min(len(names), most)] {
		list = append(list, shown(name))
	}
	return strings.Join(list, ", ")
}

// find is the index of a name: exactly, or the only one that differs in capitals alone; -1 if there is none.
func find(names []string, name string) int {
	found := -1
	for i, s := range names {
		switch {
		case s == name:
			return i
		case !strings.EqualFold(s, name):
		case found >= 0:
			found = -2
		case found == -1:
			found = i
		}
	}
	return max(found, -1)
}

// note adds what was not said before.
func (c *chooser) note(notes []string, s string) []string {
	if c.said[s] || len(c.said) > 1000 {
		return notes
	}
	c.said[s] = true
	return append(notes, s)
}

// shown is a name from input as messages show it.
func shown(name string) string {
	const most = 60
	if len(name) > most {
		name = name[:most] + "…"
	}
	return strings.ToValidUTF8(strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return '\ufffd'
		}
		return c
	}, name), "\ufffd")
}

// fields are what a record says of a document.
type fields struct {
	value    [targets]string // all but the authors
	authors  []string
	guessed  bool     // that its text is one was guessed from the name
	warnings []string // what could not be read
}

// document fixes d from the record, which has to have a text or a page.
func (f *fields) document(d *dixit.Document) error {
	d.MediaType = "application/json"
	if id := f.value[ofID]; id != "" {
		d.ID, d.Name = id, safeName(id)
	}
	f.fill(d)
	text, html := f.value[ofText], f.value[ofHTML]
	if f.guessed && strings.HasPrefix(strings.TrimSpace(text), "<") && looksLikeHTML([]byte(strings.TrimSpace(text))) {
		text, html = "", text
	}
	if text != "" {
		return setText(d, text)
	}
	return page(d, html)
}

// fill sets what d does not say of itself yet, and warns of what could not be read.
func (f *fields) fill(d *dixit.Document) {
	for t, to := range map[target]*string{ofTitle: &d.Title, ofURL: &d.URL, ofOutlet: &d.Outlet, ofLang: &d.Lang} {
		if from := strings.TrimSpace(f.value[t]); from != "" {
			*to = from
		}
	}
	if given := f.value[ofPublished]; given != "" {
		if day, why := givenDay(given); why != "" {
			f.warnings = append(f.warnings, "published "+shown(given)+" is not read: "+why)
		} else {
			d.Published, d.PublishedBasis = day, dixit.BasisGiven
		}
	}
	setAuthors(d, f.authors)
	d.Warnings = append(d.Warnings, f.warnings...)
}

// line writes the record as a line of NDJSON with the names that dixit reads. It is the source of a row of a table, so that the
// same row of another file is the same document.
func (f *fields) line() ([]byte, error) {
	data, err := json.Marshal(struct {
		ID        string   `json:"id,omitempty"`
		Title     string   `json:"title,omitempty"`
		URL       string   `json:"url,omitempty"`
		Outlet    string   `json:"outlet,omitempty"`
		Published string   `json:"published,omitempty"`
		Lang      string   `json:"lang,omitempty"`
		Authors   []string `json:"authors,omitempty"`
		Text      string   `json:"text,omitempty"`
		HTML      string   `json:"html,omitempty"`
	}{
		f.value[ofID], f.value[ofTitle], f.value[ofURL], f.value[ofOutlet], f.value[ofPublished], f.value[ofLang],
		f.authors, f.value[ofText], f.value[ofHTML],
	})
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "%w", oneLine(err))
	}
	return data, nil
}
