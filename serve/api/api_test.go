package api_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/internal/schema"
	"dixit/internal/servetest"
	"dixit/ledger"
	"dixit/serve"
	"dixit/serve/api"

	"github.com/google/go-cmp/cmp"
)

// server is the API over a ledger of its own.
type server struct {
	t     *testing.T
	h     http.Handler
	store ledger.Ledger
	log   *bytes.Buffer

	questions serve.Questions
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{t: t, store: servetest.Ledger(t), log: &bytes.Buffer{}}
	s.serve(s.store)
	return s
}

// serve makes the API answer from another ledger.
func (s *server) serve(l ledger.Ledger) {
	s.t.Helper()
	var lines string
	for _, right := range []string{"read", "write"} {
		sum := sha256.Sum256([]byte("secret " + right))
		lines += "desk " + right + " " + hex.EncodeToString(sum[:]) + "\n"
	}
	tokens, err := serve.ReadTokens(strings.NewReader(lines))
	if err != nil {
		s.t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(s.log, nil))
	mux := http.NewServeMux()
	service := serve.New(l, servetest.Engine{}, serve.Links{Base: "https://dixit.example"}, log)
	s.t.Cleanup(service.Close)
	service.Questions = s.questions
	if err := api.Register(mux, service); err != nil {
		s.t.Fatal(err)
	}
	api.RegisterProbes(mux, service)
	s.h = serve.Manners{Hosts: []string{"dixit.example"}, Tokens: tokens, Open: true, Log: log}.Handler(mux)
}

// answer is what came of a request.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// ask sends a request with headers, NAME and value in turn.
func (s *server) ask(method, target, body string, headers ...string) answer {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), method, "https://dixit.example"+target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.Bytes()}
}

// get is the answer of a status, read into v as JSON.
func (s *server) get(target string, status int, v any) answer {
	s.t.Helper()
	a := s.ask("GET", target, "")
	if a.status != status {
		s.t.Fatalf("%s: %d, want %d: %s", target, a.status, status, a.body)
	}
	if v != nil {
		if err := json.Unmarshal(a.body, v); err != nil {
			s.t.Fatalf("%s: %v: %s", target, err, a.body)
		}
	}
	return a
}

// page is a page of statements.
type page struct {
	Statements []json.RawMessage
	Next       string
}

// ids are those of statements.
func ids(t *testing.T, list []json.RawMessage) []string {
	t.Helper()
	var out []string
	for _, data := range list {
		var r struct{ Type, ID string }
		if err := json.Unmarshal(data, &r); err != nil || r.Type != "statement" {
			t.Fatalf("%v: %s", err, data)
		}
		out = append(out, r.ID)
	}
	return out
}

// all are the ids of the ledger's statements in the order of a search.
func (s *server) all() []string {
	s.t.Helper()
	var out []string
	for r, err := range s.store.Search(s.t.Context(), ledger.Filter{}) {
		if err != nil {
			s.t.Fatal(err)
		}
		out = append(out, r.Statement.ID)
	}
	return out
}

