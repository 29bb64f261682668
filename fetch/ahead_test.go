package fetch

import (
	"fmt"
	"testing"
)

// TestAhead: a feed is ahead of its pages. One that is not found is asked for again, without keeping the others waiting, and is let be
// after some polls.
func TestAhead(t *testing.T) {
	var items []string
	pages := map[string]answer{}
	for i := range 10 {
		items = append(items, fmt.Sprintf("%d=http://news.example/%[1]d", i))
	}
	pages["http://news.example/9"] = article("nine")
	pages["http://news.example/feed"] = rss(items...)
	w := newWeb(pages)
	bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		if r := poll(t, f, "http://news.example/feed"); r.Pages != 1 || r.Failed != 9 || r.Left != 0 {
			t.Errorf("first: %+v", r)
		}
		w.pages["http://news.example/0"] = article("zero")
		if r := poll(t, f, "http://news.example/feed"); r.Pages != 1 || r.Failed != 8 {
			t.Errorf("second: %+v", r)
		}
		for range giveUp {
			poll(t, f, "http://news.example/feed")
		}
		w.forget()
		if r := poll(t, f, "http://news.example/feed"); r.Failed != 0 || len(w.urls()) != 1 {
			t.Errorf("at the end: %+v %q", r, w.urls())
		}
	})
}
