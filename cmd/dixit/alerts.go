package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"dixit"
	"dixit/alert"
	"dixit/fetch"
	"dixit/query"

	"github.com/spf13/cobra"
)

// alertsFlag adds --alerts to a command.
func alertsFlag(c *cobra.Command, file *string) {
	c.Flags().StringVar(file, "alerts", "", "tell others what searches gain, as `FILE` says")
}

// readAlerts reads a file of alerts; none if its name is "".
func readAlerts(file string) (alert.Config, error) {
	if file == "" {
		return alert.Config{}, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return alert.Config{}, usage("alerts: %w", err)
	}
	defer f.Close()
	c, err := alert.ReadConfig(f)
	if err == nil {
		err = c.Check(query.Parse)
	}
	if err != nil {
		return c, dixit.Errorf(dixit.Invalid, "alerts %s: %w", file, err)
	}
	return c, nil
}

// startAlerts runs alerts, if there are any, until stop is called. Messages go out through what is given; nil for the connections of fetch.
func startAlerts(ctx context.Context, c alert.Config, store alert.Store, link func(id string) string, log *slog.Logger, through http.RoundTripper) (stop func()) {
	if len(c.Alerts) == 0 {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	dial := (&net.Dialer{Timeout: 30 * time.Second}).DialContext
	opt := alert.Options{
		Store: store, Parse: query.Parse, Link: link, Log: log,
		Transports: alert.Transports{
			Public:  func(port uint16) http.RoundTripper { return fetch.Public(port) },
			Private: fetch.Anywhere(), Dial: dial,
		},
	}
	if through != nil {
		opt.Public, opt.Private = func(uint16) http.RoundTripper { return through }, through
	}
	var running sync.WaitGroup
	running.Go(func() {
		if err := alert.Run(ctx, c, opt); err != nil {
			log.Error("alerts", "error", err)
		}
	})
	return func() {
		cancel()
		running.Wait()
	}
}
