package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"dixit"
	"dixit/examples"
	"dixit/ledger"
	"dixit/serve"
	"dixit/serve/api"
	"dixit/serve/mcp"
	"dixit/serve/web"

	"github.com/spf13/cobra"
)

// serveOptions are the flags of dixit serve.
type serveOptions struct {
	ledger  string
	listen  string
	tokens  string
	public  bool
	hosts   []string
	url     string
	rate    float64
	demo    bool
	verbose bool
	alerts  string
	drain   time.Duration

	observing
}

// newServeCommand is dixit serve.
func newServeCommand(t *terminal) *cobra.Command {
	var opts serveOptions
	c := &cobra.Command{
		Use:   "serve [--ledger PATH] [--listen HOST:PORT] [--token-file FILE] [--demo]",
		Short: "Show the ledger in a browser, and answer programs",
		Long: `Pages (docs/web.md) are at the address that is printed, for a browser. The API
(docs/api.md) is under /api/v1, its description at /api/openapi.json, feeds
under /feeds, and /mcp is for language models. Nothing is fetched from anywhere.
Requests to a host that is not this machine, or from another site's page, are
refused.

Only this machine reaches the server, unless --listen says another address (port
0 is any that is free, and is printed); then --token-file must say who may read,
or --public that everybody may. The file's lines are NAME read|write SHA256, the
last being the hash of a token that is sent as "Authorization: Bearer TOKEN" or
as a password. Only a token with the right to write can correct statements. A
token is made with

  t=$(openssl rand -hex 32); echo "$t"
  echo "desk write $(printf %s "$t" | sha256sum | cut -d' ' -f1)" >> FILE

It ends at an interrupt (Ctrl-C) or SIGTERM: it is no longer ready (/readyz),
--drain later takes no new requests, and answers those that it has. Others may
read and write the ledger meanwhile. Of --metrics and --log docs/METRICS.md
tells.`,
		Example: `  dixit serve
  dixit serve --demo --listen 127.0.0.1:9000
  dixit serve --listen 0.0.0.0:80 --token-file tokens --allow-host dixit.example`,
		Annotations: exits("  0  it was ended", "  2  the command line or the file of tokens is wrong",
			"  4  the ledger or the address cannot be opened"),
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runServe(c.Context(), t, opts) },
	}
	ledgerFlag(c, &opts.ledger)
	f := c.Flags()
	f.StringVar(&opts.listen, "listen", usualAddress, "answer at `HOST:PORT`")
	f.StringVar(&opts.tokens, "token-file", "", "the `FILE` that says who may read and write")
	f.BoolVar(&opts.public, "public", false, "everybody may read who reaches the address")
	f.StringSliceVar(&opts.hosts, "allow-host", nil, "another `NAME` that the server goes by")
	f.StringVar(&opts.url, "url", "", "its `URL` in what it gives others, as behind a proxy")
	f.Float64Var(&opts.rate, "rate", 50, "`N` requests a second of a client; 0: all")
	f.BoolVar(&opts.demo, "demo", false, "serve the articles that ship, in their own ledger")
	f.BoolVar(&opts.verbose, "verbose", false, "log every request, as --log-level debug does")
	f.DurationVar(&opts.drain, "drain", 0, "be unready for `TIME` before it ends, 0s to 5m")
	opts.flags(c, "text")
	alertsFlag(c, &opts.alerts)
	return c
}

// usualAddress is where a server answers if nobody says where.
const usualAddress = "127.0.0.1:8484"

