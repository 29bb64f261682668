package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/export"
	"dixit/internal/schema"
	"dixit/ledger"
	"dixit/ledger/ledgertest"

	"github.com/google/go-cmp/cmp"
)

// oddities are documents that are more than an article of news: in another encoding, with odd characters, in another language,
// without statements, the same at two addresses, a copy.
func oddities(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	story := "The mayor said on Monday that the old stone bridge over the river would be closed for “essential” repairs until the " +
		"spring, and that nobody would be able to cross it with a car or a lorry. Traders in the market said they had not been " +
		"asked. “We will lose half of what we live on, and nobody at the town hall cares,” said Ana Roy, who sells fish there. "
	for name, data := range map[string]string{
		"latin1.html": "<html><head><meta charset=iso-8859-1><title>Caf\xe9</title></head><body><p>The caf\xe9 is open, said Ren\xe9e.</p></body></html>",
		"odd.txt":     "A \u2028 line of \U0001F469\u200D\U0001F4BB odd\ufeff characters, said Łukasz Żak.\r\nAnd a so-called “super-harbour”.\r\n",
		"french.txt":  "Le maire a déclaré lundi que le pont serait fermé jusqu'au printemps, et que personne ne pourrait le traverser.",
		"silent.txt":  "Nothing is to be read here.",
		"copies.ndjson": `{"id":"nul","text":"A \u0000 line\u0007, said Ana Roy."}
{"id":"one","url":"https://a.example/1","outlet":"A","published":"2024-05-06","text":"` + story + `"}
{"id":"page 3","url":"https://c.example/3","text":"The mayor said the third page was best."}
{"id":"page 1","url":"https://c.example/3","text":"The mayor said the first page was best."}
{"id":"page 2","url":"https://c.example/3","text":"The mayor said nothing would change."}
{"id":"two","url":"https://b.example/2","outlet":"B","published":"2024-05-07T08:00:00Z","text":"` + story + `More to follow."}
`,
		"twice/1.html": "<html><body><p>The minister said the harbour would stay open.</p></body></html>",
		"twice/2.html": "<html><body><p>The minister said the harbour would stay open.</p></body></html>",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestExportOfEverything proves that what is exported makes an equal ledger, and that every line is as its schema says.
func TestExportOfEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ledgers to and fro")
	}
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	done := func(args ...string) string {
		t.Helper()
		code, out, complaints := capture(args...)
		if code != 0 {
			t.Fatalf("dixit %v: %d %s", args, code, complaints)
		}
		return out
	}
	examples := filepath.Join("..", "..", "examples")
	done("ingest", "--ledger", file("one.db"), "--report", file("report"), examples, oddities(t))
	old := livedWith(t, file("one.db"))
	done("export", "--ledger", file("one.db"), "--format", "ndjson", "--out", file("all.ndjson.zst"))
	done("import", "--ledger", file("two.db"), file("all.ndjson.zst"))
	done("export", "--ledger", file("two.db"), "--format", "ndjson", "--out", file("again.ndjson.gz"))
	done("import", "--ledger", file("two.db"), file("again.ndjson.gz"))
	if equalLedgers(t, file("one.db"), file("two.db"), old...); len(old) < 100 {
		t.Errorf("only %d old ids", len(old))
	}
	if a, b := arrivals(t, file("one.db")), arrivals(t, file("two.db")); !slices.Equal(a, b) {
		t.Errorf("documents came in the order\n%q\nand then\n%q", a, b)
	}
	done("check", "--ledger", file("two.db"), "--read-data")
	lines := done("export", "--ledger", file("one.db"), "--format", "ndjson")
	if again := done("export", "--ledger", file("two.db"), "--format", "ndjson"); again != lines {
		t.Error("what is exported again is not the same")
	}

	records, documents := schema.Load(t, "../../docs/record.schema.json"), schema.Load(t, "../../docs/document.schema.json")
	var docs, rest bytes.Buffer
	kinds := map[string]int{}
	for line := range strings.Lines(lines) {
		var kind struct{ Type string }
		if err := json.Unmarshal([]byte(line), &kind); err != nil {
			t.Fatal(err)
		}
		if kinds[kind.Type]++; kind.Type == "statement" || kind.Type == "quote" {
			rest.WriteString(line)
		} else {
			docs.WriteString(line)
		}
	}
	for _, kind := range []string{"document", "statement", "quote", "redirect", "annotation", "search"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s is exported", kind)
		}
	}
	documents.Valid(t, docs.Bytes())
	records.Valid(t, rest.Bytes())
	records.Valid(t, []byte(done("search", "--ledger", file("one.db"), "--json", "--all", "--limit", "0", "--since", "0001")))
	records.Valid(t, []byte(done("search", "--ledger", file("one.db"), "--json", "struck:yes OR tag:checked")))
	report, err := os.ReadFile(file("report"))
	if err != nil {
		t.Fatal(err)
	}
	schema.Load(t, "../../docs/report.schema.json").Valid(t, report)
	counts := done("search", "--ledger", file("one.db"), "--json", "--counts", "--since", "0001")
	schema.Load(t, "../../docs/counts.schema.json").Valid(t, []byte(counts))
}

