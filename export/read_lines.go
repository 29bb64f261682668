package export

import (
	"encoding/json"
	"errors"

	"dixit"
	"dixit/ledger"
)

// DecodeRemark is the annotation of a line, checked and sealed (Invalid).
func DecodeRemark(line []byte) (ledger.Annotation, error) {
	var l annotationLine
	if err := json.Unmarshal(line, &l); err != nil {
		return l.Annotation, dixit.Errorf(dixit.Invalid, "annotation: %w", err)
	}
	if l.Type != typeAnnotation {
		return l.Annotation, dixit.Errorf(dixit.Invalid, "type %.40q: not an annotation", l.Type)
	}
	return l.Seal()
}

// decodeRedirect is an id that led to a statement of d.
func decodeRedirect(line []byte, d *dixit.Document) (ledger.Redirect, error) {
	var l redirectLine
	if err := json.Unmarshal(line, &l); err != nil {
		return l.Redirect, dixit.Errorf(dixit.Invalid, "redirect: %w", err)
	}
	if l.Doc != d.SHA256 {
		return l.Redirect, dixit.Errorf(dixit.Invalid, "redirect from %.40q: of another document", l.ID)
	}
	return l.Redirect, l.Check()
}

// entry is the document of l, with nothing said in it yet.
func (l documentLine) entry() (Entry, error) {
	text, err := dixit.NewText(l.Text)
	if err != nil {
		return Entry{}, err
	}
	d := &dixit.Document{
		ID: l.ID, Name: l.Name, Path: l.Path, URL: l.URL, Outlet: l.Outlet, Agency: l.Agency, Title: l.Title, Authors: l.Authors,
		Published: l.Published, PublishedBasis: l.Basis, Lang: l.Lang, MediaType: l.MediaType, SHA256: l.SHA256, Text: text,
	}
	switch {
	case l.Source != nil && l.SourceBase64 != nil:
		return Entry{}, errors.New("two sources")
	case l.Source != nil:
		d.Source = []byte(*l.Source)
	case l.SourceBase64 != nil:
		d.Source = l.SourceBase64
	default:
		d.Source = []byte(l.Text)
	}
	for i, b := range l.Blocks {
		block, err := b.block(text, len(d.Source))
		if err != nil {
			return Entry{}, dixit.Errorf(dixit.Invalid, "block %d: %w", i, err)
		}
		d.Blocks = append(d.Blocks, block)
	}
	return Entry{Doc: d, Extraction: dixit.Extraction{Engine: l.Engine}, AlsoAt: l.AlsoAt}, nil
}

// block is the block of l in a text, of a source of so many bytes.
func (l blockLine) block(t dixit.Text, source int) (dixit.Block, error) {
	b := dixit.Block{Kind: l.Kind, Region: l.Region}
	var err error
	if b.Span, err = spanAt(t, l.Start, l.End); err == nil && l.Turn != nil {
		b.Turn, err = spanAt(t, l.Turn[0], l.Turn[1])
	}
	if s := l.Source; s != nil {
		if s[0] < 0 || s[1] < s[0] || s[1] > source {
			return b, dixit.Errorf(dixit.Invalid, "bytes %d:%d: not in a source of %d", s[0], s[1], source)
		}
		b.Source = dixit.Span{Start: s[0], End: s[1]}
	}
	return b, err
}

// spanAt is the span of bytes from one code point to another.
func spanAt(t dixit.Text, start, end int) (dixit.Span, error) {
	from, ok := t.Byte(start)
	to, also := t.Byte(end)
	if !ok || !also || to < from {
		return dixit.Span{}, dixit.Errorf(dixit.Invalid, "code points %d:%d: not in the text", start, end)
	}
	return dixit.Span{Start: from, End: to}, nil
}
