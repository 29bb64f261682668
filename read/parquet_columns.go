package read

import (
	"errors"
	"io"
	"math"
	"strconv"
	"time"

	"dixit"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// rowReader reads the rows of a row group.
type rowReader struct {
	columns [targets]*columnReader
	broken  bool // there is no more
}

// next reads the next row.
func (r *rowReader) next(f *fields) (err error) {
	defer caught(&err)
	for t, c := range r.columns {
		if c == nil {
			continue
		}
		list, err := c.next()
		if err != nil {
			return err
		}
		switch {
		case target(t) == ofAuthors && c.column.MaxRepetitionLevel() > 0:
			f.authors = list
		case target(t) == ofAuthors && len(list) > 0:
			f.authors = people(list[0])
		case len(list) > 0 && !nothing(list[0]):
			f.value[t] = list[0]
		}
	}
	return nil
}

// close gives back what the pages hold.
func (r *rowReader) close() {
	for _, c := range r.columns {
		if c != nil {
			parquet.Release(c.page)
			_ = c.pages.Close()
		}
	}
}

// columnReader reads the values of a column in a row group.
type columnReader struct {
	column *parquet.Column
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader // of page
	buf    [16]parquet.Value   // valid as long as page is
	at, n  int                 // the next value in buf, and how many there are
}

// maxList is how many values of a list are kept.
const maxList = 1000

// next gives the values of the next row, those that are not null.
func (c *columnReader) next() (list []string, err error) {
	for first := true; ; first = false {
		v, err := c.peek()
		if errors.Is(err, io.EOF) {
			if first {
				return nil, dixit.Errorf(dixit.Unreadable, "parquet: column %s ends before the others", shown(columnName(c.column)))
			}
			return list, nil
		}
		if err != nil {
			return nil, dixit.Errorf(dixit.Unreadable, "parquet: column %s: %w", shown(columnName(c.column)), oneLine(err))
		}
		if !first && v.RepetitionLevel() == 0 {
			return list, nil
		}
		if !v.IsNull() && len(list) < maxList {
			list = append(list, cellOf(c.column.Type(), v))
		}
		c.at++
	}
}

// peek gives the next value, io.EOF after the last.
func (c *columnReader) peek() (parquet.Value, error) {
	for c.at == c.n {
		if c.values == nil {
			page, err := c.pages.ReadPage()
			if err != nil {
				return parquet.Value{}, err
			}
			c.page, c.values = page, page.Values()
		}
		n, err := c.values.ReadValues(c.buf[:])
		if c.at, c.n = 0, n; n > 0 {
			break
		}
		if err == nil || errors.Is(err, io.EOF) {
			parquet.Release(c.page)
			c.page, c.values = nil, nil
			continue
		}
		return parquet.Value{}, err
	}
	return c.buf[c.at], nil
}

// cellOf is a value as text: a day or an instant as RFC 3339 writes it.
func cellOf(t parquet.Type, v parquet.Value) string {
	var logical format.LogicalTypeValue
	if l := t.LogicalType(); l != nil {
		logical = l.Value
	}
	switch v.Kind() {
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return string(v.ByteArray())
	case parquet.Int32:
		if _, ok := logical.(*format.DateType); ok {
			return time.Unix(int64(v.Int32())*24*3600, 0).UTC().Format(time.DateOnly)
		}
		return strconv.Itoa(int(v.Int32()))
	case parquet.Int64:
		if l, ok := logical.(*format.TimestampType); ok {
			return instant(v.Int64(), l.Unit.Value)
		}
		return strconv.FormatInt(v.Int64(), 10)
	case parquet.Int96: // nanoseconds of a day, counted as astronomers do
		const julian1970 = 2440588
		w := v.Int96()
		nanoseconds := int64(w[1])<<32 | int64(w[0])
		return time.Unix((int64(w[2])-julian1970)*24*3600, nanoseconds).UTC().Format(time.RFC3339)
	case parquet.Float, parquet.Double:
		x := v.Double()
		if v.Kind() == parquet.Float {
			x = float64(v.Float())
		}
		if math.IsNaN(x) {
			return ""
		}
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return v.String()
}

// instant is a time since 1970 in a unit.
func instant(n int64, unit format.TimeUnitValue) string {
	var t time.Time
	switch unit.(type) {
	case *format.MilliSeconds:
		t = time.UnixMilli(n)
	case *format.MicroSeconds:
		t = time.UnixMicro(n)
	default:
		t = time.Unix(0, n)
	}
	return t.UTC().Format(time.RFC3339)
}
