package fetch

import (
	"net/http"
	"testing"
)

// TestHealth: what is known of a listing is told when it is remembered: what of it could not be had and why, and when it comes right
// again the last error is still known.
func TestHealth(t *testing.T) {
	var told []Health
	w := newWeb(map[string]answer{
		"http://news.example/feed": rss("1=http://news.example/1", "2=http://news.example/2"),
		"http://news.example/1":    article("one"),
		"http://news.example/page": article("alone"),
	})
	bubble(t, w, Options{Health: func(h Health) { told = append(told, h) }}, func(t *testing.T, f *Fetcher) {
		poll(t, f, "http://news.example/page") // no listing
		r := f.Poll(t.Context(), "http://news.example/feed")
		if len(told) != 0 {
			t.Errorf("told before it is remembered: %+v", told)
		}
		if err := f.Commit(r); err != nil {
			t.Fatal(err)
		}
		w.pages["http://news.example/feed"] = answer{status: http.StatusServiceUnavailable}
		poll(t, f, "http://news.example/feed")
		poll(t, f, "http://news.example/feed")
		w.pages["http://news.example/feed"] = rss("1=http://news.example/1")
		poll(t, f, "http://news.example/feed")
	})
	if len(told) != 4 {
		t.Fatalf("%d times", len(told))
	}
	for i, want := range []struct {
		failures, missed int
		wrong            bool
	}{{0, 1, true}, {1, 0, true}, {2, 0, true}, {0, 0, true}} {
		h := told[i]
		if h.Failures != want.failures || h.Missed != want.missed || (h.Error != "") != want.wrong || h.Fetched.IsZero() || h.Changed.IsZero() || !h.Next.IsZero() {
			t.Errorf("%d: %+v", i, h)
		}
	}
	if told[3].Error != told[2].Error || !told[3].Wrong.Equal(told[2].Wrong) || !told[3].Changed.Equal(told[0].Changed) {
		t.Errorf("of the last: %+v", told[3])
	}
}
