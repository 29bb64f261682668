package postgres

import (
	"database/sql/driver"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// inBytes is the format of bytes; all else is text.
const inBytes = 1

// The types of PostgreSQL that are not text here, by their numbers (pg_type.dat).
const (
	boolean   = 16
	bytea     = 17
	int8      = 20
	int2      = 21
	int4      = 23
	float8    = 701
	timestamp = 1114
)

// CheckNamedValue implements driver.NamedValueChecker.
func (c *conn) CheckNamedValue(v *driver.NamedValue) (err error) {
	v.Value, err = driver.DefaultParameterConverter.ConvertValue(v.Value)
	return err
}

// encoded are arguments as they are sent.
func encoded(args []driver.NamedValue) (values [][]byte, formats []int16) {
	values, formats = make([][]byte, len(args)), make([]int16, len(args))
	for i, a := range args {
		switch x := a.Value.(type) {
		case nil:
		case int64:
			values[i] = strconv.AppendInt(nil, x, 10)
		case float64:
			values[i] = strconv.AppendFloat(nil, x, 'g', -1, 64)
		case bool:
			values[i] = []byte{'0'}
			if x {
				values[i][0] = '1'
			}
		case string:
			values[i] = []byte(escaped(x))
		case []byte:
			if values[i], formats[i] = x, inBytes; x == nil {
				values[i] = []byte{}
			}
		case time.Time:
			values[i] = x.AppendFormat(nil, time.RFC3339Nano)
		}
	}
	return values, formats
}

// rows are what a query yields.
type rows struct {
	c      *conn
	result *pgconn.ResultReader
	fields []pgconn.FieldDescription
}

// Columns implements driver.Rows.
func (r *rows) Columns() []string {
	names := make([]string, len(r.fields))
	for i, f := range r.fields {
		names[i] = f.Name
	}
	return names
}

// Close implements driver.Rows.
func (r *rows) Close() error {
	_, err := r.result.Close()
	r.c.used = time.Now()
	return err
}

// Next implements driver.Rows.
func (r *rows) Next(dest []driver.Value) (err error) {
	if !r.result.NextRow() {
		if err := r.Close(); err != nil {
			return err
		}
		return io.EOF
	}
	for i, v := range r.result.Values() {
		if dest[i], err = decoded(r.fields[i].DataTypeOID, v); err != nil {
			return fmt.Errorf("column %s: %w", r.fields[i].Name, err)
		}
	}
	return nil
}

// decoded is a value of a type. Bytes are good until the next row.
func decoded(oid uint32, v []byte) (driver.Value, error) {
	if v == nil {
		return nil, nil
	}
	switch oid {
	case bytea:
		return v, nil
	case int8, int4, int2:
		return strconv.ParseInt(string(v), 10, 64)
	case float8:
		return strconv.ParseFloat(string(v), 64)
	case boolean:
		return string(v) == "t", nil
	case timestamp: // goose keeps when it did what
		return time.Parse("2006-01-02 15:04:05", string(v))
	}
	return unescaped(string(v)), nil
}
