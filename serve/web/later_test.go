package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"strings"
	"sync"
	"testing"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
	"dixit/ledger/sqlite"

	"github.com/chromedp/chromedp"
)

// much is articles in which one says more than is counted while a page is made.
func much() []ledgertest.Article {
	var list []ledgertest.Article
	for i := range 51 {
		a := ledgertest.Article{ID: fmt.Sprint("much", i), Outlet: fmt.Sprint("Outlet ", i%3), Title: fmt.Sprint("Much ", i), Published: fmt.Sprintf("20%02d-05-06", 10+i%9)}
		for j := range 20 {
			a.Says = append(a.Says, ledgertest.Say{Speaker: "Ana Roy", Act: "claim", Parts: []string{fmt.Sprintf("bridge %d of town%d", j, i)}})
		}
		list = append(list, a)
	}
	return list
}

// namesakes are articles in which two who have the same last name say much, and more is said of one of them.
func namesakes() []ledgertest.Article {
	var list []ledgertest.Article
	for i := range 60 {
		name := []string{"Ana Roy", "Bo Roy"}[i%2]
		a := ledgertest.Article{ID: fmt.Sprint("same", i), Outlet: "Post", Title: fmt.Sprint("Same ", i), Published: fmt.Sprintf("2024-05-%02d", 1+i%28)}
		a.Says = append(a.Says, ledgertest.Say{Speaker: name, ID: name, Act: "claim", Parts: []string{fmt.Sprintf("ferry %d of %s", i, name)}})
		for j := range 20 {
			a.Says = append(a.Says, ledgertest.Say{Speaker: fmt.Sprintf("Cy%d Fox", i%7), Act: "claim", Parts: []string{fmt.Sprintf("what Ana Roy told pier %d on day%d", j, i)}})
		}
		list = append(list, a)
	}
	return list
}

// busy is a ledger in which much is not read, and nothing counted, before it is let.
type busy struct {
	*sqlite.Store
	let chan struct{}
}

// lots is how much is much.
const lots = 1000

func (b busy) Search(ctx context.Context, f ledger.Filter) iter.Seq2[dixit.Record, error] {
	if f.Limit > lots {
		b.wait(ctx)
	}
	return b.Store.Search(ctx, f)
}

func (b busy) Facets(ctx context.Context, where ledger.Expr) (ledger.Facets, error) {
	b.wait(ctx)
	return b.Store.Facets(ctx, where)
}

func (b busy) wait(ctx context.Context) {
	select {
	case <-b.let:
	case <-ctx.Done():
	}
}

// newBusySite serves articles from a ledger that is busy until let is called.
func newBusySite(t *testing.T, articles ...ledgertest.Article) (s *site, let func()) {
	t.Helper()
	gate := make(chan struct{})
	let = sync.OnceFunc(func() { close(gate) })
	s = newSiteOf(t, func(s *sqlite.Store) ledger.Ledger { return busy{s, gate} }, articles...)
	t.Cleanup(let)
	return s, let
}

// TestManyNamesakes: the page of a name that several may have, who say much, is there at once; it says so and nothing that is not true of
// each. Once they are counted it asks who is meant.
func TestManyNamesakes(t *testing.T) {
	s, let := newBusySite(t, namesakes()...)
	first := s.atFirst("/p/Roy")
	has(t, "the page at first", plain(first), "<h1>Roy</h1>", "More than one may be meant", "more than 32 statements", "Ana Roy", "Bo Roy", `data-later="/p/Roy?whole=1"`)
	for _, not := range []string{`class="roles"`, "Also in here as", "speaks about", "<h2>When</h2>"} {
		if strings.Contains(first, not) {
			t.Errorf("at first it has %q", not)
		}
	}
	full := s.atFirst("/p/Ana%20Roy")
	if strings.Contains(full, "More than one") {
		t.Errorf("who is asked for by the full name may be somebody else:\n%s", full)
	}
	let()
	has(t, "the whole page", s.page("/p/Roy"), "Who is meant by Roy?", `href="/p/Ana%20Roy"`, `href="/p/Bo%20Roy"`, "30 statements", ">60 statements</a>")
	has(t, "the page of all", s.page("/p/Roy?all=yes"), "<h1>Roy</h1>", ">60 statements</a>")
}

// TestManyNamesakesWithScripts: who has scripts is asked, who is meant, by himself; without them a link leads there.
func TestManyNamesakesWithScripts(t *testing.T) {
	b := newBrowser(t)
	for _, on := range []bool{true, false} {
		s, let := newBusySite(t, namesakes()...)
		b.scripts(on)
		b.do(chromedp.Navigate(s.url + "/p/Roy"))
		b.at(s.url + "/p/Roy")
		if on {
			b.do(chromedp.WaitVisible(chromedp.CSS("#person .where")))
			let()
		} else {
			let()
			b.leads(chromedp.Click(chromedp.CSS("#person .where a")))
		}
		b.do(chromedp.WaitVisible(chromedp.CSS(".bearers")))
		b.at(s.url + "/p/Roy?whole=1")
		b.leads(chromedp.Click(chromedp.CSS(`.bearers a[href="/p/Bo%20Roy"]`)))
		b.at(s.url + "/p/Bo%20Roy")
	}
}

