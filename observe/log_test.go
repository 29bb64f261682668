package observe

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestRedacted: hosts stay, whatever else of an address and what is said to be secret goes.
func TestRedacted(t *testing.T) {
	id := func(s string) string { return "…" + AddressID(s) }
	for in, want := range map[string]string{
		"no address at all":                                                      "no address at all",
		"https://news.example":                                                   "https://news.example",
		"https://news.example/":                                                  "https://news.example/",
		"https://news.example/a?token=canary: 404 Not Found":                     "https://news.example/" + id("https://news.example/a?token=canary") + ": 404 Not Found",
		"Get \"https://u:canary@news.example/a#canary\": EOF":                    "Get \"https://news.example/" + id("https://u:canary@news.example/a#canary") + "\": EOF",
		"https://hooks.example/services/T0/canary: refused":                      "https://hooks.example/" + id("https://hooks.example/services/T0/canary") + ": refused",
		"postgres://dixit:canary@db/x":                                           "postgres://db/" + id("postgres://dixit:canary@db/x"),
		"https://canary@news.example":                                            "https://news.example/" + id("https://canary@news.example"),
		"Authorization: Bearer canary":                                           "Authorization: …",
		"bearer canary, and more":                                                "bearer …, and more",
		`{"password":"canary","a":1}`:                                            `{"password":"…","a":1}`,
		"password=canary host=db":                                                "password=… host=db",
		"two: https://a.example/canary https://b.example/canary?x=%63anary both": "two: https://a.example/" + id("https://a.example/canary") + " https://b.example/" + id("https://b.example/canary?x=%63anary") + " both",
	} {
		if got := Redacted(in); got != want {
			t.Errorf("%s\nis     %s\nand not %s", in, got, want)
		}
	}
}

type named struct{}

func (named) String() string { return "https://a.example/canary" }

// TestLog: neither form tells a secret, whatever kind of value it is in; lines under the level are not written, long ones are cut.
func TestLog(t *testing.T) {
	for _, form := range []string{"text", "json"} {
		var out bytes.Buffer
		log, err := NewLog(&out, form, "info")
		if err != nil {
			t.Fatal(err)
		}
		log.Debug("unseen")
		log.Info("seen", "error", fmt.Errorf("poll: %w", errors.New("https://a.example/x?canary")), "url", named{}, "text", strings.Repeat("x ", 5000), "stack", "main.go:1")
		log.With("at", "ftp://a.example/canary").WithGroup("g").Warn("too", "n", 1, "how", "Bearer canary")
		if s := out.String(); strings.Contains(s, "canary") || strings.Contains(s, "unseen") || strings.Count(s, "\n") != 2 || len(s) > 3000 || !strings.Contains(s, "a.example") {
			t.Errorf("%s", s)
		}
		if line, _, _ := strings.Cut(out.String(), "\n"); form == "json" && !json.Valid([]byte(line)) {
			t.Errorf("%s", line)
		}
	}
	for _, c := range [][2]string{{"xml", "info"}, {"text", "loud"}, {"json", "INFO"}, {"", "info"}} {
		if _, err := NewLog(&bytes.Buffer{}, c[0], c[1]); err == nil {
			t.Errorf("%q is taken", c)
		}
	}
}
