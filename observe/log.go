package observe

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"

	"dixit"
)

// NewLog is a log whose lines are text (logfmt) or JSON objects, from a level on (debug, info, warn, error). What looks like an address
// with secrets in it, and credentials, are taken out of what is written: see Redacted. Invalid if there is no such form or level.
func NewLog(w io.Writer, form, level string) (*slog.Logger, error) {
	opt := &slog.HandlerOptions{ReplaceAttr: tamed}
	var l slog.Level
	switch level {
	case "debug", "info", "warn", "error":
		_ = l.UnmarshalText([]byte(level)) // it is one of these
	default:
		return nil, dixit.Errorf(dixit.Invalid, "log-level %.40q: not debug, info, warn or error", level)
	}
	opt.Level = l
	switch form {
	case "text":
		return slog.New(slog.NewTextHandler(w, opt)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, opt)), nil
	}
	return nil, dixit.Errorf(dixit.Invalid, "log %.40q: not text or json", form)
}

// longest is how many bytes of a value are logged.
const longest = 2000

// tamed takes what may be secret out of an attribute, and its end if it is long. Stacks are ours, and longer.
func tamed(_ []string, a slog.Attr) slog.Attr {
	a.Value = a.Value.Resolve()
	if a.Key == "stack" {
		return a
	}
	switch v := a.Value.Any().(type) {
	case string:
		a.Value = slog.StringValue(cut(Redacted(v)))
	case error:
		a.Value = slog.StringValue(cut(Redacted(v.Error())))
	case fmt.Stringer:
		if a.Value.Kind() == slog.KindAny {
			a.Value = slog.StringValue(cut(Redacted(v.String())))
		}
	}
	return a
}

func cut(s string) string {
	if len(s) > longest {
		return strings.ToValidUTF8(s[:longest], "") + "…"
	}
	return s
}

var (
	addresses   = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]{1,20}://[^\s"'<>]+`)
	credentials = regexp.MustCompile(`(?i)\b(bearer|basic|token|password|secret|api[-_]?key|authorization)\b(["']?\s*[:= ]\s*["']?)((?:bearer |basic )?[^\s"',;&]+)`)
)

// Redacted is s with each address in it replaced by its scheme, host and name (AddressID), since any other part of it may be a secret
// that somebody was given, and with what follows a word like "password" or "Bearer" taken out.
func Redacted(s string) string {
	s = addresses.ReplaceAllStringFunc(s, func(found string) string {
		scheme, rest, _ := strings.Cut(found, "://")
		host, path := rest, ""
		if at := strings.IndexAny(rest, "/?#"); at >= 0 {
			host, path = rest[:at], rest[at:]
		}
		if at := strings.LastIndexByte(host, '@'); at >= 0 {
			host = host[at+1:]
			path += " " // it has more than a host
		}
		if path == "" || path == "/" {
			return scheme + "://" + host + path
		}
		end := len(strings.TrimRight(found, ":.,)"))
		return scheme + "://" + strings.TrimRight(host, ":.,)") + "/…" + AddressID(found[:end]) + found[end:]
	})
	return credentials.ReplaceAllString(s, "$1$2…")
}

// AddressID names an address in the log: the first twelve hex digits of its SHA-256. Whoever has the address can tell that it is meant.
func AddressID(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:6])
}
