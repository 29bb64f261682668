package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTerminalIsSafe: whatever names, titles and words of documents hold, nothing that a terminal would obey reaches it: not
// through results, in any format, nor through complaints.
func TestTerminalIsSafe(t *testing.T) {
	const evil = "\x1b[2J\x1b]0;x\a\u009b31m\u202e\u2066\r\b\x7f"
	dir := t.TempDir()
	write := func(name, data string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	line, err := json.Marshal(map[string]string{
		"id": "a" + evil, "title": "Rain" + evil, "outlet": "Gazette" + evil, "lang": "en", "url": "https://example.org/" + evil,
		"text": "“It will " + evil + " rain,” Mayor Eve " + evil + " Brown said on Monday.",
	})
	if err != nil {
		t.Fatal(err)
	}
	write("a"+evil+".ndjson", string(line)+"\n{\"id\":\"b"+evil+"\n")
	write("b\n"+evil+".txt", "The bridge "+evil+"\n\n“It will stand,” Mayor Eve Brown said on Monday, when she came to see the old bridge again with "+evil+" others.")
	write("c"+evil+".bin", "\x00\x01\x02")
	write("d.html", "<title>Rain"+evil+"</title><p>“It will rain,” Mayor Eve Brown said on Monday. "+evil)
	write("e.xml", "<rss><channel><title>T</title><item><title>Rain \u202e\u009b</title><link>https://example.org/\u009b</link><description>It rained.</description></item></channel></rss>")
	for _, args := range [][]string{
		{"read", dir},
		{"read", "--format", "blocks", dir},
		{"read", "--format", "text", dir},
		{"extract", dir},
		{"extract", "--format", "table", dir},
		{"extract", "--format", "brat", filepath.Join(dir, "d.html")},
		{"ingest", dir},
		{"ingest", "--json", dir},
		{"search", "rain"},
		{"search", "--json", "rain"},
		{"explain", filepath.Join(dir, "d.html")},
		{"read", filepath.Join(dir, evil)},
		{evil},
		{"read", "--format", evil, dir},
		{"search", evil},
		{"show", evil},
	} {
		var out, complaints bytes.Buffer
		terminal := &terminal{
			in: strings.NewReader(""), out: guard{&out}, err: &complaints, isTerminal: true, styled: true, width: 100,
			getenv: func(name string) string {
				if name == "DIXIT_LEDGER" {
					return filepath.Join(dir, ".ledger.db")
				}
				return ""
			},
		}
		run(args, terminal)
		for name, s := range map[string]string{"out": out.String(), "complaints": complaints.String()} {
			for _, ours := range []string{"\x1b[0m", "\x1b[1m", "\x1b[4m", "\x1b[1;4m"} {
				s = strings.ReplaceAll(s, ours, "")
			}
			if i := strings.IndexFunc(s, func(c rune) bool { return obeyed(c) && !strings.ContainsRune("\n\t\f", c) }); i >= 0 {
				t.Errorf("%q: %s: %q", args, name, s[max(0, i-60):min(len(s), i+60)])
			}
		}
		if strings.Contains(complaints.String(), "panic") || out.Len()+complaints.Len() == 0 {
			t.Errorf("%q: %s", args, complaints.String())
		}
	}
}

// TestGuard: what the guard writes in place of what a terminal would obey is what JSON would write.
func TestGuard(t *testing.T) {
	var out bytes.Buffer
	in := "{\"a\":\"\u009b31m\u202e\x7f é\u200b\"}\n\t\x1b[1;4mb\x1b[0m\x1b[2Jc\n"
	if n, err := (guard{&out}).Write([]byte(in)); n != len(in) || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if got, want := out.String(), "{\"a\":\"\\u009b31m\\u202e\\u007f é\u200b\"}\n\t\x1b[1;4mb\x1b[0m\\u001b[2Jc\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	object, _, _ := strings.Cut(out.String(), "\n")
	var was, is map[string]string
	if json.Unmarshal([]byte(strings.Split(in, "\n")[0]), &was) != nil || json.Unmarshal([]byte(object), &is) != nil || was["a"] != is["a"] {
		t.Errorf("%q is no longer %q", is, was)
	}
}
