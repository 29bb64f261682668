package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"dixit"
	"dixit/export"
)

// noDay is the folder of what has no day, as Hive calls it.
const noDay = "__HIVE_DEFAULT_PARTITION__"

// openDays is how many days are written at once. Statements come the newest first, but days overlap in the world's time zones.
const openDays = 3

// output begins the output that opts ask for: one file, or a folder for each day.
func (opts exportOptions) output(t *terminal, form export.Form) (*exportOutput, error) {
	if opts.parts == "" {
		return newExportOutput(t, form, opts)
	}
	switch {
	case opts.parts != "day":
		return nil, usage("export: partition %.40q: not day", opts.parts)
	case opts.out == "":
		return nil, usage("export: --partition needs a folder, --out DIR")
	}
	days := &partitions{t: t, form: form, opts: opts, parts: map[string]int{}, open: map[string]*exportOutput{}, ext: form.Ext}
	switch form.Name {
	case "ndjson":
		days.ext += ".zst"
		return &exportOutput{writer: keptByDay{days}}, nil
	case "csv", "parquet":
		return &exportOutput{writer: days}, nil
	}
	return nil, usage("export: only ndjson, csv and parquet can be parted, not %s", form.Name)
}

// partitions are folders, one for each day of publication, with files of one form: day=2025-09-23/part-0.parquet.
type partitions struct {
	t     *terminal
	form  export.Form
	opts  exportOptions
	ext   string
	parts map[string]int // of a day, how many files were begun
	open  map[string]*exportOutput
	last  []string // the days that are open, the one that was written to last at the end; not noDay, which stays open
}

// dayOf is the day of a time of publication, noDay if that is no whole day.
func dayOf(published string) string {
	if len(published) < len(time.DateOnly) {
		return noDay
	}
	day := published[:len(time.DateOnly)]
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return noDay
	}
	return day
}

// at is the output for a day. Whatever day was not written to for longest is closed.
func (p *partitions) at(day string) (*exportOutput, error) {
	if day != noDay {
		p.last = append(slices.DeleteFunc(p.last, func(d string) bool { return d == day }), day)
	}
	if out, ok := p.open[day]; ok {
		return out, nil
	}
	if len(p.last) > openDays {
		oldest := p.last[0]
		p.last = p.last[1:]
		if err := p.end(oldest, nil); err != nil {
			return nil, err
		}
	}
	opts := p.opts
	opts.out = p.file(day, p.parts[day])
	if err := os.MkdirAll(filepath.Dir(opts.out), 0o755); err != nil {
		return nil, err
	}
	out, err := newExportOutput(p.t, p.form, opts)
	if err != nil {
		return nil, err
	}
	p.open[day] = out
	p.parts[day]++
	return out, nil
}

func (p *partitions) file(day string, part int) string {
	return filepath.Join(p.opts.out, "day="+day, fmt.Sprintf("part-%d%s", part, p.ext))
}

// end closes a day that is open, or gives its file up if err is why it is not whole.
func (p *partitions) end(day string, err error) error {
	out := p.open[day]
	delete(p.open, day)
	return out.close(err)
}

// Write writes r into the folder of its day.
func (p *partitions) Write(r dixit.Record, doc *dixit.Document) error {
	out, err := p.at(dayOf(doc.Published))
	if err != nil {
		return err
	}
	return out.writer.Write(r, doc)
}

// Close ends all files, and removes what an earlier and longer export of the same days left beside them.
func (p *partitions) Close() error {
	err := p.abandon(nil)
	for day, n := range p.parts {
		for ; err == nil; n++ {
			if gone := os.Remove(p.file(day, n)); os.IsNotExist(gone) {
				break
			} else if gone != nil {
				err = gone
			}
		}
	}
	return err
}

// abandon closes what is open; err is why it is not whole, nil if it is.
func (p *partitions) abandon(err error) error {
	for day := range p.open {
		if e := p.end(day, err); err == nil {
			err = e
		}
	}
	return err
}

// keptByDay are partitions of a form that keeps documents whole.
type keptByDay struct{ *partitions }

// Keep writes e into the folder of its day.
func (k keptByDay) Keep(e export.Entry) error {
	day := noDay
	if e.Doc != nil {
		day = dayOf(e.Doc.Published)
	}
	out, err := k.at(day)
	if err != nil {
		return err
	}
	return out.writer.(export.Keeper).Keep(e)
}
