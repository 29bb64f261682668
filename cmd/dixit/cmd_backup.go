package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"dixit"

	"github.com/spf13/cobra"
)

// backupOptions are the flags of dixit backup.
type backupOptions struct {
	ledger string
	force  bool
}

// newBackupCommand is dixit backup.
func newBackupCommand(t *terminal) *cobra.Command {
	var opts backupOptions
	c := &cobra.Command{
		Use:   "backup [--ledger PATH] [--force] FILE",
		Short: "Copy the ledger into a file while it is in use",
		Long: `FILE holds all that was on disk when the copy was begun, as it was at one
moment, and is itself a ledger: dixit search --ledger FILE searches it. It is
there whole and on disk, or not at all. If its name ends in .zst, it is packed;
zstd -d unpacks it. Others can read and write meanwhile.`,
		Example: `  dixit backup ledger-2025-09-25.db
  dixit backup /media/disk/ledger.db.zst --force`,
		Annotations: exits("  0  done", "  2  the command line is wrong, or there is such a file already",
			"  4  the ledger cannot be opened or read, or the file cannot be written"),
		Args: someArguments("the file to copy the ledger into"),
		RunE: func(c *cobra.Command, args []string) error { return runBackup(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().BoolVar(&opts.force, "force", false, "replace a file that is there")
	return c
}

// runBackup copies the ledger.
func runBackup(ctx context.Context, t *terminal, opts backupOptions, args []string) error {
	if len(args) > 1 {
		return usage("backup: one file at a time, got %d", len(args))
	}
	path, err := ledgerPath(opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	if err := replaceable(args[0], path, opts.force); err != nil {
		return err
	}
	store, checker, err := checkable(ctx, opts.ledger, t)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := checker.Backup(ctx, args[0]); err != nil {
		return err
	}
	info, err := os.Stat(args[0])
	if err != nil {
		return dixit.Errorf(dixit.Unavailable, "backup: %w", err)
	}
	return t.printf("%s: %s\n", printable(args[0]), size(info.Size()))
}

// replaceable refuses a file that is there, unless it may be replaced; the ledger itself may not.
func replaceable(file, ledger string, force bool) error {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return dixit.Errorf(dixit.Unavailable, "backup: %w", err)
	}
	if info.IsDir() {
		return usage("backup: %s is a folder; give a file", file)
	}
	if own, err := os.Stat(ledger); err == nil && os.SameFile(info, own) {
		return usage("backup: %s is the ledger itself", file)
	}
	if !force {
		return usage("backup: %s is there already; --force replaces it", file)
	}
	return nil
}
