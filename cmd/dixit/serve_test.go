package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// serving runs dixit serve with some more arguments until the test ends; address is where it answers.
func serving(t *testing.T, args ...string) (address string) {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	out, printed := io.Pipe()
	var complaints bytes.Buffer
	term := &terminal{in: strings.NewReader(""), out: printed, err: &complaints, width: plainWidth, getenv: func(string) string { return "" }}
	done := make(chan error, 1)
	go func() {
		root := newRootCommand(term)
		root.SetArgs(append([]string{"serve", "--listen", "127.0.0.1:0"}, args...))
		done <- root.ExecuteContext(ctx)
		printed.Close()
	}()
	t.Cleanup(func() {
		end()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if !strings.Contains(complaints.String(), "msg=ending") {
			t.Errorf("log: %s", complaints.String())
		}
	})
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatalf("%v: %s", err, complaints.String())
	}
	return strings.TrimSpace(string(line[:n]))
}

// TestServeDemo proves that the demonstration has the articles that ship, reads one that is sent, and leaves nothing behind.
func TestServeDemo(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Run("Served", func(t *testing.T) {
		address := serving(t, "--demo")
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		defer client.CloseIdleConnections()
		var status struct{ Documents, Statements int }
		answered(t, client, address+"/api/v1/status", "", &status)
		if status.Documents != 21 || status.Statements < 300 {
			t.Errorf("%+v", status)
		}
		var article struct {
			Text       string
			Statements []struct {
				Speaker struct{ Name string }
				Content []struct{ Text string }
			}
		}
		answered(t, client, address+"/api/v1/extract", `{"text":"“We will rebuild it,” said Ana Roy, the mayor."}`, &article)
		if len(article.Statements) != 1 || article.Statements[0].Speaker.Name != "Ana Roy" || article.Statements[0].Content[0].Text != "“We will rebuild it,”" {
			t.Errorf("%+v", article)
		}
	})
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// answered is the answer to a GET, or to a POST of a body if there is one.
func answered(t *testing.T, client *http.Client, address, body string, v any) {
	t.Helper()
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v %s", address, answer.StatusCode, err, data)
	}
}

// TestServeRefuses proves which command lines are refused, and why.
func TestServeRefuses(t *testing.T) {
	dir := t.TempDir()
	ledger, tokens := filepath.Join(dir, "ledger.db"), filepath.Join(dir, "tokens")
	if code, _, complaints := capture("ingest", "--ledger", ledger, "../../examples/prorogation-ruling.txt"); code != 0 {
		t.Fatal(complaints)
	}
	if err := os.WriteFile(tokens, []byte("desk all 00\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		why  string
	}{
		{[]string{"--listen", "0.0.0.0:0"}, 2, "others can reach this address"},
		{[]string{"--listen", ":0"}, 2, "others can reach this address"},
		{[]string{"--listen", "localhost"}, 2, "not HOST:PORT"},
		{[]string{"--listen", "127.0.0.1:99999"}, 4, "listen 127.0.0.1:99999"},
		{[]string{"--token-file", tokens}, 2, "line 1"},
		{[]string{"--token-file", filepath.Join(dir, "none")}, 2, "token-file"},
		{[]string{"--rate", "-1"}, 2, "rate"},
		{[]string{"--alerts", filepath.Join(dir, "none")}, 2, "alerts"},
		{[]string{"--alerts", tokens}, 2, "alerts"},
		{[]string{"--url", "ftp://x"}, 2, "url"},
		{[]string{"--url", "dixit.example"}, 2, "url"},
		{[]string{"--demo"}, 2, "either --demo or --ledger"},
		{[]string{"more"}, 2, "more"},
	} {
		code, out, complaints := capture(append([]string{"serve", "--ledger", ledger}, c.args...)...)
		if code != c.code || out != "" || !strings.Contains(complaints, c.why) {
			t.Errorf("%v: %d %s %s", c.args, code, out, complaints)
		}
	}
	if code, _, complaints := capture("serve", "--ledger", filepath.Join(dir, "none.db")); code != 4 || !strings.Contains(complaints, "there is none yet") {
		t.Errorf("no ledger: %d %s", code, complaints)
	}
}

func TestServeAddress(t *testing.T) {
	for _, c := range []struct {
		opts     serveOptions
		at, want string
	}{
		{serveOptions{}, "127.0.0.1:8484", "http://127.0.0.1:8484"},
		{serveOptions{}, "[::1]:80", "http://[::1]:80"},
		{serveOptions{}, "0.0.0.0:8484", "http://localhost:8484"},
		{serveOptions{hosts: []string{"dixit.example", "other"}}, "[::]:80", "http://dixit.example:80"},
		{serveOptions{url: "https://dixit.example/"}, "127.0.0.1:8484", "https://dixit.example"},
	} {
		at, err := net.ResolveTCPAddr("tcp", c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.opts.address(at); got != c.want {
			t.Errorf("%+v at %s: %s", c.opts, c.at, got)
		}
	}
}
