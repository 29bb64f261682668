package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// plainWidth is how many columns lines have where the output is no terminal.
const plainWidth = 80

// minWidth is how narrow a terminal is taken to be at least.
const minWidth = 40

// terminal is what a command reads from and writes to.
type terminal struct {
	in         io.Reader
	out        io.Writer // results
	err        io.Writer // complaints, a line each
	isTerminal bool      // whether a person looks at out
	live       bool      // whether err is a terminal that lines can be redrawn on
	width      int       // columns of out
	styled     bool      // whether out shows bold and underlined
	getenv     func(string) string
}

// newTerminal is the terminal that the program runs in.
func newTerminal() *terminal {
	t := &terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr, width: plainWidth, getenv: os.Getenv}
	t.live = term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb"
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		t.isTerminal = true
		t.styled = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if columns, _, err := term.GetSize(fd); err == nil {
			t.width = max(columns, minWidth)
		}
	}
	return t
}

// complain writes one line to where complaints go.
func (t *terminal) complain(what string) { fmt.Fprintln(t.err, "dixit: "+printable(what)) }

// warn writes a line for each of the warnings about the document read from path. They are no failure.
func (t *terminal) warn(path string, warnings []string) {
	for _, w := range warnings {
		t.complain("warning: " + path + ": " + w)
	}
}

// printf writes to where results go.
func (t *terminal) printf(format string, args ...any) error {
	_, err := fmt.Fprintf(t.out, format, args...)
	return err
}

// marks are the marks that out can show.
func (t *terminal) marks(marks ...mark) []mark {
	if t.styled {
		return marks
	}
	return nil
}
