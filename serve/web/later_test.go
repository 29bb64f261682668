package web_test

import (
	"fmt"
	"strings"
	"testing"

	"dixit/ledger/ledgertest"

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

// plain is text with simple spaces in its numbers.
func plain(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ").Replace(text)
}

// TestLater: a page that needs much to be counted says so, has none of the counts, and leads to the one that has them; once they are
// there, it has them too.
func TestLater(t *testing.T) {
	s := newSite(t, much()...)
	for _, c := range []struct{ path, atFirst, whole, counts string }{
		{"/search?q=bridge", "more than 1 000 statements", ">1 020 statements", "Outlet 1"},
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
