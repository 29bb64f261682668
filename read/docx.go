package read

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"dixit"
)

// docxType is the media type of a word document.
const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// maxPartDepth is how deep elements of a word document may lie: a table in a table in a table is at forty.
const maxPartDepth = 256

// docx makes a document of a word document (ECMA-376, part 1): the paragraphs of its body, then its footnotes and endnotes, parted by
// empty lines, as they stand when all changes are accepted. limit is how many bytes each of its parts may have.
func docx(d *dixit.Document, data []byte, limit int64) error {
	z, err := openZip(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	o := &parts{files: map[string]*zip.File{}, across: overlapping(z.File), limit: limit}
	for _, f := range z.File {
		if _, twice := o.files[f.Name]; !twice {
			o.files[f.Name] = f
		}
	}
	body, err := o.mainPart()
	if err != nil {
		return err
	}
	w := &wordReader{}
	if err := o.walk(path.Join(path.Dir(body), "styles.xml"), w.style, nil, nil); err != nil {
		return err
	}
	for _, part := range []string{body, path.Join(path.Dir(body), "footnotes.xml"), path.Join(path.Dir(body), "endnotes.xml")} {
		if err := o.walk(part, w.begin, w.end, w.words); err != nil {
			return err
		}
		w.paragraph(&wordParagraph{}) // what is left of one that has lost its end
	}
	d.MediaType = docxType
	if len(w.blocks) == 0 {
		return dixit.Errorf(dixit.Unreadable, "docx: no text in it")
	}
	if first := &w.blocks[0]; first.Kind == dixit.Heading {
		first.Region = dixit.Headline
		d.Title = strings.Join(strings.Fields(w.text.String()[first.Span.Start:first.Span.End]), " ")
	}
	return setBlocks(d, w.text.String(), w.blocks)
}

// parts is a zip archive whose members are the parts of an office document.
type parts struct {
	files  map[string]*zip.File
	across map[*zip.File]bool // members that lie across others
	limit  int64              // bytes of a part
}

// ofParts reports whether an archive is an office document.
func ofParts(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "[Content_Types].xml" })
}

// mainPart is the name of the part that holds the text: the one that the package says it is.
func (o *parts) mainPart() (string, error) {
	main := ""
	err := o.walk("_rels/.rels", func(e xml.StartElement, _ []string) {
		if e.Name.Local == "Relationship" && strings.HasSuffix(attribute(e, "Type"), "/officeDocument") && main == "" {
			main = strings.TrimPrefix(path.Clean(attribute(e, "Target")), "/")
		}
	}, nil, nil)
	if err != nil {
		return "", err
	}
	if main == "" {
		main = "word/document.xml"
	}
	for _, f := range []struct {
		prefix string
		form   form
	}{{"xl/", formXLSX}, {"ppt/", formPPTX}} {
		if strings.HasPrefix(main, f.prefix) {
			return "", refused(f.form)
		}
	}
	if o.files[main] == nil {
		return "", refused(formOffice)
	}
	return main, nil
}

// walk calls begin, end and words for what a part holds, in order; each may be nil. open are the names of the elements that are open,
// outermost first, "" for those of drawings and the like. A part that is not there is empty.
func (o *parts) walk(name string, begin func(e xml.StartElement, open []string), end func(name xml.Name), words func(s string, open []string)) error {
	f := o.files[name]
	if f == nil {
		return nil
	}
	r, err := o.open(f)
	if err != nil {
		return prefixed(name, err)
	}
	defer r.Close()
	left := &io.LimitedReader{R: r, N: o.limit + 1}
	x := xml.NewDecoder(left)
	var open []string
	for {
		t, err := x.Token()
		switch {
		case left.N <= 0:
			return dixit.Errorf(dixit.TooLarge, "docx: %s: over %d bytes", name, o.limit)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return dixit.Errorf(dixit.Unreadable, "docx: %s: damaged: %w", name, err)
		}
		switch t := t.(type) {
		case xml.Directive:
			return dixit.Errorf(dixit.Unreadable, "docx: %s: one that declares entities is not read", name)
		case xml.StartElement:
			if len(open) == maxPartDepth {
				return dixit.Errorf(dixit.TooLarge, "docx: %s: elements over %d deep", name, maxPartDepth)
			}
			if leftOut(t.Name.Local, open) {
				if err := x.Skip(); err != nil {
					return dixit.Errorf(dixit.Unreadable, "docx: %s: damaged: %w", name, err)
				}
				continue
			}
			if begin != nil {
				begin(t, open)
			}
			inner := ""
			if wordprocessing(t.Name) {
				inner = t.Name.Local
			}
			open = append(open, inner)
		case xml.EndElement:
			open = open[:len(open)-1]
			if end != nil {
				end(t.Name)
			}
		case xml.CharData:
			if words != nil {
				words(string(t), open)
			}
		}
	}
}

// leftOut reports whether what is inside an element is no part of the text: it was deleted or stands elsewhere now, or is a second
// version of what stands before it for programs that do not know that.
func leftOut(name string, open []string) bool {
	switch name {
	case "del":
		return len(open) == 0 || open[len(open)-1] != "rPr" // there it is said of the end of a paragraph
	case "moveFrom", "Fallback", "rt":
		return true
	}
	return strings.HasSuffix(name, "PrChange") // how it looked before
}

// open opens a part, unless it grows out of proportion.
func (o *parts) open(f *zip.File) (io.ReadCloser, error) {
	switch {
	case f.Flags&1 != 0:
		return nil, dixit.Errorf(dixit.Unreadable, "an encrypted file is not read")
	case o.across[f]:
		return nil, dixit.Errorf(dixit.Unreadable, "it lies across another member")
	case f.UncompressedSize64 > uint64(o.limit):
		return nil, dixit.Errorf(dixit.TooLarge, "over %d bytes", o.limit)
	case f.UncompressedSize64 > freeOutput && f.UncompressedSize64/maxGrowth > f.CompressedSize64:
		return nil, dixit.Errorf(dixit.TooLarge, "%d bytes out of %d", f.UncompressedSize64, f.CompressedSize64)
	}
	r, err := f.Open()
	if err != nil {
		return nil, zipError(err)
	}
	return r, nil
}

// prefixed names a part of a word document in an error.
func prefixed(part string, err error) error {
	return dixit.Errorf(dixit.KindOf(err), "docx: %s: %w", part, err)
}

// attribute is the value of an element's attribute, whatever its prefix.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
