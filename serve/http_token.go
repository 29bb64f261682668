package serve

import (
	"bufio"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"

	"dixit"
)

// Caller is who sends a request.
type Caller struct {
	Name  string // of the token, or the address where there is none
	Known bool   // has a token
	Write bool   // may change the ledger
}

// CallerOf is who sent the request that ctx belongs to; nobody, if it belongs to none.
func CallerOf(ctx context.Context) Caller { return requestOf(ctx).caller }

// Tokens are what callers are known by. Only hashes are kept: whoever reads the file of tokens cannot act with them.
type Tokens struct{ list []token }

type token struct {
	Caller
	hash [sha256.Size]byte
}

// maxTokens is how many there may be: each is compared with, so that the time tells nothing.
const maxTokens = 1000

// ReadTokens reads tokens, one a line: a name, what it may (read or write), and the SHA-256 of the token in hex. Empty lines and
// those that begin with # are passed over. A line that is none of these is Invalid, and so is a file without tokens.
func ReadTokens(r io.Reader) (*Tokens, error) {
	t := &Tokens{}
	lines := bufio.NewScanner(io.LimitReader(r, 1<<20))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) != 3 || f[1] != "read" && f[1] != "write" {
			return nil, dixit.Errorf(dixit.Invalid, "line %d: not NAME read|write SHA256", n)
		}
		hash, err := hex.DecodeString(f[2])
		if err != nil || len(hash) != sha256.Size {
			return nil, dixit.Errorf(dixit.Invalid, "line %d: not the SHA-256 of a token, in hex", n)
		}
		t.list = append(t.list, token{Caller{f[0], true, f[1] == "write"}, [sha256.Size]byte(hash)})
	}
	if err := lines.Err(); err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "%w", err)
	}
	if len(t.list) == 0 || len(t.list) > maxTokens {
		return nil, dixit.Errorf(dixit.Invalid, "%d tokens, not from 1 to %d", len(t.list), maxTokens)
	}
	return t, nil
}

// caller is whose token it is. Every hash is compared with, each in constant time.
func (t *Tokens) caller(secret string) (Caller, bool) {
	sum := sha256.Sum256([]byte(secret))
	var found Caller
	ok := false
	for _, k := range t.list {
		if subtle.ConstantTimeCompare(sum[:], k.hash[:]) == 1 {
			found, ok = k.Caller, true
		}
	}
	return found, ok
}

// wrongToken is what a request with a token that is none costs of a client's pace.
const wrongToken = 10

// identified finds out who calls, keeps each to a pace, and refuses those who may not read. A token comes as a bearer's, or as the
// password of whatever user, so that browsers can ask for it.
func (m Manners) identified(pace *limiter, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if probe(r) {
			next.ServeHTTP(w, r)
			return
		}
		secret := secretOf(r)
		caller, price := Caller{Name: client(r)}, 1
		key := caller.Name
		if m.Tokens != nil && secret != "" {
			if named, ok := m.Tokens.caller(secret); ok {
				caller = named
				key = "token " + caller.Name // no address is called so
			} else {
				price = wrongToken
			}
		}
		if wait, ok := pace.take(key, price); !ok {
			w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
			Refuse(w, http.StatusTooManyRequests, "too many requests from this client")
			return
		}
		requestOf(r.Context()).caller = caller
		if m.Tokens != nil && !caller.Known && (secret != "" || !m.Open) {
			Refuse(w, http.StatusUnauthorized, "a token is needed, and there is none that this server knows")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// secretOf is the token that a request has; "" if it has none.
func secretOf(r *http.Request) string {
	if _, password, ok := r.BasicAuth(); ok {
		return password
	}
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(secret)
	}
	return ""
}

// mayWrite refuses (a Problem) a request whose caller may not change the ledger.
func mayWrite(ctx context.Context) error {
	switch c := CallerOf(ctx); {
	case c.Write:
		return nil
	case c.Known:
		return problem(http.StatusForbidden, "this token has no right to write")
	default:
		return problem(http.StatusUnauthorized, "only a token with the right to write may do this; see dixit serve --token-file")
	}
}