// TestStatements proves that pages, the stream and the table have the statements of a search in its order, and that records are the
// native ones.
func TestStatements(t *testing.T) {
	s := newServer(t)
	want := s.all()
	if len(want) != 5 {
		t.Fatalf("%d statements in the ledger", len(want))
	}
	var got []string
	for next, n := "/api/v1/statements?limit=2", 0; next != ""; n++ {
		var p page
		a := s.get(next, 200, &p)
		got = append(got, ids(t, p.Statements)...)
		link := a.header.Get("Link")
		if (link == "") != (p.Next == "") || n > 3 {
			t.Fatalf("next %q, link %q", p.Next, link)
		}
		next, _, _ = strings.Cut(strings.TrimPrefix(link, "<"), ">")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	stream := s.ask("GET", "/api/v1/statements", "", "Accept", "application/x-ndjson")
	if got := stream.header.Get("Content-Type"); got != "application/x-ndjson" {
		t.Errorf("type %q", got)
	}
	schema.Load(t, "../../docs/record.schema.json").Valid(t, stream.body)
	var lines []json.RawMessage
	for in := bufio.NewScanner(bytes.NewReader(stream.body)); in.Scan(); {
		lines = append(lines, bytes.Clone(in.Bytes()))
	}
	if diff := cmp.Diff(want, ids(t, lines)); diff != "" {
		t.Error(diff)
	}
	if a := s.ask("HEAD", "/api/v1/statements", "", "Accept", "application/x-ndjson"); a.status != 200 || len(a.body) > 0 ||
		a.header.Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("HEAD: %d, %d bytes, %v", a.status, len(a.body), a.header)
	}
	table := s.ask("GET", "/api/v1/statements?limit=3", "", "Accept", "text/csv, application/json;q=0.5")
	rows, err := csv.NewReader(bytes.NewReader(table.body)).ReadAll()
	if err != nil || len(rows) != 4 || rows[1][0] != want[0] || !strings.HasPrefix(table.header.Get("Content-Type"), "text/csv") {
		t.Errorf("table: %v, %v", err, rows)
	}
}

