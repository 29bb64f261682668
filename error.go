package dixit

import (
	"errors"
	"fmt"
)

// ErrorKind is a class of failure. The list only grows at its end.
type ErrorKind int

// The kinds of failure.
const (
	Internal    ErrorKind = iota // a defect of the program
	Invalid                      // a request or a record that breaks a rule
	NotFound                     // the thing named does not exist
	Unreadable                   // damaged or unsupported input
	TooLarge                     // input over a limit
	Unavailable                  // a store that cannot be reached, or is busy or full
)

// String names the kind as records and reports show it.
func (k ErrorKind) String() string {
	switch k {
	case Invalid:
		return "invalid"
	case NotFound:
		return "not found"
	case Unreadable:
		return "unreadable"
	case TooLarge:
		return "too large"
	case Unavailable:
		return "unavailable"
	default:
		return "internal"
	}
}

// Exit codes of the program.
const (
	ExitOK      = 0 // done
	ExitFinding = 1 // done, and something was found (or nothing was, for a search)
	ExitUsage   = 2 // the command line is wrong
	ExitDamaged = 3 // some input could not be read
	ExitStore   = 4 // the ledger could not be opened, read or written
)

// ExitCode is what the program exits with after a failure of kind k.
func (k ErrorKind) ExitCode() int {
	switch k {
	case Invalid:
		return ExitUsage
	case NotFound:
		return ExitFinding
	case Unreadable, TooLarge:
		return ExitDamaged
	default:
		return ExitStore
	}
}

// HTTPStatus is the status of an HTTP answer to a request that failed with kind k.
func (k ErrorKind) HTTPStatus() int {
	switch k {
	case Invalid:
		return 400
	case NotFound:
		return 404
	case Unreadable:
		return 422
	case TooLarge:
		return 413
	case Unavailable:
		return 503
	default:
		return 500
	}
}

// kindError gives an error a kind.
type kindError struct {
	kind ErrorKind
	err  error
}

func (e *kindError) Error() string { return e.err.Error() }
func (e *kindError) Unwrap() error { return e.err }

// Errorf is fmt.Errorf with a kind. Messages say noun, place and cause, in lower case.
func Errorf(kind ErrorKind, format string, args ...any) error {
	return &kindError{kind, fmt.Errorf(format, args...)}
}

// KindOf is the kind of the outermost error in err's chain that has one, Internal if none has.
func KindOf(err error) ErrorKind {
	if e, ok := errors.AsType[*kindError](err); ok {
		return e.kind
	}
	return Internal
}
