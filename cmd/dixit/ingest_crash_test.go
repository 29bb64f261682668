package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixit/ledger"
	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
)

const (
	crashDocuments = 450 // of 2.5 kB each: a file whose progress is kept
	crashKills     = 6
)

// crashFiles are an archive and a file of NDJSON with as many documents, some records besides, and some damage.
func crashFiles(t *testing.T) map[string][]byte {
	t.Helper()
	random := rand.NewChaCha8([32]byte{1})
	var archive, lines bytes.Buffer
	w := warc.NewWriter(&archive, true)
	date := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	for i := range crashDocuments {
		noise := make([]byte, 2000)
		_, _ = random.Read(noise) // never fails
		words := fmt.Sprintf("“Bridge number %d will be closed until Monday,” Ana Roy said.", i)
		filling := base64.StdEncoding.EncodeToString(noise)
		page := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Bridge %d</title><body><p>%s</p><!-- %s -->", i, words, filling)
		for _, err := range []error{
			second(w.Request("http://example.org/", date, []byte("GET / HTTP/1.1\r\n\r\n"))),
			second(w.Response(fmt.Sprintf("http://example.org/%d", i), date, []byte(page))),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if i%50 == 7 {
			archive.WriteString("damage")
			lines.WriteString("damage\n")
		}
		fmt.Fprintf(&lines, "{\"title\":%q,\"text\":%q,\"filling\":%q}\n", fmt.Sprint("Bridge ", i), words, filling)
	}
	return map[string][]byte{"crawl.warc.gz": archive.Bytes(), "dump.ndjson": lines.Bytes()}
}

func second[T any](_ T, err error) error { return err }

// kept is a line that ingest prints.
type keptLine struct {
	Doc struct {
		SHA256 string `json:"sha256"`
	} `json:"doc"`
	Path  string `json:"path"`
	Added bool   `json:"added"`
}

// ingestKilled runs ingest and kills it once it has printed so many lines; with -1 never. It gives what was printed.
func ingestKilled(t *testing.T, store, file string, after int) (lines []keptLine) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Args = []string{"dixit", "ingest", "--json", "--jobs", "2", "--ledger", store, file} // see TestMain
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for s := bufio.NewScanner(out); s.Scan(); {
		var k keptLine
		if err := json.Unmarshal(s.Bytes(), &k); err != nil {
			break // a line that was cut off
		}
		if lines = append(lines, k); len(lines) == after {
			_ = c.Process.Kill() // it may be gone already
		}
	}
	_ = c.Wait() // killed, or with damage
	return lines
}

// TestIngestKilled kills ingest at random, again and again, and runs it again. What was printed is kept, nothing of it is
// read again but the last, and in the end the ledger holds what it would hold had nobody been killed.
func TestIngestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills many processes")
	}
	for name, data := range crashFiles(t) {
		dir := t.TempDir()
		file, store := filepath.Join(dir, name), filepath.Join(dir, "killed.db")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(1, uint64(len(data))))
		promised := map[string]bool{}
		again := 0
		for range crashKills {
			for i, k := range ingestKilled(t, store, file, 1+random.IntN(60)) {
				if !k.Added && !promised[k.Doc.SHA256] && i > 256 {
					t.Errorf("%s: %s was known, and nobody said so", name, k.Path)
				}
				if !k.Added {
					again++
				}
				promised[k.Doc.SHA256] = true
			}
		}
		if len(promised) < crashKills {
			t.Errorf("%s: %d documents promised", name, len(promised))
		}
		if again > crashKills { // the last of each batch that was written before a kill
			t.Errorf("%s: %d documents were read again after %d kills", name, again, crashKills)
		}
		for _, k := range ingestKilled(t, store, file, -1) {
			promised[k.Doc.SHA256] = true
		}
		if n := len(ingestKilled(t, store, file, -1)); n > 0 {
			t.Errorf("%s: %d documents were read in a file that was read to its end", name, n)
		}
		undisturbed := filepath.Join(dir, "undisturbed.db")
		ingestKilled(t, undisturbed, file, -1)
		want, got := contents(t, undisturbed), contents(t, store)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-undisturbed +killed):\n%s", name, diff)
		}
		if len(want) < crashDocuments {
			t.Errorf("%s: %d documents with statements", name, len(want))
		}
		for address := range promised {
			if got[address] == "" {
				t.Errorf("%s: document %s was said to be kept, and is not", name, address)
			}
		}
	}
}

// contents are the documents of a ledger with their statements, by address.
func contents(t *testing.T, path string) map[string]string {
	t.Helper()
	s, err := openLedger(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list := map[string]string{}
	for r, err := range s.Search(t.Context(), ledger.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		address := r.Doc.SHA256
		if list[address] == "" {
			d, err := s.Document(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			list[address] = strings.Join([]string{d.Path, d.Name, d.URL, d.Title, d.Text.String()}, " | ")
		}
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		list[address] += "\n" + string(data)
	}
	return list
}

// A file that has changed is read from its beginning, as any is with --restart.
func TestIngestChanged(t *testing.T) {
	dir := t.TempDir()
	file, store := filepath.Join(dir, "dump.ndjson"), filepath.Join(dir, "ledger.db")
	data := crashFiles(t)["dump.ndjson"]
	for _, c := range []struct {
		change func()
		args   []string
		want   string
	}{
		{func() {}, nil, "450 new articles with 450 statements"},
		{func() {}, nil, "Nothing is new: 1 file read to the end before."},
		{func() {}, []string{"--restart"}, "Nothing is new: 450 articles, all in the ledger already."},
		{func() { data = append(data, "{\"text\":\"“It is so,” said Bo Li.\"}\n"...) }, nil, "1 new article with 1 statement"},
		{func() { data[12] = 'X' }, nil, "1 new article with 0 statements"}, // what it says counts already,
	} {
		c.change()
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, out, _ := capture(append([]string{"ingest", "--ledger", store, file}, c.args...)...)
		if !strings.Contains(out, c.want) {
			t.Errorf("%q: %s, want %s", c.args, out, c.want)
		}
	}
}
