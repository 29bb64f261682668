package postgres

import (
	"errors"
	"io"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Cause implements relational.Dialect.
func (d dialect) Cause(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return causeOf(e.Code)
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return "no server answers there: "
	}
	if _, ok := errors.AsType[network](err); ok || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the server broke off: "
	}
	return ""
}

// network is an error of a connection, as net.Error is.
type network interface {
	error
	Timeout() bool
}

// causeOf says in plain words what a code of an error means (PostgreSQL, appendix A).
func causeOf(code string) string {
	switch code {
	case "3D000":
		return "there is no such database (createdb makes one): "
	case "42501", "25006":
		return "it may not be written to or read by this user: "
	case "53100":
		return "the server's disk is full: "
	case "53300":
		return "the server takes no more connections: "
	case "55P03":
		return "another program is writing to it: "
	case "57P01", "57P02", "57P03":
		return "the server stops or starts: "
	case "58030":
		return "the server's disk failed: "
	}
	switch code[:min(2, len(code))] {
	case "28":
		return "the server does not let this user in: "
	case "53":
		return "the server lacks room: "
	case "54":
		return "it is more than the server can do: "
	case "XX":
		return "damaged: "
	}
	return ""
}

// Damaged implements relational.Dialect: after such an error the transaction is over, and there is no rest to be looked at.
func (d dialect) Damaged(error) bool { return false }

// Passing implements relational.Dialect: a deadlock, or what another transaction has changed meanwhile.
func (d dialect) Passing(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (e.Code == "40001" || e.Code == "40P01")
}

// secretless is a URL without what may be a password in it.
func secretless(s string) string {
	if u, err := url.Parse(s); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Host + u.EscapedPath()
	}
	scheme, _, _ := strings.Cut(s, "://")
	return scheme + "://…"
}