// TestSaidAboutLater: what others say of somebody is counted behind the page, too.
func TestSaidAboutLater(t *testing.T) {
	s, let := newBusySite(t, namesakes()...)
	first := plain(s.atFirst("/p/Ana%20Roy/about"))
	has(t, "the page at first", first, "more than 250 statements", "Count them all", "Cy6 Fox", `data-later="/p/Ana%20Roy/about?whole=1"`)
	if strings.Contains(first, "<h2>When</h2>") {
		t.Errorf("it is counted at first:\n%s", first)
	}
	let()
	has(t, "the whole page", plain(s.page("/p/Ana%20Roy/about")), ">1 200 statements</a>", "<h2>When</h2>", `<span>Cy0 Fox</span> <b>180</b>`, `href="/p/Ana%20Roy/about.csv"`)
	status, _, body := s.get("/p/Ana%20Roy/about.csv")
	if n := strings.Count(body, "\n"); status != http.StatusOK || n != 1201 {
		t.Errorf("the list of them: %d, %d lines", status, n)
	}
}

// ambiguous is a Shifter to whom every name is that of several.
type ambiguous struct{}

func (ambiguous) Shift(context.Context, string, string) (json.Marshaler, error) {
	return nil, dixit.Errorf(dixit.Invalid, "several are called so")
}

// TestTurnsLater: turns are looked for behind the page of what was said over time, and whom it asks for may be several.
func TestTurnsLater(t *testing.T) {
	s, let := newBusySite(t, namesakes()...)
	if status, _, _ := s.get("/p/Nobody/shift"); status != http.StatusNotFound {
		t.Errorf("of nobody: %d", status)
	}
	let()
	has(t, "of one", s.page("/p/Ana%20Roy/shift"), "<title>Ana Roy over time", ">30 statements</a>")
	s.service.Shift = ambiguous{}
	has(t, "of several", s.page("/p/Roy/shift?about=ferry"), "Who is meant by Roy?", `href="/p/Bo%20Roy/shift?about=ferry"`)
}

// plain is text with simple spaces in its numbers.
func plain(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ").Replace(text)
}

// TestLater: a page that needs much to be counted says so, has none of the counts, and leads to the one that has them; once they are
// there, it has them too.
func TestLater(t *testing.T) {
	s := newSite(t, much()...)
	for _, c := range []struct{ path, atFirst, whole, counts string }{
		{"/search?q=bridge", "more than 250 statements", ">1 020 statements", "Outlet 1"},
		{"/p/Ana%20Roy", "more than 32 statements", ">1 020 statements", "<h2>When</h2>"},
		{"/o/Outlet%201", "more than 32 statements", ">340 statements", "<h2>Whom it quotes"},
	} {
		first := plain(s.atFirst(c.path))
		link := laterOf(first)
		if !strings.Contains(first, c.atFirst) || strings.Contains(first, `aside class="facets" id="facets" aria`) || strings.Contains(first, c.whole) || !strings.Contains(link, "whole=1") {
			t.Errorf("%s: %q\n%s", c.path, link, first)
		}
		if whole := plain(s.page(link)); !strings.Contains(whole, c.whole) || !strings.Contains(whole, c.counts) || strings.Contains(whole, "data-later") {
			t.Errorf("%s\n%s", link, whole)
		}
		if again := plain(s.atFirst(c.path)); !strings.Contains(again, c.whole) || strings.Contains(again, "data-later") {
			t.Errorf("%s again:\n%s", c.path, again)
		}
	}
}

// TestLaterWithScripts: the counts come by themselves.
func TestLaterWithScripts(t *testing.T) {
	b := newBrowser(t)
	s := newSite(t, much()...)
	for path, id := range map[string]string{"/search?q=bridge": "facets", "/p/Ana%20Roy": "profile"} {
		b.do(chromedp.Navigate(s.url + path))
		if got := plain(ask[string](b, `(async () => {
			for (let n = 0; n < 200 && document.querySelector("[data-later]"); n++) await new Promise((r) => setTimeout(r, 50));
			return document.getElementById("count").textContent + document.getElementById("`+id+`").textContent;
		})()`)); !strings.Contains(got, "1 020 statements") || strings.Contains(got, "Count them all") {
			t.Errorf("%s: %s", path, got)
		}
	}
}
