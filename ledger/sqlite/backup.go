package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dixit/ledger/relational"

	"github.com/klauspost/compress/zstd"
)

// Backup implements ledger.Checker: VACUUM INTO, which reads in one transaction. A file whose name ends in .zst is compressed. A
// file that is there is replaced once the new one is on disk.
func (s *Store) Backup(ctx context.Context, path string) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp") // for its owner only, as the ledger is
	if err != nil {
		return s.Failure(ctx, fmt.Errorf("backup: %w", err))
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name()) // what is there in part is no backup
			err = s.Failure(ctx, fmt.Errorf("backup %s: %w", path, err))
		}
	}()
	if err := temp.Close(); err != nil {
		return err
	}
	db, err := connect(s.path, patience, checker)
	if err != nil {
		return err
	}
	defer db.Close() // nothing was written
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", temp.Name()); err != nil {
		return err
	}
	if strings.HasSuffix(path, ".zst") {
		if err := compress(temp.Name()); err != nil {
			return err
		}
	}
	if err := syncFile(temp.Name()); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return err
	}
	return relational.SyncFolder(filepath.Dir(path))
}

// compress replaces a file by one with what it holds as zstd.
func compress(path string) (err error) {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close() // nothing was written
	out, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(out.Name()) // what is there in part is no backup
		}
	}()
	enc, err := zstd.NewWriter(out)
	if err == nil {
		_, err = io.Copy(enc, in)
		err = errors.Join(err, enc.Close())
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), path)
}

// syncFile sees to it that what a file holds is on disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
