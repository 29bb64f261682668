package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dixit/ledger"

	"github.com/chromedp/chromedp"
)

// TestHealthTasks does by clicks, without scripts and with them: what is wrong, and where; how far is what runs; and how does an outlet deal
// with its sources.
func TestHealthTasks(t *testing.T) {
	b := newBrowser(t)
	s := newSite(t, hedged()...)
	for i, on := range []bool{false, true} {
		b.scripts(on)
		b.do(chromedp.Navigate(s.url))
		b.leads(chromedp.Click(chromedp.CSS(`nav a[href="/status"]`)))
		b.leads(chromedp.Click(chromedp.CSS(`.lede a[href*="trouble"]`)))
		b.at(s.url + "/status/feeds?trouble=1")
		if rows := ask[int](b, `document.querySelectorAll("tbody tr").length`); rows != 2 {
			t.Errorf("%d feeds in trouble", rows)
		}
		b.leads(chromedp.Click(chromedp.CSS(`main a[href="/status"]`)))
		b.leads(chromedp.Click(chromedp.CSS(`a[href^="/status/failures?reason="]`)))
		b.at(s.url + "/status/failures?reason=")
		b.leads(chromedp.Click(chromedp.CSS(`main a[href="/status"]`)))
		done := int64(60 + 20*i)
		if err := s.store.NoteRun(t.Context(), ledger.Run{ID: "3", What: "reextract", Began: time.Now(), Seen: time.Now().Add(time.Hour), Done: done, Total: 100}); err != nil {
			t.Fatal(err)
		}
		if !on {
			b.leads(chromedp.Click(chromedp.CSS(`section a[href="/status"]`)))
		}
		const seen = `new Promise((done) => {
			const look = () => document.querySelector("progress").value == %d ? done(document.querySelector(".running").textContent) : setTimeout(look, 20);
			look();
		})`
		if on { // it comes by itself
			if got := ask[string](b, fmt.Sprintf(seen, done)); !strings.Contains(got, fmt.Sprint(done, " % of 100 articles")) {
				t.Errorf("told: %q", got)
			}
		} else if got := ask[int](b, `document.querySelector("progress").value`); int64(got) != done {
			t.Errorf("after a refresh: %d", got)
		}
		b.leads(chromedp.Click(chromedp.CSS(`nav a[href="/outlets"]`)))
		b.leads(chromedp.Click(chromedp.CSS(`.names a[href="/o/Night%20Mail"]`)))
		b.whole(on)
		b.leads(chromedp.Click(chromedp.CSS(`.hedges a`)))
		b.at(s.url + "/o/Night%20Mail/hedges")
		b.leads(chromedp.Click(chromedp.CSS(`td a[href^="/c/"]`)))
		b.at(s.url + "/c/")
		b.do(chromedp.Navigate(s.url + "/o/Night%20Mail"))
		b.whole(on)
		b.leads(chromedp.Click(chromedp.CSS(`.habits td a`)))
		b.at(s.url + "/search?q=outlet%3A%22Night+Mail%22+source%3Aanonymous")
	}
}
