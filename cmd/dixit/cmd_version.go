package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"dixit"
	"dixit/extract"
	"dixit/ledger/sqlite"
	"dixit/neural"

	"github.com/spf13/cobra"
)

// Set where a release is linked (deploy/release): the commit that it is built from, and when that was made. Other builds say it
// themselves, if they were made in a checkout.
var commit, committed string

// newVersionCommand is dixit version.
func newVersionCommand(t *terminal) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "version [--json]",
		Short: "Say which version this is",
		Long: `Says the version, which stands in every record with the names of the weights;
the commit that it was built from; which kernels this processor runs; and the
format of ledgers: an older one is brought up to date when it is opened, a newer
one is refused.`,
		Example:     "  dixit version\n  dixit version --json",
		Annotations: exits("  0  done", "  2  the command line is wrong"),
		Args:        noArguments,
		RunE:        func(*cobra.Command, []string) error { return runVersion(t, asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one object (docs/releases.md)")
	return c
}

// build is all that there is to know of this program.
type build struct {
	Type      string       `json:"type"`
	Version   string       `json:"version"`
	Commit    string       `json:"commit,omitempty"`
	Committed string       `json:"committed,omitempty"` // RFC 3339
	Modified  bool         `json:"modified"`
	Go        string       `json:"go"`
	OS        string       `json:"os"`
	Arch      string       `json:"arch"`
	Engine    dixit.Engine `json:"engine"`
	Kernels   string       `json:"kernels"`
	Ledger    int64        `json:"ledger"`
}

// runVersion prints it, as one object or in lines.
func runVersion(t *terminal, asJSON bool) error {
	b, err := thisBuild()
	if err != nil {
		return err
	}
	if asJSON {
		data, err := json.Marshal(b)
		if err != nil {
			return err
		}
		return t.printf("%s\n", data)
	}
	return t.printf("dixit %s%s %s %s/%s\nengine  %s, model %s\nkernels %s\nledger  format %d\n", b.Version, b.origin(), b.Go, b.OS, b.Arch,
		b.Engine.Version, b.Engine.Model, b.Kernels, b.Ledger)
}

// thisBuild is what is known of this program. The error is one of its weights, or of what DIXIT_SIMD asks for.
func thisBuild() (build, error) {
	b := build{
		Type: "version", Version: dixit.Version, Commit: commit, Committed: committed,
		Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH,
	}
	if info, ok := debug.ReadBuildInfo(); ok && commit == "" {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Commit = s.Value
			case "vcs.time":
				b.Committed = s.Value
			case "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	m, err := neural.Default()
	if err != nil {
		return b, err
	}
	x, err := extract.With(m)
	if err != nil {
		return b, err
	}
	b.Engine, b.Kernels = x.Engine(), m.Kernels()
	b.Ledger, err = sqlite.Format()
	return b, err
}

// origin tells the commit, "" if the build does not say.
func (b build) origin() string {
	if len(b.Commit) < 12 || len(b.Committed) < len("2006-01-02") {
		return ""
	}
	changed := ""
	if b.Modified {
		changed = ", changed"
	}
	return fmt.Sprintf(" (%s of %s%s)", b.Commit[:12], b.Committed[:10], changed)
}

// noArguments refuses arguments of a command that takes none.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s: takes no arguments, got %q", c.Name(), args[0])
	}
	return nil
}

// someArguments refuses a command without its arguments.
func someArguments(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage("%s: give %s; see %s --help", c.Name(), what, c.CommandPath())
		}
		return nil
	}
}
