package fetch

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dixit"

	"golang.org/x/net/idna"
)

// maxAddress is how long an address may be, in bytes.
const maxAddress = 8 << 10

// guard says which addresses may be fetched. It is made by newGuard and never changes.
type guard struct {
	ports   []uint16
	private []netip.Prefix
	public  []netip.Prefix // of IPv6, what is not in private

	// permit lets tests reach their own server. No option sets it.
	permit func(netip.AddrPort) bool
}

// newGuard allows ports 80, 443 and some more. The networks are those that IANA's registries of special-purpose addresses do
// not call globally reachable, multicast, the old site-local and 6to4 ones, Teredo, and the address that Azure's machines find
// their metadata at. Of IPv6 only global unicast is public, and NAT64 where what is embedded is.
func newGuard(ports []uint16) *guard {
	g := &guard{ports: append([]uint16{80, 443}, ports...)}
	for _, s := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
		"192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
		"240.0.0.0/4", "168.63.129.16/32",
		"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
	} {
		g.private = append(g.private, netip.MustParsePrefix(s))
	}
	g.public = []netip.Prefix{netip.MustParsePrefix("2000::/3"), netip.MustParsePrefix("64:ff9b::/96")}
	return g
}

// address checks where a connection is about to be made to.
func (g *guard) address(to netip.AddrPort) error {
	if g.permit != nil && g.permit(to) {
		return nil
	}
	if !slices.Contains(g.ports, to.Port()) {
		return refused("port %d is not allowed", to.Port())
	}
	if !g.isPublic(to.Addr()) {
		return refused("%s is not a public address", to.Addr())
	}
	return nil
}

// isPublic reports whether an address is one of the public internet.
func (g *guard) isPublic(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	within := func(p netip.Prefix) bool { return p.Contains(a) }
	if slices.ContainsFunc(g.private, within) {
		return false
	}
	if a.Is4() {
		return true
	}
	if !slices.ContainsFunc(g.public, within) {
		return false
	}
	if b := a.As16(); b[0] == 0 { // NAT64: an IPv4 address is in the last four bytes
		return g.isPublic(netip.AddrFrom4([4]byte(b[12:])))
	}
	return true
}

// target is an address in its normal form, if it may be fetched at all: the scheme and host in lower case, without a fragment,
// the host as DNS is asked for it. What its name leads to is checked later, by address.
func (g *guard) target(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || len(address) > maxAddress {
		return nil, refused("%.200q: not an address", address)
	}
	shown := u.Redacted()
	if err := g.normalise(u); err != nil {
		return nil, refused("%.200q: %w", shown, err)
	}
	return u, nil
}

// normalise gives an address its normal form, or says why it may not be fetched.
func (g *guard) normalise(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return refused("http and https are fetched, nothing else")
	case u.Opaque != "" || u.Host == "":
		return refused("it names no host")
	case u.User != nil:
		return refused("names and passwords in addresses are not sent")
	}
	port, err := portOf(u)
	if err != nil {
		return err
	}
	host, err := hostName(u.Hostname())
	if err != nil {
		return err
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		if err := g.address(netip.AddrPortFrom(ip, port)); err != nil {
			return err
		}
		if ip.Is6() {
			host = "[" + host + "]"
		}
	} else if !slices.Contains(g.ports, port) && g.permit == nil {
		return refused("port %d is not allowed", port)
	}
	if u.Host = host; port != defaultPort(u.Scheme) {
		u.Host += ":" + strconv.Itoa(int(port))
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return nil
}

func defaultPort(scheme string) uint16 {
	if scheme == "https" {
		return 443
	}
	return 80
}

// portOf is the port of an address, that of its scheme if it names none.
func portOf(u *url.URL) (uint16, error) {
	s := u.Port()
	if s == "" {
		return defaultPort(u.Scheme), nil
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || n == 0 {
		return 0, refused("port %.20q is none", s)
	}
	return uint16(n), nil
}

// hostName is a host as DNS is asked for it, or as an IP address in its usual form. Names that lead into the machine or its own
// network by agreement are refused without asking DNS, and so are numbers that only look like IP addresses: programs differ in
// how they read "127.1" or "0x7f000001".
func hostName(host string) (string, error) {
	given := host
	if strings.Contains(host, "%") {
		return "", refused("host %.200q: a zone is not allowed", given)
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.String(), nil
	}
	host = strings.TrimSuffix(host, ".")
	for _, c := range []byte(host) {
		if c >= 0x80 {
			ascii, err := idna.Lookup.ToASCII(host)
			if err != nil {
				return "", refused("host %.200q is no name", given)
			}
			host = strings.TrimSuffix(ascii, ".")
			break
		}
	}
	host = strings.ToLower(host)
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.String(), nil
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	switch {
	case !isName(host):
		return "", refused("host %.200q is no name", given)
	case isNumber(last):
		return "", refused("host %.200q is neither a name nor an IP address", given)
	case last == host:
		return "", refused("host %.200q is not a name of the public internet", given)
	}
	for _, local := range []string{"localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "onion", "invalid"} {
		if host == local || strings.HasSuffix(host, "."+local) {
			return "", refused("host %.200q is not a name of the public internet", given)
		}
	}
	return host, nil
}

// isName reports whether s is made as host names are.
func isName(s string) bool {
	if s == "" || len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 {
			return false
		}
		for _, c := range []byte(label) {
			if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
				return false
			}
		}
	}
	return true
}

// isNumber reports whether browsers take a label for a number, and so a host that ends in it for an IP address.
func isNumber(label string) bool {
	if rest, ok := strings.CutPrefix(label, "0x"); ok {
		return strings.Trim(rest, "0123456789abcdef") == ""
	}
	return strings.Trim(label, "0123456789") == ""
}

// refused is the error for what is not fetched by the rules, whoever asks for it.
func refused(format string, args ...any) error { return dixit.Errorf(dixit.Invalid, format, args...) }
