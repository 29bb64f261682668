package web_test

import (
	"errors"
	"fmt"
	stdhtml "html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/ledgertest"

	"golang.org/x/net/html"
)

// payloads are texts that would run in a page that took them for HTML: what would run says alert, in every way that it is said.
func payloads() []string {
	var out []string
	for _, call := range []string{"alert(1)", "alert`1`", "window['alert'](1)", "(0,alert)(1)", "self['al'+'ert'](1)", "setTimeout('alert(1)')"} {
		for _, form := range []string{
			"<script>%s</script>", "<img src=x onerror=%s>", "\"><script>%s</script>", "'><script>%s</script>", "</title><script>%s</script>",
			"</textarea><script>%s</script>", "<svg onload=%s>", "<svg><script>%s</script></svg>", "<a href=javascript:%s>x</a>", "\" onmouseover=%s x=\"",
			"' onfocus=%s autofocus='", "<iframe srcdoc='<script>%s</script>'>", "<body onload=%s>", "--><script>%s</script>", "<math><mtext></form><form><mglyph><style></math><img src onerror=%s>",
			"]]><script>%s</script>", "<details open ontoggle=%s>", "<input onfocus=%s autofocus>", "<video><source onerror=%s>", "<style>@import 'javascript:%s'</style>",
			"{{%s}}", "${%s}", "<%%= %s %%>", "\\u003cscript\\u003e%s\\u003c/script\\u003e", "<script\x0b>%s</script>", "<scr<script>ipt>%s</scr</script>ipt>",
			"<base href='javascript:%s//'>", "<meta http-equiv=refresh content='0;url=javascript:%s'>", "<object data='javascript:%s'>", "<form action='javascript:%s'><button>x",
			"<marquee onstart=%s>", "<select autofocus onfocus=%s>", "<svg><animate onbegin=%s attributeName=x dur=1s>", "<svg><a xlink:href='javascript:%s'><text>x</text></a></svg>",
			"<noscript><p title=\"</noscript><img src=x onerror=%s>\">", "<button formaction=javascript:%s>x", "<link rel=stylesheet href='javascript:%s'>", "<embed src='javascript:%s'>",
			"<table background='javascript:%s'>", "javascript:%s", "data:text/html,<script>%s</script>", "&lt;script&gt;%s&lt;/script&gt;", "&#60;script&#62;%s&#60;/script&#62;",
			"+ADw-script+AD4-%s+ADw-/script+AD4-", "<p data-hx-get=/ data-hx-trigger=load data-hx-on:load=%s>", "<p hx-on::init=%s hx-get=/ hx-trigger=load>",
			"</blockquote></article></main><script>%s</script>", "</svg></figure><script>%s</script>", "<?xml-stylesheet href='javascript:%s'?>", "\u2028<img src=`x` onerror=%s>",
		} {
			out = append(out, fmt.Sprintf(form, call))
		}
	}
	return out
}

// often is how many statements an article of the hostile site has.
const often = 12

// hostile is articles in which every payload stands at every place where an article, or who reads it, says something: the first have
// several statements each, the others one each, and their titles, outlets, agencies, addresses and names of files.
func hostile() []ledgertest.Article {
	list := payloads()
	at := func(i int) string { return list[i%len(list)] }
	var out []ledgertest.Article
	for i := 0; i < len(list); i += often {
		a := ledgertest.Article{ID: fmt.Sprint("many ", i), Outlet: "Post", Title: "Many", Published: "2024-05-07"}
		for k := i; k < i+often; k++ {
			a.Says = append(a.Says, ledgertest.Say{
				Speaker: at(k), Cue: at(k + 1), Parts: []string{at(k + 2), at(k + 3)}, Chain: []string{at(k + 4)}, To: at(k + 5), About: []string{at(k + 6)}, Inside: k%3 == 2, Kind: dixit.Mixed,
			})
		}
		out = append(out, a)
	}
	for i := range list {
		out = append(out, ledgertest.Article{
			ID: at(i), URL: "javascript:alert(1)//" + at(i), Outlet: at(i + 1), Agency: at(i + 2), Title: at(i + 3), Published: "2024-05-06", Loose: at(i + 4),
			Says: []ledgertest.Say{{Speaker: at(i + 5), Cue: "said", Parts: []string{at(i + 6)}}},
		})
	}
	return out
}

