//go:build !unix

package testpg

import (
	"errors"
	"testing"
)

func start() (*Server, error) { return nil, errors.New("not started on this system") }

// Stop stops the server at once, as a crash would.
func (s *Server) Stop(t testing.TB) { t.Skip("not on this system") }

// Start starts it again.
func (s *Server) Start(t testing.TB) { t.Skip("not on this system") }
