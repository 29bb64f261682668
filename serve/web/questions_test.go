package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger/ledgertest"
	"dixit/serve"
)

// draft is a text with a quotation of every sort.
const draft = `Ana Roy said, “We shall build the new stone bridge across the river before the winter storms come”
Ana Roy said, “We shall build the old stone bridge across the river before the winter storms come”
Bo Li said, “the city will not close the Oldport bridge”
Ana Roy said, “Nobody has ever seen a purple elephant in the harbour”
Bo Li denied that the bridge is late
`

// send sends a form with a file, as a browser does.
func (s *site) send(path, field, name, data string) (int, string) {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	var part io.Writer
	var err error
	if name == "" {
		part, err = form.CreateFormField(field)
	} else {
		part, err = form.CreateFormFile(field, name)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := io.WriteString(part, data); err != nil {
		s.t.Fatal(err)
	}
	form.Close()
	res, err := http.Post(s.url+path, form.FormDataContentType(), &b)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// has complains of what is not in a page.
func has(t *testing.T, what, body string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(body, want) {
			t.Errorf("%s has no %q", what, want)
		}
	}
}

func TestVerify(t *testing.T) {
	s := newSite(t, sample()...)
	for _, file := range []string{"", "draft.txt"} {
		field := "text"
		if file != "" {
			field = "file"
		}
		status, body := s.send("/verify", field, file, draft)
		if status != http.StatusOK {
			t.Fatalf("%d %s", status, body)
		}
		has(t, "the page", body, `<mark class="verdict right" data-s="1"`, `<mark class="verdict look" data-s="2"`, `quotation 4, not found`,
			`<b class="look">wrong speaker</b> <a href="#n-3">3</a>`, `<b class="nowhere">not found</b> <a href="#n-4">4</a>`,
			`<span class="vh">the source has: </span>new</del>`, `<span class="vh">the draft has: </span>old</ins>`,
			`/s/`+s.found[0].Statements[0].ID, "given to Bo Li", `id="claims"`, "the bridge is late")
		if strings.Contains(body, "<textarea") && strings.Contains(body, "purple elephant</textarea>") {
			t.Error("the draft stands in the form again")
		}
	}
	for what, c := range map[string]struct {
		field, name, data string
		status            int
		want              string
	}{
		"nothing":         {"text", "", " ", http.StatusBadRequest, "Paste a draft"},
		"no quotation":    {"text", "", "It rained.", http.StatusOK, "no quotation"},
		"an empty file":   {"file", "a.txt", "", http.StatusBadRequest, "Paste a draft"},
		"what is hostile": {"text", "", "<script>alert(1)</script> said, “<img src=x onerror=alert(1)>”", http.StatusOK, "&lt;img src=x"},
		"too much":        {"text", "", strings.Repeat("a", serve.MaxBody), http.StatusRequestEntityTooLarge, "over"},
	} {
		status, body := s.send("/verify", c.field, c.name, c.data)
		if status != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d\n%.2000s", what, status, body)
		}
		runs(t, what, body)
	}
	if n, err := s.store.Counts(t.Context()); err != nil || n.Documents != len(s.docs) {
		t.Errorf("a draft is kept: %+v %v", n, err)
	}
}

func TestCompare(t *testing.T) {
	s := newSite(t, sample()...)
	first, other := s.found[0].Statements[0].ID, s.found[2].Statements[0].ID
	body := s.page("/c/" + first)
	has(t, "the page", body, "Oldport Post", "Cape Herald", `<span class="vh">left out: </span>new</del>`, `first: <a href="/a/`, "vowed",
		`href="/c/`+first+`?baseline=`+other, "2 articles")
	body = s.page("/c/" + first + "?baseline=" + other)
	has(t, "against the other", body, `<span class="vh">added: </span>new</ins>`)
	if status, header, _ := s.get("/c/" + other); status != http.StatusFound || header.Get("Location") != "/c/"+first {
		t.Errorf("another of the cluster: %d %s", status, header.Get("Location"))
	}
	has(t, "the statement", s.page("/s/"+other), `href="/c/`+first+`"`, ">bridge</a>")
	has(t, "the search", s.page("/search?q=stone"), `href="/c/`+first+`"`)
}

