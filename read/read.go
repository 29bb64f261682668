package read

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dixit"
)

// DefaultMaxBytes is the size above which a document is refused: two hundred times a long article.
const DefaultMaxBytes = 20 << 20

// maxParagraph is the size in bytes above which a paragraph is none.
const maxParagraph = 2 << 20

// sniffed is how many bytes of an input are looked at before it is read.
const sniffed = 64 << 10

// Options say how to read. The zero Options read with the defaults.
type Options struct {
	MaxBytes  int64  // of one document; 0 means DefaultMaxBytes
	Published string // day of publication of documents that give none
	Map       Map    // which fields of tables and of JSON objects are read; those that are not in it go by well-known names
	Part      Part   // of the one file that is read
	Follow    Follow // what to tell of the run

	seen    map[[sha256.Size]byte]bool // items of feeds that were read in this run
	repeats *repeats                   // pages of the archive that is read
	from    Place                      // in the file that is read
	seek    func(to int64) error       // goes to an offset of the file that is read; nil if it is none
	here    func() int64               // the offset of what comes next in the file that is read; nil if it is none
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

// Documents reads every path in turn: a file, a folder with all that is in it in the order of names, or "-" for stdin. Each
// document that cannot be read is one error (Unreadable, TooLarge or NotFound), and reading goes on with what follows.
func Documents(ctx context.Context, paths []string, stdin io.Reader, opt Options) iter.Seq2[*dixit.Document, error] {
	return func(yield func(*dixit.Document, error) bool) {
		opt.seen = map[[sha256.Size]byte]bool{}
		for _, path := range paths {
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			if !documents(ctx, path, stdin, opt, yield) {
				return
			}
		}
	}
}

// documents reads one path and reports whether yield wants more.
func documents(ctx context.Context, path string, stdin io.Reader, opt Options, yield func(*dixit.Document, error) bool) bool {
	if path == "-" {
		return stream(ctx, "stdin", opt.Follow.counted(stdin), opt, yield)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return yield(nil, fileError(path, err))
	case info.IsDir():
		return folder(ctx, path, opt, yield)
	case !info.Mode().IsRegular():
		return yield(nil, dixit.Errorf(dixit.Unreadable, "%s: not a regular file", path))
	}
	return file(ctx, path, opt, yield)
}

// fileError names a file that cannot be opened or read on, with the kind of the failure.
func fileError(path string, err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	}
	return dixit.Errorf(kindOf(err), "%s: %w", path, err)
}

// folder reads what lies in a folder.
func folder(ctx context.Context, root string, opt Options, yield func(*dixit.Document, error) bool) bool {
	found := false
	for path, err := range Files(ctx, root) {
		if found = true; err != nil {
			if !yield(nil, err) {
				return false
			}
		} else if !file(ctx, path, opt, yield) {
			return false
		}
	}
	return found || yield(nil, dixit.Errorf(dixit.Unreadable, "%s: no documents in the folder", root))
}

// Files yields the files in a folder and in those within it that may hold documents, in the order in which they are read: hidden
// files, notices and side files do not. A folder that cannot be read is an error, and the rest follow; the end of ctx is the last.
func Files(ctx context.Context, root string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		more := true
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				more = yield("", fileError(path, err))
			case d.IsDir() && path != root && strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			case d.Type().IsRegular() && !ignored(d.Name()):
				more = yield(path, nil)
			}
			if !more {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil && more {
			yield("", fmt.Errorf("%s: %w", root, err))
		}
	}
}

// ignored reports whether a file in a folder is plainly not a document.
func ignored(name string) bool {
	upper := strings.ToUpper(name)
	for _, notice := range []string{"README", "LICENSE", "LICENCE", "NOTICE", "COPYING"} {
		if strings.HasPrefix(upper, notice) {
			return true
		}
	}
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, sideFile)
}

// Bytes makes a document of the bytes of one file, called name in errors. What holds several, a feed or an archive, is refused;
// a table is text.
func Bytes(name string, data []byte, opt Options) (*dixit.Document, error) {
	return whole(name, name, data, opt)
}

