package read

import (
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"dixit"

	"github.com/parquet-go/parquet-go"
)

// parquet reads the rows of a Parquet file, a document each, a page of each column that is needed at a time. A row that cannot be
// read is one error; damage costs the rest of its row group.
func (in *input) parquet(ctx context.Context, opt Options, yield func(*dixit.Document, error) bool) bool {
	whole, size, done, err := in.anywhere()
	if err != nil {
		return yield(nil, fileError(in.name, err))
	}
	defer done()
	p, err := openParquet(whole, size, opt)
	if err != nil {
		return yield(nil, fileError(in.name, err))
	}
	for i, g := range p.file.RowGroups() {
		if !p.group(ctx, in.name, i, g, opt, yield) {
			return false
		}
		if p.given > freeOutput && p.given > maxGrowth*size {
			return yield(nil, dixit.Errorf(dixit.TooLarge, "parquet %s: over %d bytes out of %d", in.name, p.given-1, size))
		}
	}
	return p.row > 0 || yield(nil, dixit.Errorf(dixit.Unreadable, "parquet %s: no rows", in.name))
}

// group reads the rows of row group i, as far as they are sound and in proportion.
func (p *parquetFile) group(ctx context.Context, name string, i int, g parquet.RowGroup, opt Options, yield func(*dixit.Document, error) bool) bool {
	first := p.row
	defer func() { p.row = first + int(g.NumRows()) }()
	rows, err := p.open(i, g)
	if err != nil {
		return yield(nil, dixit.Errorf(kindOf(err), "parquet %s from row %d: %w", name, first+1, err))
	}
	defer rows.close()
	for range g.NumRows() {
		if ctx.Err() != nil {
			return yield(nil, ctx.Err())
		}
		p.row++
		d, err := p.document(name, p.row, rows)
		if err != nil {
			d, err = nil, dixit.Errorf(kindOf(err), "parquet %s row %d: %w", name, p.row, err)
		} else {
			d = finish(d, opt)
		}
		if !yield(d, err) {
			return false
		}
		if rows.broken || p.given > freeOutput && p.given > maxGrowth*p.file.Size() {
			return true
		}
	}
	return true
}

// parquetFile is a Parquet file with the columns that are read of it.
type parquetFile struct {
	whole   io.ReaderAt
	file    *parquet.File
	columns [targets]*parquet.Column // nil for what is not there
	chooser *chooser
	notes   []string // to say with the first document
	guessed bool     // that the text is one, from the name of its column
	row     int      // how many rows there were so far
	given   int64    // bytes of text so far
}

// openParquet reads what a file says of itself and chooses columns.
func openParquet(whole io.ReaderAt, size int64, opt Options) (p *parquetFile, err error) {
	defer caught(&err)
	if err := boundFooter(whole, size); err != nil {
		return nil, err
	}
	p = &parquetFile{whole: whole, chooser: newChooser(opt.Map)}
	if p.file, err = parquet.OpenFile(whole, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true)); err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "parquet: %w", oneLine(err))
	}
	var names []string
	var leaves []*parquet.Column
	for _, c := range leavesOf(p.file.Root(), nil) {
		name := columnName(c)
		if t := wellKnown(name); t == targets || t == ofID || t == ofPublished || c.Type().Kind() == parquet.ByteArray || p.chooser.gives(name) {
			names, leaves = append(names, name), append(leaves, c)
		}
	}
	var picked [targets]int
	picked, p.notes = p.chooser.choose(names)
	if problem := p.chooser.lacks(picked, p.notes); problem != "" {
		return nil, dixit.Errorf(dixit.Unreadable, "parquet: %s; the columns are %s", problem, namesShown(names))
	}
	for t, i := range picked {
		if i >= 0 {
			p.columns[t] = leaves[i]
		}
	}
	p.guessed = p.chooser.given[ofText] == "" && picked[ofText] >= 0 && !strings.EqualFold(names[picked[ofText]], "text")
	return p, nil
}

// caught makes a panic of the library, which damage can bring about, an error.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = dixit.Errorf(dixit.Unreadable, "parquet: damaged: %v", p)
	}
}

// leavesOf lists the columns that hold values: single ones, and lists.
func leavesOf(c *parquet.Column, out []*parquet.Column) []*parquet.Column {
	if c.Leaf() {
		if c.MaxRepetitionLevel() > 1 || len(out) > maxColumns {
			return out
		}
		return append(out, c)
	}
	for _, inner := range c.Columns() {
		out = leavesOf(inner, out)
	}
	return out
}

// columnName is the name of a column with those around it, without the two that writers put into lists.
func columnName(c *parquet.Column) string {
	path := c.Path()
	if c.MaxRepetitionLevel() == 1 && len(path) > 1 {
		switch path[len(path)-1] {
		case "element", "item", "array", "array_element":
			path = path[:len(path)-1]
			if last := path[len(path)-1]; len(path) > 1 && (last == "list" || last == "bag") {
				path = path[:len(path)-1]
			}
		}
	}
	return strings.Join(path, ".")
}

// open begins with the columns of row group i, after a look at all their pages.
func (p *parquetFile) open(i int, g parquet.RowGroup) (rows *rowReader, err error) {
	defer caught(&err)
	rows = new(rowReader)
	chunks := g.ColumnChunks()
	for t, c := range p.columns {
		if c == nil {
			continue
		}
		meta := p.file.Metadata().RowGroups[i].Columns[c.Index()].MetaData
		from := meta.DataPageOffset
		if meta.DictionaryPageOffset != 0 {
			from = meta.DictionaryPageOffset
		}
		if from < 0 || meta.TotalCompressedSize < 0 || from > p.file.Size() || meta.TotalCompressedSize > p.file.Size()-from {
			return nil, dixit.Errorf(dixit.Unreadable, "parquet: a column outside the file")
		}
		if err := boundPages(p.whole, from, meta.TotalCompressedSize); err != nil {
			return nil, err
		}
		rows.columns[t] = &columnReader{column: c, pages: chunks[c.Index()].Pages()}
	}
	return rows, nil
}

// document makes a document of the next row.
func (p *parquetFile) document(name string, number int, rows *rowReader) (*dixit.Document, error) {
	d := &dixit.Document{Path: name}
	f := &fields{guessed: p.guessed}
	if err := rows.next(f); err != nil {
		rows.broken = true
		return nil, err
	}
	for t := range f.value {
		if s := &f.value[t]; !utf8.ValidString(*s) {
			text, err := decode(d, []byte(*s), false, "")
			if err != nil {
				return nil, err
			}
			*s = text
		}
	}
	p.given += int64(len(f.value[ofText]) + len(f.value[ofHTML]))
	f.warnings = append(f.warnings, p.notes...)
	if err := f.row(d, nameOf(name)+"-"+strconv.Itoa(number)); err != nil {
		return nil, err
	}
	p.notes = nil
	return d, nil
}
