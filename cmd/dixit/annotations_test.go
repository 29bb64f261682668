package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// with runs a command on standard input.
func with(in string, args ...string) (code int, out, complaints string) {
	var o, e bytes.Buffer
	t := &terminal{in: strings.NewReader(in), out: &o, err: &e, width: plainWidth, getenv: func(name string) string { return map[string]string{"USER": "desk"}[name] }}
	code = run(args, t)
	return code, o.String(), e.String()
}

// TestImportOfExportedAnnotations: what dixit exports as web annotations is placed on the very statements that it is of, its notes and tags are
// kept there, and kept once.
func TestImportOfExportedAnnotations(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one.db"), filepath.Join(dir, "two.db")
	for _, path := range []string{one, two} {
		if code, _, complaints := with("", "ingest", "--ledger", path, "../../examples"); code != 0 {
			t.Fatal(complaints)
		}
	}
	_, out, _ := with("", "search", "--ledger", one, "--json", "--limit", "1", "act:deny")
	var r struct{ ID string }
	if err := json.Unmarshal([]byte(strings.SplitN(out, "\n", 2)[0]), &r); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, args := range [][]string{
		{"note", "--ledger", one, "--by", "Kim", r.ID, "compare March"},
		{"tag", "--ledger", one, "--by", "Kim", r.ID, "+to-check"},
	} {
		if code, _, complaints := with("", args...); code != 0 {
			t.Fatal(complaints)
		}
	}
	code, exported, complaints := with("", "export", "--ledger", one, "--format", "webannotation")
	if code != 0 || strings.Count(exported, "\n") < 300 {
		t.Fatal(complaints)
	}
	code, out, complaints = with(exported, "corrections", "import", "--ledger", two, "--web", "--json", "-")
	if code != 0 {
		t.Errorf("%d %s", code, complaints)
	}
	for line := range strings.Lines(out) {
		var got struct{ ID, Status, Statement, Why string }
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		if got.Status != "placed" || !strings.HasSuffix(got.ID, got.Statement) {
			t.Errorf("%s", line)
		}
	}
	_, shown, _ := with("", "show", "--ledger", two, "--json", r.ID)
	if !strings.Contains(shown, `"text":"compare March","by":"Kim"`) || !strings.Contains(shown, `"tags":["to-check"]`) {
		t.Errorf("%s", shown)
	}
	if code, out, complaints = with(exported, "corrections", "import", "--ledger", two, "--web", "-"); code != 0 || !strings.HasSuffix(out, "; 0 remarks new\n") {
		t.Errorf("again: %d %s %s", code, out, complaints)
	}
}

// TestImportOfOrphans: what is not placed has a line each, and its exit status; nothing of it is kept.
func TestImportOfOrphans(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	article := `{"url":"https://example.org/a","text":"“We will rebuild it,” said Ana Roy, the mayor."}`
	file := filepath.Join(filepath.Dir(path), "a.ndjson")
	if err := os.WriteFile(file, []byte(article), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, complaints := with("", "ingest", "--ledger", path, file); code != 0 {
		t.Fatal(complaints)
	}
	one := func(words, rest string) string {
		return `{"uri":"https://example.org/a","user":"acct:kim@hypothes.is","created":"2025-01-02T03:04:05Z",` + rest +
			`"target":[{"selector":[{"type":"TextQuoteSelector","exact":"` + words + `"}]}]}`
	}
	for name, test := range map[string]struct {
		in         string
		code       int
		out, error string
	}{
		"placed":  {one("rebuild it", `"text":"really?",`), 0, "1 annotation read, 1 placed; 1 remark new\n", ""},
		"orphan":  {one("rebuild them", `"text":"really?",`), 1, "orphan: the words do not stand in the article\n  https://example.org/a\n  rebuild them\n1 annotation read, 0 placed; 0 remarks new\n", "not placed"},
		"bad tag": {one("rebuild it", `"tags":["?!"],`), 3, "1 annotation read, 1 placed; 0 remarks new\n", "tag"},
		"broken":  {`{"uri":`, 3, "0 annotations read, 0 placed; 0 remarks new\n", "unexpected EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, complaints := with(test.in, "corrections", "import", "--web", "--ledger", path, "-")
			if code != test.code || out != test.out || !strings.Contains(complaints, test.error) {
				t.Errorf("%d %q %q", code, out, complaints)
			}
		})
	}
	if code, _, _ := with("", "corrections", "export", "--web", "--ledger", path); code != 2 {
		t.Errorf("export --web: %d", code)
	}
}
