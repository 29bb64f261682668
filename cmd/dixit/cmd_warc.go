package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"dixit"
	"dixit/read/warc"
)

// runIndex writes a line of CDXJ for each record of archives that a replayer may ask for, in the order of the records.
func runIndex(ctx context.Context, t *terminal, paths []string) error {
	bad := 0
	for _, path := range paths {
		failed, err := index(ctx, t, path)
		if err != nil {
			return err
		}
		bad += failed
	}
	return damaged(bad)
}

// index writes the lines of one archive. Records that cannot be read are complained of and counted.
func index(ctx context.Context, t *terminal, path string) (bad int, err error) {
	in, name := t.in, "stdin"
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			if pe, ok := errors.AsType[*fs.PathError](err); ok {
				err = pe.Err
			}
			t.complain(path + ": " + err.Error())
			return 1, nil
		}
		defer f.Close()
		in, name = f, path
	}
	r := warc.NewReader(name, in, warc.Limits{})
	for {
		if ctx.Err() != nil {
			return bad, ctx.Err()
		}
		rec, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return bad, nil
		case err != nil:
			bad++
			t.complain(err.Error())
			if _, ok := errors.AsType[*warc.RecordError](err); !ok {
				return bad, nil
			}
			continue
		case !indexed(rec):
			continue
		case rec.Length == 0:
			t.complain(name + ": several records in one compressed member, which an index cannot point into")
			return bad + 1, nil
		}
		line := warc.CDXJ(rec, filepath.Base(name))
		if line == "" {
			continue
		}
		if err := t.printf("%s\n", line); err != nil {
			return bad, dixit.Errorf(dixit.Unavailable, "output: %w", err)
		}
	}
}

// indexed reports whether records of a type have lines in an index.
func indexed(rec *warc.Record) bool {
	switch rec.Type {
	case warc.Response, warc.Resource, warc.Revisit, warc.Conversion:
		return true
	}
	return false
}
