package main

import (
	"context"
	"slices"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/who/across"

	"github.com/spf13/cobra"
)

// correctOptions are the flags of dixit correct.
type correctOptions struct {
	remarkOptions
	speaker, kind, role string
	act, when, to       string
	strike              bool
	undo                string
	why                 string
}

// newCorrectCommand is dixit correct.
func newCorrectCommand(t *terminal) *cobra.Command {
	var opts correctOptions
	c := &cobra.Command{
		Use:   "correct ID --speaker NAME | --act ACT | --when DAY | --strike | --undo …",
		Short: "Put a statement right",
		Long: `ID is a statement's id, or as much of its beginning as makes it the only one.
What is given holds from then on, wherever the statement is found and shown, in
all copies of its document that are kept, and also after the document has been
read anew by a later dixit. Nothing is lost: each correction is kept with its
author, its time and its reason, and can be taken back. A statement that is
struck is no longer found; struck:yes in a query asks for those. An empty role,
day or addressee, "", says that there is none or that it is not known.`,
		Example: `  dixit correct ` + sampleID + ` --speaker 'Marco Rubio' --role 'US Senator'
  dixit correct ` + sampleID + ` --when 2025-09-24 --why 'the video says so'
  dixit correct ` + sampleID + ` --strike --why 'a caption, nobody said it'
  dixit correct ` + sampleID + ` --undo=speaker`,
		Annotations: exits("  0  done", "  1  there is no such statement", "  2  the command line is wrong, or several ids begin so",
			"  3  the statement is damaged", "  4  the ledger cannot be opened, read or written"),
		Args: someArguments("a statement's id"),
		RunE: func(c *cobra.Command, args []string) error {
			return runCorrect(c.Context(), t, opts, c.Flags().Changed, args)
		},
	}
	opts.add(c)
	f := c.Flags()
	f.StringVar(&opts.speaker, "speaker", "", "the `NAME` of who said it")
	f.StringVar(&opts.kind, "speaker-kind", "", "the `KIND` of speaker: person, organisation, …")
	f.StringVar(&opts.role, "role", "", "the speaker's `ROLE`")
	f.StringVar(&opts.act, "act", "", "what is done by saying it, an `ACT`: deny, promise, …")
	f.StringVar(&opts.when, "when", "", "the `DAY` of the saying, in EDTF")
	f.StringVar(&opts.to, "to", "", "the `NAME` of who was spoken to, or \"A; B\"")
	f.BoolVar(&opts.strike, "strike", false, "strike it: it is no statement")
	f.StringVar(&opts.undo, "undo", "", "take it back, all or one `FIELD`: speaker, act, …")
	f.Lookup("undo").NoOptDefVal = "all"
	f.StringVar(&opts.why, "why", "", "the reason, as a `TEXT`")
	return c
}

// runCorrect keeps corrections of one statement; changed tells of a flag whether it was given.
func runCorrect(ctx context.Context, t *terminal, opts correctOptions, changed func(string) bool, args []string) error {
	if len(args) > 1 {
		return usage("correct: one id at a time, got %d", len(args))
	}
	return remark(ctx, t, opts.remarkOptions, args[0], func(r *remarking) ([]ledger.Annotation, error) {
		list := opts.corrections(r, changed)
		back, err := opts.undone(r)
		if err != nil {
			return nil, err
		}
		if list = append(list, back...); len(list) == 0 {
			return nil, usage("correct: say what is right; see dixit correct --help")
		}
		return inCopies(ctx, r, list)
	})
}

// corrections are what the flags say is right.
func (opts correctOptions) corrections(r *remarking, changed func(string) bool) []ledger.Annotation {
	speaker := r.record.Statement.Speaker
	if changed("speaker") {
		if speaker.Name = opts.speaker; speaker.Kind == "" || speaker.Kind == dixit.Implicit {
			speaker.Kind = dixit.Person
		}
	}
	if changed("speaker-kind") {
		speaker.Kind = dixit.SpeakerKind(opts.kind)
	}
	entity := across.Key(speaker)
	struck := ""
	if opts.strike {
		struck = ledger.Yes
	}
	var list []ledger.Annotation
	for _, c := range []struct {
		flag          string
		on            ledger.Aspect
		value, entity string
	}{
		{"speaker", ledger.OnSpeaker, opts.speaker, entity},
		{"speaker-kind", ledger.OnKind, opts.kind, entity},
		{"role", ledger.OnRole, opts.role, ""},
		{"act", ledger.OnAct, opts.act, ""},
		{"when", ledger.OnWhen, opts.when, ""},
		{"to", ledger.OnAddressee, opts.to, ""},
		{"strike", ledger.OnStruck, struck, ""},
	} {
		if changed(c.flag) {
			a := r.said
			a.On, a.Value, a.Entity, a.Why = c.on, c.value, c.entity, opts.why
			list = append(list, a)
		}
	}
	return list
}

// undone takes back what is corrected, of the fields that are wanted.
func (opts correctOptions) undone(r *remarking) ([]ledger.Annotation, error) {
	if opts.undo == "" {
		return nil, nil
	}
	field := opts.undo
	switch field {
	case "to":
		field = string(ledger.OnAddressee)
	case "strike":
		field = string(ledger.OnStruck)
	}
	var list []ledger.Annotation
	for _, on := range ledger.Corrections() {
		last := dixit.Correction{Undo: true}
		for _, c := range r.record.Corrected {
			if c.Field == string(on) {
				last = c
			}
		}
		wanted := field == "all" || field == string(on) || strings.HasPrefix(string(on), field+".")
		if wanted && !last.Undo {
			a := r.said
			a.On, a.Undo, a.Why = on, true, opts.why
			list = append(list, a)
		}
	}
	if len(list) == 0 {
		return nil, usage("correct: there is nothing to take back of %s", opts.undo)
	}
	return list, nil
}

// inCopies is list, and the same of the statement in the copies of its document.
func inCopies(ctx context.Context, r *remarking, list []ledger.Annotation) ([]ledger.Annotation, error) {
	out := slices.Clone(list)
	for _, c := range r.record.Copies {
		other, err := r.store.Statement(ctx, c.ID)
		if dixit.KindOf(err) == dixit.Unreadable {
			r.t.complain(err.Error())
			continue
		}
		if err != nil {
			return nil, err
		}
		r.copies++
		for _, a := range list {
			a.Target = ledger.TargetOf(other.Record)
			out = append(out, a)
		}
	}
	return out, nil
}
