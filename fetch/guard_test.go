package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"dixit"

	"pgregory.net/rapid"
)

// hostile are spellings of addresses that must lead to no connection. The names among them resolve as names does.
func hostile() []string {
	return []string{
		// the machine itself
		"http://127.0.0.1/", "http://127.0.0.1:80/", "https://127.0.0.1/", "http://127.255.255.254/", "http://0.0.0.0/", "http://0/",
		"http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://localhost.localdomain/",
		"http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/",
		// numbers
		"http://2130706433/", "http://0x7f000001/", "http://0x7f.0x0.0x0.0x1/", "http://0177.0.0.1/", "http://017700000001/",
		"http://127.1/", "http://127.0.1/", "http://0x7f.1/", "http://127.0.0.1./", "http://127.00.0.1/", "http://127.0.0.0x1/",
		"http://3232235521/", "http://192.168.257/", "http://1.2.3.4.5/", "http://4294967296/", "http://a.b.0x10/",
		// digits and dots of other scripts
		"http://①②⑦.⓪.⓪.①/", "http://１２７.０.０.１/", "http://127。0。0。1/", "http://ⓛocalhost/", "http://１６９．２５４．１６９．２５４/",
		// private networks, and those of carriers, tests and documents
		"http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.0.1/", "http://169.254.169.254/latest/meta-data/",
		"http://100.64.0.1/", "http://100.100.100.200/", "http://192.0.0.192/", "http://192.0.2.1/", "http://198.18.0.1/", "http://198.51.100.1/",
		"http://203.0.113.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://168.63.129.16/",
		// IPv6
		"http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fd00:ec2::254]/", "http://[fc00::1]/", "http://[fec0::1]/", "http://[ff02::1]/",
		"http://[2001:db8::1]/", "http://[3fff::1]/", "http://[100::1]/",
		// IPv4 inside of IPv6
		"http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:169.254.169.254]/", "http://[::127.0.0.1]/",
		"http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::1]/",
		"http://[2001:0:7f00:1::]/", "http://[::ffff:0:127.0.0.1]/",
		// names
		"http://127.0.0.1.nip.example/", "http://private.example/", "http://mixed-private.example/", "http://metadata.google.internal/", "http://router/",
		"http://printer.local/", "http://six.example/", "http://mapped.example/", "http://nowhere.example/", "http://a..example/",
		// what is no address of the web
		"ftp://public.example/", "file:///etc/passwd", "gopher://public.example/", "javascript:alert(1)", "data:text/html,x", "unix:///run/x",
		"http:public.example", "http:///path", "//public.example/", "http:\\\\127.0.0.1\\", "http://", "", "public.example",
		// ports, names and passwords
		"http://public.example:22/", "http://public.example:8080/", "http://public.example:0/", "http://public.example:99999/",
		"http://public.example@127.0.0.1/", "http://user:pass@public.example/", "http://user@public.example/", "http://127.0.0.1:6379/",
		"http://public.example%00.private.example/", "http://public.example\t/", "http://pub lic.example/",
		"http://" + strings.Repeat("a.", 140) + "example/", "http://public.example/" + strings.Repeat("a", 9000),
	}
}

