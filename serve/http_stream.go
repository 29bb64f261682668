package serve

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// streamed is how much of a stream is gathered before it is sent, in bytes; slowest is how long sending that may take.
const (
	streamed = 32 << 10
	slowest  = 30 * time.Second
)

// Stream is an answer of any length. What is written goes out as it comes, and a client that takes none of it for a while is left.
type Stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	waiting int
}

// NewStream begins a stream of a media type as the answer to the request that ctx belongs to, which may then take as long as it does.
func NewStream(ctx context.Context, w http.ResponseWriter, mediaType string) *Stream {
	Unhurried(ctx)
	w.Header().Set("Content-Type", mediaType)
	return &Stream{w: w, control: http.NewResponseController(w)}
}

// Write implements io.Writer.
func (s *Stream) Write(p []byte) (int, error) {
	err := s.control.SetWriteDeadline(time.Now().Add(slowest))
	if err != nil && !errors.Is(err, http.ErrNotSupported) { // what is no connection has none
		return 0, err
	}
	n, err := s.w.Write(p)
	if s.waiting += n; err == nil && s.waiting >= streamed {
		err = s.Flush()
	}
	return n, err
}

// Flush sends what was written.
func (s *Stream) Flush() error {
	s.waiting = 0
	return s.control.Flush()
}

// Break ends an answer that cannot be completed, so that the client does not take what it has for the whole.
func (s *Stream) Break() { panic(http.ErrAbortHandler) }
