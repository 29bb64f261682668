package main

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"regexp"
	"strings"

	"dixit"
	"dixit/fetch"

	"github.com/spf13/cobra"
)

// webFlags say how a worker asks the web for addresses.
type webFlags struct {
	out     string
	rate    float64
	contact string
	ports   []int
}

func (w *webFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&w.out, "out", "", "fetch into this `FOLDER`, not beside the ledger")
	c.Flags().Float64Var(&w.rate, "rate", fetch.DefaultRate, "send a host at most `N` requests a second")
	c.Flags().StringVar(&w.contact, "contact", "", "name an `ADDRESS` in the User-Agent")
	c.Flags().IntSliceVar(&w.ports, "allow-port", nil, "a `PORT` besides 80 and 443")
}

// web is what a worker needs to ask the web. Nothing is asked or made yet.
func (w webFlags) web(t *terminal, ledger string) (*unitWeb, error) {
	if w.rate <= 0 {
		return nil, usage("rate %g: not over 0", w.rate)
	}
	ports, err := portsOf(w.ports)
	if err != nil {
		return nil, err
	}
	o := fetch.Options{Rate: w.rate, Contact: w.contact, Ports: ports, Hosts: fetch.NewHosts(), Transport: t.transport}
	return &unitWeb{o, func() (string, error) { return fetchedFolder(w.out, ledger, t.getenv) }}, o.Check()
}

// unitWeb is the web as a worker knows it: how fast each host may be asked, whoever of its jobs asks.
type unitWeb struct {
	opts   fetch.Options
	folder func() (string, error) // to fetch into; many workers never need one
}

// open opens a folder below that of the worker to fetch into. Tell is called with what cannot be had; it may be nil.
func (w *unitWeb) open(folder string, tell func(error)) (*fetch.Fetcher, string, error) {
	root, err := w.folder()
	if err != nil {
		return nil, "", dixit.Errorf(dixit.Unavailable, "no folder to fetch into is known; give --out: %w", err)
	}
	o := w.opts
	o.Folder, o.Tell = filepath.Join(root, folder), tell
	f, err := fetch.New(o)
	return f, o.Folder, err
}

// tame are names of files and folders that mean nothing else anywhere.
var tame = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9._-]{0,150}$`)

// fileName is a name that others chose as one of a file: itself where that does no harm, else a hash of it.
func fileName(s string) string {
	if tame.MatchString(s) {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return "x-" + hex.EncodeToString(sum[:8])
}

// fetchedFolder is where what is fetched is kept: the one that is given, else one beside the ledger that a flag names.
func fetchedFolder(given, flag string, getenv func(string) string) (string, error) {
	if given != "" {
		return given, nil
	}
	path, err := ledgerPath(flag, getenv)
	if err != nil {
		return "", err
	}
	if isDatabase(path) {
		data, err := dataFolder(getenv)
		if err != nil {
			return "", err
		}
		path = filepath.Join(data, "dixit", "ledger.db")
	}
	return strings.TrimSuffix(path, filepath.Ext(path)) + ".fetched", nil
}

// portsOf are ports as numbers of 16 bits.
func portsOf(given []int) (ports []uint16, err error) {
	for _, p := range given {
		if p < 1 || p > 65535 {
			return nil, usage("port %d: there is none", p)
		}
		ports = append(ports, uint16(p))
	}
	return ports, nil
}
