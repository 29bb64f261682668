package web_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/servetest"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
	"dixit/ledger/sqlite"
	"dixit/serve"
	"dixit/serve/api"
	"dixit/serve/web"

	"golang.org/x/net/html"
)

// site is a server of some articles.
type site struct {
	t     *testing.T
	url   string
	store ledger.Ledger
	docs  []*dixit.Document
	found []dixit.Extraction
	work  *worklist

	service *serve.Service
}

// pen is the token of who may write.
const pen = "a token of those who may write"

// newSite serves articles.
func newSite(t *testing.T, articles ...ledgertest.Article) *site {
	t.Helper()
	return newSiteOf(t, func(s *sqlite.Store) ledger.Ledger { return s }, articles...)
}

// newSiteOf serves articles from a ledger as it is seen.
func newSiteOf(t *testing.T, seen func(*sqlite.Store) ledger.Ledger, articles ...ledgertest.Article) *site {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s := &site{t: t, store: store, work: newWorklist()}
	fill(t, store)
	for _, a := range articles {
		doc, ex, err := a.Build()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Put(t.Context(), doc, ex); err != nil {
			t.Fatal(err)
		}
		s.docs, s.found = append(s.docs, doc), append(s.found, ex)
	}
	mux := http.NewServeMux()
	service := serve.New(seen(store), servetest.Reader{}, serve.Links{Base: "http://127.0.0.1"}, slog.New(slog.DiscardHandler))
	t.Cleanup(service.Close)
	s.service = service
	service.Questions = servetest.Questions(store)
	service.Work = s.work
	if err := web.Register(mux, service); err != nil {
		t.Fatal(err)
	}
	if err := api.Register(mux, service); err != nil {
		t.Fatal(err)
	}
	tokens, err := serve.ReadTokens(strings.NewReader(fmt.Sprintf("desk write %x\n", sha256.Sum256([]byte(pen)))))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(serve.Manners{Tokens: tokens, Open: true}.Handler(mux))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// get is the answer at an address, whose redirects are not followed.
func (s *site) get(path string) (status int, header http.Header, body string) {
	s.t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(data)
}

// page is the page at an address, which must be there and sound, with what is counted behind it.
func (s *site) page(path string) string {
	s.t.Helper()
	body := s.atFirst(path)
	for link := laterOf(body); link != ""; link = laterOf(body) {
		body = s.atFirst(link)
	}
	return body
}

// laterOf is where a page leads that has not all; "" if it has.
func laterOf(body string) string {
	_, link, _ := strings.Cut(body, `<main id="main" tabindex="-1" data-later="`)
	link, _, _ = strings.Cut(link, `"`)
	return html.UnescapeString(link)
}

// atFirst is page without what is counted behind it.
func (s *site) atFirst(path string) string {
	s.t.Helper()
	status, header, body := s.get(path)
	if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
		s.t.Fatalf("%s: %d %s\n%s", path, status, header.Get("Content-Type"), body)
	}
	if _, err := html.Parse(strings.NewReader(body)); err != nil {
		s.t.Fatal(err)
	}
	return body
}

// sample is some articles with all that a page shows.
func sample() []ledgertest.Article {
	return []ledgertest.Article{
		{
			ID: "talks", URL: "https://post.example/talks", Outlet: "Oldport Post", Title: "Talks at Oldport", Published: "2024-05-06", Loose: "so-called",
			Says: []ledgertest.Say{
				{Speaker: "Ana Roy", Cue: "said", Parts: []string{"We shall build the new stone bridge across the river before the winter storms come", "whatever it costs"}, Act: "promise", When: "2024-05-05", To: "reporters", About: []string{"bridge", "Oldport"}},
				{Speaker: "Bo Li", Cue: "denied", Parts: []string{"that the bridge is late"}, Kind: dixit.Indirect, Act: "deny", Chain: []string{"Oldport Radio", "city hall"}},
				{Speaker: "Cy Fox", Cue: "claimed", Parts: []string{"late by years"}, Kind: dixit.Indirect, Act: "claim", Inside: true, When: "2024-04"},
				{Speaker: "Ana Roy", Cue: "nodded", Kind: dixit.Nonverbal},
			},
		},
		{
			ID: "bridge", URL: "https://times.example/bridge", Outlet: "Bay Times", Title: "The bridge", Published: "2023-01-02T10:00:00Z",
			Says: []ledgertest.Say{
				{Speaker: "Ana Roy", Cue: "warned", Parts: []string{"the city will not close the Oldport bridge"}, Act: "promise", About: []string{"bridge", "Oldport"}},
				{Speaker: "Ana Roy", Cue: "announced", Parts: []string{"a bridge for everybody"}, Act: "announce"},
			},
		},
		{
			ID: "herald", URL: "https://herald.example/stone", Outlet: "Cape Herald", Title: "Roy on stone", Published: "2024-05-07",
			Says: []ledgertest.Say{
				{Speaker: "Ana Roy", Cue: "vowed", Parts: []string{"We shall build the stone bridge across the river before the winter storms come"}, Act: "promise", When: "2024-05-05", About: []string{"bridge"}},
				{Speaker: "Ana Roy", Cue: "said", Parts: []string{"the city will close the Oldport bridge"}, Act: "announce", When: "2024-05-06", About: []string{"bridge", "Oldport"}},
			},
		},
	}
}

