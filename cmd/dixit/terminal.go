package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"

	"dixit"

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

	engine    func() (engine, error) // finds statements anew; set by tests only, else it is that of this program
	transport http.RoundTripper      // sends requests; set by tests only, else connections are made
}

// newTerminal is the terminal that the program runs in.
func newTerminal() *terminal {
	t := &terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr, width: plainWidth, getenv: os.Getenv}
	t.live = term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb"
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		t.isTerminal = true
		t.out = guard{os.Stdout}
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

// notes are what there is to say of a document that was read: what was lost, and why it is not read for statements.
func notes(d *dixit.Document) []string {
	out := slices.Clone(d.Warnings)
	if why := d.Unread(); why != "" {
		out = append(out, why)
	}
	return out
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

// guard writes to a terminal. It is the last line of defence: what a terminal would obey and no format has written on purpose
// comes out as JSON would escape it, which in JSON it still is. Each call must write whole characters.
type guard struct{ w io.Writer }

// Write implements [io.Writer].
func (g guard) Write(p []byte) (int, error) {
	s := string(p)
	if strings.ContainsFunc(s, obeyed) {
		s = escaped(s)
	}
	if _, err := io.WriteString(g.w, s); err != nil {
		return 0, err
	}
	return len(p), nil
}

// escaped is s with everything in it escaped that a terminal would obey, but line ends, tabs, form feeds and our own styles.
func escaped(s string) string {
	var b strings.Builder
	for at, r := range s {
		switch {
		case !obeyed(r), r == '\n', r == '\t', r == '\f', r == '\x1b' && style(s[at:]):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.String()
}

// style reports whether s begins with one of the sequences that marks are written in.
func style(s string) bool {
	for _, ours := range []string{"\x1b[0m", "\x1b[1m", "\x1b[4m", "\x1b[9m", "\x1b[1;4m"} {
		if strings.HasPrefix(s, ours) {
			return true
		}
	}
	return false
}
