package main

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/read"
)

// addressMaker makes units of addresses. An archive is one. Pages and listings of one host are together, so that one worker at a time
// asks it.
type addressMaker struct {
	count int // of addresses
	known map[string]bool
	hosts []string // in the order in which they came
	of    map[string]ledger.Unit
}

// address adds an address.
func (m *unitMaker) address(address string, yield func(ledger.Unit, error) bool) bool {
	if scheme, rest, ok := strings.Cut(address, "://"); ok {
		address = strings.ToLower(scheme) + "://" + rest
	}
	host := hostOf(address)
	if !isAddress(address) || host == "" {
		return yield(ledger.Unit{}, dixit.Errorf(dixit.Unreadable, "%s: neither a file nor an address that begins with http:// or https://", address))
	}
	w := &m.web
	if w.known[address] {
		return true
	}
	if w.known == nil {
		w.known, w.of = map[string]bool{}, map[string]ledger.Unit{}
	}
	w.known[address] = true
	w.count++
	unit := m.unit(address, "", read.Part{})
	if isArchive(address) {
		return yield(unit, nil)
	}
	was, ok := w.of[host]
	if !ok {
		w.hosts = append(w.hosts, host)
	} else {
		unit = was
		unit.More = append(unit.More, address)
	}
	if len(unit.More)+1 < bundleFiles && unit.Check() == nil {
		w.of[host] = unit
		return true
	}
	if ok { // it is full without the new one
		w.of[host] = m.unit(address, "", read.Part{})
		return yield(was, nil)
	}
	return yield(ledger.Unit{}, unit.Check())
}

// feeds adds the addresses of an outline.
func (m *unitMaker) feeds(addresses []string, yield func(ledger.Unit, error) bool) bool {
	for _, a := range addresses {
		if !m.address(a, yield) {
			return false
		}
	}
	return true
}

// addressed gives the units of all hosts.
func (m *unitMaker) addressed(yield func(ledger.Unit, error) bool) {
	for _, host := range m.web.hosts {
		if !yield(m.web.of[host], nil) {
			return
		}
	}
}

// read says in words how many files and addresses the units are of.
func (m *unitMaker) read() string {
	addresses := fmt.Sprintf("%d addresses", m.web.count)
	switch {
	case m.web.count == 0:
		return count(m.files, "file")
	case m.web.count == 1:
		addresses = "1 address"
	}
	if m.files == 0 {
		return addresses
	}
	return count(m.files, "file") + " and " + addresses
}

// hostOf is the host of an address, in lower case; "" if it has none, or names somebody with a password: that is not to be written down.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}

// isArchive reports whether an address is that of a file with many documents, by its name: it is downloaded, and not asked for again.
func isArchive(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	name := strings.ToLower(path.Base(u.Path))
	for _, packed := range []string{".gz", ".zst", ".bz2"} {
		name = strings.TrimSuffix(name, packed)
	}
	switch path.Ext(name) {
	case ".warc", ".arc", ".ndjson", ".jsonl", ".csv", ".tsv", ".parquet", ".zip", ".tar", ".tgz":
		return true
	}
	return false
}

// outline are the addresses in an outline of feeds (OPML); none if the file is not one. Of a damaged one there are some, and an error.
func outline(path string, size int64) ([]string, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".opml", ".xml":
	default:
		return nil, nil
	}
	if size > maxAddressFile {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "%w", err)
	}
	defer f.Close()
	head := make([]byte, 1<<10)
	n, _ := io.ReadFull(f, head) // what is wrong with the file is told when it is read
	if !bytes.Contains(bytes.ToLower(head[:n]), []byte("<opml")) {
		return nil, nil
	}
	rest, err := io.ReadAll(io.LimitReader(f, maxAddressFile))
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "%s: %w", path, err)
	}
	found, err := addressesIn(append(head[:n], rest...))
	if err != nil {
		err = dixit.Errorf(dixit.Unreadable, "%s: %w", path, err)
	}
	return found, err
}
