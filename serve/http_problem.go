package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"dixit"
	"dixit/ledger"
)

// Problem is why a request was not answered (RFC 9457).
type Problem struct {
	Title  string `json:"title"`            // what the status means
	Status int    `json:"status"`           //
	Detail string `json:"detail,omitempty"` // what is wrong with this request, for a person to read

	Location string `json:"-"` // where what was asked for is, if it is elsewhere
}

// Error implements error.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the status of the answer.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is the media type of a problem in JSON.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// Problem is what to tell a client of an error in the answer to the request that ctx belongs to, which may have taken too long. What
// is our fault is logged, with the id of the request.
func (s *Service) Problem(ctx context.Context, err error) *Problem {
	if known, ok := errors.AsType[*Problem](err); ok {
		return known
	}
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	p := problemOf(err)
	if p.Status == http.StatusInternalServerError {
		s.Log.LogAttrs(ctx, slog.LevelError, "defect", slog.String("request", RequestID(ctx)), slog.String("error", err.Error()))
	}
	return p
}

// Damaged is err as it is told of where it comes from what is kept: what cannot be read there is our damage, and not the client's.
func Damaged(err error) error {
	if err != nil && dixit.KindOf(err) == dixit.Unreadable {
		return dixit.Errorf(dixit.Internal, "%w", err)
	}
	return err
}

// problemOf is what to tell a client of an error. Of a defect of ours nothing is told but that there is one.
func problemOf(err error) *Problem {
	if tooLong, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return problem(http.StatusRequestEntityTooLarge, fmt.Sprintf("body over %d bytes", tooLong.Limit))
	}
	switch status := dixit.KindOf(err).HTTPStatus(); {
	case errors.Is(err, ledger.ErrGone):
		return problem(http.StatusGone, err.Error())
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return problem(http.StatusServiceUnavailable, err.Error()) // a client that has gone does not read it
	case status == http.StatusInternalServerError:
		return problem(status, "a defect of the server; its log says more")
	default:
		return problem(status, err.Error())
	}
}

func problem(status int, detail string) *Problem {
	return &Problem{Title: http.StatusText(status), Status: status, Detail: strings.ToValidUTF8(detail, "\ufffd")}
}

// Refuse answers with a problem.
func Refuse(w http.ResponseWriter, status int, detail string) { problem(status, detail).Write(w) }

// GetHeaders is what else the answer says: where to look, and how a token is given, if that is what is missing.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.Location != "" {
		h.Set("Location", p.Location)
	}
	if p.Status == http.StatusUnauthorized {
		h.Add("WWW-Authenticate", `Bearer realm="dixit"`)
		h.Add("WWW-Authenticate", `Basic realm="dixit", charset="UTF-8"`)
	}
	return h
}

// Write answers with the problem.
func (p *Problem) Write(w http.ResponseWriter) {
	data, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and a number
	}
	h := w.Header()
	for name, values := range p.GetHeaders() {
		h[name] = values
	}
	h.Set("Content-Type", p.ContentType(""))
	h.Del("Content-Length")
	h.Del("ETag")
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(data, '\n')) // a client that is gone needs no answer
}
