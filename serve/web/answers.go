package web

import (
	"dixit"
)

// matrix is who answers whom in an article: a row for who says something of what another said, a column for the other.
type matrix struct {
	Columns []string
	Rows    []matrixRow
	More    bool // others are left out
}

type matrixRow struct {
	Who   string
	Cells [][]tie
}

// tie is how often somebody stands so to another, and the notes of the statements that do.
type tie struct {
	Type dixit.RelationType
	To   []int // the numbers of the statements
}

// onMatrix is how many rows and columns are shown.
const onMatrix = 12

// matrixOf is the relations between the statements of an article, numbered from 1, of different speakers.
func matrixOf(records []dixit.Record, numbers map[string]int) matrix {
	var m matrix
	place := func(list *[]string, name string) int {
		for i, have := range *list {
			if have == name {
				return i
			}
		}
		if len(*list) == onMatrix {
			m.More = true
			return -1
		}
		*list = append(*list, name)
		return len(*list) - 1
	}
	var rows []string
	ties := map[[2]int][]tie{}
	for _, r := range records {
		for _, rel := range r.Statement.Relations {
			n := numbers[rel.Target]
			if n == 0 || n > len(records) {
				continue
			}
			from, to := called(r.Statement), called(records[n-1].Statement)
			if from == to {
				continue
			}
			i, j := place(&rows, from), place(&m.Columns, to)
			if i >= 0 && j >= 0 {
				at := [2]int{i, j}
				ties[at] = tied(ties[at], rel.Type, numbers[r.Statement.ID])
			}
		}
	}
	for i, who := range rows {
		row := matrixRow{Who: who}
		for j := range m.Columns {
			row.Cells = append(row.Cells, ties[[2]int{i, j}])
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// tied is list with one more statement of a type.
func tied(list []tie, t dixit.RelationType, n int) []tie {
	for i := range list {
		if list[i].Type == t {
			list[i].To = append(list[i].To, n)
			return list
		}
	}
	return append(list, tie{t, []int{n}})
}

// called is the speaker's name, else the words that stand for one.
func called(s dixit.Statement) string {
	switch {
	case s.Speaker.Name != "":
		return s.Speaker.Name
	case s.Mention.Text() != "":
		return shown(s.Mention.Text())
	}
	return "no source"
}