// pages are the addresses of every sort of page.
func (s *site) pages() []string {
	st := s.found[0].Statements[0]
	return []string{
		"/", "/search?q=bridge", "/search?q=speaker:roy", "/search?q=nothing+bridge", "/a/" + s.docs[0].SHA256, "/s/" + st.ID, "/s/" + st.ID + "/card",
		"/p/Ana%20Roy", "/p/Ana%20Roy/shift", "/p/Ana%20Roy/shift?about=bridge", "/c/" + st.ID, "/verify", "/o/Bay%20Times", "/o/Oldport%20Post", "/o/Oldport%20Post/hedges", "/speakers", "/outlets", "/chains", "/status", "/status/feeds", "/status/failures", "/status/work", "/articles", "/help",
		"/p/Ana%20Roy/about", "/topics", "/topics?q=bridge", "/unnamed", "/status/runs",
	}
}

func TestPages(t *testing.T) {
	s := newSite(t, sample()...)
	for path, wants := range map[string][]string{
		"/":                        {"Who said what", "8 statements"},
		"/search?q=bridge":         {"<mark class=\"hit\">bridge</mark>", "6 statements"},
		"/search?q=nothing+bridge": {"Nothing was found", `href="/search?q=bridge">bridge</a>`, "6 statements"},
		"/a/" + s.docs[0].SHA256:   {`<mark class="say direct" data-s="1">`, `say indirect nested`, `role="note"`, "so-called", "statement 1, Ana Roy, direct"},
		"/p/Ana%20Roy":             {"6 statements", `aria-label="6 statements from`, "Said about"},
		"/o/Bay%20Times":           {"2 statements", "Ana Roy"},
		"/speakers":                {`href="/p/Ana%20Roy"`},
		"/speakers?name=fox":       {"Cy Fox"},
		"/chains":                  {`Oldport Radio</a> → <a href="/search?q=via%3A%22city&#43;hall%22">city hall</a> → <a href="/p/Bo%20Li">Bo Li</a>`},
		"/status":                  {`<a href="/search">8</a>`},
	} {
		body := s.page(path)
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s has no %q", path, want)
			}
		}
	}
	body := s.page("/s/" + s.found[0].Statements[1].ID)
	for _, want := range []string{"Oldport Post", "Oldport Radio", "city hall", "#:~:text=", "dixit correct"} {
		if !strings.Contains(body, want) {
			t.Errorf("the statement's page has no %q", want)
		}
	}
}

// TestNumbersLead proves that the number on a link is how many statements are at its end, on every page.
func TestNumbersLead(t *testing.T) {
	s := newSite(t, sample()...)
	link := regexp.MustCompile(`<a[^>]* href="(/search\?q=[^"]*)"[^>]*>(?:<span>[^<]*</span> <b>)?(\d+)(?: statements?| times)?<`)
	total := regexp.MustCompile(`>(\d+) statements?</a>`)
	n := 0
	for _, path := range s.pages() {
		for _, m := range link.FindAllStringSubmatch(s.page(path), -1) {
			n++
			address := html.UnescapeString(m[1])
			found := total.FindStringSubmatch(s.page(address))
			if found == nil || found[1] != m[2] {
				t.Errorf("%s: %s leads to %q", path, m[0], found)
			}
		}
	}
	if n < 60 {
		t.Errorf("only %d numbers", n)
	}
}

