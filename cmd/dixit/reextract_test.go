package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
	"dixit/ledger/sqlite"

	"github.com/google/go-cmp/cmp"
)

// nextEngine is an engine of another version, which finds otherwise what this one finds: see ledgertest.Reread.
type nextEngine struct{ *extract.Extractor }

func (nextEngine) Engine() dixit.Engine { return dixit.Engine{Version: "9.0.0", Model: "other"} }

func (n nextEngine) Extract(ctx context.Context, doc *dixit.Document) (dixit.Extraction, error) {
	ex, err := n.Extractor.Extract(ctx, doc)
	if err != nil {
		return ex, err
	}
	if strings.Contains(doc.Text.String(), "Nobody can read this") {
		return ex, errors.New("unreadable on purpose")
	}
	return ledgertest.Reread(doc, ex, "9.0.0")
}

// withNext makes t a terminal of a dixit with the next engine.
func withNext(t *terminal) *terminal {
	t.engine = func() (engine, error) {
		x, err := extract.New()
		return nextEngine{x}, err
	}
	return t
}

// nextMain is the program with the next engine.
func nextMain() { os.Exit(run(os.Args[1:], withNext(newTerminal()))) }

// captureNext is capture with the next engine.
func captureNext(args ...string) (code int, out, complaints string) {
	var o, e bytes.Buffer
	t := &terminal{in: strings.NewReader(""), out: &o, err: &e, width: plainWidth, getenv: func(string) string { return "" }}
	code = run(args, withNext(t))
	return code, o.String(), e.String()
}

// shipped is the folder of articles that ship.
func shipped(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// Another engine reads the articles that ship, and then this one again: it finds what it found, and every id still leads somewhere
// or says why not.
func TestReextract(t *testing.T) {
	store := filepath.Join(t.TempDir(), "ledger.db")
	if code, _, complaints := capture("ingest", "--ledger", store, shipped(t)); code != 0 {
		t.Fatal(complaints)
	}
	before := contents(t, store)
	if _, out, _ := capture("reextract", "--ledger", store); !strings.HasPrefix(out, "Nothing to do in ") {
		t.Errorf("nothing to do: %s", out)
	}
	if _, out, _ := capture("reextract", "--ledger", store, "--all-engines"); !strings.Contains(out, "what was found changed in 0.") {
		t.Errorf("from the text that is kept this engine finds something else than from what was read: %s", out)
	}
	code, out, complaints := captureNext("reextract", "--ledger", store, "--jobs", "2")
	if code != 0 || complaints != "" || !strings.Contains(out, "read again in") {
		t.Fatalf("%d %s%s", code, out, complaints)
	}
	ids := regexp.MustCompile(`"statement","id":"([a-z2-7]{16})"`)
	moved, gone := 0, 0
	for _, document := range before {
		for _, id := range ids.FindAllStringSubmatch(document, -1) {
			code, out, complaints := capture("show", "--ledger", store, "--json", id[1])
			switch {
			case code == 1 && strings.Contains(complaints, "no longer found by engine 9.0.0"):
				gone++
			case code != 0 || !strings.HasPrefix(out, `{"type":"statement"`):
				t.Fatalf("%s: %d %s%s", id[1], code, out, complaints)
			case !strings.Contains(out, id[1]):
				moved++
				if !strings.HasPrefix(complaints, "dixit: "+id[1]+" is now ") {
					t.Errorf("%s: %s", id[1], complaints)
				}
			}
		}
	}
	if moved == 0 || gone == 0 {
		t.Errorf("%d ids lead to others, %d are gone", moved, gone)
	}
	if code, _, complaints := capture("reextract", "--ledger", store); code != 0 {
		t.Fatal(complaints)
	}
	if diff := cmp.Diff(before, contents(t, store)); diff != "" {
		t.Errorf("(-before +after there and back)\n%s", diff)
	}
}

// A document that the engine cannot read costs no other; it is tried again by the next run.
func TestReextractFailure(t *testing.T) {
	dir := t.TempDir()
	store := filepath.Join(dir, "ledger.db")
	for name, text := range map[string]string{"a.txt": "“It is so,” said Ana Roy.", "b.txt": "“Nobody can read this,” said Bo Li.", "c.txt": "“It was so,” said Cy Fox."} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, _, complaints := capture("ingest", "--ledger", store, filepath.Join(dir, name)); code != 0 {
			t.Fatal(complaints)
		}
	}
	for _, read := range []string{"2 articles", "0 articles"} {
		code, out, complaints := captureNext("reextract", "--ledger", store)
		if code != dixit.ExitDamaged || !strings.Contains(out, read+" read again") || !strings.Contains(complaints, "b.txt: unreadable on purpose") {
			t.Errorf("%d %s%s", code, out, complaints)
		}
	}
	code, out, _ := captureNext("reextract", "--ledger", store, "--json", "--all-engines", "speaker:ana")
	var line struct{ Same, Added, Moved, Gone int }
	if err := json.Unmarshal([]byte(out), &line); code != 0 || err != nil || line.Same != 1 {
		t.Errorf("%d %s%v", code, out, err)
	}
}

// TestReextractKilled kills dixit reextract again and again: in the end the ledger holds what it would hold had nobody been killed.
func TestReextractKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills many processes")
	}
	dir := t.TempDir()
	store, undisturbed := filepath.Join(dir, "killed.db"), filepath.Join(dir, "undisturbed.db")
	for _, path := range []string{store, undisturbed} {
		if code, _, complaints := capture("ingest", "--ledger", path, shipped(t)); code != 0 {
			t.Fatal(complaints)
		}
	}
	if code, _, complaints := captureNext("reextract", "--ledger", undisturbed); code != 0 {
		t.Fatal(complaints)
	}
	done := map[string]bool{}
	for range 5 {
		c := exec.CommandContext(t.Context(), os.Args[0])
		c.Args = []string{"dixit-next", "reextract", "--json", "--ledger", store} // see TestMain
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := json.NewDecoder(out)
		for n := range 3 {
			var line struct {
				Doc struct{ SHA256 string }
			}
			if err := lines.Decode(&line); err != nil {
				break
			}
			if done[line.Doc.SHA256] {
				t.Errorf("%s was done twice", line.Doc.SHA256)
			}
			if done[line.Doc.SHA256] = true; n == 2 {
				_ = c.Process.Kill() // it may be gone already
			}
		}
		_ = c.Wait() // killed
	}
	if len(done) < 5 {
		t.Errorf("%d documents were done by processes that were killed", len(done))
	}
	if code, _, complaints := captureNext("reextract", "--ledger", store); code != 0 {
		t.Fatal(complaints)
	}
	if diff := cmp.Diff(contents(t, undisturbed), contents(t, store)); diff != "" {
		t.Errorf("(-undisturbed +killed)\n%s", diff)
	}
	s, err := sqlite.Open(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for address, err := range s.Outdated(t.Context(), nextEngine{}.Engine(), ledger.All{}) {
		t.Errorf("%s was left out, %v", address, err)
	}
}
