package relational

import (
	"database/sql"
	"fmt"
	"iter"
)

// How many rows are fetched at a time: few at first, for who wants a page, and more and more for who wants all.
const (
	firstFetched = 32
	mostFetched  = 8192
)

// row is a row that is to be read.
type row interface{ Scan(dest ...any) error }

// stream yields the rows of a query as read reads them. Other queries may be asked meanwhile.
func stream[T any](w *Session, query string, args []any, read func(row) (T, error)) iter.Seq2[T, error] {
	if w.dialect.Cursors() {
		return fetched(w, query, args, read)
	}
	return func(yield func(T, error) bool) {
		rows, err := w.tx.QueryContext(w.ctx, query, args...)
		if err == nil {
			_, err = yielded(rows, read, yield)
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}

// fetched is stream by a cursor.
func fetched[T any](w *Session, query string, args []any, read func(row) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		w.cursors++
		cursor := fmt.Sprint("rows", w.cursors)
		_, err := w.tx.ExecContext(w.ctx, "DECLARE "+cursor+" NO SCROLL CURSOR FOR "+query, args...)
		for n := firstFetched; err == nil; n = min(4*n, mostFetched) {
			var list []T
			var rows *sql.Rows
			if rows, err = w.tx.QueryContext(w.ctx, fmt.Sprintf("FETCH FORWARD %d FROM %s", n, cursor)); err != nil {
				break
			}
			_, err = yielded(rows, read, func(t T, err error) bool {
				list = append(list, t)
				return true
			})
			for _, t := range list {
				if !yield(t, nil) {
					return
				}
			}
			if err == nil && len(list) < n {
				_, err = w.tx.ExecContext(w.ctx, "CLOSE "+cursor)
				break
			}
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}

// yielded yields rows; more is false if nobody wants any.
func yielded[T any](rows *sql.Rows, read func(row) (T, error), yield func(T, error) bool) (more bool, err error) {
	defer rows.Close()
	for rows.Next() {
		t, err := read(rows)
		if err != nil {
			return true, err
		}
		if !yield(t, nil) {
			return false, nil
		}
	}
	return true, rows.Err()
}
