package main

import (
	"context"
	"strings"

	"dixit/ledger"

	"github.com/spf13/cobra"
)

// newNoteCommand is dixit note.
func newNoteCommand(t *terminal) *cobra.Command {
	var opts remarkOptions
	var withdraw string
	c := &cobra.Command{
		Use:   "note [--by NAME] ID TEXT | --withdraw NOTE ID",
		Short: "Write a note about a statement",
		Long: `ID is a statement's id, or as much of its beginning as makes it the only one.
A statement can have several notes, each with its author and time; dixit show
prints them, and note:WORD in a query finds them. A note that is withdrawn is
no longer shown; dixit corrections export still has it.`,
		Example: `  dixit note ` + sampleID + ` 'compare what he said in March'
  dixit search 'note:march speaker:rubio'
  dixit note --withdraw x7kq ` + sampleID,
		Annotations: exits("  0  done", "  1  there is no such statement or note", "  2  the command line is wrong, or several ids begin so",
			"  3  the statement is damaged", "  4  the ledger cannot be opened, read or written"),
		Args: someArguments("a statement's id, and a text"),
		RunE: func(c *cobra.Command, args []string) error { return runNote(c.Context(), t, opts, withdraw, args) },
	}
	opts.add(c)
	c.Flags().StringVar(&withdraw, "withdraw", "", "withdraw the note whose id begins with `NOTE`")
	return c
}

// runNote writes a note, or withdraws one.
func runNote(ctx context.Context, t *terminal, opts remarkOptions, withdraw string, args []string) error {
	if (withdraw == "") != (len(args) > 1) {
		return usage("note: give a statement's id and a text, or --withdraw and a statement's id")
	}
	return remark(ctx, t, opts, args[0], func(r *remarking) ([]ledger.Annotation, error) {
		a := r.said
		a.On, a.Value = ledger.OnNote, strings.Join(args[1:], " ")
		if withdraw == "" {
			return []ledger.Annotation{a}, nil
		}
		a.Undo = true
		n := 0
		for _, note := range r.record.Notes {
			if strings.HasPrefix(note.ID, strings.ToLower(withdraw)) {
				a.Value = note.ID
				n++
			}
		}
		if n != 1 {
			return nil, usage("note: %s of this statement begin with %q", count(n, "note"), withdraw)
		}
		return []ledger.Annotation{a}, nil
	})
}

// newTagCommand is dixit tag.
func newTagCommand(t *terminal) *cobra.Command {
	var opts remarkOptions
	c := &cobra.Command{
		Use:   "tag [--by NAME] ID +WORD… -WORD…",
		Short: "Put tags on a statement, or take them off",
		Long: `ID is a statement's id, or as much of its beginning as makes it the only one.
A tag is a word of letters, digits and - _ . / between them; capitals are small
letters. dixit show prints tags, and tag:WORD in a query finds them. Flags stand
before the id.`,
		Example: `  dixit tag ` + sampleID + ` +to-check +tariffs
  dixit tag ` + sampleID + ` -to-check
  dixit search tag:tariffs`,
		Annotations: exits("  0  done", "  1  there is no such statement", "  2  the command line is wrong, or several ids begin so",
			"  3  the statement is damaged", "  4  the ledger cannot be opened, read or written"),
		Args: someArguments("a statement's id, and tags"),
		RunE: func(c *cobra.Command, args []string) error { return runTag(c.Context(), t, opts, args) },
	}
	opts.add(c)
	c.Flags().SetInterspersed(false) // -WORD is no flag
	return c
}

// runTag puts tags on a statement and takes others off.
func runTag(ctx context.Context, t *terminal, opts remarkOptions, args []string) error {
	if len(args) < 2 {
		return usage("tag: give a statement's id and tags, +WORD or -WORD")
	}
	return remark(ctx, t, opts, args[0], func(r *remarking) ([]ledger.Annotation, error) {
		var list []ledger.Annotation
		for _, arg := range args[1:] {
			a := r.said
			a.On, a.Undo = ledger.OnTag, strings.HasPrefix(arg, "-")
			a.Value = strings.TrimPrefix(arg, "-")
			if !a.Undo {
				a.Value = strings.TrimPrefix(arg, "+")
			}
			list = append(list, a)
		}
		return list, nil
	})
}
