package serve_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"dixit/serve"

	"github.com/google/go-cmp/cmp"
)

// TestObserver: of each request the route is told and not the path, and of one that is refused before it is read, why.
func TestObserver(t *testing.T) {
	var mu sync.Mutex
	var got []serve.Answered
	inside := 0
	o := serve.Observer{
		Answering: func(more int) {
			mu.Lock()
			defer mu.Unlock()
			inside += more
		},
		Answered: func(a serve.Answered) {
			mu.Lock()
			defer mu.Unlock()
			a.Took = 0
			got = append(got, a)
		},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /a/{id}", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) })
	mux.HandleFunc("POST /a", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) })
	mux.HandleFunc("GET /stream", func(w http.ResponseWriter, r *http.Request) {
		serve.Unhurried(r.Context())
		w.WriteHeader(200)
	})
	h := serve.Manners{Hosts: []string{"dixit.example"}, Tokens: tokens(t), Open: true, Observer: o}.Handler(mux)
	for _, c := range []struct {
		method, path, host, body string
		headers                  []string
	}{
		{method: "GET", path: "/a/1"},
		{method: "GET", path: "/a/2?q=secret"},
		{method: "GET", path: "/stream"},
		{method: "GET", path: "/none"},
		{method: "GET", path: "/a/1", host: "evil.example"},
		{method: "GET", path: "/a/1", headers: []string{"Authorization", "Bearer wrong"}},
		{method: "POST", path: "/a", headers: []string{"Origin", "https://evil.example"}},
		{method: "POST", path: "/a", body: strings.Repeat("x", serve.MaxBody+1)},
	} {
		r := httptest.NewRequest(c.method, c.path, strings.NewReader(c.body))
		if r.Host = "dixit.example"; c.host != "" {
			r.Host = c.host
		}
		for i := 0; i < len(c.headers); i += 2 {
			r.Header.Set(c.headers[i], c.headers[i+1])
		}
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	want := []serve.Answered{
		{Route: "GET /a/{id}", Status: 204},
		{Route: "GET /a/{id}", Status: 204},
		{Route: "GET /stream", Status: 200, Stream: true},
		{Route: "none", Status: 404},
		{Route: "none", Status: 421, Refused: "host"},
		{Route: "none", Status: 401, Refused: "token"},
		{Route: "none", Status: 403, Refused: "origin"},
		{Route: "none", Status: 413, Refused: "size"},
	}
	if diff := cmp.Diff(want, got); diff != "" || inside != 0 {
		t.Errorf("%d inside\n%s", inside, diff)
	}
}
