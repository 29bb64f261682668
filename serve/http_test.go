package serve_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dixit"
	"dixit/serve"
)

// tokens are "reading" with the right to read and "writing" with the right to write.
func tokens(t *testing.T) *serve.Tokens {
	t.Helper()
	lines := "# who may what\n\n"
	for _, right := range []string{"read", "write"} {
		secret := strings.TrimSuffix(right, "e") + "ing"
		if right == "write" {
			secret = "writing"
		}
		sum := sha256.Sum256([]byte(secret))
		lines += "desk-" + right + " " + right + " " + hex.EncodeToString(sum[:]) + "\n"
	}
	list, err := serve.ReadTokens(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// routes are handlers of every sort.
func routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok") })
	mux.HandleFunc("GET /who", func(w http.ResponseWriter, r *http.Request) {
		c := serve.CallerOf(r.Context())
		json.NewEncoder(w).Encode(c)
	})
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		if err != nil {
			serve.Refuse(w, http.StatusRequestEntityTooLarge, err.Error())
			return
		}
		w.Write(data)
	})
	mux.HandleFunc("GET /long", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		io.WriteString(w, strings.Repeat("a line that comes again\n", 1000))
	})
	mux.HandleFunc("GET /stream", func(w http.ResponseWriter, r *http.Request) {
		s := serve.NewStream(r.Context(), w, "text/plain")
		for range 100 {
			if _, err := s.Write(bytes.Repeat([]byte("x"), 1000)); err != nil {
				s.Break()
			}
		}
		if r.URL.RawQuery == "break" {
			s.Break()
		}
	})
	mux.HandleFunc("GET /defect", func(http.ResponseWriter, *http.Request) { panic("secret detail") })
	mux.HandleFunc("GET /late-defect", func(w http.ResponseWriter, _ *http.Request) {
		w.Write(bytes.Repeat([]byte("x"), 2<<20))
		panic("secret detail")
	})
	mux.HandleFunc("GET /slow", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "unhurried" {
			serve.Unhurried(r.Context())
		}
		select {
		case <-r.Context().Done():
			serve.Refuse(w, http.StatusServiceUnavailable, context.Cause(r.Context()).Error())
		case <-time.After(time.Minute):
			io.WriteString(w, "done")
		}
	})
	return mux
}

// TestHostile sends what a server must refuse, or answer like anything else, and looks at status, headers and form.
func TestHostile(t *testing.T) {
	server := httptest.NewServer(serve.Manners{Hosts: []string{"dixit.example"}, Tokens: tokens(t), Open: true}.Handler(routes()))
	defer server.Close()
	here := strings.TrimPrefix(server.URL, "http://")
	port := here[strings.LastIndexByte(here, ':'):]
	big := strings.Repeat("x", serve.MaxBody+1)
	for _, c := range []struct {
		name, method, path, host, body string
		headers                        []string
		status                         int
	}{
		{name: "its address", path: "/who", host: here, status: 200},
		{name: "localhost", path: "/who", host: "localhost" + port, status: 200},
		{name: "localhost without a port", path: "/who", host: "LOCALHOST", status: 200},
		{name: "a name that it goes by", path: "/who", host: "dixit.example", status: 200},
		{name: "that name with a port", path: "/who", host: "Dixit.Example.:443", status: 200},
		{name: "a name that leads here", path: "/who", host: "evil.example", status: 421},
		{name: "a name that begins so", path: "/who", host: "127.0.0.1.evil.example", status: 421},
		{name: "a name that ends so", path: "/who", host: "evil-dixit.example", status: 421},
		{name: "another address", path: "/who", host: "192.0.2.1", status: 421},
		{name: "another loopback address", path: "/who", host: "127.0.0.2" + port, status: 421},
		{name: "any address", path: "/who", host: "0.0.0.0" + port, status: 421},
		{name: "a number", path: "/who", host: "2130706433", status: 421},
		{name: "IPv6 of IPv4", path: "/who", host: "[::ffff:127.0.0.1]" + port, status: 200},
		{name: "a probe of any name", path: "/healthz", host: "10.1.2.3", status: 200},
		{name: "a path that only looks like a probe", path: "/healthz/../who", host: "evil.example", status: 421},
		{name: "no such path", path: "/nothing", status: 404},
		{name: "no such method", method: "PUT", path: "/who", status: 405},
		{name: "an odd method", method: "TRACE", path: "/who", status: 405},
		{name: "a body", method: "POST", path: "/echo", body: "x", status: 200},
		{name: "a body that is too long", method: "POST", path: "/echo", body: big, status: 413},
		{name: "one that does not say so", method: "POST", path: "/echo", body: big, headers: []string{"Transfer-Encoding", "chunked"}, status: 413},
		{name: "from another site", method: "POST", path: "/echo", headers: []string{"Sec-Fetch-Site", "cross-site"}, status: 403},
		{name: "from another origin", method: "POST", path: "/echo", headers: []string{"Origin", "https://evil.example"}, status: 403},
		{name: "from no origin", method: "POST", path: "/echo", headers: []string{"Origin", "null"}, status: 403},
		{name: "from ourselves", method: "POST", path: "/echo", body: "x", headers: []string{"Origin", server.URL, "Sec-Fetch-Site", "same-origin"}, status: 200},
		{name: "a token", path: "/who", headers: []string{"Authorization", "Bearer reading"}, status: 200},
		{name: "a token of nobody", path: "/who", headers: []string{"Authorization", "Bearer guess"}, status: 401},
		{name: "a hash for a token", path: "/who", headers: []string{"Authorization", "Bearer " + strings.Repeat("0", 64)}, status: 401},
		{name: "a token as a password", path: "/who", headers: []string{"Authorization", "Basic " + "dTp3cml0aW5n"}, status: 200},
		{name: "a defect", path: "/defect", status: 500},
	} {
		t.Run(c.name, func(t *testing.T) {
			var body io.Reader = strings.NewReader(c.body)
			if len(c.headers) > 0 && c.headers[0] == "Transfer-Encoding" {
				body = io.MultiReader(body) // of a length that nobody knows
			}
			if c.method == "" {
				c.method = "GET"
			}
			r, err := http.NewRequestWithContext(t.Context(), c.method, server.URL+c.path, body)
			if err != nil {
				t.Fatal(err)
			}
			r.Host = c.host
			for i := 0; i+1 < len(c.headers); i += 2 {
				r.Header.Set(c.headers[i], c.headers[i+1])
			}
			answer, err := server.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			data, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			if answer.StatusCode != c.status {
				t.Errorf("status %d, want %d: %s", answer.StatusCode, c.status, data)
			}
			mannered(t, answer)
			if c.status >= 400 {
				problem(t, answer, data)
			}
			if bytes.Contains(data, []byte("secret detail")) {
				t.Errorf("tells of its inside: %s", data)
			}
		})
	}
}