// newHostileSite serves them, and puts payloads into what readers say: notes, corrections with their reasons and who says it, as they are
// typed and as they are imported, and searches that are saved. A tag and the name of a search can be no payload.
func newHostileSite(t *testing.T) *site {
	t.Helper()
	s := newSite(t, hostile()...)
	var said []ledger.Annotation
	for i, p := range payloads() {
		if tag, err := ledger.TagOf(p); err == nil {
			t.Errorf("%q is a tag: %q", p, tag)
		}
		plain := strings.ReplaceAll(p, "\x0b", " ")
		stored, err := s.store.Statement(t.Context(), s.found[i/often].Statements[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, on := range []ledger.Aspect{ledger.OnNote, ledger.OnRole, ledger.OnAddressee, ledger.OnSpeaker} {
			a := ledger.Annotation{Target: ledger.TargetOf(stored.Record), On: on, Value: plain, By: plain, Why: plain, At: time.Unix(int64(i), 0)}
			switch on {
			case ledger.OnNote: // has no reason
				a.Why = ""
			case ledger.OnAddressee: // is names with semicolons between them
				a.Value = strings.ReplaceAll(plain, ";", " ")
			}
			if a, err = a.Seal(); err != nil {
				t.Fatal(err)
			}
			said = append(said, a)
		}
		if i < 100 {
			err = s.store.SaveSearch(t.Context(), ledger.Saved{Name: fmt.Sprint("s", i), Query: `"` + strings.ReplaceAll(plain, `"`, " ") + `"`, At: time.Unix(int64(i), 0)})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.store.Annotate(t.Context(), said...); err != nil {
		t.Fatal(err)
	}
	s.fillHostile(t)
	return s
}

// fillHostile puts payloads into what is told of how the ledger is filled: addresses and errors of feeds, failures, runs.
func (s *site) fillHostile(t *testing.T) {
	t.Helper()
	at, list := time.Unix(1, 0), payloads()
	for i, p := range list {
		q := list[(i+1)%len(list)]
		err := errors.Join(
			s.store.NoteFeeds(t.Context(), ledger.Feed{Address: p, Fetched: at, Failures: 1, Error: q, Wrong: at}),
			s.store.NoteFailures(t.Context(), ledger.Failure{At: at, Run: p, Place: q, Label: p, URL: "javascript:alert(1)//" + q, Reason: p, Sort: q}),
			s.store.NoteRun(t.Context(), ledger.Run{ID: fmt.Sprint(i % 8), What: p, Began: at, Seen: at, Ended: at, Documents: 1, Why: q}),
		)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// hostilePages are addresses of its pages: those on which every payload stands as what an article or a reader says, and of the other sorts
// one in so many.
func (s *site) hostilePages(oneIn int) []string {
	list := payloads()
	out := []string{"/", "/search", "/speakers", "/outlets", "/chains", "/status", "/status/feeds", "/status/failures", "/articles", "/help", "/topics", "/unnamed", "/verify"}
	many := len(list) / often
	for i, doc := range s.docs {
		if i < many {
			out = append(out, "/a/"+doc.SHA256, "/s/"+s.found[i].Statements[0].ID)
		} else if i%oneIn == 0 {
			out = append(out, "/a/"+doc.SHA256, "/o/"+url.PathEscape(doc.Outlet)+"?whole=1")
		}
	}
	for i := 0; i < len(list); i += oneIn {
		st := s.found[i/often].Statements[i%often]
		who, q := "/p/"+url.PathEscape(st.Speaker.Name), url.QueryEscape(list[i])
		switch i / oneIn % 6 {
		case 0:
			out = append(out, "/s/"+st.ID, who+"?all=yes", "/topics?q="+q)
		case 1:
			out = append(out, "/s/"+st.ID+"/card", who+"/about", "/chains?q="+q)
		case 2:
			out = append(out, "/c/"+st.ID, who, "/unnamed?q="+q)
		case 3:
			out = append(out, who+"/shift?whole=1", "/search?q="+q)
		case 4:
			out = append(out, who+"/shift?whole=1&about="+q, "/speakers?name="+q)
		case 5:
			out = append(out, "/s/"+st.ID, "/search?q=@s"+fmt.Sprint(i%100))
		}
	}
	return out
}

// everyStatement are the pages of a search for everything.
func (s *site) everyStatement() []string {
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`)
	out := []string{"/search"}
	for {
		m := next.FindStringSubmatch(s.page(out[len(out)-1]))
		if m == nil {
			return out
		}
		out = append(out, stdhtml.UnescapeString(m[1]))
	}
}

// TestHostile puts what would run into everything that an article, an address and a reader say, and looks whether anything in any page
// has become an element, an attribute or an address that runs.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("asks for hundreds of pages, one after the other")
	}
	if n := len(payloads()); n < 300 {
		t.Fatalf("%d payloads", n)
	}
	s := newHostileSite(t)
	for _, path := range slices.Concat(s.hostilePages(8), s.everyStatement()) {
		_, _, body := s.get(path)
		runs(t, path, body)
	}
	drafts := strings.Join(payloads(), "\n\n")
	for _, name := range append([]string{""}, payloads()[:3]...) {
		field := "text"
		if name != "" {
			field = "file"
		}
		_, body := s.send("/verify", field, name, drafts)
		runs(t, "/verify", body)
	}
}

// runs complains of what would run in a page.
func runs(t *testing.T, path, body string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" && n.FirstChild != nil {
			t.Errorf("%s: a script stands in the page: %q", path, n.FirstChild.Data)
		}
		switch n.Data {
		case "iframe", "object", "embed", "base", "style", "math", "video", "img":
			t.Errorf("%s: <%s>", path, n.Data)
		}
		for _, a := range n.Attr {
			key, value := strings.ToLower(a.Key), strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(key, "on") || strings.Contains(key, "hx-on") || key == "style" || key == "srcdoc" {
				t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
			}
			if (key == "href" || key == "src" || key == "action" || key == "data-source") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:")) {
				t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
			}
		}
	}
}
