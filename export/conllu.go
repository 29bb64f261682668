package export

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"dixit"
	"dixit/text"
)

// conlluForm is CoNLL-U: the sentences of each document, a word a line. Nothing is known of lemmas, parts of speech and syntax;
// MISC has the word's place in code points of the document's text, and whose mention, cue or content it is part of.
//
// White space is lost: "# text" has one space where the document has any.
func conlluForm() Form {
	return Form{
		Name: "conllu", MediaType: "text/plain; charset=utf-8", Ext: ".conllu",
		About: "CoNLL-U: words, each with the statements that it is part of",
		open: func(w io.Writer, _ Options) (Writer, error) {
			return &byDocument{write: func(doc *dixit.Document, said []dixit.Record) error {
				_, err := w.Write(conllu(doc, said))
				return err
			}}, nil
		},
	}
}

// part is the part that a word has in a statement.
type part struct{ attr, speaker string }

// conllu is a document with its statements.
func conllu(doc *dixit.Document, said []dixit.Record) []byte {
	t := doc.Text.String()
	words := text.Words(t)
	parts := make([][]part, len(words))
	for _, r := range said {
		s := r.Statement
		speaker := token(cmp.Or(s.Speaker.ID, s.Speaker.Name))
		for _, role := range []struct {
			name string
			list []dixit.Fragment
		}{{"Source", []dixit.Fragment{s.Mention}}, {"Cue", s.Cue}, {"Content", s.Content}} {
			for _, f := range role.list {
				take(words, parts, f.Span(), part{s.ID + ":" + role.name, speaker})
			}
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# newdoc id = %s\n", oneLine(doc.ID))
	n := 0
	for _, block := range doc.Blocks {
		begin := true
		for _, sentence := range text.Sentences(t, block.Span) {
			first, _ := slices.BinarySearchFunc(words, sentence.Start, func(w dixit.Span, at int) int { return w.Start - at })
			past, _ := slices.BinarySearchFunc(words, sentence.End, func(w dixit.Span, at int) int { return w.Start - at })
			if first == past {
				continue
			}
			if begin {
				b.WriteString("# newpar\n")
				begin = false
			}
			n++
			fmt.Fprintf(&b, "# sent_id = %s-%d\n", strings.ReplaceAll(token(doc.ID), "/", "_"), n)
			writeSentence(&b, doc.Text, words[first:past], parts[first:past])
		}
	}
	return b.Bytes()
}

// take gives the words in span a part.
func take(words []dixit.Span, parts [][]part, span dixit.Span, p part) {
	i, _ := slices.BinarySearchFunc(words, span.Start+1, func(w dixit.Span, at int) int { return w.End - at })
	for ; i < len(words) && words[i].Start < span.End; i++ {
		parts[i] = append(parts[i], p)
	}
}

// writeSentence writes the text of a sentence and its words.
func writeSentence(b *bytes.Buffer, t dixit.Text, words []dixit.Span, parts [][]part) {
	glued := func(i int) bool { return i+1 < len(words) && words[i].End == words[i+1].Start }
	b.WriteString("# text = ")
	for i, w := range words {
		b.WriteString(t.Slice(w))
		if i+1 < len(words) && !glued(i) {
			b.WriteByte(' ')
		}
	}
	b.WriteByte('\n')
	for i, w := range words {
		fmt.Fprintf(b, "%d\t%s\t_\t_\t_\t_\t_\t_\t_\t", i+1, t.Slice(w))
		if glued(i) {
			b.WriteString("SpaceAfter=No|")
		}
		fmt.Fprintf(b, "Start=%d|End=%d", t.CodePoint(w.Start), t.CodePoint(w.End))
		writeParts(b, parts[i])
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
}

// writeParts writes what a word is part of, and who the speakers are, one for each.
func writeParts(b *bytes.Buffer, list []part) {
	for i, p := range list {
		b.WriteString([]string{"|Attr=", ","}[min(i, 1)] + p.attr)
	}
	if !slices.ContainsFunc(list, func(p part) bool { return p.speaker != "" }) {
		return
	}
	for i, p := range list {
		b.WriteString([]string{"|Speaker=", ","}[min(i, 1)] + cmp.Or(p.speaker, "_"))
	}
}
