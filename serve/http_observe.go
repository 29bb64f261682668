package serve

import (
	"net/http"
	"time"
)

// Observer is told of requests, by several goroutines. Its functions must not wait, and may be nil.
type Observer struct {
	// Answering is called with 1 when a request comes and with -1 when it is answered.
	Answering func(more int)
	// Answered is called with each request that is answered.
	Answered func(Answered)
}

// Answered is a request that was answered.
type Answered struct {
	Route   string // the pattern that it came to, of which there are few; "none" if it came to none
	Status  int
	Refused string // why, if it came to none since it was refused: token, pace, crowd, host, origin or size; "" else
	Stream  bool   // it was a stream, which takes as long as it does
	Took    time.Duration
}

func (o Observer) answering(more int) {
	if o.Answering != nil {
		o.Answering(more)
	}
}

func (o Observer) answered(q *request, status int, took time.Duration) {
	if o.Answered == nil {
		return
	}
	a := Answered{Route: q.route, Status: status, Stream: q.stream, Took: took}
	if a.Route == "" {
		a.Route, a.Refused = "none", refusal(status)
	}
	o.Answered(a)
}

// refusal is why a request was refused that came to no route.
func refusal(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "token"
	case http.StatusTooManyRequests:
		return "pace"
	case http.StatusServiceUnavailable:
		return "crowd"
	case http.StatusMisdirectedRequest:
		return "host"
	case http.StatusForbidden:
		return "origin"
	case http.StatusRequestEntityTooLarge:
		return "size"
	}
	return ""
}
