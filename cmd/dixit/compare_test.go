package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// outlets3 are three articles in which somebody is quoted, one of which cuts a hedge and one a condition.
func outlets3(t *testing.T) (ledger string) {
	t.Helper()
	dir := t.TempDir()
	var b strings.Builder
	for i, a := range []struct{ outlet, text string }{
		{"The Post", "“I think the harbour will open for every ship in May if the ice is gone,” Mayor Ann Moe said on Thursday."},
		{"The Times", "“The harbour will open for every ship in May if the ice is gone,” Mayor Ann Moe warned on Thursday."},
		{"The Echo", "Mayor Ann Moe said on Thursday: “The harbour will open for every ship in May.”"},
	} {
		line, err := json.Marshal(map[string]string{
			"id": a.outlet, "outlet": a.outlet, "title": "Harbour", "published": "2025-05-0" + string(rune('1'+i)),
			"text": a.text + "\n\nThe town of Oldport has nine thousand people and one bridge.",
		})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	path := filepath.Join(dir, "in.ndjson")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	ledger = filepath.Join(dir, "ledger.db")
	if code, _, complaints := capture("ingest", "--ledger", ledger, path); code != 0 {
		t.Fatalf("ingest: %d %s", code, complaints)
	}
	return ledger
}

func TestCompareTable(t *testing.T) {
	ledger := outlets3(t)
	code, out, complaints := capture("compare", "--ledger", ledger, "harbour will open for every ship")
	if code != 0 || complaints != "" {
		t.Fatalf("%d %s", code, complaints)
	}
	for _, want := range []string{
		"3 articles of 3 outlets: fragment exact in 2", "hedge “I think” dropped in 2", "condition “if the ice is gone” dropped in 1",
		"First: The Post, 2025-05-01\n", "The Post, 2025-05-01  [baseline]", "The Times, 2025-05-02  [exact]", "Ann Moe (Mayor) warned:",
	} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), strings.Join(strings.Fields(want), " ")) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if _, near, _ := capture("compare", "--ledger", ledger, "harbour", "opens", "for", "no", "ship"); !strings.HasPrefix(near, "No statement has these words in a row; the nearest has ") {
		t.Errorf("not word for word: %s", near)
	}
	for _, args := range [][]string{{"volcano"}, {"zzzzzzzzzzzzzzzz"}} {
		if code, out, _ := capture(append([]string{"compare", "--ledger", ledger}, args...)...); code != 1 || out != "" {
			t.Errorf("%v: %d %s", args, code, out)
		}
	}
	if code, _, _ := capture("compare", "--ledger", ledger, "…"); code != 2 {
		t.Errorf("no words: %d", code)
	}
}

func TestCompareJSON(t *testing.T) {
	ledger := outlets3(t)
	type comparison struct {
		Cluster, Baseline string
		First             *string
		Asked             *struct{ Shared, Of int }
		Witnesses         []struct {
			ID     string
			Form   string
			Pieces []struct{ Op string }
		}
	}
	compare := func(args ...string) (c comparison) {
		code, out, complaints := capture(append([]string{"compare", "--json", "--ledger", ledger}, args...)...)
		if err := json.Unmarshal([]byte(out), &c); err != nil || code != 0 {
			t.Fatalf("%v: %d %v %s", args, code, err, complaints)
		}
		return c
	}
	byWords := compare("every ship in May")
	if len(byWords.Witnesses) != 3 || byWords.Asked == nil || byWords.First == nil || *byWords.First != byWords.Cluster {
		t.Fatalf("%+v", byWords)
	}
	last := byWords.Witnesses[2].ID
	byID := compare(last[:6], "--baseline", last)
	if byID.Asked != nil || byID.Baseline != last || byID.Cluster != byWords.Cluster || byID.Witnesses[2].Form != "baseline" {
		t.Errorf("by its id: %+v", byID)
	}
	if code, out, _ := capture("search", "--ledger", ledger, "--json", "cluster:"+byWords.Cluster); code != 0 || strings.Count(out, `"cluster":"`+byWords.Cluster) != 3 {
		t.Errorf("search: %d %s", code, out)
	}
}
