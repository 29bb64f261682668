package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger/ledgertest"

	"golang.org/x/net/html"
)

// payloads are texts that would run in a page that took them for HTML: what would run says alert, in every way that it is said.
func payloads() []string {
	var out []string
	calls := []string{"alert(1)", "alert`1`", "window['alert'](1)"}
	for _, call := range calls {
		for _, form := range []string{
			"<script>%s</script>", "<img src=x onerror=%s>", "\"><script>%s</script>", "'><script>%s</script>", "</title><script>%s</script>",
			"</textarea><script>%s</script>", "<svg onload=%s>", "<svg><script>%s</script></svg>", "<a href=javascript:%s>x</a>", "\" onmouseover=%s x=\"",
			"' onfocus=%s autofocus='", "<iframe srcdoc='<script>%s</script>'>", "<body onload=%s>", "--><script>%s</script>", "<math><mtext></form><form><mglyph><style></math><img src onerror=%s>",
			"]]><script>%s</script>", "<details open ontoggle=%s>", "<input onfocus=%s autofocus>", "<video><source onerror=%s>", "<style>@import 'javascript:%s'</style>",
			"{{%s}}", "${%s}", "<%%= %s %%>", "\\u003cscript\\u003e%s\\u003c/script\\u003e", "<script\x0b>%s</script>", "<scr<script>ipt>%s</scr</script>ipt>",
			"<base href='javascript:%s//'>", "<meta http-equiv=refresh content='0;url=javascript:%s'>", "<object data='javascript:%s'>", "<form action='javascript:%s'><button>x",
		} {
			out = append(out, fmt.Sprintf(form, call))
		}
	}
	return out
}

// TestHostile puts what would run into everything that an article, an address and a reader say, and looks whether anything in any page
// has become an element, an attribute or an address that runs.
func TestHostile(t *testing.T) {
	list := payloads()
	var articles []ledgertest.Article
	for i := 0; i+5 < len(list); i += 6 {
		p := list[i : i+6]
		articles = append(articles, ledgertest.Article{
			ID: p[0], URL: "javascript:alert(1)//" + p[1], Outlet: p[2], Agency: p[3], Title: p[4], Published: "2024-05-06", Loose: p[5],
			Says: []ledgertest.Say{
				{Speaker: p[0], Cue: p[1], Parts: []string{p[2], p[3]}, Chain: []string{p[4]}, To: p[5]},
				{Speaker: p[5], Cue: p[4], Parts: []string{p[3]}, Kind: dixit.Indirect, Inside: true},
			},
		})
	}
	s := newSite(t, articles...)
	for i, doc := range s.docs {
		paths := []string{"/a/" + doc.SHA256}
		for _, st := range s.found[i].Statements {
			who := "/p/" + url.PathEscape(st.Speaker.Name)
			paths = append(paths, "/s/"+st.ID, "/s/"+st.ID+"/card", "/c/"+st.ID, who, who+"/shift", who+"/shift?about="+url.QueryEscape(list[i]))
		}
		paths = append(paths, "/o/"+url.PathEscape(doc.Outlet), "/search?q="+url.QueryEscape(list[i]), "/speakers?name="+url.QueryEscape(list[i]), "/chains?q="+url.QueryEscape(list[i]))
		for _, path := range paths {
			_, _, body := s.get(path)
			runs(t, path, body)
		}
	}
	for _, path := range []string{"/", "/speakers", "/outlets", "/chains", "/status"} {
		_, _, body := s.get(path)
		runs(t, path, body)
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
			if strings.HasPrefix(key, "on") || key == "style" || key == "srcdoc" {
				t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
			}
			if (key == "href" || key == "src" || key == "action" || key == "data-source") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:")) {
				t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
			}
		}
	}
}
