// Command scale reckons what a crawl of news costs dixit in cores, hours and disk, from what docs/BENCHMARKS.md measured of one core.
// It prints the table of docs/SCALE.md; flags are the figures, to be replaced by your own. It measures nothing itself.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	f := measured()
	flag.Float64Var(&f.pages, "pages", f.pages, "pages a `DAY`")
	flag.Float64Var(&f.read, "read", f.read, "the `SHARE` of them that is read for statements (in English)")
	flag.Float64Var(&f.rate, "rate", f.rate, "pages a `SECOND` of one core")
	flag.Float64Var(&f.statements, "statements", f.statements, "statements of a page that is read, a `NUMBER`")
	flag.Float64Var(&f.archive, "archive", f.archive, "`BYTES` of a page in a compressed archive")
	flag.Float64Var(&f.page, "page", f.page, "`BYTES` of a page and its statements in a ledger in a file")
	flag.Float64Var(&f.more, "postgres", f.more, "`BYTES` that a statement takes more in PostgreSQL")
	flag.Float64Var(&f.row, "parquet", f.row, "`BYTES` of a statement in Parquet")
	flag.Parse()
	if err := f.table(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

// figures are what the table is reckoned from.
type figures struct {
	pages      float64 // a day
	read       float64 // the share of them that is in a language that is read
	rate       float64 // pages a second of one core, from archive to ledger, if all are read
	unread     float64 // the share of that time that a page takes which is not read
	statements float64 // of a page that is read
	archive    float64 // bytes of a page in an archive, compressed
	page       float64 // bytes of a page that is read, in a file
	source     float64 // bytes of one that is not
	more       float64 // bytes that a statement takes more in PostgreSQL
	row        float64 // bytes of a statement in Parquet
}

// measured are the figures of docs/BENCHMARKS.md, and of CC-NEWS those of docs/SCALE.md.
func measured() figures {
	return figures{
		pages: 385_000, read: 0.4, rate: 45, unread: 0.3, statements: 32, archive: 29e3, page: 67e3, source: 31e3, more: 1.27e3, row: 118,
	}
}

// span is how long is crawled.
type span struct {
	name string
	days float64
}

// table writes a row for each span: what it costs if every page is read, and if the share is that is in English.
func (f figures) table(w io.Writer) error {
	const head = "| CC-NEWS of | pages | statements | archives | core-hours | one core | 16 cores | ledger, SQLite | ledger, PostgreSQL | Parquet |\n|" +
		"---|---|---|---|---|---|---|---|---|---|\n"
	if _, err := io.WriteString(w, head); err != nil {
		return err
	}
	for _, s := range []span{{"a day", 1}, {"a month", 30.4}, {"ten years", 3_652}} {
		for _, share := range []float64{1, f.read} {
			if _, err := fmt.Fprintln(w, f.rowOf(s, share)); err != nil {
				return err
			}
		}
	}
	return nil
}

// rowOf is the row of one span with this share of its pages read.
func (f figures) rowOf(s span, share float64) string {
	pages := f.pages * s.days
	said := pages * share * f.statements
	hours := pages * (share + (1-share)*f.unread) / f.rate / 3600
	file := pages * (share*f.page + (1-share)*f.source)
	name := s.name
	if share < 1 {
		name += fmt.Sprintf(", %.0f %% of it read", share*100)
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |", name, short(pages), short(said), bytes(pages*f.archive), number(hours),
		long(hours), long(hours/16), bytes(file), bytes(file+said*f.more), bytes(said*f.row))
}

// number is n in two or three digits.
func number(n float64) string {
	if n < 10 {
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.0f", n)
}

// scaled is n with the last of the units that it has one of.
func scaled(n float64, units []string) string {
	i := 0
	for ; n >= 1000 && i < len(units)-1; i++ {
		n /= 1000
	}
	return number(n) + units[i]
}

func short(n float64) string { return scaled(n, []string{"", " k", " M", " G"}) }

func bytes(n float64) string { return scaled(n, []string{" B", " kB", " MB", " GB", " TB", " PB"}) }

// long is a time in hours, days or years.
func long(hours float64) string {
	switch {
	case hours < 48:
		return number(hours) + " h"
	case hours < 2*365*24:
		return number(hours/24) + " days"
	}
	return number(hours/24/365) + " years"
}
