package relational

import (
	"fmt"
	"slices"
)

// Load writes rows, none of which is there, into columns of a table: the cells of one behind those of the other.
func (w *Session) Load(table string, columns []string, cells []any) {
	if len(cells) > 0 && w.err == nil {
		w.dialect.Load(w, table, columns, cells)
	}
}

// fresh are n row ids that no row of a table has.
func (w *Session) fresh(table string, n int) (ids []int64) {
	if n == 0 {
		return nil
	}
	w.Each(w.dialect.Fresh(table), func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		ids = append(ids, id)
		return err
	}, n)
	if len(ids) != n && w.err == nil {
		w.err = fmt.Errorf("%s: %d new rows of %d", table, len(ids), n)
	}
	return ids
}

// among are those of a list that a query yields, which has a place for a table of the list's texts.
func (w *Session) among(list []string, query string) map[string]bool {
	found := map[string]bool{}
	if len(list) == 0 {
		return found
	}
	table, parameter := w.dialect.Texts(list)
	w.Each(fmt.Sprintf(query, table), func(scan func(...any) error) error {
		var text string
		err := scan(&text)
		found[text] = true
		return err
	}, parameter)
	return found
}

// distinct is a list in order, each element once.
func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
