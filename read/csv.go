package read

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"dixit"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/transform"
)

// Bounds on the header of a table.
const (
	maxColumns    = 1000
	maxColumnName = 200 // bytes
)

// table is a text file with a row a line and cells between delimiters. A cell in quotation marks may hold delimiters, line ends
// and, doubled, quotation marks.
type table struct {
	delimiter byte
	wide      string // the form of UTF-16 that it is in, "" for an encoding whose letters of ASCII are single bytes
	names     []string
	chooser   *chooser
}

// tableOf is the table that a text begins, nil if it is none: its first row holds nothing but different short names, at least two of
// which are well known, or one that was given or is that of a text; and the second row has as many cells.
func tableOf(head []byte, m Map) *table {
	t := &table{wide: utf16(head), chooser: newChooser(m)}
	if t.wide != "" {
		e, _ := charset.Lookup(t.wide)
		head, _ = e.NewDecoder().Bytes(head[:len(head)&^1])
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	best := 0
	for _, delimiter := range []byte(",\t;|") {
		names, rest := cells(head, delimiter, maxColumns)
		if score := t.chooser.score(names); score > best && sameWidth(rest, delimiter, len(names)) {
			best, t.delimiter, t.names = score, delimiter, names
		}
	}
	if best < 2 {
		return nil
	}
	return t
}

// score says how much a row looks like the header of a table: 0 if it does not, 2 and more if it does.
func (c *chooser) score(names []string) int {
	if len(names) < 2 {
		return 0
	}
	score, seen := 0, map[string]bool{}
	for i, name := range names {
		if len(name) > maxColumnName || seen[name] || name == "" && i > 0 || strings.ContainsAny(name, "\r\n") {
			return 0
		}
		seen[name] = true
		switch t := wellKnown(name); {
		case t == ofText || t == ofHTML, c.gives(name):
			score += 2
		case t < targets:
			score++
		}
	}
	return score
}

// gives reports whether a name is one of those given.
func (c *chooser) gives(name string) bool {
	for _, s := range c.given {
		if s != "" && strings.EqualFold(s, name) {
			return true
		}
	}
	return false
}

// sameWidth reports whether the row that data begins with has n cells, or is not seen whole.
func sameWidth(data []byte, delimiter byte, n int) bool {
	row, rest := cells(data, delimiter, n+1)
	return rest == nil || len(row) == n || len(bytes.TrimSpace(data)) == 0
}

// read reads the rows of a table, a document each, as they come. A row that cannot be read is one error.
func (t *table) read(ctx context.Context, in *input, opt Options, yield func(*dixit.Document, error) bool) bool {
	rows := &rows{r: in.r, limit: maxLine(opt.maxBytes()), next: 1}
	if t.wide != "" {
		e, _ := charset.Lookup(t.wide)
		rows.r = bufio.NewReaderSize(transform.NewReader(in.r, e.NewDecoder()), sniffed)
	}
	if mark, _ := rows.r.Peek(3); string(mark) == "\xef\xbb\xbf" {
		_, _ = rows.r.Discard(len(mark))
	}
	if _, err := rows.row(t.delimiter); err != nil { // the header, known already
		return yield(nil, fileError(in.name, err))
	}
	picked, notes := t.chooser.choose(t.names)
	if problem := t.chooser.lacks(picked, notes); problem != "" {
		return yield(nil, dixit.Errorf(dixit.Unreadable, "csv %s: %s; the columns are %s", in.name, problem, namesShown(t.names)))
	}
	for found := false; ; found = true {
		if ctx.Err() != nil {
			return yield(nil, ctx.Err())
		}
		data, err := rows.row(t.delimiter)
		if errors.Is(err, io.EOF) {
			return found || yield(nil, dixit.Errorf(dixit.Unreadable, "csv %s: no rows", in.name))
		}
		if len(bytes.TrimSpace(data)) == 0 && err == nil {
			continue
		}
		var d *dixit.Document
		if err == nil {
			d, err = t.document(in.name, rows.line, data, picked, notes)
		}
		if err != nil {
			d, err = nil, dixit.Errorf(kindOf(err), "csv %s line %d: %w", in.name, rows.line, err)
		} else {
			d, notes = finish(d, opt), nil
		}
		if !yield(d, err) {
			return false
		}
		if rows.broken {
			return true
		}
	}
}

// document makes a document of a row.
func (t *table) document(name string, line int, data []byte, picked [targets]int, notes []string) (*dixit.Document, error) {
	d := &dixit.Document{Path: name}
	if !utf8.Valid(data) {
		s, err := decode(d, data, false, "")
		if err != nil {
			return nil, err
		}
		data = []byte(s)
	}
	row, _ := cells(data, t.delimiter, len(t.names)+1)
	if len(row) != len(t.names) {
		more := ""
		if len(row) > len(t.names) {
			more = " or more"
		}
		return nil, dixit.Errorf(dixit.Unreadable, "%d cells%s, where the header has %d", len(row), more, len(t.names))
	}
	f := &fields{warnings: notes, guessed: t.chooser.given[ofText] == "" && picked[ofText] >= 0 && !strings.EqualFold(t.names[picked[ofText]], "text")}
	for target, i := range picked {
		if i >= 0 && !nothing(row[i]) {
			f.value[target] = row[i]
		}
	}
	f.authors, f.value[ofAuthors] = people(f.value[ofAuthors]), ""
	return d, f.row(d, nameOf(name)+"-"+strconv.Itoa(line))
}

// row makes d of a row of a table that is called name if it has no id.
func (f *fields) row(d *dixit.Document, name string) error {
	if strings.TrimSpace(f.value[ofText]) == "" && f.value[ofHTML] == "" {
		return dixit.Errorf(dixit.Unreadable, "no text")
	}
	var err error
	if d.Source, err = f.line(); err != nil {
		return err
	}
	d.Name = name
	if err := f.document(d); err != nil {
		return err
	}
	return bounded(d)
}

// nothing reports whether a cell says that there is no value, as programs that write tables do.
func nothing(s string) bool {
	switch strings.TrimSpace(s) {
	case "", "nan", "NaN", "NaT", "None", "NULL", "null", `\N`, "N/A", "[]":
		return true
	}
	return false
}

// people are the authors in a cell: one, several between semicolons, or a list as Python prints it.
func people(s string) []string {
	s = strings.TrimSpace(s)
	sep := ";"
	if inner, ok := strings.CutPrefix(s, "["); ok && strings.HasSuffix(inner, "]") {
		s, sep = strings.TrimSuffix(inner, "]"), ","
	}
	var out []string
	for name := range strings.SplitSeq(s, sep) {
		if name = strings.Trim(name, "'\" \t"); name != "" {
			out = append(out, name)
		}
	}
	return out
}