// TestNumbersAreLinks proves that no number of statements stands on a page that leads nowhere.
func TestNumbersAreLinks(t *testing.T) {
	s := newSite(t, sample()...)
	for _, path := range s.pages() {
		root, err := html.Parse(strings.NewReader(s.page(path)))
		if err != nil {
			t.Fatal(err)
		}
		counts := regexp.MustCompile(`^\s*\d+( statements?| times| copies| copy| notes?)?\s*$`)
		var walk func(n *html.Node, linked bool)
		walk = func(n *html.Node, linked bool) {
			if n.Type == html.ElementNode && (n.Data == "a" || n.Data == "svg" || n.Data == "time" || n.Data == "th" || n.Data == "code" || n.Data == "kbd" || n.Data == "summary") {
				linked = true
			}
			if n.Type == html.TextNode && !linked && counts.MatchString(n.Data) {
				t.Errorf("%s: %q leads nowhere", path, n.Data)
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c, linked)
			}
		}
		walk(root, false)
	}
}

func TestTwins(t *testing.T) {
	s := newSite(t, sample()...)
	id, doc := s.found[0].Statements[0].ID, s.docs[0].SHA256
	for _, page := range []struct {
		path  string
		lines int // of a CSV
	}{
		{"/search.%?q=bridge", 7}, {"/search.%", 9}, {"/a/" + doc + ".%", 5}, {"/s/" + id + ".%", 2}, {"/p/Ana%20Roy.%", 7}, {"/p/Ana%20Roy/shift.%?about=bridge", 6}, {"/c/" + id + ".%", 3}, {"/o/Bay%20Times.%", 3},
	} {
		for form, want := range map[string]string{
			"json": `{"title":"`, "csv": "id,doc_id,url", "atom": "<?xml", "md": "# ",
		} {
			path := strings.Replace(page.path, ".%", "."+form, 1)
			status, header, body := s.get(path)
			if status != http.StatusOK || !strings.HasPrefix(body, want) {
				t.Errorf("%s: %d %s %.80q", path, status, header.Get("Content-Type"), body)
			}
			if n := strings.Count(body, "\n"); form == "csv" && n != page.lines {
				t.Errorf("%s: %d lines, not %d", path, n, page.lines)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	s := newSite(t, sample()...)
	for path, want := range map[string]int{
		"/search?q=%22open":    http.StatusBadRequest,
		"/search?q=%40nobody":  http.StatusNotFound,
		"/s/zzzzzz":            http.StatusNotFound,
		"/s/a":                 http.StatusBadRequest,
		"/a/ff":                http.StatusNotFound,
		"/p/Nobody":            http.StatusNotFound,
		"/o/Nobody":            http.StatusNotFound,
		"/nowhere":             http.StatusNotFound,
		"/c/zzzzzz":            http.StatusNotFound,
		"/p/Nobody/shift":      http.StatusNotFound,
		"/p/Ana%20Roy/turn":    http.StatusNotFound,
		"/static/dixit.css":    http.StatusNotFound,
		"/s/zzzzzz/export/no":  http.StatusNotFound,
		"/search?q=a&after=zz": http.StatusNotFound,
	} {
		status, _, body := s.get(path)
		if status != want {
			t.Errorf("%s: %d, not %d\n%s", path, status, want, body)
		}
	}
	if status, _, body := s.get("/search?q=%22open"); !strings.Contains(body, "character 1") {
		t.Errorf("%d: the mistake is not told:\n%s", status, body)
	}
	res, err := http.PostForm(s.url+"/s/"+s.found[0].Statements[0].ID, url.Values{"act": {"deny"}, "was.act": {"promise"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusUnauthorized {
		t.Errorf("anybody may correct: %d", res.StatusCode)
	}
}

// TestMoved proves that the beginning of an id, and one that a statement had, lead to its page.
func TestMoved(t *testing.T) {
	s := newSite(t, sample()...)
	old := s.found[1].Statements[0]
	ex := s.found[1]
	ex.Engine.Version = "newer"
	moved := old
	moved.Content = slices.Clone(old.Content)
	short, err := s.docs[1].Text.Fragment(dixit.Span{Start: old.Content[0].Span().Start, End: old.Content[0].Span().End - len(" bridge")})
	if err != nil {
		t.Fatal(err)
	}
	moved.Content[0] = short
	if moved, err = moved.Seal(s.docs[1].SHA256); err != nil {
		t.Fatal(err)
	}
	ex.Statements = []dixit.Statement{moved}
	if _, err := s.store.Replace(context.Background(), s.docs[1].SHA256, ex); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"/s/" + old.ID: http.StatusMovedPermanently, "/s/" + moved.ID[:8]: http.StatusFound,
		"/s/" + s.found[1].Statements[1].ID: http.StatusGone,
	} {
		status, header, _ := s.get(path)
		if status != want || status < 400 && header.Get("Location") != "/s/"+moved.ID {
			t.Errorf("%s: %d %s, not %d", path, status, header.Get("Location"), want)
		}
	}
}
