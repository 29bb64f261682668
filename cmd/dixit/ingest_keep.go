package main

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/observe"
	"dixit/read"
)

// What is written at once: a batch is closed when its documents hold so many bytes, or so long after its first. Where there are
// no documents, how far reading has come is written after so many items or so long.
const (
	batchWeight     = 4 << 20
	batchWait       = 100 * time.Millisecond
	lightest        = 16 << 10 // what an item weighs at least: no more than 256 are in a batch
	checkpointItems = 1000
	checkpointTime  = 5 * time.Second
)

// firstFailures is how many failures for one reason are complained of singly.
const firstFailures = 3

// writing is what of a run is not on disk yet, and what was.
type writing struct {
	reached   map[string]ledger.Progress // of files, by path
	waiting   int                        // items since the last write
	since     time.Time                  // that write
	addresses map[string]address         // of the documents that were read last, by SHA-256
}

// address is where a document was found.
type address struct{ url, path string }

// weight is what an article counts for in a batch, in bytes.
func (r readArticle) weight() int {
	if r.doc == nil {
		return lightest
	}
	return lightest + len(r.doc.Source) + r.doc.Text.Len()
}

// keep writes a batch into the ledger and then reports it.
func (in *ingestion) keep(ctx context.Context, batch []outcome[readArticle]) error {
	if in.unit != nil {
		return in.put(ctx, batch, true)
	}
	entries, err := in.entries(ctx, batch)
	if err != nil {
		return err
	}
	fates, err := in.write(ctx, entries)
	if err != nil {
		return err
	}
	for _, r := range fated(batch, fates) {
		if err := in.account(r); err != nil {
			return err
		}
	}
	return nil
}

// entries are what is to be written of a batch. The error is that of a ledger that is not there.
func (in *ingestion) entries(ctx context.Context, batch []outcome[readArticle]) (entries []ledger.Entry, err error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	for i := range batch {
		r := &batch[i].value
		if r.err == nil {
			r.err = batch[i].err
		}
		if dixit.KindOf(r.err) == dixit.Unavailable {
			return nil, r.err
		}
		if r.doc != nil && r.err == nil {
			entries = append(entries, ledger.Entry{Doc: r.doc, Extraction: r.found})
		}
		in.reach(r.from)
	}
	in.waiting += len(batch)
	return entries, nil
}

// fated is a batch with what became of its documents in the ledger.
func fated(batch []outcome[readArticle], fates []ledger.Fate) []readArticle {
	list := make([]readArticle, len(batch))
	for i, o := range batch {
		r := o.value
		if r.doc != nil && r.err == nil {
			if r.err = fates[0].Err; r.err != nil {
				r.err = fmt.Errorf("keep %s: %w", r.doc.Path, r.err)
			}
			r.Receipt, r.known = fates[0].Receipt, !fates[0].Added // it may have come twice
			fates = fates[1:]
		}
		list[i] = r
	}
	return list
}

// reach remembers where reading a file can go on once all that was read is on disk.
func (in *ingestion) reach(p *ledger.Progress) {
	if p == nil {
		return
	}
	if in.reached == nil {
		in.reached = map[string]ledger.Progress{}
	}
	in.reached[p.Path] = *p
}

// write writes documents and how far files were read; where there are no documents, only once in a while.
func (in *ingestion) write(ctx context.Context, entries []ledger.Entry) ([]ledger.Fate, error) {
	if len(entries) == 0 && in.waiting < checkpointItems && time.Since(in.since) < checkpointTime {
		return nil, nil
	}
	return in.commit(ctx, entries)
}

// flush writes how far files were read at the end.
func (in *ingestion) flush(ctx context.Context) error {
	_, err := in.commit(ctx, nil)
	return err
}

func (in *ingestion) commit(ctx context.Context, entries []ledger.Entry) ([]ledger.Fate, error) {
	reached := make([]ledger.Progress, 0, len(in.reached))
	for _, p := range in.reached {
		reached = append(reached, p)
	}
	clear(in.reached)
	in.waiting, in.since = 0, time.Now()
	if len(entries)+len(reached) == 0 {
		return nil, nil
	}
	defer func(began time.Time) { in.opts.meters.Stage(observe.Putting, time.Since(began)) }(in.since)
	return in.store.PutAll(ctx, entries, reached...)
}

