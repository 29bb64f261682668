package serve

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// hosted refuses requests to a host that is not ours. A page of another site whose name was made to lead to this machine (DNS
// rebinding) could otherwise read what only this machine's user may.
func (m Manners) hosted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !m.answersTo(r) && !probe(r) {
			Refuse(w, http.StatusMisdirectedRequest, "the server does not go by this name; dixit serve --allow-host NAME lets it")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// answersTo reports whether a request is to a name of ours: one that was given, localhost where it comes from this machine, or the
// very address that the connection was made to, which no name can have led to otherwise.
func (m Manners) answersTo(r *http.Request) bool {
	host := strings.ToLower(r.Host)
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	name = strings.TrimSuffix(name, ".")
	if slices.Contains(m.Hosts, host) || slices.Contains(m.Hosts, name) {
		return true
	}
	here, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	local, err := netip.ParseAddrPort(here.String())
	if err != nil {
		return false
	}
	at := local.Addr().Unmap().WithZone("")
	if name == "localhost" {
		return at.IsLoopback()
	}
	asked, err := netip.ParseAddr(name)
	return err == nil && asked.Unmap().WithZone("") == at
}

// probe reports whether a request only asks whether the server is up.
func probe(r *http.Request) bool { return r.URL.Path == "/healthz" || r.URL.Path == "/readyz" }
