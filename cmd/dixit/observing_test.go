package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"dixit/observe"
)

// canary is in nothing that may be told.
const canary = "zzcanaryzz"

// started runs the program with some arguments and an environment of its own; each line that it prints, to either side, goes to lines.
func started(t *testing.T, args ...string) (c *exec.Cmd, lines <-chan string) {
	t.Helper()
	c = exec.CommandContext(t.Context(), "dixit", args...)
	c.Path, c.Err = programPath(t), nil
	both, to, err := os.Pipe()
	if err == nil {
		c.Stdout, c.Stderr = to, to
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	to.Close()
	out := make(chan string, 1000)
	go func() {
		defer close(out)
		defer both.Close()
		for s := bufio.NewScanner(both); s.Scan(); {
			out <- s.Text()
		}
	}()
	return c, out
}

// programPath is the test's own program under the name of dixit, as which it is that (TestMain).
func programPath(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "dixit")
	if err := os.Symlink(self, path); err != nil {
		t.Skip(err)
	}
	return path
}

// after is what follows in the first line that has it.
func after(t *testing.T, lines <-chan string, word string) string {
	t.Helper()
	var seen []string
	for line := range lines {
		seen = append(seen, line)
		if _, rest, ok := strings.Cut(line, word); ok {
			return strings.TrimSpace(rest)
		}
	}
	t.Fatalf("no line with %q in\n%s", word, strings.Join(seen, "\n"))
	return ""
}

// asked is the answer to a GET, with headers in pairs.
func asked(t *testing.T, client *http.Client, address string, headers ...string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// TestServeTells: a server that is told to end is unready first, at both of its addresses, while it still answers; then what is being
// answered is answered, and it exits with 0. Its metrics have what it was asked, and neither they nor the log have what is secret.
func TestServeTells(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	article := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(article, []byte("“The "+canary+" bridge is safe,” Mayor Eve Brown said on Monday.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, complaints := capture("ingest", "--ledger", path, article); code != 0 {
		t.Fatal(complaints)
	}
	c, lines := started(t, "serve", "--ledger", path, "--listen", "127.0.0.1:0", "--metrics", ":0", "--log", "json", "--log-level", "debug", "--drain", "3s")
	private := strings.Trim(after(t, lines, `"msg":"metrics","at":`), `"}`)
	address := "http" + after(t, lines, "http")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if status, body := asked(t, client, private+"/readyz"); status != 200 || body != "ready\nledger: ok\n" {
		t.Errorf("%d %s", status, body)
	}
	for _, q := range []string{"/", "/api/v1/statements?q=" + canary, "/api/v1/statements?q=safe", "/nothing?token=" + canary} {
		asked(t, client, address+q, "Authorization", "Bearer "+canary, "Cookie", "a="+canary, "X-Api-Key", canary)
	}
	asked(t, client, address+"/", "Host", "evil.example")
	if _, body := asked(t, client, private+"/metrics"); !strings.Contains(body, `dixit_http_requests_total{route="GET /api/v1/statements",status="200"} 2`) ||
		!strings.Contains(body, "dixit_ledger_bytes ") || strings.Contains(body, canary) {
		t.Errorf("%s", body)
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	log := after(t, lines, `"msg":"unready"`)
	if status, body := asked(t, client, private+"/readyz"); status != 503 || !strings.Contains(body, "process: ending") {
		t.Errorf("private: %d %s", status, body)
	}
	if status, _ := asked(t, client, address+"/readyz"); status != 503 {
		t.Errorf("public: %d", status)
	}
	if status, _ := asked(t, client, address+"/api/v1/statements?q=safe"); status != 200 {
		t.Errorf("unready, it does not answer: %d", status)
	}
	for line := range lines {
		log += line + "\n"
	}
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	if strings.Contains(log, canary) || !strings.Contains(log, `"msg":"ending"`) || !strings.Contains(log, `"path":"/api/v1/statements"`) {
		t.Errorf("log:\n%s", log)
	}
}

// TestWatchTells: the log of a watch has a line for each poll and each article, and neither words of an article nor what of an address may
// be secret; each line is an object.
func TestWatchTells(t *testing.T) {
	f := newFetching(t, map[string]string{
		"http://news.example/feed?key=" + canary: channel("http://news.example/1?s="+canary, "http://news.example/"+canary),
		"http://news.example/1?s=" + canary:      story("Bridge "+canary, "The "+canary+" bridge is safe"),
	})
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(time.Hour, stop)
		term := f.terminal()
		root := newRootCommand(term)
		root.SetArgs([]string{"watch", "--log", "json", "--log-level", "debug", "http://news.example/feed?key=" + canary, "http://u:" + canary + "@news.example/"})
		if code := exitCode(ctx, term, root.ExecuteContext(ctx)); code != 0 {
			t.Errorf("%d %s", code, &f.errs)
		}
	})
	log := f.errs.String()
	count := map[string]int{}
	for line := range strings.Lines(log) {
		var o struct{ Msg, Feed, Host, Document, Kind string }
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		count[o.Msg]++
		if o.Msg == "polled" && (len(o.Feed) != 12 || o.Host != "news.example") || o.Msg == "kept" && o.Document == "" {
			t.Errorf("%s", line)
		}
	}
	if strings.Contains(log, canary) || count["polled"] < 3 || count["kept"] != 1 || count["not fetched"] < 2 || count["watching"] != 1 || count["ending"] != 1 {
		t.Errorf("%v\n%s", count, log)
	}
}

// TestTellsUsage: what is wrong with these flags is said before anything is done.
func TestTellsUsage(t *testing.T) {
	dir := t.TempDir()
	for args, want := range map[string]string{
		"watch --log xml http://a.example":                "not text or json",
		"watch --log json --log-level x http://a.example": "not debug, info, warn or error",
		"watch --metrics 9000 http://a.example":           "not HOST:PORT",
		"ingest --metrics x ../../examples":               "not HOST:PORT",
		"serve --demo --drain 1h":                         "not from 0s to 5m",
	} {
		fields := strings.Fields(args)
		if code, _, complaints := capture(append(fields, "--ledger", filepath.Join(dir, "l.db"))...); code != 2 || !strings.Contains(complaints, want) {
			t.Errorf("%s: %d %s", args, code, complaints)
		}
	}
}

// TestIngestTells: the numbers of an ingest are those of its summary.
func TestIngestTells(t *testing.T) {
	meters := observe.New(time.Now())
	dir := t.TempDir()
	term := &terminal{in: strings.NewReader(""), out: io.Discard, err: io.Discard, width: plainWidth, getenv: func(string) string { return "" }}
	for range 2 {
		if err := runIngest(t.Context(), term, ingestOptions{ledger: filepath.Join(dir, "l.db"), jobs: 1, meters: meters}, []string{shipped(t)}); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := meters.Write(&out); err != nil {
		t.Fatal(err)
	}
	h := held(t, filepath.Join(dir, "l.db"))
	for _, want := range []string{
		fmt.Sprintf(`dixit_documents_total{outcome="unchanged",reason="in the ledger already"} %d`, h.Counts.Documents),
		fmt.Sprintf(`dixit_stage_seconds_count{stage="extract"} %d`, h.Counts.Documents),
		fmt.Sprintf("dixit_statements_total %d", len(h.All)),
	} {
		if !strings.Contains(out.String(), want+"\n") {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
}
