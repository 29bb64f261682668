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

// startAlerts runs alerts, if there are any, until stop is called.
func startAlerts(ctx context.Context, c alert.Config, store alert.Store, link func(id string) string, log *slog.Logger) (stop func()) {
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

// watchAlerts runs the alerts of a file, if one is given, on the ledger that a flag names. Stop ends that.
func watchAlerts(ctx context.Context, t *terminal, file, flag string) (stop func() error, err error) {
	c, err := readAlerts(file)
	if err != nil || len(c.Alerts) == 0 {
		return func() error { return nil }, err
	}
	path, err := ledgerPath(flag, t.getenv)
	if err != nil {
		return nil, err
	}
	store, err := openLedger(ctx, path)
	if err != nil {
		return nil, err
	}
	nowhere := func(string) string { return "" }
	end := startAlerts(ctx, c, store, nowhere, slog.New(slog.NewTextHandler(t.err, nil)))
	return func() error {
		end()
		return store.Close()
	}, nil
}
