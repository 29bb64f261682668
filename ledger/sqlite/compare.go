package sqlite

import (
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"dixit/ledger/relational"
)

// comparison compares the words that the index holds with those that it must hold. What it must hold goes through an index like it, in
// a table for the time being, some statements at a time; of either index a statement's words and their places are added up to one
// number, so that neither is sorted nor held.
type comparison struct {
	w        *relational.Session
	table    relational.Table
	seed     maphash.Seed
	held     map[int64]uint64 // by statement's row
	expected []int64          // rows whose words are in the table
}

// Compare implements relational.Index.
func (fts5) Compare(w *relational.Session, table relational.Table) relational.Comparison {
	c := &comparison{w: w, table: table, seed: maphash.MakeSeed(), held: map[int64]uint64{}}
	name := string(table)
	var as string // the index as it was made
	w.Scan(&as, "SELECT sql FROM sqlite_schema WHERE name = ?", name)
	w.Exec(strings.Replace(as, name, "temp.expected_"+name, 1))
	w.Exec("CREATE VIRTUAL TABLE temp.held_" + name + " USING fts5vocab('main', '" + name + "', 'instance')")
	w.Exec("CREATE VIRTUAL TABLE temp.wanted_" + name + " USING fts5vocab('temp', 'expected_" + name + "', 'instance')")
	c.sum("held", c.held)
	return c
}

// sum adds up the words of a view into sums.
func (c *comparison) sum(view string, sums map[int64]uint64) {
	c.w.Each("SELECT term, doc, coalesce(col, ''), coalesce(\"offset\", 0) FROM temp."+view+"_"+string(c.table), func(scan func(...any) error) error {
		var term, column string
		var row, offset int64
		err := scan(&term, &row, &column, &offset)
		sums[row] += maphash.Comparable(c.seed, [3]any{term, column, offset})
		return err
	})
}

// Expect implements relational.Comparison.
func (c *comparison) Expect(row int64, words [][]string) {
	write(c.w, "temp.expected_"+string(c.table), c.table.Columns(), relational.Row{ID: row, Cells: fts5{}.Cells(c.table, words)})
	c.expected = append(c.expected, row)
}

// Pass implements relational.Comparison.
func (c *comparison) Pass(row int64) { delete(c.held, row) }

// Wrong implements relational.Comparison.
func (c *comparison) Wrong() []int64 {
	want := map[int64]uint64{}
	c.sum("wanted", want)
	expected := "expected_" + string(c.table)
	c.w.Exec("INSERT INTO temp." + expected + "(" + expected + ") VALUES ('delete-all')")
	if c.w.Err() != nil {
		return nil
	}
	var wrong []int64
	slices.Sort(c.expected)
	for _, row := range c.expected {
		if want[row] != c.held[row] {
			wrong = append(wrong, row)
		}
		delete(c.held, row)
	}
	c.expected = nil
	return wrong
}

// Rest implements relational.Comparison.
func (c *comparison) Rest() []int64 { return slices.Sorted(maps.Keys(c.held)) }
