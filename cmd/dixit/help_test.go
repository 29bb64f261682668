package main

import (
	"bytes"
	"strings"
	"testing"
)

// capture is a terminal whose output is kept.
func capture(args ...string) (code int, out, complaints string) {
	var o, e bytes.Buffer
	t := &terminal{in: strings.NewReader(""), out: &o, err: &e, width: plainWidth, getenv: func(string) string { return "" }}
	code = run(args, t)
	return code, o.String(), e.String()
}

// TestHelpFits proves that the overview is one screen, that no help is wider than one, and that the help of every command
// has examples and ends with its exit status.
func TestHelpFits(t *testing.T) {
	_, overview, _ := capture("help")
	if n := strings.Count(overview, "\n"); n > 24 {
		t.Errorf("the overview has %d lines", n)
	}
	commands := newRootCommand(&terminal{}).Commands()
	if len(commands) != 33 {
		t.Errorf("%d commands", len(commands))
	}
	for _, c := range commands {
		if !strings.Contains(overview, "dixit "+c.Name()) {
			t.Errorf("the overview does not know %s", c.Name())
		}
		code, help, complaints := capture(c.Name(), "--help")
		if code != 0 || complaints != "" {
			t.Errorf("%s --help: %d %s", c.Name(), code, complaints)
		}
		examples, exit := strings.Index(help, "\nExamples:\n  dixit "+c.Name()), strings.Index(help, "\nEXIT STATUS\n  0  ")
		if examples < 0 || exit < examples || strings.Contains(help[exit+1:], "\n\n") {
			t.Errorf("%s --help does not end with examples and exit status:\n%s", c.Name(), help)
		}
		if _, same, _ := capture("help", c.Name()); same != help {
			t.Errorf("help %s is not %s --help", c.Name(), c.Name())
		}
		overview += help
	}
	for line := range strings.Lines(overview) {
		if n := columns(strings.TrimSuffix(line, "\n")); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}
