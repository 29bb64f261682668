package eval

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dixit"
)

// Figure is one score of one gold set.
type Figure struct {
	Set   string // the gold set: polnear-dev
	Name  string // what is scored: full
	Value float64
}

// String is the figure as a line of a golden file, without its end.
func (f Figure) String() string { return fmt.Sprintf("%s %s %.4f", f.Set, f.Name, f.Value) }

// Slack is how much a figure may fall unnoticed: the same weights give slightly other sums on other processors.
const Slack = 0.0005

// Change is a figure that is not what the golden file says.
type Change struct {
	Figure         // as it is now
	Before float64 //
	Kind   ChangeKind
}

// ChangeKind is how a figure changed.
type ChangeKind string

// The kinds of change. A figure that fell or is gone is a failure.
const (
	Fell ChangeKind = "fell"
	Gone ChangeKind = "gone"
	Rose ChangeKind = "rose"
	New  ChangeKind = "new"
)

// Worse reports whether the change is a failure.
func (c Change) Worse() bool { return c.Kind == Fell || c.Kind == Gone }

// String is the change for a person to read: "polnear-dev full fell from 0.6571 to 0.6412".
func (c Change) String() string {
	switch c.Kind {
	case Gone:
		return fmt.Sprintf("%s %s is gone, was %.4f", c.Set, c.Name, c.Before)
	case New:
		return fmt.Sprintf("%s %s is new: %.4f", c.Set, c.Name, c.Value)
	default:
		return fmt.Sprintf("%s %s %s from %.4f to %.4f", c.Set, c.Name, c.Kind, c.Before, c.Value)
	}
}

// Compare says what changed from the figures of a golden file to those of now, in the order of now, then those that are gone.
// A difference of no more than Slack is none.
func Compare(golden, now []Figure) []Change {
	var out []Change
	for _, f := range now {
		i := slices.IndexFunc(golden, f.same)
		switch {
		case i < 0:
			out = append(out, Change{Figure: f, Kind: New})
		case f.Value < golden[i].Value-Slack:
			out = append(out, Change{f, golden[i].Value, Fell})
		case f.Value > golden[i].Value+Slack:
			out = append(out, Change{f, golden[i].Value, Rose})
		}
	}
	for _, f := range golden {
		if !slices.ContainsFunc(now, f.same) {
			out = append(out, Change{Figure{Set: f.Set, Name: f.Name}, f.Value, Gone})
		}
	}
	return out
}

func (f Figure) same(g Figure) bool { return f.Set == g.Set && f.Name == g.Name }

// ReadGolden reads figures, one a line: "polnear-dev full 0.6571". Empty lines and those that begin with # are skipped.
func ReadGolden(r io.Reader) ([]Figure, error) {
	var out []Figure
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) != 3 {
			return nil, dixit.Errorf(dixit.Invalid, "golden line %d: not a set, a figure and a value", n)
		}
		v, err := strconv.ParseFloat(fields[2], 64)
		if err != nil {
			return nil, dixit.Errorf(dixit.Invalid, "golden line %d: %w", n, err)
		}
		out = append(out, Figure{fields[0], fields[1], v})
	}
	return out, lines.Err()
}

// WriteGolden writes figures as ReadGolden reads them, and the table of a set, if it has one, as comments below its figures.
func WriteGolden(w io.Writer, figures []Figure, tables map[string]Reliability) error {
	var b strings.Builder
	b.WriteString("# scores that must not fall; rewritten by: go test ./eval -run TestScores -update\n")
	for i, f := range figures {
		if i == 0 || f.Set != figures[i-1].Set {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, f)
		if table, ok := tables[f.Set]; ok && (i+1 == len(figures) || figures[i+1].Set != f.Set) {
			fmt.Fprintln(&b, "# "+strings.ReplaceAll(table.String(), "\n", "\n# "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
