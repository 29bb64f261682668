package alert_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dixit"
	"dixit/alert"
	"dixit/fetch"
)

func message(t *testing.T) alert.Message {
	t.Helper()
	return alert.Message{
		ID: "msg_1", Alert: "moe", Query: "speaker:moe", At: time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC),
		Records: records(t, "2025-07-01", said("Ann Moe", "We agree")),
	}
}

// TestSigned: the signature is that of Standard Webhooks, of the very bytes that are sent.
func TestSigned(t *testing.T) {
	var problem atomic.Value
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			problem.Store(err.Error())
		}
		h := hmac.New(sha256.New, []byte("0123456789abcdef0123456789abcdef"))
		fmt.Fprintf(h, "%s.%s.%s", req.Header.Get("Webhook-Id"), req.Header.Get("Webhook-Timestamp"), body)
		if want := "v1," + base64.StdEncoding.EncodeToString(h.Sum(nil)); req.Header.Get("Webhook-Signature") != want {
			problem.Store("signature " + req.Header.Get("Webhook-Signature") + ", want " + want)
		}
		if req.Method != http.MethodPost || !strings.HasPrefix(string(body), `{"type":"search.gained","timestamp":"2025-07-01T12:00:00Z","data":{"alert":"moe","query":"speaker:moe","statement":{"type":"statement",`) {
			problem.Store(req.Method + " " + string(body))
		}
	}))
	defer server.Close()
	if err := post(t, server.URL, fetch.Anywhere()); err != nil {
		t.Error(err)
	}
	if p := problem.Load(); p != nil {
		t.Error(p)
	}
}

func post(t *testing.T, address string, transport *http.Transport) error {
	t.Helper()
	defer transport.CloseIdleConnections()
	w, err := alert.NewWebhook(address, secret, transport)
	if err != nil {
		t.Fatal(err)
	}
	return w.Send(t.Context(), message(t))
}

// TestHostileReceivers: none of them gets more than a request, is read for long, or leads anywhere.
func TestHostileReceivers(t *testing.T) {
	var led atomic.Bool
	victim := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { led.Store(true) }))
	defer victim.Close()
	endless := strings.Repeat("x", 1<<16)
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		kind    dixit.ErrorKind
	}{
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, victim.URL, http.StatusTemporaryRedirect)
		}, dixit.Unreadable},
		"fault":   {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, dixit.Unreadable},
		"refusal": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadRequest) }, dixit.Invalid},
		"hang-up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, dixit.Unreadable},
		"header":  {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 1<<20)) }, dixit.Unreadable},
		"endless": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, endless); err != nil {
					return
				}
			}
		}, dixit.Internal}, // taken
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(test.handler)
			defer server.Close()
			err := post(t, server.URL, fetch.Anywhere())
			if test.kind == dixit.Internal {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || dixit.KindOf(err) != test.kind {
				t.Errorf("%v", err)
			}
		})
	}
	if led.Load() {
		t.Error("a redirect was followed")
	}
}

// TestSlowReceiver: a receiver that never answers is given up.
func TestSlowReceiver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, err := alert.NewWebhook("https://desk.example.org", secret, never{})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if err := w.Send(t.Context(), message(t)); dixit.KindOf(err) != dixit.Unreadable {
			t.Errorf("%v", err)
		}
		if d := time.Since(began); d > 30*time.Second {
			t.Errorf("after %s", d)
		}
	})
}

type never struct{}

func (never) RoundTrip(req *http.Request) (*http.Response, error) {
	<-req.Context().Done()
	return nil, req.Context().Err()
}

// TestPrivateAddresses: by the public transport nothing in this machine or its network is reached.
func TestPrivateAddresses(t *testing.T) {
	var reached atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Store(true) }))
	defer server.Close()
	for _, address := range []string{server.URL, "http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://[::ffff:127.0.0.1]/"} {
		if err := post(t, address, fetch.Public(80)); err == nil || !strings.Contains(err.Error(), "not") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if reached.Load() {
		t.Error("it was reached")
	}
}

// TestConfig: what cannot be meant is refused, and says what it is.
func TestConfig(t *testing.T) {
	mail := "[smtp]\nserver = \"mail.example.org:587\"\nfrom = \"dixit@example.org\"\n"
	one := func(lines string) string { return "[[alert]]\nname = \"a\"\nquery = \"x\"\n" + lines }
	mailed := func(to string) string { return mail + one("email = ["+to+"]\n") }
	for config, want := range map[string]string{
		hook:                                     "",
		mailed(`"desk@example.org"`):             "",
		mailed(`"The Desk <desk@example.org>"`):  "",
		"every = \"5m\"\n" + hook:                "",
		"every = \"1ms\"\n" + hook:               "every",
		"":                                       "0 alerts",
		hook + hook:                              "two of that name",
		one(""):                                  "either webhook or email",
		one("webhook = \"https://x.example\""):   "secret",
		strings.Replace(hook, "https", "ftp", 1): "webhook",
		strings.Replace(hook, "webhook", "webhok", 1):   "no such key",
		hook + "search = \"y\"\n":                       "either search or query",
		hook + "spike = \"week\"\n":                     "spike",
		hook + "least = 3\n":                            "of a spike",
		hook + "spike = \"day\"\nfactor = 0.5\n":        "at least 1",
		hook + "email = [\"a@example.org\"]\n":          "either webhook or email",
		one("email = [\"a@example.org\"]\n"):            "smtp",
		mailed(`"a@example.org\r\nBcc: b@example.org"`): "e-mail",
		mailed(`"no address"`):                          "e-mail",
		strings.Replace(hook, "\"moe\"", "\"M oe\"", 1): "name",
		mailed(`"a@example.org"`) + "private = true\n":  "webhook",
		"name = [": "",
	} {
		_, err := alert.ReadConfig(strings.NewReader(config))
		broken := config == "name = ["
		if (err != nil) != (want != "" || broken) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n%v; want %q", config, err, want)
		}
	}
}