// whole makes a document of all the bytes of an input. Beside the file at path, "" for none, may lie its side file.
func whole(name, path string, data []byte, opt Options) (*dixit.Document, error) {
	return wholeForm(name, path, data, sniff(data[:min(len(data), sniffed)]), opt)
}

// wholeForm is whole for bytes whose form is known.
func wholeForm(name, path string, data []byte, form form, opt Options) (*dixit.Document, error) {
	if int64(len(data)) > opt.maxBytes() {
		return nil, dixit.Errorf(dixit.TooLarge, "%s: over %d bytes", name, opt.maxBytes())
	}
	d := &dixit.Document{Path: name, Name: nameOf(name), Source: data}
	var err error
	switch form {
	case formEmpty:
		err = dixit.Errorf(dixit.Unreadable, "empty")
	case formHTML:
		err = webPage(d, data, "")
	case formText:
		err = plain(d, data, "")
	case formDOCX, formOffice:
		err = docx(d, data, opt.maxBytes())
	case formNDJSON, formObject:
		err = newChooser(opt.Map).object(d, data)
	default:
		err = refused(form)
	}
	if err == nil && path != "" {
		err = aside(d, path)
	}
	if err == nil {
		err = bounded(d)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return finish(d, opt), nil
}

// bounded refuses a document with a paragraph that is none (TooLarge).
func bounded(d *dixit.Document) error {
	for _, b := range d.Blocks {
		if b.Span.Len() > maxParagraph {
			return dixit.Errorf(dixit.TooLarge, "a paragraph of %d bytes, at most %d are read", b.Span.Len(), maxParagraph)
		}
	}
	return nil
}

// finish sets what every reader sets alike.
func finish(d *dixit.Document, opt Options) *dixit.Document {
	turns(d)
	agencies(d)
	stamps(d)
	disbelieve(d, time.Now())
	if d.Published == "" && opt.Published != "" {
		d.Published, d.PublishedBasis = opt.Published, dixit.BasisGiven
	}
	if d.Published != "" {
		d.Guessed = ""
	} else {
		d.Guessed, d.PublishedBasis = guess(d)
	}
	setLanguage(d)
	if d.MediaType == "application/json" || d.MediaType == docxType { // there the text does not stand as it is read
		for i := range d.Blocks {
			d.Blocks[i].Source = dixit.Span{}
		}
	}
	d.Address()
	return d
}

// nameOf is a file's name without its ending and that of its compression, fit to be a file's name. That of a member of an archive
// begins with the archive's name and has the whole of the member's path in it.
func nameOf(path string) string {
	archive, member, ok := strings.Cut(path, within)
	if !ok {
		return safeName(stem(filepath.Base(path)))
	}
	name := safeName(stem(filepath.Base(archive)) + "-" + stem(strings.Trim(member, "/.")))
	if len(archive)+len(member) > longName { // two that begin alike stay two
		sum := sha256.Sum256([]byte(path))
		name = strings.ToValidUTF8(name[:min(len(name), longName)], "") + "-" + hex.EncodeToString(sum[:4])
	}
	return name
}

// longName is how many bytes of a member's name go into that of its document.
const longName = 100

// stem is a name without its ending, be it two as in x.html.gz.
func stem(name string) string {
	for _, ext := range []string{".gz", ".zst", ".bz2"} {
		if rest, ok := strings.CutSuffix(name, ext); ok && rest != "" {
			name = rest
			break
		}
	}
	if ext := filepath.Ext(name); ext != name {
		name = strings.TrimSuffix(name, ext)
	}
	return name
}

// safeName makes a name that stays in its folder: no separators, no control characters, no leading dot, at most 120 bytes.
func safeName(s string) string {
	s = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || strings.ContainsRune(`/\:*?"<>|`, c) {
			return '_'
		}
		return c
	}, s)
	s = strings.TrimLeft(s, ".")
	if len(s) > 120 {
		s = strings.ToValidUTF8(s[:120], "")
	}
	if s == "" {
		return "document"
	}
	return s
}
