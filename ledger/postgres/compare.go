package postgres

import (
	"encoding/json"

	"dixit/ledger/relational"
)

// comparison compares vectors with those that words make.
type comparison struct {
	w        *relational.Session
	table    relational.Table
	expected []expected
	seen     map[int64]bool
}

// expected is a vector as it must be.
type expected struct {
	Row      int64  `json:"row"`
	Words    string `json:"words"`
	Overlong bool   `json:"overlong"`
}

// Compare implements relational.Index.
func (tsvector) Compare(w *relational.Session, table relational.Table) relational.Comparison {
	return &comparison{w: w, table: table, seen: map[int64]bool{}}
}

// Expect implements relational.Comparison.
func (c *comparison) Expect(row int64, words [][]string) {
	v, all := vectorFor(c.table, words)
	c.expected, c.seen[row] = append(c.expected, expected{row, v.literal(), !all}), true
}

// Pass implements relational.Comparison.
func (c *comparison) Pass(row int64) { c.seen[row] = true }

// Wrong implements relational.Comparison.
func (c *comparison) Wrong() []int64 {
	data, err := json.Marshal(c.expected)
	if err != nil {
		panic(err) // it is numbers and words
	}
	c.expected = nil
	return c.rows(`
		SELECT x.row FROM json_to_recordset(CAST(? AS json)) AS x (row BIGINT, words TEXT, overlong BOOLEAN) LEFT JOIN `+string(c.table)+` t ON t.id = x.row
		WHERE t.words IS DISTINCT FROM CAST(x.words AS tsvector)
			OR x.overlong <> EXISTS (SELECT 1 FROM overlong o WHERE o.statement = x.row AND o.words = ?)
		ORDER BY x.row`, string(data), string(c.table))
}

// Rest implements relational.Comparison.
func (c *comparison) Rest() []int64 {
	var rest []int64
	for _, row := range c.rows("SELECT id FROM " + string(c.table) + " ORDER BY id") {
		if !c.seen[row] {
			rest = append(rest, row)
		}
	}
	return rest
}

// rows are the numbers that a query yields.
func (c *comparison) rows(query string, args ...any) (list []int64) {
	c.w.Each(query, func(scan func(...any) error) error {
		var row int64
		err := scan(&row)
		list = append(list, row)
		return err
	}, args...)
	return list
}
