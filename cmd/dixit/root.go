package main

import (
	_ "embed" // the help
	"strings"

	"github.com/spf13/cobra"
)

// overview is what dixit help prints: one screen.
//
//go:embed help.txt
var overview string

// helpTemplate is the help of one command. Its exit status is an annotation, so that it comes last.
const helpTemplate = `{{.Short}}.

Usage:
  {{.UseLine}}

{{.Long}}
{{if .HasAvailableLocalFlags}}
Flags:
{{.LocalFlags.FlagUsages}}{{end}}
Examples:
{{.Example}}

EXIT STATUS
{{index .Annotations "exit"}}
`

// newRootCommand is dixit with all its commands.
func newRootCommand(t *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:               "dixit",
		Short:             "A ledger of who said what",
		Args:              cobra.ArbitraryArgs,
		SilenceErrors:     true, // exitCode reports them
		SilenceUsage:      true,
		DisableAutoGenTag: true,

		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return t.printf("%s", overview)
		}
		if near := root.SuggestionsFor(args[0]); len(near) > 0 {
			return usage("no command %q; did you mean %s?", args[0], strings.Join(near, " or "))
		}
		return usage("no command %q; see dixit help", args[0])
	}
	root.SetIn(t.in)
	root.SetOut(t.out)
	root.SetErr(t.err)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%s: %w; see %s --help", c.Name(), err, c.CommandPath())
	})
	root.AddCommand(newReadCommand(t), newExtractCommand(t), newIngestCommand(t), newReextractCommand(t), newEnqueueCommand(t), newWorkCommand(t), newNodeCommand(t), newFetchCommand(t), newWatchCommand(t), newSearchCommand(t), newSearchesCommand(t), newVerifyCommand(t), newShiftCommand(t), newShowCommand(t), newSpeakerCommand(t), newExplainCommand(t), newCompareCommand(t),
		newCorrectCommand(t), newNoteCommand(t), newTagCommand(t), newCorrectionsCommand(t), newExportCommand(t), newImportCommand(t),
		newServeCommand(t), newMCPCommand(t), newCheckCommand(t), newStatusCommand(t), newRepairCommand(t), newBackupCommand(t), newEvalCommand(t), newBenchCommand(t),
		newVersionCommand(t), newHelpCommand(t, root))
	for _, c := range root.Commands() {
		c.SetHelpTemplate(helpTemplate)
		c.Flags().SortFlags = false
		c.DisableFlagsInUseLine = true
	}
	root.SetHelpFunc(overviewHelp(t, root.HelpFunc()))
	return root
}

// overviewHelp is the overview for the program, and the help of each of its commands as it was.
func overviewHelp(t *terminal, help func(*cobra.Command, []string)) func(*cobra.Command, []string) {
	return func(c *cobra.Command, args []string) {
		if c.HasParent() {
			help(c, args)
			return
		}
		_ = t.printf("%s", overview) // a terminal that is gone needs no help
	}
}

// newHelpCommand is dixit help.
func newHelpCommand(t *terminal, root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:         "help [COMMAND]",
		Short:       "Say what dixit does, or what one of its commands does",
		Long:        "Without a command: everything on one screen.",
		Example:     "  dixit help\n  dixit help extract",
		Annotations: exits("  0  done", "  2  there is no such command"),
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usage("help: no command %q; see dixit help", strings.Join(args, " "))
			}
			c.InitDefaultHelpFlag() // as if it had been called with it
			return c.Help()
		},
	}
}

// exits annotates a command with the lines of its exit status.
func exits(lines ...string) map[string]string {
	return map[string]string{"exit": strings.Join(lines, "\n")}
}
