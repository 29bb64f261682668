// Command dixit keeps a record of who said what: it finds the attributed statements of news articles, keeps them in a ledger
// and finds them again.
//
// It only reads command lines, prints, and puts the module's packages together: reading files is in read, finding
// statements in extract, keeping them in ledger, fetching from the web in fetch, for addresses that are given.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"dixit"
)

// exitInterrupted is what the program exits with after an interrupt, as shells do.
const exitInterrupted = 130

func main() { os.Exit(run(os.Args[1:], newTerminal())) }

// run does one command line and is the program's exit code.
func run(args []string, t *terminal) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	root := newRootCommand(t)
	root.SetArgs(args)
	return exitCode(ctx, t, root.ExecuteContext(ctx))
}

// exitCode reports err in one line and is the exit code for it.
func exitCode(ctx context.Context, t *terminal, err error) int {
	switch {
	case err == nil:
		return dixit.ExitOK
	case errors.Is(err, syscall.EPIPE): // whoever read our output has seen enough
		return dixit.ExitOK
	case ctx.Err() != nil:
		t.complain("interrupted")
		return exitInterrupted
	default:
		t.complain(err.Error())
		return dixit.KindOf(err).ExitCode()
	}
}

// usage is an error of the command line.
func usage(format string, args ...any) error { return dixit.Errorf(dixit.Invalid, format, args...) }

// damaged is the error a command ends with when some of its inputs could not be used; each has been complained of.
func damaged(n int) error {
	if n == 0 {
		return nil
	}
	return dixit.Errorf(dixit.Unreadable, "%s could not be used; the rest is done", count(n, "input"))
}

// count is n and its noun: "1 article", "2 articles".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
