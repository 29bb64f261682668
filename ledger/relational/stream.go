package relational

import (
	"fmt"
	"iter"
	"math"
)

// How many rows a page of a search has: few at first, for who wants no more, then more and more, for who wants all.
const (
	firstPage = 32
	mostPage  = 8192
)

// row is a row that is to be read.
type row interface{ Scan(dest ...any) error }

// found is what is read of a statement that a plan finds.
type found interface{ rowID() int64 }

// stream yields what a plan finds, as read reads its columns, in the plan's order. Other queries may be asked meanwhile.
func stream[T found](w *Session, p plan, columns string, read func(row) (T, error)) iter.Seq2[T, error] {
	if w.dialect.Pages() {
		return pages(w, p, columns, read)
	}
	return func(yield func(T, error) bool) {
		if err := eachRow(w, p.query(columns), p.args, read, func(t T) bool { return yield(t, nil) }); err != nil {
			yield(*new(T), err)
		}
	}
}

// pages is stream a page at a time, each from where the one before has ended. That they are short is what a database plans by.
func pages[T found](w *Session, p plan, columns string, read func(row) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for n := firstPage; ; n = min(4*n, mostPage) {
			list := make([]T, 0, n)
			err := eachRow(w, p.query(columns)+fmt.Sprint(" LIMIT ", n), p.args, read, func(t T) bool {
				list = append(list, t)
				return true
			})
			for _, t := range list {
				if !yield(t, nil) {
					return
				}
			}
			if err != nil {
				yield(*new(T), err)
				return
			}
			if len(list) < n {
				return
			}
			p = p.between(math.MinInt64, list[n-1].rowID()-1)
		}
	}
}

// eachRow calls f for the rows of a query until it is false.
func eachRow[T any](w *Session, query string, args []any, read func(row) (T, error), f func(T) bool) error {
	rows, err := w.tx.QueryContext(w.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		t, err := read(rows)
		if err != nil {
			return err
		}
		if !f(t) {
			return nil
		}
	}
	return rows.Err()
}
