package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"dixit"
	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
)

// TestReasonOf proves that the place and the cause of an error are told apart.
func TestReasonOf(t *testing.T) {
	gone := &fs.PathError{Op: "open", Path: "a b.txt", Err: os.ErrNotExist}
	for _, c := range []struct {
		err          error
		path, reason string
		offset, line int64
	}{
		{dixit.Errorf(dixit.Unreadable, "a b.txt: %w", gone.Err), "a b.txt", "file does not exist", -1, 0},
		{dixit.Errorf(dixit.Unreadable, "warc x@y.gz @12: %w", dixit.Errorf(dixit.Unreadable, "html: no text")), "x@y.gz", "html: no text", 12, 0},
		{
			dixit.Errorf(dixit.Unreadable, "%w", &warc.RecordError{Name: "x.gz", Offset: 7, Err: fmt.Errorf("%w: %w", warc.ErrDamaged, fs.ErrClosed)}),
			"x.gz", "damaged: file already closed", 7, 0,
		},
		{dixit.Errorf(dixit.Unreadable, "ndjson x.jsonl line 3: %w", dixit.Errorf(dixit.Unreadable, "an object without text or html")), "x.jsonl", "an object without text or html", -1, 3},
		{fmt.Errorf("extract x.gz@5-77: %w", fmt.Errorf("no model")), "x.gz", "no model", 5, 0},
	} {
		at, reason := reasonOf(c.err, "")
		s := placed(at)
		offset := int64(-1)
		if s.Offset != nil {
			offset = *s.Offset
		}
		if s.Path != c.path || reason != c.reason || offset != c.offset || int64(s.Line) != c.line {
			t.Errorf("%v: path %q, offset %d, line %d, reason %q", c.err, s.Path, offset, s.Line, reason)
		}
	}
	for _, c := range []struct{ whole, path, at, reason string }{
		{"csv x.zip!/m.csv: no column for the text", "x.zip", "x.zip!/m.csv", "no column for the text"},
		{"csv m.csv line 9: a quotation mark is not closed", "m.csv", "m.csv line 9", "a quotation mark is not closed"},
		{"m.rss: feed: XML syntax error", "m.rss", "m.rss", "feed: XML syntax error"},
		{"x.zip: zip: damaged", "x.zip", "x.zip", "zip: damaged"},
		{"x.gz: gzip @7: cut off", "x.gz", "x.gz", "gzip @7: cut off"},
	} {
		inner := errors.New(c.whole[strings.LastIndex(c.whole, ": ")+2:])
		err := fmt.Errorf("%s: %w", strings.TrimSuffix(c.whole, ": "+inner.Error()), inner)
		if at, reason := reasonOf(err, c.path); at != c.at || reason != c.reason {
			t.Errorf("%s: at %q, reason %q", c.whole, at, reason)
		}
	}
	for _, noun := range []string{"", "warc "} {
		at, reason := reasonOf(dixit.Errorf(dixit.Unreadable, "%sx: y.txt: empty", noun), "x: y.txt")
		if s := placed(at); s.Path != "x: y.txt" || reason != "empty" {
			t.Errorf("%q, %q", at, reason)
		}
	}
}

// TestReport proves that rows are counted by reason, that particulars do not make reasons, and that their number is bounded.
func TestReport(t *testing.T) {
	var out bytes.Buffer
	r, err := newReport("")
	if err != nil {
		t.Fatal(err)
	}
	r.out = &out
	for i := range 3 * mostGroups {
		r.add(row{Outcome: outcomeFailed, Reason: fmt.Sprintf("member %d of %q is damaged", i, fmt.Sprint("x", i))})
		r.add(row{Outcome: outcomeCopy, Reason: fmt.Sprint("repeat of http://a/", i)})
		r.add(row{Outcome: outcomeCopy, Reason: fmt.Sprintf("copy of %d", i), Statements: &i})
		r.add(row{Outcome: outcomeSkipped, Reason: fmt.Sprintf("media type x/%d", i)})
		r.add(row{Outcome: outcomeKept})
	}
	got := r.reasons()
	if diff := cmp.Diff([]reasonLine{
		{outcomeCopy, reasonCopy, 600},
		{outcomeCopy, "repeat of another page", 600},
		{outcomeFailed, "member … of … is damaged", 600},
		{outcomeSkipped, "another reason", 404},
	}, got[:4]); diff != "" || len(got) > mostGroups+1 {
		t.Errorf("%d reasons (-want +got)\n%s", len(got), diff)
	}
	if s := r.summary(5, 7, time.Second); s.Failed != 600 || s.Kept != 600 || s.Copies != 1200 || s.Skipped != 600 || s.Seconds != 1 {
		t.Errorf("%+v", s)
	}
	if n := bytes.Count(out.Bytes(), []byte("\n")); n != 3000 {
		t.Errorf("%d lines", n)
	}
	if line := r.passedOver(); len(line) > 400 || strings.Contains(line, reasonCopy) {
		t.Errorf("what was passed over, on one line: %s", line)
	}
}

// A report on a full disk ends the run with an error of the output.
func TestReportFull(t *testing.T) {
	r, err := newReport("")
	if err != nil {
		t.Fatal(err)
	}
	r.out = full{}
	r.add(row{Outcome: outcomeKept})
	if err := r.close(summary{}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("%v", err)
	}
}