// TestFilters proves what each filter finds.
func TestFilters(t *testing.T) {
	s := newServer(t)
	if err := s.store.SaveSearch(t.Context(), ledger.Saved{Name: "roy", Query: "speaker:roy", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{
		"": 5, "q=bridge": 2, "q=speaker:roy+OR+act:deny": 3, "speaker=roy": 2, "outlet=bay": 4, "act=deny": 1, "kind=direct": 2,
		"since=2024-05": 2, "until=2023": 1, "since=2024-04-02&until=2024-04-02": 2, "speaker=roy&since=2024-05": 1, "q=@roy": 2,
		"q=@roy+act:promise": 1, "q=nobody": 0, "copies=true": 5, "q=roy&order=best": 2,
	} {
		var p page
		if s.get("/api/v1/statements?"+query, 200, &p); len(p.Statements) != want {
			t.Errorf("%s: %d, want %d", query, len(p.Statements), want)
		}
	}
}

// TestStatement proves what an id leads to: its statement, the whole id, its successor, nothing.
func TestStatement(t *testing.T) {
	s := newServer(t)
	id := s.all()[0]
	var r struct {
		ID  string
		Doc dixit.DocumentRef
	}
	if s.get("/api/v1/statements/"+id, 200, &r); r.ID != id {
		t.Errorf("%s: %s", id, r.ID)
	}
	if a := s.get("/api/v1/statements/"+id[:8], 302, nil); a.header.Get("Location") != "/api/v1/statements/"+id {
		t.Errorf("%v", a.header)
	}
	s.get("/api/v1/statements/"+id[:3], 422, nil)
	s.get("/api/v1/statements/zzzzzzzz", 404, nil)
	entry := servetest.Articles(t)[0]
	moved, gone := entry.Extraction.Statements[0], entry.Extraction.Statements[1]
	again := moved
	again.Cue = nil // another engine finds its words and not its cue
	again, err := again.Seal(entry.Doc.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	next := dixit.Extraction{Statements: []dixit.Statement{again}, Engine: dixit.Engine{Version: "2", Model: "next"}}
	if _, err := s.store.Replace(t.Context(), entry.Doc.SHA256, next); err != nil {
		t.Fatal(err)
	}
	a := s.get("/api/v1/statements/"+moved.ID, 301, nil)
	if a.header.Get("Location") != "/api/v1/statements/"+again.ID || !strings.Contains(string(a.body), "engine 2, model next") {
		t.Errorf("%v %s", a.header, a.body)
	}
	if a := s.get("/api/v1/statements/"+gone.ID, 410, nil); !strings.Contains(string(a.body), "no longer found by engine 2") {
		t.Errorf("%s", a.body)
	}
	// What names it in a feed is as it was.
	var f struct{ Items []struct{ ID, URL string } }
	if s.get("/feeds/json?q=bridge", 200, &f); len(f.Items) != 1 || f.Items[0].ID != "tag:dixit.example,2026:statement/"+moved.ID ||
		f.Items[0].URL != "https://dixit.example/s/"+again.ID {
		t.Errorf("in a feed: %+v", f)
	}
}

// TestArticles proves that articles come in order, a page at a time, with all that is said in them.
func TestArticles(t *testing.T) {
	s := newServer(t)
	var want, got []string
	for sha, err := range s.store.Addresses(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, sha)
	}
	type list struct {
		Articles []dixit.DocumentRef
		Next     string
	}
	for after := ""; ; {
		var l list
		s.get("/api/v1/articles?limit=3&after="+after, 200, &l)
		for _, d := range l.Articles {
			got = append(got, d.SHA256)
		}
		if after = l.Next; after == "" {
			break
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var found list
	if s.get("/api/v1/articles?q=speaker:roy&limit=1", 200, &found); len(found.Articles) != 1 || found.Articles[0].ID != "bridge" || found.Next == "" {
		t.Errorf("%+v", found)
	}
	if s.get("/api/v1/articles?q=speaker:roy&after="+found.Next, 200, &found); len(found.Articles) != 1 || found.Articles[0].ID != "ferry" {
		t.Errorf("%+v", found)
	}
	var a struct {
		Text       string
		Statements []json.RawMessage
		Quotes     []struct{ Text, Why string }
		Blocks     []struct{ Start, End int }
	}
	entry := servetest.Articles(t)[0]
	s.get("/api/v1/articles/"+entry.Doc.SHA256, 200, &a)
	if a.Text != entry.Doc.Text.String() || len(a.Statements) != 2 || len(a.Quotes) != 1 || a.Quotes[0].Why != "scare" || len(a.Blocks) != 1 {
		t.Errorf("%+v", a)
	}
	text, err := dixit.NewText(a.Text)
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range a.Statements {
		if _, err := dixit.DecodeRecord(data, text); err != nil {
			t.Error(err)
		}
	}
	s.get("/api/v1/articles/"+strings.Repeat("0", 64), 404, nil)
	s.get("/api/v1/articles/bridge", 422, nil)
}

// TestSpeakers proves what speakers, outlets and chains are said to be.
func TestSpeakers(t *testing.T) {
	s := newServer(t)
	type counted struct {
		Value string
		N     int
	}
	var names struct {
		Names    []counted
		Next     string
		Complete bool
	}
	s.get("/api/v1/speakers?limit=2", 200, &names)
	if !names.Complete || len(names.Names) != 2 || names.Names[0] != (counted{"Ana Roy", 2}) || names.Next != names.Names[1].Value {
		t.Errorf("%+v", names)
	}
	names.Next = ""
	s.get("/api/v1/speakers?limit=2&after="+url.QueryEscape(names.Names[1].Value), 200, &names)
	if len(names.Names) != 1 || names.Next != "" {
		t.Errorf("%+v", names)
	}
	if s.get("/api/v1/speakers?q=WATCH", 200, &names); len(names.Names) != 1 || names.Names[0].Value != "Harbour Watch" {
		t.Errorf("%+v", names)
	}
	if s.get("/api/v1/outlets", 200, &names); len(names.Names) != 2 || names.Names[0] != (counted{"The Bay Times", 4}) {
		t.Errorf("%+v", names)
	}
	var p struct {
		Total, Read int
		Fields      map[string][]counted
		Traits      map[string][]counted
	}
	s.get("/api/v1/speakers/Ana%20Roy", 200, &p)
	want := map[string][]counted{
		"speaker_kind": {{"person", 2}}, "role": {}, "topic": {}, "addressee": {}, "month": {{"2024-04", 1}, {"2024-05", 1}}, "agency": {}, "relay": {{"Per Lind", 1}},
	}
	if diff := cmp.Diff(want, p.Traits); diff != "" || p.Total != 2 || p.Read != 2 || len(p.Fields["act"]) != 2 {
		t.Errorf("%+v %s", p, diff)
	}
	if s.get("/api/v1/outlets/bay", 200, &p); p.Total != 4 || p.Traits["speaker_kind"][0].Value != "person" {
		t.Errorf("%+v", p)
	}
	s.get("/api/v1/speakers/nobody", 404, nil)
	s.get("/api/v1/outlets/nowhere", 404, nil)
	s.get("/api/v1/speakers/%21", 400, nil)
	var c struct {
		Chains []serve.Chain
		Read   int
	}
	s.get("/api/v1/chains", 200, &c)
	if c.Read != 1 || len(c.Chains) != 1 || strings.Join(c.Chains[0].Names, ">") != "Per Lind>Ana Roy" || c.Chains[0].N != 1 {
		t.Errorf("%+v", c)
	}
}

// TestFacets proves that counts are those of what a search finds, also after the ledger has changed.
func TestFacets(t *testing.T) {
	s := newServer(t)
	total := func(query string) int {
		var f struct{ Total int }
		s.get("/api/v1/facets"+query, 200, &f)
		return f.Total
	}
	if all, some := total(""), total("?speaker=roy"); all != 5 || some != 2 {
		t.Errorf("%d, %d", all, some)
	}
	a := s.ask("POST", "/api/v1/statements/"+s.all()[0]+"/corrections", `{"strike":true}`, "Authorization", "Bearer secret write")
	if a.status != 200 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if all := total(""); all != 4 {
		t.Errorf("after one was struck: %d", all)
	}
	var status serve.Status
	if s.get("/api/v1/status", 200, &status); status.Documents != 4 || status.Version != dixit.Version {
		t.Errorf("%+v", status)
	}
}

// TestRemarks proves that what is said of a statement is kept with its author, and only what one may say who may say it.
func TestRemarks(t *testing.T) {
	s := newServer(t)
	id := s.all()[0]
	post := func(what, body, token string) answer {
		var headers []string
		if token != "" {
			headers = []string{"Authorization", "Bearer secret " + token}
		}
		return s.ask("POST", "/api/v1/statements/"+id+"/"+what, body, headers...)
	}
	for _, c := range []struct {
		what, body, token string
		status            int
	}{
		{"notes", `{"text":"compare March"}`, "", 401},
		{"notes", `{"text":"compare March"}`, "read", 403},
		{"notes", `{"text":"compare March"}`, "wrong", 401},
		{"notes", `{"text":""}`, "write", 422},
		{"notes", `{"text":"a \u0000"}`, "write", 400},
		{"notes", `{}`, "write", 422},
		{"notes", `{"text":null}`, "write", 400},
		{"notes", `{"text":"x","more":1}`, "write", 422},
		{"notes", `not json`, "write", 400},
		{"notes", ``, "write", 400},
		{"tags", `{"add":["two words"]}`, "write", 400},
		{"corrections", `{"act":"sing"}`, "write", 422},
		{"corrections", `{"when":"soon"}`, "write", 400},
		{"corrections", `{"undo":["title"]}`, "write", 422},
		{"corrections", `{"speaker":"Ana Roy-Lind","role":"mayor","why":"she married"}`, "write", 200},
		{"notes", `{"text":"compare March"}`, "write", 200},
		{"tags", `{"add":["to-check","Bridge"]}`, "write", 200},
		{"tags", `{"remove":["to-check"]}`, "write", 200},
	} {
		if a := post(c.what, c.body, c.token); a.status != c.status {
			t.Errorf("%s %s by %s: %d, want %d: %s", c.what, c.body, c.token, a.status, c.status, a.body)
		}
	}
	st, err := s.store.Statement(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	r := st.Record
	if r.Statement.Speaker.Name != "Ana Roy-Lind" || r.Statement.Speaker.ID != "person/ana-roy-lind" || r.Statement.Speaker.Role != "mayor" ||
		len(r.Corrected) != 2 || r.Corrected[0].By != "desk" || r.Corrected[0].Why != "she married" || len(r.Notes) != 1 || strings.Join(r.Tags, " ") != "bridge" {
		t.Errorf("%+v", r)
	}
	var a struct {
		Statements []struct {
			ID   string
			Tags []string
		}
	}
	if s.get("/api/v1/articles/"+r.Doc.SHA256, 200, &a); a.Statements[0].ID != id || len(a.Statements[0].Tags) != 1 {
		t.Errorf("in its article: %+v", a)
	}
	if a := post("corrections", `{"undo":["speaker"]}`, "write"); !strings.Contains(string(a.body), `"name":"Ana Roy","kind"`) {
		t.Errorf("taken back: %s", a.body)
	}
}

// TestExtract proves that an article is read and not kept.
func TestExtract(t *testing.T) {
	s := newServer(t)
	for body, status := range map[string]int{
		`{}`: 400, `{"text":"a","html":"b"}`: 400, `{"text":""}`: 422, `{"txt":"a"}`: 422, `[]`: 422, `{"text":1}`: 422, ``: 400, `{`: 400,
		`{"text":"` + strings.Repeat("x", serve.MaxBody) + `"}`: 413,
	} {
		if a := s.ask("POST", "/api/v1/extract", body); a.status != status || a.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%.40s: %d, want %d: %.200s", body, a.status, status, a.body)
		}
	}
	for _, body := range []string{`{"text":` + strings.Repeat("x", 1<<20), `{"texts":"` + strings.Repeat("x", 1<<20) + `"}`} {
		if a := s.ask("POST", "/api/v1/extract", body); len(a.body) > 1000 {
			t.Errorf("a mistake is answered with %d bytes", len(a.body))
		}
	}
	got := s.ask("POST", "/api/v1/extract", `{"text":"Ana said no","title":"T"}`)
	var a struct {
		Doc        dixit.DocumentRef
		Text       string
		Statements []json.RawMessage
	}
	if err := json.Unmarshal(got.body, &a); err != nil || got.status != 200 || a.Text != "Ana said no" || a.Doc.Title != "T" || len(a.Statements) != 1 {
		t.Errorf("%v %d %s", err, got.status, got.body)
	}
	if c, err := s.store.Counts(t.Context()); err != nil || c.Documents != 4 {
		t.Errorf("%+v %v", c, err)
	}
}

// TestMistakes proves that every mistake is answered with a problem that says what it is.
func TestMistakes(t *testing.T) {
	s := newServer(t)
	for target, want := range map[string]string{
		"/api/v1/statements?q=(":                            "400 query, character 2",
		"/api/v1/statements?q=%40nothing":                   "404 none of that name",
		"/api/v1/statements?limit=0":                        "422 query.limit",
		"/api/v1/statements?limit=x":                        "422 invalid integer",
		"/api/v1/statements?since=soon":                     "400 since",
		"/api/v1/statements?act=sing":                       "422 query.act",
		"/api/v1/statements?after=zzzzzzzz":                 "404 zzzzzzzz",
		"/api/v1/statements?sort=up":                        "422 unknown query parameter",
		"/api/v1/statements?since=2024&until=2023":          "400 is after",
		"/api/v1/facets?q=%22":                              "400 does not end",
		"/api/v1/articles?q=(":                              "400 character 2",
		"/api/v1/chains?q=(":                                "400 character 2",
		"/api/v1/export/xls":                                "422 path.form",
		"/api/v1/export/brat?excel=true":                    "400 only csv",
		"/api/v1/export/csv?q=(":                            "400 character 2",
		"/feeds/xml":                                        "422 path.format",
		"/feeds/atom?q=(":                                   "400 character 2",
		"/feeds/atom/nothing":                               "404 none of that name",
		"/api/v1/nothing":                                   "404 nothing is at this address",
		"/api/v2/statements":                                "404 nothing is at this address",
		"/api/v1/statements?q=" + strings.Repeat("a", 2001): "422 length",
	} {
		a := s.ask("GET", target, "", "Accept", "text/csv;q=0.1, application/json")
		status, words, _ := strings.Cut(want, " ")
		if fmt.Sprint(a.status) != status || !strings.Contains(string(a.body), words) || a.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%.60s: %d %s, want %s", target, a.status, a.body, want)
		}
		if a := s.ask("GET", target, "", "Accept", "application/x-ndjson"); fmt.Sprint(a.status) != status {
			t.Errorf("%.60s as a stream: %d %s", target, a.status, a.body)
		}
	}
	for target, method := range map[string]string{"/api/v1/statements": "DELETE", "/api/v1/extract": "GET", "/feeds/atom": "POST"} {
		if a := s.ask(method, target, ""); a.status != 405 || a.header.Get("Allow") == "" {
			t.Errorf("%s %s: %d %v", method, target, a.status, a.header)
		}
	}
	if s.log.Len() > 0 {
		t.Errorf("logged: %s", s.log)
	}
}

// TestExport proves that each form comes, with addresses of this server where it has any.
func TestExport(t *testing.T) {
	s := newServer(t)
	for _, form := range []string{"ndjson", "csv", "parquet", "brat", "conllu", "tei", "webannotation", "schemaorg", "claimreview", "plover", "popolo", "bibtex", "csl"} {
		a := s.ask("GET", "/api/v1/export/"+form+"?speaker=roy", "")
		if a.status != 200 || len(a.body) == 0 {
			t.Errorf("%s: %d, %d bytes", form, a.status, len(a.body))
		}
		if form == "csv" && !strings.Contains(string(a.body), "https://dixit.example/s/"+s.all()[0]) {
			t.Errorf("no permalink: %s", a.body)
		}
		if lines := strings.Count(string(a.body), `"type":"document"`); form == "ndjson" && lines != 2 {
			t.Errorf("%d documents: %s", lines, a.body)
		}
	}
	if a := s.ask("GET", "/api/v1/export/csv?excel=true&q=outlet:cmd", ""); !bytes.HasPrefix(a.body, []byte("\ufeff")) {
		t.Errorf("for Excel: %q", a.body)
	}
}

// TestOpenAPI proves that the description is there in both forms, and has the schema of records as it is committed.
func TestOpenAPI(t *testing.T) {
	s := newServer(t)
	var o struct {
		OpenAPI    string
		Paths      map[string]map[string]json.RawMessage
		Components struct{ Schemas map[string]json.RawMessage }
	}
	s.get("/api/openapi.json", 200, &o)
	if o.OpenAPI != "3.1.0" || len(o.Paths) < 15 || len(o.Components.Schemas["statement"]) == 0 {
		t.Errorf("%s, %d paths", o.OpenAPI, len(o.Paths))
	}
	if a := s.ask("GET", "/api/openapi.yaml", ""); a.status != 200 || !bytes.Contains(a.body, []byte("openapi: 3.1.0")) {
		t.Errorf("%d %.200s", a.status, a.body)
	}
	for path, methods := range o.Paths {
		for method, op := range methods {
			var d struct {
				OperationID string
				Summary     string
				Responses   map[string]json.RawMessage
			}
			if err := json.Unmarshal(op, &d); err != nil || d.OperationID == "" || d.Summary == "" || d.Responses["429"] == nil {
				t.Errorf("%s %s: %v %+v", method, path, err, d)
			}
		}
	}
}

// TestProbes proves that a ledger that cannot be read is told of, and no more than that.
func TestProbes(t *testing.T) {
	s := newServer(t)
	for _, path := range []string{"/healthz", "/readyz"} {
		s.get(path, 200, nil)
	}
	s.serve(broken{s.store})
	s.get("/healthz", 200, nil)
	s.get("/readyz", 503, nil)
	for _, path := range []string{"/api/v1/status", "/api/v1/searches", "/api/v1/statements?q=@x"} {
		if a := s.get(path, 500, nil); bytes.Contains(a.body, []byte("disk")) {
			t.Errorf("%s: %s", path, a.body)
		}
	}
	if n := strings.Count(s.log.String(), "disk on fire"); n != 3 {
		t.Errorf("%d defects in the log: %s", n, s.log)
	}
}
