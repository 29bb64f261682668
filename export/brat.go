package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"dixit"
)

// bratForm is brat's standoff form with the labels of PolNeAR: a text and an .ann file a document (Attributions). Many documents
// are a folder, or a zip archive of one.
func bratForm() Form {
	return Form{
		Name: "brat", MediaType: "application/zip", Ext: ".zip",
		About: "texts and standoff files with PolNeAR's labels, for brat",
		open:  openBratZip, files: openBratFolder,
	}
}

func openBratZip(w io.Writer, _ Options) (Writer, error) {
	archive := zip.NewWriter(w)
	create := func(name string) (io.WriteCloser, error) {
		f, err := archive.Create(name)
		return nopCloser{f}, err
	}
	return &byDocument{write: bratFiles(create), end: archive.Close}, nil
}

func openBratFolder(create func(string) (io.WriteCloser, error), _ Options) (Writer, error) {
	return &byDocument{write: bratFiles(create)}, nil
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// bratFiles writes the two files of each document, named for it.
func bratFiles(create func(string) (io.WriteCloser, error)) func(*dixit.Document, []dixit.Record) error {
	taken := map[string]bool{}
	return func(doc *dixit.Document, said []dixit.Record) error {
		name := FileName(doc.Name)
		if folded := strings.ToLower(name); taken[folded] { // there are file systems to whom case is nothing
			name += "-" + doc.SHA256[:16]
		} else {
			taken[folded] = true
		}
		list := make([]dixit.Statement, len(said))
		for i, r := range said {
			list[i] = r.Statement
		}
		for _, f := range []struct {
			name string
			data []byte
		}{{name + ".txt", []byte(doc.Text.String())}, {name + ".ann", Attributions(list, true)}} {
			w, err := create(f.name)
			if err != nil {
				return err
			}
			if _, err := w.Write(f.data); err != nil {
				w.Close() // the first error counts
				return err
			}
			if err := w.Close(); err != nil {
				return err
			}
		}
		return nil
	}
}

// Attributions is an .ann file of the outermost statements of a document, as PolNeAR marks them: T lines Source, Cue and Content
// with offsets in code points, and an E line a statement; with more, then its kind (A) and, where the speaker has an id, whom the
// source refers to (N), and at the end the relations between them (R).
func Attributions(statements []dixit.Statement, more bool) []byte {
	b := bratFile{more: more, numbers: map[string]int{}}
	list := dixit.Attributions(statements)
	for _, s := range list {
		b.add(s)
	}
	if more {
		b.relations(list)
	}
	return b.Bytes()
}

// bratFile counts the lines of each letter that it holds.
type bratFile struct {
	bytes.Buffer
	spans, events, references int
	more                      bool
	numbers                   map[string]int // of the events, by the ids of their statements
}

// relations writes an R line for each relation between two statements that are in the file.
func (b *bratFile) relations(list []dixit.Statement) {
	n := 0
	for _, s := range list {
		for _, r := range s.Relations {
			if to, ok := b.numbers[r.Target]; ok {
				n++
				fmt.Fprintf(b, "R%d\t%s Arg1:E%d Arg2:E%d\n", n, strings.ToUpper(string(r.Type[:1]))+string(r.Type[1:]), b.numbers[s.ID], to)
			}
		}
	}
}

func (b *bratFile) add(s dixit.Statement) {
	var mention []dixit.Fragment
	if !s.Mention.IsZero() {
		mention = []dixit.Fragment{s.Mention}
	}
	source, cue, content := b.span("Source", mention), b.span("Cue", s.Cue), b.span("Content", s.Content)
	kind, anchor := "Attribution", s.Cue
	if source == "" {
		kind = "Attribution-no-source"
	}
	if cue == "" {
		anchor = s.Content
	}
	b.events++
	b.numbers[s.ID] = b.events
	fmt.Fprintf(b, "E%d\t%s:%s", b.events, kind, b.span(kind, anchor))
	for _, role := range []struct{ name, id string }{{"Content", content}, {"Cue", cue}, {"Source", source}} {
		if role.id != "" {
			fmt.Fprintf(b, " %s:%s", role.name, role.id)
		}
	}
	b.WriteByte('\n')
	if !b.more {
		return
	}
	fmt.Fprintf(b, "A%d\tKind E%d %s\n", b.events, b.events, s.Kind)
	if source != "" && s.Speaker.ID != "" {
		b.references++
		fmt.Fprintf(b, "N%d\tReference %s dixit:%s\t%s\n", b.references, source, token(s.Speaker.ID), oneLine(s.Speaker.Name))
	}
}

// span writes the T line of one role and is its id, "" if there is nothing to write.
func (b *bratFile) span(role string, fragments []dixit.Fragment) string {
	if len(fragments) == 0 {
		return ""
	}
	places, words := make([]string, len(fragments)), make([]string, len(fragments))
	for i, f := range fragments {
		places[i], words[i] = fmt.Sprintf("%d %d", f.Start(), f.End()), oneLine(f.Text())
	}
	b.spans++
	id := fmt.Sprintf("T%d", b.spans)
	fmt.Fprintf(b, "%s\t%s %s\t%s\n", id, role, strings.Join(places, ";"), strings.Join(words, " "))
	return id
}