// livedWith does to the ledger at path what people do with one: some documents are read again by another engine, statements are
// corrected, tagged, struck and remarked on, also some of documents that are not there, and searches are saved. It returns the ids that
// statements had before.
func livedWith(t *testing.T, path string) (old []string) {
	t.Helper()
	store, err := openLedger(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2025, 7, 1, 12, 0, 0, 123456000, time.UTC)
	say := func(r dixit.Record, on ledger.Aspect, value string, undo bool) ledger.Annotation {
		at = at.Add(time.Second)
		return ledger.Annotation{Target: ledger.TargetOf(r), On: on, Value: value, Undo: undo, By: "Kim <k@example.org>", At: at, Why: "heard it\nmyself & “there”"}
	}
	var remarks []ledger.Annotation
	n := 0
	for address, err := range store.Addresses(t.Context()) {
		must(err)
		doc, err := store.Document(t.Context(), address)
		must(err)
		ex, err := store.Extraction(t.Context(), address)
		must(err)
		for _, s := range ex.Statements {
			r := dixit.Record{Doc: doc.Ref(), Statement: s}
			switch n++; n % 9 {
			case 0:
				remarks = append(remarks, say(r, ledger.OnSpeaker, "Eva Roth", false), say(r, ledger.OnSpeaker, "", true))
			case 1:
				remarks = append(remarks, say(r, ledger.OnSpeaker, "Ewa Róth", false), say(r, ledger.OnTag, "checked", false), say(r, ledger.OnWhen, "2025-02", false))
			case 2:
				remarks = append(remarks, say(r, ledger.OnStruck, ledger.Yes, false), say(r, ledger.OnNote, "No statement <at all>.", false))
			}
		}
		if n%2 == 0 {
			continue
		}
		now, err := ledgertest.Reread(doc, ex, "next")
		must(err)
		_, err = store.Replace(t.Context(), address, now)
		must(err)
		for _, s := range ex.Statements {
			old = append(old, s.ID)
		}
	}
	elsewhere, ex, err := ledgertest.Article{ID: "elsewhere", Title: "x", Says: []ledgertest.Say{{Speaker: "A", Cue: "said", Parts: []string{"b"}}}}.Build()
	must(err)
	remarks = append(remarks, say(dixit.Record{Doc: elsewhere.Ref(), Statement: ex.Statements[0]}, ledger.OnTag, "later", false))
	_, err = store.Annotate(t.Context(), remarks...)
	must(err)
	for name, q := range map[string]string{"harbour": `"harbour master" -"x<y"`, "roth": "speaker:róth said:2025-02"} {
		must(store.SaveSearch(t.Context(), ledger.Saved{Name: name, Query: q, At: at}))
	}
	return old
}