// runServe serves a ledger until ctx ends, which is no error.
func runServe(ctx context.Context, t *terminal, opts serveOptions) (err error) {
	if opts.verbose {
		opts.level = "debug"
	}
	if opts.drain < 0 || opts.drain > 5*time.Minute {
		return usage("drain %s: not from 0s to 5m", opts.drain)
	}
	ob, err := opts.start(ctx, t)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ob.stop()) }()
	log := ob.log
	manners, err := opts.manners(log)
	if err != nil {
		return err
	}
	manners.Observer = ob.requests()
	alerts, err := readAlerts(opts.alerts)
	if err != nil {
		return err
	}
	store, path, done, err := opts.open(ctx, t)
	if err != nil {
		return err
	}
	ob.ledger.opened(store, path)
	defer func() { err = errors.Join(err, done()) }()
	defer ob.ledger.closing()
	listener, err := serve.Listen(ctx, opts.listen, opts.public || opts.tokens != "")
	if err != nil {
		return err
	}
	address := opts.address(listener.Addr())
	mux := http.NewServeMux()
	service := serve.New(store, newReader(), serve.Links{Base: address}, log)
	defer service.Close()
	service.Questions = questionsOf(store)
	api.RegisterProbes(mux, service)
	mux.Handle("/mcp", mcp.Handler(service))
	if err := errors.Join(api.Register(mux, service), web.Register(mux, service)); err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := t.printf("%s\n", address); err != nil {
		return errors.Join(err, listener.Close())
	}
	stop := startAlerts(ctx, alerts, store, func(id string) string { return address + "/s/" + id }, log, t.transport)
	defer stop()
	serving, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	defer context.AfterFunc(ctx, func() {
		ob.health.Drain()
		service.End()
		log.Info("unready", "drain", opts.drain)
		time.AfterFunc(opts.drain, end)
	})()
	return serve.Serve(serving, listener, manners.Handler(mux), log)
}

// address is what the server gives others as its own: as the flags say, else where it listens. One that listens everywhere goes by the
// first name that it was given.
func (opts serveOptions) address(at net.Addr) string {
	if opts.url != "" {
		return strings.TrimSuffix(opts.url, "/")
	}
	bound, err := netip.ParseAddrPort(at.String())
	if err != nil || !bound.Addr().IsUnspecified() {
		return "http://" + at.String()
	}
	return "http://" + net.JoinHostPort(append(opts.hosts, "localhost")[0], strconv.Itoa(int(bound.Port())))
}

// manners are what the flags say of whom to answer.
func (opts serveOptions) manners(log *slog.Logger) (serve.Manners, error) {
	m := serve.Manners{Hosts: opts.hosts, Open: opts.public, Rate: opts.rate, Log: log}
	if opts.rate < 0 {
		return m, usage("rate %v: less than none", opts.rate)
	}
	if opts.url != "" {
		u, err := url.Parse(opts.url)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return m, usage("url %.200q: not http://HOST or https://HOST", opts.url)
		}
		m.Hosts = append(m.Hosts, u.Host, u.Hostname())
	}
	for i, h := range m.Hosts {
		m.Hosts[i] = strings.ToLower(h)
	}
	if opts.tokens == "" {
		return m, nil
	}
	f, err := os.Open(opts.tokens)
	if err != nil {
		return m, usage("token-file: %w", err)
	}
	defer f.Close()
	if m.Tokens, err = serve.ReadTokens(f); err != nil {
		return m, dixit.Errorf(dixit.Invalid, "token-file %s: %w", opts.tokens, err)
	}
	return m, nil
}

// open opens the ledger that is served; done ends its use.
func (opts serveOptions) open(ctx context.Context, t *terminal) (store ledger.Ledger, path string, done func() error, err error) {
	if !opts.demo {
		if path, err = ledgerPath(opts.ledger, t.getenv); err != nil {
			return nil, "", nil, err
		}
		store, err := existingLedger(ctx, path, t.getenv)
		if err != nil {
			return nil, "", nil, err
		}
		return store, path, store.Close, nil
	}
	if opts.ledger != "" {
		return nil, "", nil, usage("serve: either --demo or --ledger")
	}
	dir, err := os.MkdirTemp("", "dixit-demo-")
	if err != nil {
		return nil, "", nil, dixit.Errorf(dixit.Unavailable, "demo: %w", err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir) // what failed is what matters
		}
	}()
	articles := filepath.Join(dir, "articles")
	path = filepath.Join(dir, "ledger.db")
	if err := os.CopyFS(articles, examples.Articles); err != nil {
		return nil, "", nil, dixit.Errorf(dixit.Unavailable, "demo: %w", err)
	}
	quiet := *t
	quiet.out, quiet.isTerminal = io.Discard, false
	if err := runIngest(ctx, &quiet, ingestOptions{ledger: path, jobs: 1}, []string{articles}); err != nil {
		return nil, "", nil, err
	}
	if store, err = openLedger(ctx, path); err != nil {
		return nil, "", nil, err
	}
	return store, path, func() error { return errors.Join(store.Close(), os.RemoveAll(dir)) }, nil
}
