package serve

import (
	"fmt"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// TestForget proves that no more clients are remembered than there is room for, and that one whose bucket is not full is not
// forgotten for one whose is.
func TestForget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1)
		for n := range maxClients - 1 {
			l.take(fmt.Sprint(n), 1)
		}
		time.Sleep(time.Hour)
		if _, ok := l.take("busy", 4); !ok {
			t.Fatal("refused in its burst")
		}
		l.take("new", 1)
		if len(l.clients) > 2 {
			t.Errorf("%d remembered", len(l.clients))
		}
		if wait, ok := l.take("busy", 1); ok || wait != time.Second {
			t.Errorf("%v %s", ok, wait)
		}
		for n := range 3 * maxClients {
			l.take(fmt.Sprint("flood", n), 1)
		}
		if len(l.clients) > maxClients {
			t.Errorf("%d remembered", len(l.clients))
		}
	})
}

func TestClient(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1:1234": "192.0.2.1", "[2001:db8:1:2:3::4]:1": "2001:db8:1:2::/64", "[2001:db8:1:2:ffff::]:2": "2001:db8:1:2::/64",
		"[::ffff:192.0.2.1]:1": "192.0.2.1", "[fe80::1%eth0]:1": "fe80::/64", "@": "@", "name:1": "name",
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = address
		if got := client(r); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
