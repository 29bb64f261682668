package eval_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/eval"
	"dixit/extract"
)

// TestSeed holds what the founding article demands beyond the scores: each of its quotations has its right owner or none, and
// nothing of what its notes call negatives is told as a statement of the first tier.
func TestSeed(t *testing.T) {
	dir := filepath.Join(shared(t), "gold", "seed")
	speakers := make(map[string]string) // of statements, by id
	eachSeed(t, filepath.Join(dir, "seed.jsonl"), func(r seedRow) {
		if r.Type == "statement" {
			speakers[r.ID] = r.Speaker
		}
	})
	found := seedStatements(t, filepath.Join(dir, "seed.txt"))
	quotations, negatives := 0, 0
	eachSeed(t, filepath.Join(dir, "seed-rich.json"), func(r seedRow) {
		switch r.Type {
		case "quote":
			quotations++
			if want, got := speakers[r.Statement], owner(found, r); got != want {
				t.Errorf("%s: the quotation is %q's, want %q", r.ID, got, want)
			}
		case "negative":
			negatives++
			for _, s := range found {
				if at := s.Span(); s.Tier == 1 && runes(s).Start >= r.Start && runes(s).End <= r.End {
					t.Errorf("%s: a statement at byte %d", r.ID, at.Start)
				}
			}
		}
	})
	if quotations != 22 || negatives != 21 {
		t.Errorf("%d quotations and %d negatives, want 22 and 21", quotations, negatives)
	}
}

// seedRow is a line of the seed's notes.
type seedRow struct {
	Type, ID, Statement, Speaker string
	Start, End                   int // code points
}

func eachSeed(t *testing.T, path string, use func(seedRow)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var r seedRow
		if json.Unmarshal(lines.Bytes(), &r) == nil { // chains and the like, of other shapes, are not asked for
			use(r)
		}
	}
}

func seedStatements(t *testing.T, path string) []dixit.Statement {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	ex, err := x.Extract(t.Context(), document(t, eval.Article{Name: "seed", Text: string(data)}))
	if err != nil {
		t.Fatal(err)
	}
	return ex.Statements
}

// owner is who says the quotation q by the outermost statement of the first tier that holds it, "" if there is none.
func owner(found []dixit.Statement, q seedRow) string {
	for _, s := range found {
		if s.Tier > 1 || s.Parent != "" {
			continue
		}
		for _, c := range s.Content {
			if c.Start() < q.End && c.End() > q.Start {
				return strings.TrimPrefix(s.Speaker.Name, "The ")
			}
		}
	}
	return ""
}

// runes are the code points from the first to the last of what s says.
func runes(s dixit.Statement) dixit.Span {
	if len(s.Content) == 0 {
		return dixit.Span{Start: -1}
	}
	return dixit.Span{Start: s.Content[0].Start(), End: s.Content[len(s.Content)-1].End()}
}