// names resolves like the server of a hostile zone.
func names(_ context.Context, host string) ([]netip.Addr, error) {
	at := map[string]string{
		"public.example": "93.184.215.14", "public2.example": "93.184.215.15", "127.0.0.1.nip.example": "127.0.0.1", "private.example": "10.1.2.3", "mixed-private.example": "192.168.1.1",
		"six.example": "fd12::1", "mapped.example": "::ffff:10.0.0.1", "localhost": "127.0.0.1", "router": "192.168.0.1", "printer.local": "192.168.0.9",
	}
	if s, ok := at[strings.TrimSuffix(host, ".")]; ok {
		return []netip.Addr{netip.MustParseAddr(s)}, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}

// newTestFetcher fetches into a folder of the test, with the given options.
func newTestFetcher(t testing.TB, opt Options) *Fetcher {
	t.Helper()
	if opt.Folder == "" {
		opt.Folder = t.TempDir()
	}
	f, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// TestNoConnection: no spelling of an address that is not public leads to a connection, and a public one does.
func TestNoConnection(t *testing.T) {
	f := newTestFetcher(t, Options{})
	d := newDialer(f.guard)
	var connections atomic.Int32
	d.resolve = names
	d.connect = func(context.Context, netip.AddrPort) (net.Conn, error) {
		connections.Add(1)
		return nil, errors.New("nobody is there")
	}
	f.transport = d.transport()
	if n := len(hostile()); n < 60 {
		t.Errorf("%d spellings", n)
	}
	for _, address := range hostile() {
		if r := f.Poll(t.Context(), address); r.Failed != 1 || r.New() != 0 {
			t.Errorf("%.100s: %+v", address, r)
		}
		if n := connections.Swap(0); n != 0 {
			t.Errorf("%.100s: %d connections", address, n)
		}
	}
	for _, address := range []string{"http://public.example/", "http://PUBLIC2.example./", "https://93.184.215.14:443/x", "http://[2606:4700::1111]/", "http://[::ffff:8.8.8.8]/"} {
		if f.Poll(t.Context(), address); connections.Swap(0) == 0 {
			t.Errorf("%s: no connection", address)
		}
	}
}

// TestRebinding: a name that resolves to a public address when it is looked at, and to a private one when the connection is
// made, leads to no connection; nor does a socket that is about to connect to anything else than was checked.
func TestRebinding(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	var accepted atomic.Int32
	go func() {
		for {
			c, err := server.Accept()
			if err != nil {
				return
			}
			accepted.Add(1)
			_ = c.Close()
		}
	}()
	private := netip.MustParseAddrPort(server.Addr().String())
	f := newTestFetcher(t, Options{Ports: []uint16{private.Port()}})
	d := newDialer(f.guard)
	d.resolve = func(context.Context, string) ([]netip.Addr, error) { return []netip.Addr{private.Addr()}, nil }
	f.transport = d.transport()
	if _, err := f.guard.target("http://rebinding.example:" + server.Addr().String()[len("127.0.0.1:"):]); err != nil {
		t.Fatalf("the name alone is not wrong: %v", err)
	}
	f.Poll(t.Context(), "http://rebinding.example:"+server.Addr().String()[len("127.0.0.1:"):])
	if _, err := guarded(f.guard)(t.Context(), private); dixit.KindOf(err) != dixit.Invalid && !strings.Contains(err.Error(), "not a public address") {
		t.Errorf("connected: %v", err)
	}
	if n := accepted.Load(); n != 0 {
		t.Errorf("%d connections", n)
	}
}

// TestPublic draws addresses: what is in a private network is not public however it is embedded in IPv6.
func TestPublic(t *testing.T) {
	g := newGuard(nil)
	rapid.Check(t, func(t *rapid.T) {
		b := [4]byte(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "address"))
		four := netip.AddrFrom4(b)
		public := g.isPublic(four)
		if public && (four.IsPrivate() || four.IsLoopback() || four.IsLinkLocalUnicast() || four.IsMulticast() || four.IsUnspecified()) {
			t.Errorf("%s is public", four)
		}
		if mapped := netip.AddrFrom16(four.As16()); g.isPublic(mapped) != public {
			t.Errorf("%s is %v", mapped, !public)
		}
		nat := netip.MustParseAddr("64:ff9b::").As16()
		copy(nat[12:], b[:])
		if g.isPublic(netip.AddrFrom16(nat)) != public {
			t.Errorf("%s is %v", netip.AddrFrom16(nat), !public)
		}
		six := netip.AddrFrom16([16]byte(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "six")))
		if g.isPublic(six) && (!six.IsGlobalUnicast() || six.IsPrivate()) {
			t.Errorf("%s is public", six)
		}
	})
}

// TestTarget: what may be fetched has one form, and that form stays as it is.
func TestTarget(t *testing.T) {
	g := newGuard([]uint16{8080})
	for address, want := range map[string]string{
		" HTTP://WWW.Example.ORG ":            "http://www.example.org/",
		"https://example.org:443/a?b=c#d":     "https://example.org/a?b=c",
		"http://example.org.:80/a%20b":        "http://example.org/a%20b",
		"http://example.org:8080":             "http://example.org:8080/",
		"http://bücher.example/":              "http://xn--bcher-kva.example/",
		"http://8.8.8.8/":                     "http://8.8.8.8/",
		"https://[2606:4700:0::1111]/":        "https://[2606:4700::1111]/",
		"http://under_score.example/":         "http://under_score.example/",
		"http://example.org/a;b=c?u=http://x": "http://example.org/a;b=c?u=http://x",
	} {
		u, err := g.target(address)
		if err != nil || u.String() != want {
			t.Errorf("%s: %v %v, want %s", address, u, err, want)
			continue
		}
		if again, err := g.target(u.String()); err != nil || again.String() != want {
			t.Errorf("%s: again %v %v", want, again, err)
		}
	}
}