// mannered checks the headers that every answer has.
func mannered(t *testing.T, answer *http.Response) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; ", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY",
		"Cache-Control": "private, no-cache", "Permissions-Policy": "camera=()",
	} {
		if got := answer.Header.Get(name); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if len(answer.Header.Get("X-Request-Id")) != 16 {
		t.Errorf("request id %q", answer.Header.Get("X-Request-Id"))
	}
}

// problem checks that an answer is one (RFC 9457).
func problem(t *testing.T, answer *http.Response, data []byte) {
	t.Helper()
	var p serve.Problem
	if err := json.Unmarshal(data, &p); err != nil || p.Status != answer.StatusCode || p.Title == "" || p.Detail == "" {
		t.Errorf("no problem: %v, %s", err, data)
	}
	if got := answer.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("a problem of type %q", got)
	}
	if answer.StatusCode == 401 && len(answer.Header.Values("WWW-Authenticate")) != 2 {
		t.Errorf("does not say how: %v", answer.Header)
	}
}

// call is a request to a handler, without a network.
func call(h http.Handler, target string, headers ...string) *http.Response {
	r := httptest.NewRequest("GET", target, nil)
	r.Host = "dixit.example"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, answer *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func manners() serve.Manners { return serve.Manners{Hosts: []string{"dixit.example"}} }

// TestCaller proves who a request is taken to be from, and that where tokens are needed none is answered without.
func TestCaller(t *testing.T) {
	m := manners()
	m.Tokens = tokens(t)
	closed := m.Handler(routes())
	m.Open = true
	open := m.Handler(routes())
	m.Tokens = nil
	nobody := m.Handler(routes())
	basic := func(secret string) string {
		r := httptest.NewRequest("GET", "/", nil)
		r.SetBasicAuth("anybody", secret)
		return r.Header.Get("Authorization")
	}
	for _, c := range []struct {
		name          string
		h             http.Handler
		authorization string
		status        int
		want          serve.Caller
	}{
		{"none needed", nobody, "", 200, serve.Caller{Name: "192.0.2.1"}},
		{"none known", nobody, "Bearer writing", 200, serve.Caller{Name: "192.0.2.1"}},
		{"none needed to read", open, "", 200, serve.Caller{Name: "192.0.2.1"}},
		{"to write", open, "Bearer writing", 200, serve.Caller{Name: "desk-write", Known: true, Write: true}},
		{"wrong", open, "Bearer wrong", 401, serve.Caller{}},
		{"missing", closed, "", 401, serve.Caller{}},
		{"empty", closed, "Bearer ", 401, serve.Caller{}},
		{"of another scheme", closed, "Digest reading", 401, serve.Caller{}},
		{"to read", closed, "bearer reading", 200, serve.Caller{Name: "desk-read", Known: true}},
		{"of a browser", closed, basic("reading"), 200, serve.Caller{Name: "desk-read", Known: true}},
	} {
		answer := call(c.h, "/who", "Authorization", c.authorization)
		var got serve.Caller
		body := text(t, answer)
		if c.status == 200 {
			if err := json.Unmarshal([]byte(body), &got); err != nil {
				t.Fatal(err)
			}
		}
		if answer.StatusCode != c.status || got != c.want {
			t.Errorf("%s: %d %s", c.name, answer.StatusCode, body)
		}
	}
	if answer := call(closed, "/healthz"); answer.StatusCode != 200 {
		t.Errorf("a probe: %d", answer.StatusCode)
	}
}

func TestReadTokens(t *testing.T) {
	hash := strings.Repeat("ab", 32)
	for _, c := range []string{
		"", "# nobody\n", "desk write\n", "desk all " + hash, "desk read " + hash[1:], "desk read " + hash + " more", "desk read zz" + hash[2:],
		strings.Repeat("desk read "+hash+"\n", 1001),
	} {
		if _, err := serve.ReadTokens(strings.NewReader(c)); dixit.KindOf(err) != dixit.Invalid || err == nil {
			t.Errorf("%.40q: %v", c, err)
		}
	}
}

// TestPace proves that a client is kept to its pace, and only itself.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := manners()
		m.Rate, m.Tokens, m.Open = 5, tokens(t), true
		h := m.Handler(routes())
		status := func(headers ...string) int { return call(h, "/who", headers...).StatusCode }
		for range 20 {
			if got := status(); got != 200 {
				t.Fatalf("in its burst: %d", got)
			}
		}
		refused := call(h, "/who")
		if refused.StatusCode != 429 || refused.Header.Get("Retry-After") != "1" {
			t.Errorf("beyond: %d, %v", refused.StatusCode, refused.Header)
		}
		if got := status("Authorization", "Bearer reading"); got != 200 {
			t.Errorf("another client: %d", got)
		}
		time.Sleep(time.Second)
		for range 5 {
			if got := status(); got != 200 {
				t.Errorf("a second later: %d", got)
			}
		}
		if got := status(); got != 429 {
			t.Errorf("beyond again: %d", got)
		}
		time.Sleep(time.Minute)
		for range 2 { // each costs ten
			if got := status("Authorization", "Bearer guess"); got != 401 {
				t.Errorf("a guess: %d", got)
			}
		}
		if got := status("Authorization", "Bearer guess"); got != 429 {
			t.Errorf("a third guess: %d", got)
		}
	})
}