// account counts and reports what came of one item.
func (in *ingestion) account(r readArticle) error {
	switch {
	case r.err != nil:
		in.failure(r)
	case r.over:
		in.over++
		in.opts.meters.Document(outcomeUnchanged, reasonOver)
		in.report.add(row{Type: "skipped", Outcome: outcomeUnchanged, Reason: r.skip.Reason, spot: spot{Path: r.skip.Path}})
	case r.skip != nil:
		w := rowOf(*r.skip)
		in.measure(w)
		in.report.add(w)
	case r.doc != nil:
		return in.document(r)
	}
	return nil
}

// failure counts what could not be used, and complains of the first few for each reason.
func (in *ingestion) failure(r readArticle) {
	at, reason := reasonOf(r.err, r.file)
	w := row{Type: "failure", Outcome: outcomeFailed, Reason: reason, spot: placed(at)}
	if r.doc != nil {
		w.ID, w.URL = r.doc.ID, r.doc.URL
	}
	in.status.add(0, 0, 1)
	in.opts.meters.Document(w.Outcome, dixit.KindOf(r.err).String())
	in.oversight.fail(w)
	if in.report.add(w) <= firstFailures {
		in.t.complain(r.err.Error())
	}
	if in.unit != nil {
		in.unit.failure(in.unit.place(at), reason, in.report.groups[group{w.Outcome, reasonGroup(w)}])
	}
}

// rowOf is what a report says of what is no document or repeats one.
func rowOf(s read.Skip) row {
	w := row{Type: "skipped", Outcome: outcomeSkipped, Reason: s.Reason, spot: placed(s.Path), URL: s.URL}
	switch s.Of {
	case "":
	case s.URL:
		w.Outcome = outcomeUnchanged
	default:
		w.Outcome = outcomeCopy
	}
	return w
}

// document counts and prints a document.
func (in *ingestion) document(r readArticle) error {
	in.t.warn(r.doc.Path, notes(r.doc))
	n := len(r.found.Statements)
	w := row{Type: "document", Outcome: outcomeKept, Reason: r.doc.Unread(), spot: placed(r.doc.Path), ID: r.doc.ID, URL: r.doc.URL, Statements: &n}
	switch first, ok := in.addresses[r.doc.SHA256]; {
	case !r.known:
		in.added++
		in.statements += r.Counted
		if r.CopyOf != nil {
			in.copies++
			w.Outcome, w.Reason = outcomeCopy, originalOf(r.CopyOf)+likeness(r.CopyOf)
		}
		if r.CopyOf == nil || r.CopyOf.Doc == "" { // else it was said elsewhere
			for _, s := range r.found.Statements {
				in.highlights.add(dixit.Record{Doc: r.doc.Ref(), Statement: s})
			}
		}
	case ok && first.url != r.doc.URL:
		w.Outcome, w.Reason = outcomeCopy, "the bytes of "+cmp.Or(first.url, first.path)
	default:
		w.Outcome, w.Reason = outcomeUnchanged, reasonKnown
	}
	if r.known {
		in.known++
		w.Statements = nil
	} else {
		in.remember(r.doc)
	}
	in.status.add(1, n, 0)
	in.measure(w)
	if !r.known && in.opts.meters != nil {
		in.opts.meters.Found(words(r.doc.Text.String()), n)
	}
	in.oversight.add(1, n)
	in.report.add(w)
	switch {
	case in.opts.json:
		return in.object(r, w.Outcome)
	case r.known || in.unit != nil:
		return nil
	}
	return in.line(r)
}

// remember keeps the addresses of some thousand documents, to name what others are copies of.
func (in *ingestion) remember(d *dixit.Document) {
	const most = 20_000
	if in.addresses == nil || len(in.addresses) >= most {
		in.addresses = map[string]address{}
	}
	in.addresses[d.SHA256] = address{d.URL, d.Path}
}

// measure counts a row for the metrics, if anybody wants to know.
func (in *ingestion) measure(w row) {
	if in.opts.meters != nil {
		in.opts.meters.Document(w.Outcome, reasonClass(w))
	}
}

// reasonClass is the reason of a row for a metric, of which there may be few: without numbers and what is cited.
func reasonClass(w row) string { return particulars.ReplaceAllString(reasonGroup(w), "…") }

// words counts the words of a text as wc does.
func words(s string) int {
	n, inside := 0, false
	for i := range len(s) {
		space := s[i] == ' ' || s[i] == '\n' || s[i] == '\t'
		if !space && !inside {
			n++
		}
		inside = !space
	}
	return n
}
