package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"dixit"
)

// teiForm is a teiCorpus (TEI P5) of one TEI text for each document, whole, in its blocks. What a statement says is <said>, one
// inside the other where statements are; its cue and its mention of the source are <seg> and <rs>, its quotation marks <quote>
// where only a part is quoted. Words in quotation marks that are in no statement of the file are <q>. An element that runs past
// the end of another, or of its block, is in parts that next and prev join. What was not said or not answered is no <said> but
// <seg type="unsaid">.
//
// who, toWhom and source point into the header: speakers are persons or organisations there, documents that speak works, and
// whoever is only named a list of names. source is the chain before the speaker, from the outlet's own source. The act and the kind
// are in ana. XML cannot hold control characters: U+FFFD stands for each. The days of statements are lost.
func teiForm() Form {
	return Form{
		Name: "tei", MediaType: "application/tei+xml", Ext: ".xml",
		About: "TEI P5: the texts with <said>, a teiCorpus",
		open:  openTEI,
	}
}

func openTEI(w io.Writer, _ Options) (Writer, error) {
	out := &teiFile{out: bufio.NewWriter(w)}
	return &byDocument{write: out.document, end: out.close}, nil
}

// teiFile is a corpus that is being written.
type teiFile struct {
	out   *bufio.Writer
	begun bool
}

func (f *teiFile) document(doc *dixit.Document, records []dixit.Record) error {
	if !f.begun {
		f.begun = true
		f.out.WriteString(xml.Header + `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">` + "\n" + teiCorpusHeader())
	}
	t := newTEIText(doc, records)
	t.header(f.out)
	t.body(f.out)
	return f.out.Flush()
}

// close ends the corpus. One without a document is a text without words: a corpus must have a text.
func (f *teiFile) close() error {
	if f.begun {
		f.out.WriteString("</teiCorpus>\n")
	} else {
		f.out.WriteString(xml.Header + `<TEI xmlns="http://www.tei-c.org/ns/1.0">` + "\n" + teiCorpusHeader() +
			"<text><body><p/></body></text>\n</TEI>\n")
	}
	return f.out.Flush()
}

// teiCorpusHeader says what the file is and what its marks mean.
func teiCorpusHeader() string {
	var b strings.Builder
	b.WriteString(`<teiHeader>
<fileDesc>
<titleStmt><title>Attributed statements</title></titleStmt>
<publicationStmt><p>Written by dixit ` + escaped(dixit.Version) + `.</p></publicationStmt>
<sourceDesc><p>News articles, each described in the header of its text.</p></sourceDesc>
</fileDesc>
<encodingDesc>
<editorialDecl>
<normalization><p>Characters that XML does not allow are U+FFFD. Nothing else is changed.</p></normalization>
<quotation marks="all"><p>Quotation marks stand in the text as in the source.</p></quotation>
<segmentation><p>An element that runs past the end of another is in parts, joined by next and prev.</p></segmentation>
</editorialDecl>
<classDecl>
<taxonomy xml:id="acts"><bibl>What is done by saying it.</bibl>
`)
	for _, a := range dixit.Acts() {
		fmt.Fprintf(&b, "<category xml:id=\"act-%s\"><catDesc>%s</catDesc></category>\n", a, a)
	}
	b.WriteString("</taxonomy>\n<taxonomy xml:id=\"kinds\"><bibl>How the words are given.</bibl>\n")
	for _, k := range dixit.Kinds() {
		fmt.Fprintf(&b, "<category xml:id=\"kind-%s\"><catDesc>%s</catDesc></category>\n", k, k)
	}
	b.WriteString("</taxonomy>\n</classDecl>\n</encodingDesc>\n</teiHeader>\n")
	return b.String()
}

// escaped is s as text or as the value of an attribute.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
