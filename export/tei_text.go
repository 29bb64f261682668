package export

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"dixit"
	"dixit/text"
)

// teiText is one document of a corpus.
type teiText struct {
	doc     *dixit.Document
	records []dixit.Record
	prefix  string            // of ids, which are the corpus's
	ids     map[string]string // of who is named, by how he is known
	agents  []teiAgent        // in the order they are met
}

// teiAgent is an entry of the header that others point to.
type teiAgent struct {
	id   string
	name string
	role string
	kind dixit.SpeakerKind // "" for who is only named
}

func newTEIText(doc *dixit.Document, records []dixit.Record) *teiText {
	t := &teiText{doc: doc, records: records, prefix: "d" + doc.SHA256[:min(16, len(doc.SHA256))], ids: map[string]string{}}
	for _, r := range records {
		t.add(r.Statement.Speaker.Name, r.Statement.Speaker.Role, r.Statement.Speaker.Kind)
	}
	for _, r := range records {
		for _, l := range slices.Concat(r.Statement.Addressee, r.Statement.Chain) {
			t.add(l.Name, "", "")
		}
	}
	return t
}

// add makes an entry for a name that has none.
func (t *teiText) add(name, role string, kind dixit.SpeakerKind) {
	if name == "" || t.ids[name] != "" {
		return
	}
	id := fmt.Sprintf("%s-a%d", t.prefix, len(t.agents)+1)
	t.ids[name] = id
	t.agents = append(t.agents, teiAgent{id, name, role, kind})
}

// header writes the beginning of the text: what it is and who is in it.
func (t *teiText) header(w *bufio.Writer) {
	d := t.records[0].Doc
	fmt.Fprintf(w, "<TEI xml:id=\"%s\">\n<teiHeader>\n<fileDesc>\n<titleStmt><title>%s</title>", t.prefix, escaped(d.Title))
	for _, a := range t.doc.Authors {
		fmt.Fprintf(w, "<author>%s</author>", escaped(a))
	}
	fmt.Fprintf(w, "</titleStmt>\n<publicationStmt><publisher>%s</publisher>", escaped(d.Outlet))
	if date := publishedDate(d.Published); date != "" {
		fmt.Fprintf(w, "<date when=\"%s\">%s</date>", date, date)
	}
	fmt.Fprintf(w, "<idno type=\"sha256\">%s</idno>", escaped(d.SHA256))
	if d.URL != "" {
		fmt.Fprintf(w, "<idno type=\"URL\">%s</idno>", escaped(d.URL))
	}
	w.WriteString("</publicationStmt>\n<sourceDesc>\n")
	t.named(w)
	w.WriteString("</sourceDesc>\n</fileDesc>\n")
	t.speaking(w)
	w.WriteString("</teiHeader>\n")
}

// of are the entries whose kind is one of kinds.
func (t *teiText) of(kinds ...dixit.SpeakerKind) []teiAgent {
	var out []teiAgent
	for _, a := range t.agents {
		if slices.Contains(kinds, a.kind) {
			out = append(out, a)
		}
	}
	return out
}

// named writes the sources that are documents, and whoever is only named.
func (t *teiText) named(w *bufio.Writer) {
	works, others := t.of(dixit.Written), t.of("", dixit.Implicit)
	if len(works)+len(others) == 0 {
		w.WriteString("<p>An article.</p>\n")
	}
	if len(works) > 0 {
		w.WriteString("<listBibl>\n")
		for _, a := range works {
			fmt.Fprintf(w, "<bibl xml:id=\"%s\"><title>%s</title></bibl>\n", a.id, escaped(a.name))
		}
		w.WriteString("</listBibl>\n")
	}
	if len(others) > 0 {
		w.WriteString("<list type=\"named\">\n")
		for _, a := range others {
			fmt.Fprintf(w, "<item xml:id=\"%s\"><name>%s</name></item>\n", a.id, escaped(a.name))
		}
		w.WriteString("</list>\n")
	}
}

// speaking writes the persons and organisations that speak, and the language.
func (t *teiText) speaking(w *bufio.Writer) {
	people, bodies := t.of(dixit.Person, dixit.Anonymous), t.of(dixit.Organisation, dixit.Collective)
	lang := strings.ReplaceAll(t.records[0].Doc.Lang, "_", "-")
	if len(people)+len(bodies) == 0 && lang == "" {
		return
	}
	w.WriteString("<profileDesc>\n")
	if lang != "" {
		fmt.Fprintf(w, "<langUsage><language ident=\"%s\">%[1]s</language></langUsage>\n", escaped(lang))
	}
	if len(people)+len(bodies) > 0 {
		w.WriteString("<particDesc>\n")
		t.list(w, people, "listPerson", "person", "persName")
		t.list(w, bodies, "listOrg", "org", "orgName")
		w.WriteString("</particDesc>\n")
	}
	w.WriteString("</profileDesc>\n")
}

// list writes entries of one sort.
func (t *teiText) list(w *bufio.Writer, agents []teiAgent, list, element, name string) {
	if len(agents) == 0 {
		return
	}
	fmt.Fprintf(w, "<%s>\n", list)
	for _, a := range agents {
		fmt.Fprintf(w, "<%s xml:id=\"%s\"><%s>%s</%[3]s>", element, a.id, name, escaped(a.name))
		switch {
		case a.role != "" && element == "person":
			fmt.Fprintf(w, "<occupation>%s</occupation>", escaped(a.role))
		case a.kind == dixit.Anonymous || a.kind == dixit.Collective:
			fmt.Fprintf(w, "<note>%s</note>", a.kind)
		}
		fmt.Fprintf(w, "</%s>\n", element)
	}
	fmt.Fprintf(w, "</%s>\n", list)
}

