package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"time"

	"dixit"
	"dixit/fetch"
	"dixit/ledger"
	"dixit/work"
)

// download does a unit that is an archive at an address: it is downloaded, read as a file is, and removed. Its documents have the address
// where they would have the file's path, so that it does not matter which worker it was.
func (u *unitReader) download(ctx context.Context, in *ingestion) (err error) {
	t := in.unit.task
	at, err := url.Parse(t.Unit.Path)
	if err != nil {
		return dixit.Errorf(dixit.Invalid, "%w", err)
	}
	f, folder, err := u.web.open(filepath.Join("downloads", t.ID[:16]), nil)
	if err != nil {
		return err
	}
	defer func() {
		err = cmp.Or(err, f.Close())
		_ = os.RemoveAll(folder) // it is asked for again, or done
	}()
	file, err := os.Create(filepath.Join(folder, fileName(path.Base(at.Path))))
	if err != nil {
		return dixit.Errorf(dixit.Unavailable, "download: %w", err)
	}
	defer file.Close()
	if err := f.Download(ctx, t.Unit.Path, file); err != nil {
		return notHad(err)
	}
	in.unit.local = file.Name()
	return in.all(ctx, []string{file.Name()})
}

// notHad is the error of a unit whose address cannot be had: it is tried again if that may help, when its host wants it.
func notHad(err error) error {
	later, ok := errors.AsType[*fetch.LaterError](err)
	switch {
	case ok:
		return &work.WaitError{Until: later.Until, Err: err}
	case fetch.Lasting(err):
		return dixit.Errorf(dixit.Invalid, "%w", err)
	case dixit.KindOf(err) == dixit.Unavailable:
		return err
	}
	return &work.WaitError{Until: time.Now().Add(fetch.MinEvery), Err: err}
}

// fetch does a unit of pages and listings of one host as dixit fetch does. What came of an address is kept before the next is asked for,
// and remembered in a folder of the host, so that a unit that is done again asks for what is new.
func (u *unitReader) fetch(ctx context.Context, in *ingestion) (err error) {
	t := in.unit.task
	if err := u.alone(ctx, t); err != nil {
		return err
	}
	p := &polling{u: u, in: in}
	if p.f, _, err = u.web.open(fileName(hostOf(t.Unit.Path)), func(err error) { p.failed = append(p.failed, err) }); err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, p.f.Close()) }()
	away, answered, err := p.all(ctx, append([]string{t.Unit.Path}, t.Unit.More...))
	switch {
	case err != nil:
		return err
	case away != nil && (answered == 0 || t.Tries < work.DefaultTries):
		return notHad(away)
	}
	return in.end(ctx, nil)
}

// alone lets a unit wait while another of its host is being done: a host is asked by one worker at a time. Of two that begin at once
// both may wait, and not as long.
func (u *unitReader) alone(ctx context.Context, t ledger.Task) error {
	now := time.Now()
	for other, err := range u.list.Tasks(ctx, ledger.TaskFilter{State: ledger.TaskLeased}) {
		if err != nil {
			return err
		}
		if other.ID != t.ID && other.Until.After(now) && asksHost(other.Unit) == asksHost(t.Unit) {
			return &work.WaitError{
				Until: now.Add(time.Second + rand.N(4*time.Second)), Untried: true,
				Err: dixit.Errorf(dixit.Unavailable, "host %s: %s asks it", hostOf(t.Unit.Path), other.Owner),
			}
		}
	}
	return nil
}

// asksHost is the host that a unit asks for pages; "" if it asks none.
func asksHost(u ledger.Unit) string {
	if !u.IsAddress() || isArchive(u.Path) {
		return ""
	}
	return hostOf(u.Path)
}

// mostAway is how many addresses one after the other cannot be had before the rest of a unit is left.
const mostAway = 3

// polling is the polling of a unit's addresses.
type polling struct {
	u      *unitReader
	in     *ingestion
	f      *fetch.Fetcher
	failed []error // in the poll of one address
}

// all polls addresses. It says why one of them could not be had for now, nil if none, and how many could or never will be.
func (p *polling) all(ctx context.Context, addresses []string) (away error, answered int, err error) {
	row := 0
	for i, a := range addresses {
		p.failed = nil
		r := p.f.Poll(ctx, a)
		if r.Err != nil {
			return nil, 0, r.Err
		}
		if err := p.take(ctx, r); err != nil {
			return nil, 0, err
		}
		if r.Away == nil {
			answered++
			row = 0
			continue
		}
		away = r.Away
		_, later := errors.AsType[*fetch.LaterError](away)
		if row++; row < mostAway && !later {
			continue
		}
		for _, rest := range addresses[i+1:] {
			if err := p.fail(fmt.Errorf("%s: not asked for, since its host does not answer", rest)); err != nil {
				return nil, 0, err
			}
		}
		break
	}
	return away, answered, nil
}

// take keeps what came of a poll, and remembers it then: what could not be kept is to be asked for again.
func (p *polling) take(ctx context.Context, r *fetch.Result) error {
	for _, err := range p.failed {
		if err := p.fail(err); err != nil {
			return err
		}
	}
	p.in.report.counts[outcomeUnchanged] += r.Unchanged
	p.in.report.counts[outcomeSkipped] += r.Left
	files, err := p.f.Seal()
	if err == nil && len(files) > 0 {
		err = p.in.pass(ctx, files)
	}
	if err == nil && len(r.Feeds) > 0 {
		err = p.follow(ctx, r)
	}
	if err != nil {
		return err
	}
	return p.f.Commit(r)
}

// fail counts what could not be had.
func (p *polling) fail(err error) error {
	w := failing(err)
	return p.in.account(readArticle{item: item{err: err, file: w.Path}})
}

// follow puts the feeds of an outline on the list: they are of other hosts. Those of an outline among them are let be.
func (p *polling) follow(ctx context.Context, r *fetch.Result) error {
	of := p.in.unit.task.Unit
	if of.Digest != "" {
		return p.fail(fmt.Errorf("%s: an outline in an outline is not followed", r.Address))
	}
	m := &unitMaker{published: of.Published, fields: of.Fields}
	var units []ledger.Unit
	var failed error
	add := func(u ledger.Unit, err error) bool {
		if err != nil {
			failed = cmp.Or(failed, p.fail(err))
			return true
		}
		u.Digest = "outline " + r.Address
		units = append(units, u)
		return true
	}
	m.feeds(r.Feeds, add)
	m.addressed(add)
	_, _, err := addUnits(ctx, p.u.list, units)
	return cmp.Or(failed, err)
}
