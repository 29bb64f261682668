package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/read"
)

// Bounds on a bundle of small files, and on the paths in a list.
const (
	smallFile   = 1 << 20 // bytes of a file that is bundled with others, at most
	bundleFiles = 1000
	bundleBytes = 32 << 20
	maxPath     = 32 << 10
	mostNotes   = 20
)

// bundleDigest begins the digest of a bundle, which is not that of a file.
const bundleDigest = "bundle "

// unitMaker makes units of files.
type unitMaker struct {
	part      int64 // bytes
	published string
	fields    []string
	base      string    // stands before the names in lists; "" for nothing
	in        io.Reader // standard input

	files int
	web   addressMaker
	whole []string // why large files are one unit; the first mostNotes

	bundle ledger.Unit
	size   int64
}

// units yields units of all that is in paths, and in those that lists name, in order; and what cannot be read.
func (m *unitMaker) units(ctx context.Context, paths, lists []string) iter.Seq2[ledger.Unit, error] {
	return func(yield func(ledger.Unit, error) bool) {
		for path, err := range m.paths(paths, lists) {
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				if !yield(ledger.Unit{}, err) {
					return
				}
				continue
			}
			for u, err := range m.of(ctx, path) {
				if !yield(u, err) {
					return
				}
			}
		}
		if m.bundle.Path != "" && !yield(m.bundled()) {
			return
		}
		m.addressed(yield)
	}
}

// paths are those that were given, and those in lists.
func (m *unitMaker) paths(paths, lists []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, p := range paths {
			if !yield(p, nil) {
				return
			}
		}
		for _, l := range lists {
			for p, err := range listed(l, m.in, m.base) {
				if !yield(p, err) {
					return
				}
			}
		}
	}
}

// of yields the units that are complete with what is at a path.
func (m *unitMaker) of(ctx context.Context, path string) iter.Seq2[ledger.Unit, error] {
	return func(yield func(ledger.Unit, error) bool) {
		if strings.Contains(path, "://") {
			m.address(path, yield)
			return
		}
		absolute, err := filepath.Abs(path)
		if err == nil {
			var info os.FileInfo
			if info, err = os.Stat(absolute); err == nil && info.IsDir() {
				for p, err := range read.Files(ctx, absolute) {
					if err != nil {
						if !yield(ledger.Unit{}, err) {
							return
						}
					} else if !m.file(ctx, p, yield) {
						return
					}
				}
				return
			}
		}
		if err != nil {
			yield(ledger.Unit{}, dixit.Errorf(dixit.Unreadable, "%w", err))
			return
		}
		m.file(ctx, absolute, yield)
	}
}

// file adds a file: to the bundle, or as units of its own.
func (m *unitMaker) file(ctx context.Context, path string, yield func(ledger.Unit, error) bool) bool {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s: not a regular file", path)
	}
	if err != nil {
		return yield(ledger.Unit{}, dixit.Errorf(dixit.Unreadable, "%w", err))
	}
	m.files++
	feeds, err := outline(path, info.Size())
	if err != nil && !yield(ledger.Unit{}, err) {
		return false
	}
	if len(feeds) > 0 || err != nil {
		return m.feeds(feeds, yield)
	}
	if info.Size() <= smallFile {
		return m.small(path, info, yield)
	}
	if m.bundle.Path != "" && !yield(m.bundled()) {
		return false
	}
	digest, err := fileDigest(path)
	if err != nil {
		return yield(ledger.Unit{}, err)
	}
	parts, why, err := read.Parts(ctx, path, m.part)
	if err != nil {
		return yield(ledger.Unit{}, err)
	}
	if why != "" && len(m.whole) < mostNotes {
		m.whole = append(m.whole, path+": is one unit: "+why)
	}
	for _, p := range parts {
		if !yield(m.unit(path, digest, p), nil) {
			return false
		}
	}
	return true
}

// unit is a unit of a file, or the beginning of a bundle.
func (m *unitMaker) unit(path, digest string, p read.Part) ledger.Unit {
	return ledger.Unit{
		Path: path, From: p.From, To: p.To, Digest: digest, Published: m.published, Fields: m.fields, Engine: dixit.Version,
	}
}

// small adds a file to the bundle, and gives the bundle if it is full then. What tells it from another is when its files were changed
// and how large they are: to read them all would take as long as to read them for good.
func (m *unitMaker) small(path string, info os.FileInfo, yield func(ledger.Unit, error) bool) bool {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d %d", m.bundle.Digest, path, info.Size(), info.ModTime().UnixNano()))
	if m.bundle.Path == "" {
		m.bundle = m.unit(path, "", read.Part{})
	} else {
		m.bundle.More = append(m.bundle.More, path)
	}
	m.bundle.Digest = bundleDigest + hex.EncodeToString(sum[:])
	m.size += info.Size()
	if len(m.bundle.More)+1 < bundleFiles && m.size < bundleBytes && m.bundle.Check() == nil {
		return true
	}
	return yield(m.bundled())
}

// bundled is the bundle, after which another begins. One file alone is known by what it holds, as any whole file is.
func (m *unitMaker) bundled() (u ledger.Unit, err error) {
	u = m.bundle
	m.bundle, m.size = ledger.Unit{}, 0
	if len(u.More) == 0 {
		u.Digest, err = fileDigest(u.Path)
	}
	return u, err
}
