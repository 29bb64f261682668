package anchor

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
	"time"

	"dixit"
)

// Annotation is what somebody has written on a page.
type Annotation struct {
	ID     string
	Pages  []string // addresses that the page goes by
	Quotes []Quote  // what of it is meant; none for all of it
	Notes  []Remark
	Tags   []Remark
}

// Quote are words of a page, as they stood there.
type Quote struct {
	Exact, Prefix, Suffix string
	Start, End            int // code points of the page's text; End is 0 if they are unknown
}

// Remark is a note or a tag.
type Remark struct {
	Text string
	By   string    // "" if unknown
	At   time.Time // zero if unknown
}

// Bounds on what is read.
const (
	maxFile = 64 << 20 // bytes
	maxDeep = 8        // lists in lists
	maxName = 200      // bytes of a name of an author

	maxContext = 1 << 10 // bytes of a prefix or suffix, of those next to the words
)

// Read yields the annotations in JSON: an annotation or a list of them, a page or collection (AnnotationPage), an export of Hypothesis or
// an answer of its API, or several of these one after the other. What is no annotation is an error in its place (Invalid). JSON that is
// none, and what is too large, ends it (Unreadable, TooLarge).
func Read(r io.Reader) iter.Seq2[Annotation, error] {
	return func(yield func(Annotation, error) bool) {
		limited := &io.LimitedReader{R: r, N: maxFile + 1}
		d := json.NewDecoder(limited)
		for {
			var v any
			err := d.Decode(&v)
			switch {
			case limited.N <= 0:
				yield(Annotation{}, dixit.Errorf(dixit.TooLarge, "annotations: over %d bytes", maxFile))
				return
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(Annotation{}, dixit.Errorf(dixit.Unreadable, "annotations: byte %d: %w", d.InputOffset(), err))
				return
			}
			if !each(v, 0, yield) {
				return
			}
		}
	}
}

// each yields the annotations in a value; false if the reader breaks off.
func each(v any, deep int, yield func(Annotation, error) bool) bool {
	if deep > maxDeep {
		return yield(Annotation{}, dixit.Errorf(dixit.Invalid, "annotations: lists in over %d lists", maxDeep))
	}
	if list, ok := v.([]any); ok {
		for _, x := range list {
			if !each(x, deep+1, yield) {
				return false
			}
		}
		return true
	}
	o := object(v)
	for _, name := range []string{"annotations", "rows", "items", "first"} { // of Hypothesis' export and API, of a page, of a collection
		if inner, ok := o[name]; ok && o["target"] == nil {
			return each(inner, deep+1, yield)
		}
	}
	if o["target"] == nil && o["uri"] == nil {
		return yield(Annotation{}, dixit.Errorf(dixit.Invalid, "annotation %.80q: it has no target", text(o["id"])))
	}
	return yield(annotation(o), nil)
}

// annotation reads an object that is one, of either kind.
func annotation(o map[string]any) Annotation {
	a := Annotation{ID: first(text(o["id"]), text(o["@id"]))}
	a.page(o["uri"])
	for _, t := range list(o["target"]) {
		a.target(t)
	}
	said := Remark{By: author(o), At: instant(first(text(o["created"]), text(o["modified"]), text(o["updated"])))}
	a.remark(&a.Notes, text(o["text"]), said)
	for _, tag := range list(o["tags"]) {
		a.remark(&a.Tags, text(tag), said)
	}
	a.remark(&a.Notes, text(o["bodyValue"]), said)
	machine := text(object(o["creator"])["type"]) == "Software"
	for _, body := range list(o["body"]) {
		a.body(body, text(o["motivation"]), machine, said)
	}
	return a
}

// page adds an address: a string, or the id of an object.
func (a *Annotation) page(v any) {
	s, _, _ := strings.Cut(first(text(v), text(object(v)["id"])), "#")
	if s = strings.TrimSpace(s); s != "" {
		for _, p := range a.Pages {
			if p == s {
				return
			}
		}
		a.Pages = append(a.Pages, s)
	}
}

// target reads what an annotation is of: an address, or an object with a source and selectors. Each target is of one quotation.
func (a *Annotation) target(v any) {
	o := object(v)
	if o == nil {
		a.page(v)
		return
	}
	if o["source"] == nil {
		a.page(o["id"])
	}
	a.page(o["source"])
	var q Quote
	for _, s := range list(o["selector"]) {
		switch s := object(s); text(s["type"]) {
		case "TextQuoteSelector":
			q.Exact, q.Prefix, q.Suffix = text(s["exact"]), text(s["prefix"]), text(s["suffix"])
			q.Prefix, q.Suffix = q.Prefix[max(0, len(q.Prefix)-maxContext):], q.Suffix[:min(len(q.Suffix), maxContext)]
			q.Prefix, q.Suffix = strings.ToValidUTF8(q.Prefix, ""), strings.ToValidUTF8(q.Suffix, "")
		case "TextPositionSelector":
			q.Start, q.End = number(s["start"]), number(s["end"])
		}
	}
	if q.Exact != "" {
		a.Quotes = append(a.Quotes, q)
	}
}

// body reads a body of a W3C annotation. What a program says, and not a person, is passed over, and so is what only names things.
func (a *Annotation) body(v any, motivation string, machine bool, said Remark) {
	if s := text(v); s != "" {
		return // an address of something elsewhere
	}
	o := object(v)
	value, purpose := text(o["value"]), first(text(o["purpose"]), motivation)
	if own := o["creator"]; own != nil {
		said.By, machine = author(o), text(object(own)["type"]) == "Software"
	}
	if at := instant(text(o["created"])); !at.IsZero() {
		said.At = at
	}
	switch {
	case machine, purpose == "identifying", purpose == "classifying", purpose == "linking":
	case purpose == "tagging":
		a.remark(&a.Tags, value, said)
	default:
		a.remark(&a.Notes, value, said)
	}
}

// remark adds a remark, unless it is empty.
func (*Annotation) remark(to *[]Remark, s string, said Remark) {
	said.Text = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	if said.Text != "" {
		*to = append(*to, said)
	}
}

// author is who made an object: by its creator, or as Hypothesis says it.
func author(o map[string]any) string {
	creator := o["creator"]
	if l := list(creator); len(l) > 0 {
		creator = l[0]
	}
	c := object(creator)
	account := strings.TrimPrefix(text(o["user"]), "acct:")
	name := first(text(c["name"]), text(c["nickname"]), text(c["id"]), text(creator), text(object(o["user_info"])["display_name"]), account)
	name = strings.Join(strings.Fields(name), " ")
	return strings.ToValidUTF8(name[:min(len(name), maxName)], "")
}

func instant(s string) time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// What a value of JSON is, if it is that.
func object(v any) map[string]any { o, _ := v.(map[string]any); return o }
func text(v any) string           { s, _ := v.(string); return s }

func number(v any) int {
	x, _ := v.(float64)
	if x < 0 || x > maxFile {
		return 0
	}
	return int(x)
}

// list is a list, or what stands for a list of one.
func list(v any) []any {
	if l, ok := v.([]any); ok || v == nil {
		return l
	}
	return []any{v}
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
