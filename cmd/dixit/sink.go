package main

import (
	"io"
	"os"

	"dixit"
	"dixit/export"
)

// rendered is what is to be written of one document.
type rendered struct {
	name string // of the document
	path string // where it was read from
	data []byte

	warnings []string // about the document
}

// sink takes what is written, a document at a time. An error that is an outputEnd means that no more can be written; any
// other concerns the one document.
type sink interface{ write(r rendered) error }

// outputEnd is the reason why no more can be written.
type outputEnd struct{ error }

// unwritable is the end of the output because of err.
func unwritable(err error) error {
	return outputEnd{dixit.Errorf(dixit.Unavailable, "output: %w", err)}
}

// newSink is standard output, or a folder if dir is not "".
func newSink(t *terminal, f format, dir string) (sink, error) {
	if dir == "" {
		return &stream{out: t.out, single: f.single}, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, dixit.Errorf(dixit.Unavailable, "output: %w", err)
	}
	return &folder{dir: dir, ext: f.ext, taken: make(map[string]string)}, nil
}

// stream writes one document after the other, each at once.
type stream struct {
	out    io.Writer
	single bool // the format has no way to say where a document ends
	used   bool
}

func (s *stream) write(r rendered) error {
	if s.single && s.used {
		return outputEnd{usage("%s: this format holds one document; give --out for several", r.path)}
	}
	s.used = true
	if _, err := s.out.Write(r.data); err != nil {
		return unwritable(err)
	}
	return nil
}

// folder writes a file a document, named for it. A name is given once: later documents of that name are refused.
type folder struct {
	dir   string
	ext   string
	taken map[string]string // where the document that has a name was read from
}

func (f *folder) write(r rendered) error {
	name := export.FileName(r.name) + f.ext
	if first, ok := f.taken[name]; ok {
		return dixit.Errorf(dixit.Invalid, "%s: %s is already written, from %s", r.path, name, first)
	}
	f.taken[name] = r.path
	root, err := os.OpenRoot(f.dir) // so that no name leads out of the folder
	if err != nil {
		return unwritable(err)
	}
	defer root.Close()
	if err := root.WriteFile(name, r.data, 0o644); err != nil {
		return unwritable(err)
	}
	return nil
}
