package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"syscall"
	"time"
)

// Bounds on a connection.
const (
	patience     = 30 * time.Second // for each of: a connection, the TLS handshake, the header of the answer
	maxHeader    = 60 << 10         // bytes of the header of an answer
	maxAddresses = 16               // of a name that are tried
)

// dialer makes connections to public addresses. Names are resolved here, once for each connection, and each address is checked
// before it is tried; the socket's own address is checked once more when it is about to connect.
type dialer struct {
	guard   *guard
	resolve func(ctx context.Context, host string) ([]netip.Addr, error)
	connect func(ctx context.Context, to netip.AddrPort) (net.Conn, error)
}

func newDialer(g *guard) *dialer {
	resolver := &net.Resolver{PreferGo: true}
	return &dialer{
		guard: g,
		resolve: func(ctx context.Context, host string) ([]netip.Addr, error) {
			return resolver.LookupNetIP(ctx, "ip", host+".") // the dot: no suffixes of this network are tried
		},
		connect: guarded(g),
	}
}

// guarded connects to an address if the guard allows the one that the socket connects to.
func guarded(g *guard) func(context.Context, netip.AddrPort) (net.Conn, error) {
	d := &net.Dialer{
		Timeout: patience,
		ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
			to, err := netip.ParseAddrPort(address)
			if err != nil {
				return refused("address %q: %w", address, err)
			}
			return g.address(to)
		},
	}
	return func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
		return d.DialContext(ctx, "tcp", to.String())
	}
}

// dial connects to a host and port, as http.Transport asks for it.
func (d *dialer) dial(ctx context.Context, _, address string) (net.Conn, error) {
	host, service, err := net.SplitHostPort(address)
	if err != nil {
		return nil, refused("address %q: %w", address, err)
	}
	port, err := strconv.ParseUint(service, 10, 16)
	if err != nil {
		return nil, refused("address %q: %w", address, err)
	}
	found := []netip.Addr{}
	if ip, err := netip.ParseAddr(host); err == nil {
		found = append(found, ip)
	} else if found, err = d.resolve(ctx, host); err != nil {
		return nil, fmt.Errorf("host %s: %w", host, err)
	}
	last := error(refused("host %s has no address", host))
	for _, ip := range found[:min(len(found), maxAddresses)] {
		to := netip.AddrPortFrom(ip.Unmap(), uint16(port))
		if err := d.guard.address(to); err != nil {
			last = refused("host %s: %w", host, err)
			continue
		}
		c, err := d.try(ctx, to, len(found))
		if err == nil {
			return c, nil
		}
		last = fmt.Errorf("host %s: %w", host, err)
	}
	return nil, last
}

// try connects to one of n addresses, and leaves time for the others.
func (d *dialer) try(ctx context.Context, to netip.AddrPort, n int) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, max(patience/time.Duration(n), 5*time.Second))
	defer cancel()
	return d.connect(ctx, to)
}

// transport sends requests over such connections: no proxy, no compression of its own, HTTP/1.1.
func (d *dialer) transport() *http.Transport {
	return &http.Transport{
		DialContext:            d.dial,
		DisableCompression:     true, // the archive keeps what was sent
		TLSHandshakeTimeout:    patience,
		ResponseHeaderTimeout:  patience,
		IdleConnTimeout:        patience,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		MaxResponseHeaderBytes: maxHeader,
	}
}
