package main

import (
	"runtime"
	"runtime/debug"

	"dixit"

	"github.com/spf13/cobra"
)

// newVersionCommand is dixit version.
func newVersionCommand(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:         "version",
		Short:       "Say which version this is",
		Long:        "The version stands in every record, with the hash of the model's weights.",
		Example:     "  dixit version",
		Annotations: exits("  0  done", "  2  the command line is wrong"),
		Args:        noArguments,
		RunE: func(*cobra.Command, []string) error {
			return t.printf("dixit %s%s %s %s/%s\n", dixit.Version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
		},
	}
}

// revision is where in its history the program was built, "" if the build does not say.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (" + s.Value[:12] + ")"
		}
	}
	return ""
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
