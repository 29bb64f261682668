package serve

import (
	"context"
	"net/http"
	"strings"
	"time"

	"dixit"
)

// maxListeners is how many may be told at once what goes on.
const maxListeners = 32

// How often it is looked whether there is something to tell, and how often those who listen hear that there is not: proxies and
// browsers leave a connection on which nothing is said.
const (
	lookEvery  = time.Second
	breathe    = 15 * time.Second
	comeBackIn = "3000" // milliseconds after which a browser comes back that was left
)

// endingKey is where a context has what is closed when the server begins to end.
type endingKey struct{}

// Tell answers with server-sent events: one named name with what say makes, at once and whenever it is another one, until the client
// goes or the server ends. Beyond some listeners it is Unavailable. An error of say before anything is told is returned; later it ends
// the stream.
func (s *Service) Tell(ctx context.Context, w http.ResponseWriter, name string, say func(context.Context) (string, error)) error {
	leave, ok := s.ears.enter(ctx, 0)
	if !ok {
		return dixit.Errorf(dixit.Unavailable, "too many are listening; come again")
	}
	defer leave()
	now, err := say(ctx)
	if err != nil {
		return err
	}
	w.Header().Set("No-Gzip-Compression", "1") // it would hold back what is to be seen (gzhttp.HeaderNoCompression)
	to := NewStream(ctx, w, "text/event-stream; charset=utf-8")
	ending, _ := ctx.Value(endingKey{}).(<-chan struct{})
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	told, at := "", time.Time{}
	for {
		out := ""
		switch {
		case now != told || at.IsZero():
			out = event(name, now)
		case time.Since(at) >= breathe:
			out = ": nothing new\n\n"
		}
		if out != "" {
			told, at = now, time.Now()
			if _, err := to.Write([]byte(out)); err != nil || to.Flush() != nil {
				return nil // the client is gone
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ending:
			return nil
		case <-tick.C:
		}
		if now, err = say(ctx); err != nil {
			s.Problem(ctx, err) // it is logged
			return nil
		}
	}
}

// event is data as an event of the stream.
func event(name, data string) string {
	lines := strings.FieldsFunc(data, func(r rune) bool { return r == '\n' || r == '\r' })
	return "retry: " + comeBackIn + "\nevent: " + name + "\ndata: " + strings.Join(lines, "\ndata: ") + "\n\n"
}
