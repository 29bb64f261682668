package postgres

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// A query of this driver that begins and ends so, with a table and its columns between, writes its arguments into them: the cells of
// one row behind those of the other.
const (
	copyInto = "COPY "
	asBinary = " FROM STDIN (FORMAT binary)"
)

// copy has the server copy rows into a table.
func (c *conn) copy(ctx context.Context, query string, args []driver.NamedValue) error {
	table, columns, ok := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(query, copyInto), ")"+asBinary), " (")
	if !ok {
		return fmt.Errorf("%s: no table with columns", query)
	}
	made, err := c.prepare(ctx, "SELECT "+columns+" FROM "+table) // it is asked for the columns' types, and never run
	if err == nil {
		err = c.send(ctx)
	}
	if err != nil {
		return err
	}
	_, err = c.pg.CopyFrom(ctx, &tuples{fields: made.Fields, args: args, first: true}, query)
	c.used = time.Now()
	return err
}

// tuples are rows in the binary format of COPY, made as they are read.
type tuples struct {
	fields []pgconn.FieldDescription
	args   []driver.NamedValue // that are still to be read
	first  bool
	ended  bool
	made   []byte // but not read
	left   []byte // of made
}

// chunk is how many bytes are made at once, or a row if that is longer.
const chunk = 64 << 10

// Read implements io.Reader.
func (t *tuples) Read(into []byte) (int, error) {
	if len(t.left) == 0 {
		if err := t.make(); err != nil {
			return 0, err
		}
	}
	n := copy(into, t.left)
	t.left = t.left[n:]
	return n, nil
}

// make makes some rows, or the end.
func (t *tuples) make() error {
	if t.ended {
		return io.EOF
	}
	t.made = t.made[:0]
	if t.first {
		t.first = false
		t.made = append(t.made, "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"...)
	}
	for n := len(t.fields); len(t.args) >= n && len(t.made) < chunk; t.args = t.args[n:] {
		t.made = binary.BigEndian.AppendUint16(t.made, uint16(n))
		for i, f := range t.fields {
			var err error
			if t.made, err = appendCell(t.made, f.DataTypeOID, t.args[i].Value); err != nil {
				return fmt.Errorf("column %s: %w", f.Name, err)
			}
		}
	}
	if len(t.args) < len(t.fields) {
		t.ended = true
		t.made = binary.BigEndian.AppendUint16(t.made, math.MaxUint16)
	}
	t.left = t.made
	return nil
}

// appendCell appends the cell of a column of a type, behind its length.
func appendCell(b []byte, oid uint32, value driver.Value) ([]byte, error) {
	length := func(n int) { b = binary.BigEndian.AppendUint32(b, uint32(n)) }
	switch x := value.(type) {
	case nil:
		length(-1)
	case []byte:
		length(len(x))
		b = append(b, x...)
	case string:
		x = escaped(x)
		length(len(x))
		b = append(b, x...)
	case float64:
		length(8)
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(x))
	case bool:
		n := int64(0)
		if x {
			n = 1
		}
		return appendCell(b, oid, n)
	case int64:
		switch {
		case oid == int8:
			length(8)
			b = binary.BigEndian.AppendUint64(b, uint64(x))
		case oid == int2 && x == int64(int16(x)):
			length(2)
			b = binary.BigEndian.AppendUint16(b, uint16(x))
		default:
			return b, fmt.Errorf("%d in a column of type %d", x, oid)
		}
	default:
		return b, fmt.Errorf("%T in a column of type %d", x, oid)
	}
	return b, nil
}
