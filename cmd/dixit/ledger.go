package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/postgres"
	"dixit/ledger/sqlite"

	"github.com/spf13/cobra"
)

// ledgerFlag adds --ledger to a command.
func ledgerFlag(c *cobra.Command, path *string) {
	c.Flags().StringVar(path, "ledger", "", "the ledger: a file's `PATH`, or postgres://…")
}

// ledgerPath is where the ledger is: as the flag says, else as DIXIT_LEDGER does, else in the user's data folder. It is a file's path or
// the URL of a database, which may hold a password (ledgerName).
func ledgerPath(flag string, getenv func(string) string) (string, error) {
	path := flag
	if path == "" {
		path = getenv("DIXIT_LEDGER")
	}
	if path == "" {
		dir, err := dataFolder(getenv)
		if err != nil {
			return "", err
		}
		path = filepath.Join(dir, "dixit", "ledger.db")
	}
	if scheme, _, ok := strings.Cut(path, "://"); ok && !isDatabase(path) {
		return "", usage("ledger: %s is not a kind of ledger; give a file's path or postgres://…", printable(scheme))
	}
	return path, nil
}

// isDatabase reports whether the ledger at path is in a database of PostgreSQL.
func isDatabase(path string) bool {
	return strings.HasPrefix(path, "postgres://") || strings.HasPrefix(path, "postgresql://")
}

// ledgerName is what the ledger at path is called, without a password.
func ledgerName(path string) string {
	if isDatabase(path) {
		return postgres.Name(path)
	}
	return path
}

// dataFolder is where programs of this system keep a user's data.
func dataFolder(getenv func(string) string) (string, error) {
	if dir := getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	home, below := getenv("HOME"), []string{".local", "share"}
	switch runtime.GOOS {
	case "windows":
		home, below = getenv("LocalAppData"), nil
	case "darwin", "ios":
		below = []string{"Library", "Application Support"}
	}
	if home == "" {
		return "", usage("ledger: no home folder is known; give --ledger or set DIXIT_LEDGER")
	}
	return filepath.Join(append([]string{home}, below...)...), nil
}

// openLedger opens the ledger to write, and makes it if need be.
func openLedger(ctx context.Context, path string) (ledger.Ledger, error) {
	if isDatabase(path) {
		return postgres.Open(ctx, path)
	}
	return sqlite.Open(ctx, path)
}

// existingLedger opens a ledger that is already there.
func existingLedger(ctx context.Context, flag string, getenv func(string) string) (ledger.Ledger, error) {
	path, err := ledgerPath(flag, getenv)
	if err != nil {
		return nil, err
	}
	there := true
	if isDatabase(path) {
		if there, err = postgres.Exists(ctx, path); err != nil {
			return nil, err
		}
	} else if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		there = false
	}
	if !there {
		return nil, dixit.Errorf(dixit.Unavailable, "ledger %s: there is none yet; dixit ingest makes it", ledgerName(path))
	}
	return openLedger(ctx, path)
}
