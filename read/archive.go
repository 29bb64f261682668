package read

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"dixit"
	"dixit/read/warc"

	"golang.org/x/text/language"
)

// archive reads the pages and texts of a web archive, each a document, and a page that was fetched twice once. What it holds
// besides, requests, pictures, pages that were not found, is passed over. A record that cannot be read is one error. The day of
// fetching is not taken for the day of publication.
func archive(ctx context.Context, name string, in io.Reader, opt Options, yield func(*dixit.Document, error) bool) bool {
	opt.repeats = newRepeats() // of one archive: what is kept must not depend on which are read together
	a := &archived{name: name, opt: opt, yield: yield, found: opt.from != Place{} || opt.Part != Part{}}
	limits := warc.Limits{Block: opt.maxBytes() + 1<<20}
	r := warc.NewReaderAt(name, in, opt.from.Offset, limits)
	if opt.here != nil && opt.here() == 0 {
		r = warc.NewReader(name, in, limits) // it was not possible to begin anywhere else
	}
	if err := opt.archivePart(r); err != nil {
		return yield(nil, fileError(name, err))
	}
	whole := warc.NewJoiner(name, limits)
	for {
		if ctx.Err() != nil {
			return yield(nil, ctx.Err())
		}
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return a.end(whole.Close())
		}
		if err == nil && !opt.Part.holds(rec.Offset) {
			if !whole.Open() || rec.Header.Get("WARC-Segment-Number") == "1" {
				return a.end(whole.Close())
			}
			if rec.Type != warc.Continuation {
				continue
			}
		}
		if err == nil {
			rec, err = a.joined(whole, rec)
		}
		if err != nil {
			if !a.failed(err) {
				return false
			}
			if _, ok := errors.AsType[*warc.RecordError](err); !ok {
				return true // the file itself cannot be read on
			}
			if damage, ok := errors.AsType[*warc.RecordError](err); ok && !opt.Part.holds(damage.Offset) && !whole.Open() {
				return true
			}
		}
		if rec != nil && !a.record(rec) {
			return false
		}
	}
}

// archived is an archive that is being read.
type archived struct {
	name  string
	opt   Options
	yield func(*dixit.Document, error) bool
	found bool // something was, a page or damage
	first bool // and so was the first segment of a record
}

// joined is the record, or nil if it is one that was read before or a part of one that goes on.
func (a *archived) joined(whole *warc.Joiner, rec *warc.Record) (*warc.Record, error) {
	from := a.opt.from
	if rec.Offset < from.Offset || rec.Offset == from.Offset && rec.Within < from.Within {
		return nil, nil
	}
	if a.opt.Part.From > 0 && rec.Type == warc.Continuation && !a.first {
		a.opt.Follow.skipped(Skip{Path: a.name + "@" + strconv.FormatInt(rec.Offset, 10), URL: rec.URL(), Reason: "a segment of a record before it"})
		return nil, nil
	}
	a.first = a.first || rec.Header.Get("WARC-Segment-Number") == "1"
	if !whole.Open() { // a record in parts has to be read again from its first
		a.opt.at(Place{rec.Offset, rec.Within})
	}
	return whole.Add(rec)
}

func (a *archived) failed(err error) bool {
	a.found = true
	return a.yield(nil, dixit.Errorf(kindOf(err), "%w", err))
}

// end is the end of the archive, with the problem of a record that did not end.
func (a *archived) end(problem error) bool {
	if problem != nil && !a.failed(problem) {
		return false
	}
	return a.found || a.yield(nil, dixit.Errorf(dixit.Unreadable, "warc %s: no pages in the archive", a.name))
}

// record yields the document in a record, or why there is none.
func (a *archived) record(rec *warc.Record) bool {
	place := strconv.FormatInt(rec.Offset, 10)
	if rec.Within > 0 {
		place += "-" + strconv.FormatInt(rec.Within, 10)
	}
	skip := Skip{Path: a.name + "@" + place, URL: rec.URL()}
	if rec.Type == warc.Revisit {
		f := a.opt.repeats.original(rec)
		skip.Reason, skip.Of, a.found = f.repeat(), f.url, true
		a.opt.Follow.skipped(skip)
		return true
	}
	p, err := content(rec)
	switch {
	case err != nil:
	case p.reason != "":
		skip.Reason = p.reason
	case int64(len(p.body)) > a.opt.maxBytes():
		err = dixit.Errorf(dixit.TooLarge, "over %d bytes", a.opt.maxBytes())
	case a.opt.repeats.again(rec, p.body):
		skip.Reason, skip.Of, a.found = "fetched twice", skip.URL, true
	}
	if skip.Reason != "" {
		a.opt.Follow.skipped(skip)
		return true
	}
	a.found = true
	var d *dixit.Document
	if err == nil {
		d = &dixit.Document{Path: skip.Path, Name: nameOf(a.name) + "-" + place, URL: skip.URL, Source: bytes.Clone(p.body)}
		err = p.read(d)
	}
	if err != nil {
		return a.yield(nil, dixit.Errorf(kindOf(err), "warc %s @%d: %w", a.name, rec.Offset, err))
	}
	if d.Lang == "" {
		d.Lang = identified(rec.Header.Get("WARC-Identified-Content-Language"))
	}
	return a.yield(finish(d, a.opt), nil)
}

// kindOf is the kind of an error that may come from the archive or from the page in it.
func kindOf(err error) dixit.ErrorKind {
	switch {
	case errors.Is(err, warc.ErrTooLarge):
		return dixit.TooLarge
	case dixit.KindOf(err) != dixit.Internal:
		return dixit.KindOf(err)
	}
	return dixit.Unreadable
}

// identified is the language that the maker of an archive has found, the first of them: "eng,deu" is "en".
func identified(field string) string {
	first, _, _ := strings.Cut(field, ",")
	base, err := language.ParseBase(strings.TrimSpace(first))
	if err != nil || base.String() == "und" {
		return ""
	}
	return base.String()
}