// TestPatience proves that a request that takes too long is ended, unless it may.
func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := manners().Handler(routes())
		began := time.Now()
		answer := call(h, "/slow")
		if took := time.Since(began); answer.StatusCode != 503 || took != 30*time.Second || !strings.Contains(text(t, answer), "took too long") {
			t.Errorf("slow: %d after %s", answer.StatusCode, took)
		}
		if answer := call(h, "/slow?unhurried"); text(t, answer) != "done" {
			t.Errorf("unhurried: %d", answer.StatusCode)
		}
	})
}

// TestCrowd proves that requests beyond what is answered at once wait their turn, and are sent away if it does not come.
func TestCrowd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := manners().Handler(routes())
		const many = 64
		var clients sync.WaitGroup
		defer clients.Wait()
		for range many {
			clients.Go(func() { call(h, "/slow") })
		}
		synctest.Wait()
		began := time.Now()
		answer := call(h, "/who")
		if took := time.Since(began); answer.StatusCode != 503 || answer.Header.Get("Retry-After") == "" || took != 10*time.Second {
			t.Errorf("beyond: %d after %s", answer.StatusCode, took)
		}
		time.Sleep(15 * time.Second)
		began = time.Now()
		if answer := call(h, "/who"); answer.StatusCode != 200 || time.Since(began) != 5*time.Second {
			t.Errorf("in its turn: %d after %s", answer.StatusCode, time.Since(began))
		}
		for range many { // those that take their time have no place
			clients.Go(func() { call(h, "/slow?unhurried") })
		}
		synctest.Wait()
		if answer := call(h, "/who"); answer.StatusCode != 200 {
			t.Errorf("beside streams: %d", answer.StatusCode)
		}
	})
}