func TestShift(t *testing.T) {
	s := newSite(t, sample()...)
	body := s.page("/p/Ana%20Roy/shift?about=bridge")
	has(t, "the page", body, "Ana Roy</a> on bridge", "before", "after", "fair evidence", "will not close", `href="/p/Ana%20Roy/shift.csv?about=bridge"`)
	for _, label := range []string{"flip", "U-turn", "contradicts herself", "lie"} {
		if regexp.MustCompile(`\b` + label + `\b`).MatchString(body) {
			t.Errorf("the page says %q of somebody", label)
		}
	}
	has(t, "the speaker", s.page("/p/Ana%20Roy"), `href="/p/Ana%20Roy/shift"`, `href="/p/Ana%20Roy/shift?about=bridge">bridge</a>`)
}

// TestRelations proves that relations are told on both statements and in the article's notes.
func TestRelations(t *testing.T) {
	s := newSite(t)
	doc, ex, err := ledgertest.Article{ID: "a", Title: "T", Published: "2024-01-02", Says: []ledgertest.Say{
		{Speaker: "Ana Roy", Cue: "said", Parts: []string{"the harbour is safe"}}, {Speaker: "Bo Li", Cue: "denied", Parts: []string{"the harbour is safe at all"}},
	}}.Build()
	if err != nil {
		t.Fatal(err)
	}
	one, two := ex.Statements[0], ex.Statements[1]
	ex.Statements[1].Relations = []dixit.Relation{{Type: dixit.Denies, Target: one.ID, Evidence: two.Cue, Why: "he denied it"}}
	if _, err := s.store.Put(t.Context(), doc, ex); err != nil {
		t.Fatal(err)
	}
	has(t, "who denies", s.page("/s/"+two.ID), "<dt>denies</dt>", `href="/s/`+one.ID, "he denied it")
	has(t, "who is denied", s.page("/s/"+one.ID), "<dt>denied by</dt>", `href="/s/`+two.ID)
	has(t, "the article", s.page("/a/"+doc.SHA256), ` · denies <a href="#n-1">1</a>`, ` · denied by <a href="#n-2">2</a>`)
}

// TestSearchesAreKept proves that a search can be followed by whoever reads, and kept only by who may write.
func TestSearchesAreKept(t *testing.T) {
	s := newSite(t, sample()...)
	body := s.page("/search?q=bridge")
	has(t, "the search", body, `href="/feeds/atom?q=bridge"`, `href="/feeds/json?q=bridge"`, `href="/feeds/rss?q=bridge"`)
	for _, m := range regexp.MustCompile(`href="(/feeds/[^"]*)"`).FindAllStringSubmatch(body, -1) {
		if status, _, _ := s.get(m[1]); status != http.StatusOK {
			t.Errorf("%s: %d", m[1], status)
		}
	}
	if strings.Contains(body, `action="/searches"`) {
		t.Error("anybody may keep a search")
	}
	keep := func(token, name, q string) (int, string) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/searches", strings.NewReader(url.Values{"name": {name}, "q": {q}}.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		res, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode, res.Header.Get("Location")
	}
	for _, c := range []struct {
		token, name, q string
		status         int
	}{
		{"", "bridges", "bridge", http.StatusUnauthorized},
		{pen, "bridges", "bridge", http.StatusSeeOther},
		{pen, "a b", "bridge", http.StatusBadRequest},
		{pen, "broken", `"open`, http.StatusBadRequest},
		{pen, "again", "@bridges", http.StatusBadRequest},
	} {
		status, to := keep(c.token, c.name, c.q)
		if status != c.status || status == http.StatusSeeOther && to != "/search?q=%40bridges" {
			t.Errorf("%v: %d %s", c, status, to)
		}
	}
	has(t, "what is kept", s.page("/search?q=%40bridges"), "6 statements")
}