// equalLedgers fails unless two ledgers hold the same and answer the same: every document with what was extracted from it and what is
// known of its copies, in the order of a search, every statement as a search finds it, what people say, the versions of each page, and where old ids
// lead.
func equalLedgers(t *testing.T, one, two string, old ...string) {
	t.Helper()
	var sides [2][]any
	for i, path := range []string{one, two} {
		store, err := openLedger(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		add := func(v any, err error) {
			if err != nil {
				t.Fatal(err)
			}
			sides[i] = append(sides[i], v)
		}
		counts, err := store.Counts(t.Context())
		add(counts, err)
		for address, err := range store.Addresses(t.Context()) {
			add(address, err)
			doc, err := store.Document(t.Context(), address)
			add(doc, err)
			ex, err := store.Extraction(t.Context(), address)
			add(ex, err)
			copies, err := store.Copies(t.Context(), address)
			add(copies, err)
			if doc.URL != "" {
				versions, err := store.Versions(t.Context(), doc.URL)
				for i := range versions {
					versions[i].Added = 0
				}
				add(versions, err)
			}
		}
		for r, err := range store.Search(t.Context(), ledger.Filter{All: true, Where: ledger.Any{
			ledger.Value{Field: ledger.OfStruck, Is: ledger.Yes}, ledger.Value{Field: ledger.OfStruck, Is: ledger.No},
		}}) {
			add(r, err)
		}
		for a, err := range store.Annotations(t.Context(), "") {
			add(a, err)
		}
		searches, err := store.Searches(t.Context())
		add(searches, err)
		for _, id := range old {
			stored, err := store.Statement(t.Context(), id)
			add([]string{id, stored.Was, stored.Record.Statement.ID, fmt.Sprint(err)}, nil)
		}
	}
	if len(sides[0]) < 4*25+400 {
		t.Errorf("only %d things are compared", len(sides[0]))
	}
	if diff := cmp.Diff(sides[0], sides[1], ledgertest.Equal()); diff != "" {
		t.Errorf("(-one +two)\n%s", diff)
	}
}

// arrivals are the addresses of the documents of the ledger at path in the order in which they were put.
func arrivals(t *testing.T, path string) (list []string) {
	t.Helper()
	store, err := openLedger(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for address, err := range store.Arrivals(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, address)
	}
	return list
}

// countsLine is what dixit search --counts --json prints.
type countsLine struct {
	Type      string  `json:"type"`
	Total     int     `json:"total"`
	Complete  bool    `json:"complete"`
	Speaker   []tally `json:"speaker"`
	Outlet    []tally `json:"outlet"`
	Act       []tally `json:"act"`
	Kind      []tally `json:"kind"`
	Region    []tally `json:"region"`
	Depth     []tally `json:"depth"`
	Published []tally `json:"published"`
	Source    []tally `json:"source"`
}

type tally struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// TestReportSchema proves that docs/report.schema.json says what the types of a report's lines are.
func TestReportSchema(t *testing.T) {
	schema.Schema{
		Title: "A line of dixit ingest --report (docs/json.md)",
		Lines: []any{row{}, summary{Type: "summary"}},
		Rules: map[string]map[string]any{
			"row.type":    {"enum": []string{"document", "skipped", "failure"}},
			"row.outcome": {"enum": []string{outcomeKept, outcomeUnchanged, outcomeCopy, outcomeSkipped, outcomeFailed}},
		},
	}.Golden(t, "../../docs/report.schema.json")
	schema.Schema{
		Title: "What dixit search --counts --json prints (docs/json.md)",
		Lines: []any{countsLine{Type: "counts"}},
		Rules: map[string]map[string]any{"tally.n": {"minimum": 1}},
	}.Golden(t, "../../docs/counts.schema.json")
}

// TestFormsAreHelped proves that help knows every form, and that each takes everything and is not empty.
func TestFormsAreHelped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if code, _, complaints := capture("ingest", "--ledger", path, "../../examples/prorogation-ruling.txt"); code != 0 {
		t.Fatal(complaints)
	}
	_, help, _ := capture("export", "--help")
	for _, f := range export.Forms() {
		if !strings.Contains(help, "\n"+f.Name+" ") {
			t.Errorf("help does not know %s", f.Name)
		}
		code, out, complaints := capture("export", "--ledger", path, "--format", f.Name)
		if f.Name == "plover" { // which says what it lost
			_, complaints, _ = strings.Cut(complaints, "how sure each is\n")
		}
		if code != dixit.ExitOK || out == "" || complaints != "" {
			t.Errorf("%s: exit %d, %d bytes, %s", f.Name, code, len(out), complaints)
		}
	}
}
