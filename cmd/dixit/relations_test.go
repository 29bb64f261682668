package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Relations are told from both sides, inside an article and across, by show, explain and export.
func TestRelations(t *testing.T) {
	dir := t.TempDir()
	store := filepath.Join(dir, "ledger.db")
	for name, text := range map[string]string{
		"a.txt": "President Tom Lind on Saturday called the old harbour a “sleeping giant” in a speech to fishermen.\n",
		"b.txt": "Asked whether she would resign, Mayor Eve Brown said she would stay until May.\n\nBrown disputed Lind’s “sleeping giant” comment about the old harbour on Monday, and asked for money.\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, _, complaints := capture("ingest", "--ledger", store, "--published", "2025-03-0"+map[string]string{"a.txt": "1", "b.txt": "3"}[name], path); code != 0 {
			t.Fatal(complaints)
		}
	}
	_, lines, _ := capture("search", "--ledger", store, "--json", "tier:1")
	pages := map[string]string{}
	for _, id := range regexp.MustCompile(`"type":"statement","id":"([a-z2-7]{16})"`).FindAllStringSubmatch(lines, -1) {
		_, show, _ := capture("show", "--ledger", store, id[1])
		_, explain, _ := capture("explain", "--ledger", store, id[1])
		pages[id[1]] = show + explain
	}
	all := ""
	for _, p := range pages {
		all += p
	}
	for _, want := range []string{`(?m)^answers +whether she`, `(?m)^answered +Eve Brown: she would stay`, `(?m)^disputes +Tom Lind: .*sleeping giant`, `(?m)^disputed by +Eve Brown: `} {
		if !regexp.MustCompile(want).MatchString(all) {
			t.Errorf("no page says %s:\n%s", want, all)
		}
	}
}