// TestTags proves that a client is not sent what it has, whatever it is packed in.
func TestTags(t *testing.T) {
	h := manners().Handler(routes())
	first := call(h, "/long")
	tag := first.Header.Get("ETag")
	if first.StatusCode != 200 || !strings.HasPrefix(tag, `W/"`) {
		t.Fatalf("%d, tag %q", first.StatusCode, tag)
	}
	for name, list := range map[string]string{
		"itself": tag, "strong": strings.TrimPrefix(tag, "W/"), "one of several": `"x", ` + tag, "any": "*",
	} {
		again := call(h, "/long", "If-None-Match", list, "Accept-Encoding", "gzip")
		if body := text(t, again); again.StatusCode != 304 || body != "" || again.Header.Get("ETag") != tag {
			t.Errorf("%s: %d, %q", name, again.StatusCode, body)
		}
	}
	if other := call(h, "/long", "If-None-Match", `W/"other"`); other.StatusCode != 200 {
		t.Errorf("another tag: %d", other.StatusCode)
	}
	packed := call(h, "/long", "Accept-Encoding", "gzip")
	if packed.Header.Get("Content-Encoding") != "gzip" || packed.Header.Get("ETag") != tag {
		t.Fatalf("%v", packed.Header)
	}
	z, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(z); err != nil || string(data) != text(t, first) {
		t.Errorf("unpacked: %d bytes, %v", len(data), err)
	}
}

// TestStream proves that a stream comes whole, and that one that breaks is not taken for whole.
func TestStream(t *testing.T) {
	var log bytes.Buffer
	m := serve.Manners{Log: slog.New(slog.NewTextHandler(&log, nil))}
	server := httptest.NewServer(m.Handler(routes()))
	defer server.Close()
	for path, whole := range map[string]bool{"/stream": true, "/stream?break": false, "/late-defect": false} {
		answer, err := server.Client().Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if (err == nil) != whole || whole && len(data) != 100_000 {
			t.Errorf("%s: %d bytes, %v", path, len(data), err)
		}
	}
	server.Close()
	if n := strings.Count(log.String(), "secret detail"); n != 1 {
		t.Errorf("the defect is logged %d times: %s", n, log.String())
	}
}

func TestListen(t *testing.T) {
	for address, shared := range map[string]bool{"127.0.0.1:0": false, "localhost:0": false, "127.0.0.2:0": false, "0.0.0.0:0": true, ":0": true} {
		l, err := serve.Listen(t.Context(), address, shared)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		l.Close()
	}
	for address, kind := range map[string]dixit.ErrorKind{
		"0.0.0.0:0": dixit.Invalid, ":0": dixit.Invalid, "[::]:0": dixit.Invalid, "dixit.example:0": dixit.Invalid, "127.0.0.1": dixit.Invalid,
		"": dixit.Invalid, "127.0.0.1:999999": dixit.Unavailable,
	} {
		l, err := serve.Listen(t.Context(), address, false)
		if err == nil {
			l.Close()
		}
		if err == nil || dixit.KindOf(err) != kind {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// TestServe proves that what is being answered when the server is told to end is answered.
func TestServe(t *testing.T) {
	l, err := serve.Listen(t.Context(), "127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	arrived := make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-ctx.Done()
		io.WriteString(w, "answered")
	})
	served := make(chan error, 1)
	go func() {
		served <- serve.Serve(ctx, l, serve.Manners{}.Handler(mux), slog.New(slog.DiscardHandler))
	}()
	go func() {
		<-arrived
		end()
	}()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get("http://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got := text(t, answer); got != "answered" {
		t.Errorf("%q", got)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
	if _, err := client.Get("http://" + l.Addr().String()); err == nil {
		t.Error("it still answers")
	}
}

func TestProblemOfDefect(t *testing.T) {
	var log bytes.Buffer
	s := serve.New(nil, nil, serve.Links{}, slog.New(slog.NewTextHandler(&log, nil)))
	for err, status := range map[error]int{
		errors.New("inside"):                                    500,
		dixit.Errorf(dixit.Invalid, "query"):                    400,
		serve.Damaged(dixit.Errorf(dixit.Unreadable, "damage")): 500,
		dixit.Errorf(dixit.Unreadable, "bad input"):             422,
	} {
		p := s.Problem(t.Context(), err)
		if p.Status != status || status == 500 && strings.Contains(p.Detail, err.Error()) {
			t.Errorf("%v: %+v", err, p)
		}
	}
	for _, logged := range []string{"inside", "damage"} {
		if !strings.Contains(log.String(), logged) {
			t.Errorf("%s is not logged: %s", logged, log.String())
		}
	}
}
