package jetstream

import (
	"fmt"
	"log/slog"
	"strings"
)

// logger hands what a server says to a log: what it notices for those who look closely, the rest for all.
type logger struct {
	log  *slog.Logger
	stop func() // ends the server
}

func (l *logger) Noticef(format string, v ...any) { l.log.Debug("nats: " + fmt.Sprintf(format, v...)) }

func (l *logger) Errorf(format string, v ...any) { l.log.Error("nats: " + fmt.Sprintf(format, v...)) }
func (l *logger) Debugf(string, ...any)          {}
func (l *logger) Tracef(string, ...any)          {}

// Warnf leaves out that TLS were not verified: the server does not see that secureConfig does it.
func (l *logger) Warnf(format string, v ...any) {
	if !strings.HasPrefix(format, "TLS certificate chain and hostname") {
		l.log.Warn("nats: " + fmt.Sprintf(format, v...))
	}
}

// Fatalf would end a program that is only a server; here the node says that it is not ready.
func (l *logger) Fatalf(format string, v ...any) {
	l.Errorf(format, v...)
	go l.stop() // the caller may hold the server's locks
}
