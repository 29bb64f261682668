package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dixit/internal/casetest"
)

// TestClusters: which of the statements, counted from 1, are one saying.
func TestClusters(t *testing.T) {
	casetest.Spec{Glob: "testdata/clusters-*.txtar", AtLeast: 40, Find: func(t *testing.T, in string) string {
		records := made(t, in)
		of := map[string][]string{}
		var order []string
		for i, bond := range Clusters(readied(records)) {
			id := bond.Cluster
			key := id
			if id == "" {
				key = records[i].Statement.ID
			}
			if of[key] == nil {
				order = append(order, key)
			}
			of[key] = append(of[key], strconv.Itoa(i+1))
		}
		var b strings.Builder
		for _, key := range order {
			b.WriteString(strings.Join(of[key], " ") + "\n")
		}
		return b.String()
	}}.Run(t)
}

// TestCompare: how the wordings differ. Words that are left out stand in [- -], others in {+ +}, changed ones in [ → ], and what
// the baseline has before and behind in ( ).
func TestCompare(t *testing.T) {
	casetest.Spec{Glob: "testdata/compare-*.txtar", AtLeast: 20, Find: func(t *testing.T, in string) string {
		records := made(t, in)
		c, err := Compare(records, "")
		if err != nil {
			return err.Error() + "\n"
		}
		var b strings.Builder
		for _, w := range c.Witnesses {
			fmt.Fprintf(&b, "%s %s: %s\n", w.Record.Doc.Outlet, w.Form, plain(w.Pieces))
		}
		for _, x := range c.Cuts {
			fmt.Fprintf(&b, "%s %q: kept by %s, dropped by %s\n", x.Kind, x.Words.Text(), outlets(c, x.Kept), outlets(c, x.Dropped))
		}
		fmt.Fprintln(&b, strings.Join(c.Summary(), ", "))
		return b.String()
	}}.Run(t)
}

// outlets are those of statements.
func outlets(c Comparison, ids []string) string {
	var out []string
	for _, w := range c.Witnesses {
		if slices.Contains(ids, w.Record.Statement.ID) {
			out = append(out, w.Record.Doc.Outlet)
		}
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, " ")
}

// plain are pieces in a line.
func plain(list []Piece) string {
	var out []string
	for _, p := range list {
		switch p.Op {
		case Same:
			out = append(out, p.Own.Text())
		case Dropped:
			out = append(out, "[-"+p.Base.Text()+"-]")
		case Outside:
			out = append(out, "("+p.Base.Text()+")")
		case Changed:
			out = append(out, "["+p.Base.Text()+" → "+p.Own.Text()+"]")
		case Added:
			out = append(out, "{+"+p.Own.Text()+"+}")
		}
	}
	return strings.Join(out, " ")
}
