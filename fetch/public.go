package fetch

import (
	"net"
	"net/http"
)

// Public is a transport for requests to addresses that others have given: it connects to nothing but public addresses (see Fetcher), on
// ports 80, 443 and these. It goes over no proxy and follows no redirect.
func Public(ports ...uint16) *http.Transport { return newDialer(newGuard(ports)).transport() }

// Anywhere is a transport like Public that connects to any address, for those which its user trusts.
func Anywhere() *http.Transport {
	t := newDialer(newGuard(nil)).transport()
	t.DialContext = (&net.Dialer{Timeout: patience}).DialContext
	return t
}