// body writes the blocks and ends the text. A heading begins a division.
func (t *teiText) body(w *bufio.Writer) {
	pieces := cut(t.doc.Blocks, t.elements())
	w.WriteString("<text>\n<body>\n")
	listed, divided := false, false
	for i, b := range t.doc.Blocks {
		if item := b.Kind == dixit.ListItem; item != listed {
			w.WriteString(map[bool]string{true: "<list>\n", false: "</list>\n"}[item])
			listed = item
		}
		open, end := "<p>", "</p>\n"
		switch b.Kind {
		case dixit.ListItem:
			open, end = "<item>", "</item>\n"
		case dixit.BlockQuote:
			open, end = "<quote><p>", "</p></quote>\n"
		case dixit.Heading:
			open, end = "<div>\n<head>", "</head>\n"
			if divided {
				open = "</div>\n" + open
			}
			divided = true
		}
		w.WriteString(open)
		t.inline(w, b.Span, pieces[i])
		w.WriteString(end)
	}
	if listed {
		w.WriteString("</list>\n")
	}
	if divided {
		w.WriteString("</div>\n")
	}
	if len(t.doc.Blocks) == 0 {
		w.WriteString("<p/>\n")
	}
	w.WriteString("</body>\n</text>\n</TEI>\n")
}

// inline writes a block with the elements in it.
func (t *teiText) inline(w *bufio.Writer, block dixit.Span, pieces []teiPiece) {
	at := block.Start
	var open []teiPiece
	upTo := func(b int) {
		w.WriteString(escaped(t.doc.Text.Slice(dixit.Span{Start: at, End: b})))
		at = b
	}
	endUpTo := func(b int) {
		for n := len(open); n > 0 && open[n-1].span.End <= b; n = len(open) {
			upTo(open[n-1].span.End)
			fmt.Fprintf(w, "</%s>", open[n-1].tag)
			open = open[:n-1]
		}
	}
	for _, p := range pieces {
		endUpTo(p.span.Start)
		upTo(p.span.Start)
		w.WriteString("<" + p.tag + p.attributes + p.links + ">")
		open = append(open, p)
	}
	endUpTo(block.End)
	upTo(block.End)
}

// elements are what is to be marked in the text, outer before inner.
func (t *teiText) elements() []teiElement {
	var out []teiElement
	add := func(id, tag, attributes string, list ...dixit.Fragment) {
		e := teiElement{id: id, tag: tag, attributes: attributes}
		for _, f := range list {
			if !f.IsZero() {
				e.spans = append(e.spans, f.Span())
			}
		}
		if len(e.spans) > 0 {
			out = append(out, e)
		}
	}
	covered := t.covered()
	for _, r := range t.records {
		s := r.Statement
		id := "s-" + s.ID
		tag, attributes := t.said(s)
		add(id, tag, attributes, s.Content...)
		add(id+"-cue", "seg", ` type="cue"`+t.cue(s), s.Cue...)
		add(id+"-mention", "rs", t.pointer("ref", s.Speaker.Name), s.Mention)
		if s.Kind != dixit.Direct {
			for i, q := range s.Quotes {
				add(fmt.Sprintf("%s-q%d", id, i+1), "quote", "", q.Words)
			}
		}
	}
	for i, q := range text.Quotes(t.doc.Text.String(), t.doc.Blocks) {
		if !covered.holds(q.Span) {
			out = append(out, teiElement{id: fmt.Sprintf("%s-q%d", t.prefix, i+1), tag: "q", spans: []dixit.Span{q.Span}})
		}
	}
	return out
}

// said is the element of what a statement says, and its attributes.
func (t *teiText) said(s dixit.Statement) (tag, attributes string) {
	ana := fmt.Sprintf(` ana="#act-%s #kind-%s"`, s.Act, s.Kind)
	if !said(s) {
		return "seg", ` type="unsaid"` + ana + t.pointer("corresp", s.Speaker.Name)
	}
	var listeners, before []string
	for _, l := range s.Addressee {
		listeners = append(listeners, l.Name)
	}
	for i, l := range s.Chain {
		if i < len(s.Chain)-1 || l.Name != s.Speaker.Name {
			before = append(before, l.Name)
		}
	}
	attributes = t.pointer("who", s.Speaker.Name) + t.pointer("toWhom", listeners...)
	attributes += fmt.Sprintf(` direct="%t" aloud="%s"`, s.Kind == dixit.Direct, t.aloud(s))
	return "said", attributes + t.pointer("source", before...) + ana
}

// aloud is whether it was spoken: a transcript says so, a document or a thought is not.
func (t *teiText) aloud(s dixit.Statement) string {
	if s.Speaker.Kind == dixit.Written || s.Act == "feel" || s.Act == "believe" {
		return "false"
	}
	if i := blockAt(t.doc.Blocks, s.Span().Start); i < len(t.doc.Blocks) && t.doc.Blocks[i].Turn.Len() > 0 {
		return "true"
	}
	return "unknown"
}

// cue is what a cue says of its statement where that has no content to say it.
func (t *teiText) cue(s dixit.Statement) string {
	if len(s.Content) > 0 {
		return fmt.Sprintf(` corresp="#s-%s"`, s.ID)
	}
	return fmt.Sprintf(` ana="#act-%s #kind-%s"`, s.Act, s.Kind) + t.pointer("corresp", s.Speaker.Name)
}

// pointer is an attribute that points to the entries of names; "" if there are none.
func (t *teiText) pointer(attribute string, names ...string) string {
	var ids []string
	for _, n := range names {
		if id := t.ids[n]; id != "" {
			ids = append(ids, "#"+id)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return fmt.Sprintf(` %s="%s"`, attribute, strings.Join(ids, " "))
}
