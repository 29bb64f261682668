package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/shift"

	"github.com/spf13/cobra"
)

// speakerOptions are the flags of dixit speaker.
type speakerOptions struct {
	ledger string
	json   bool
}

// newSpeakerCommand is dixit speaker.
func newSpeakerCommand(t *terminal) *cobra.Command {
	var opts speakerOptions
	c := &cobra.Command{
		Use:   "speaker NAME [--ledger PATH] [--json]",
		Short: "Everything about one speaker on one screen",
		Long: `How documents call the speaker and in which roles, how many statements there
are by year, act and kind, what they are about, to whom they were said and who
published them, phrases that are said again and again, how much others say about
the speaker, and the newest statements.

NAME is a name in any spelling that the ledger has for one person or body. Where
several have it they are listed. A statement that stands in several articles
counts once.`,
		Example: `  dixit speaker Zelenskyy
  dixit speaker "Marco Rubio" --json | jq .topics`,
		Annotations: exits("  0  done", "  1  nobody of that name has said anything", "  2  the command line is wrong, or several speakers have the name",
			"  3  a statement in the ledger is damaged; the rest is counted", "  4  the ledger cannot be opened or read"),
		Args: someArguments("a speaker's name"),
		RunE: func(c *cobra.Command, args []string) error {
			return runSpeaker(c.Context(), t, opts, strings.Join(args, " "))
		},
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().BoolVar(&opts.json, "json", false, "print one object")
	return c
}

// runSpeaker prints all about one speaker.
func runSpeaker(ctx context.Context, t *terminal, opts speakerOptions, name string) error {
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	who, bad, err := recordsBy(ctx, t, store, name)
	if err != nil {
		return err
	}
	p := shift.NewProfile()
	for _, r := range who.records {
		p.Add(r)
	}
	others, err := aboutThem(ctx, store, who)
	if err != nil {
		return err
	}
	if opts.json {
		err = speakerObject(t, who, p, others)
	} else {
		out := bufio.NewWriter(t.out)
		writeSpeaker(out, t, who, p, others)
		err = out.Flush()
	}
	if err == nil && bad > 0 {
		err = dixit.Errorf(dixit.Unreadable, "%s in the ledger damaged", count(bad, "statement"))
	}
	return err
}

// aboutThem counts what others say about somebody, by who says it.
func aboutThem(ctx context.Context, store ledger.Ledger, who *somebody) (ledger.Facets, error) {
	if len(ledger.Fold(who.name)) == 0 {
		return ledger.Facets{}, nil
	}
	where := ledger.All{ledger.Term{Field: ledger.Said, Text: who.name}, ledger.Not{X: ledger.Term{Field: ledger.Speaker, Text: who.name}}}
	if ledger.Check(where) != nil { // a name of more than anybody types
		return ledger.Facets{}, nil
	}
	return store.Facets(ctx, where)
}

// speakerObject prints a profile as one object (docs/shift.md).
func speakerObject(t *terminal, who *somebody, p *shift.Profile, others ledger.Facets) error {
	object := map[string]any{
		"type": "speaker", "name": who.name, "ids": p.IDs(), "said": p.Said, "undated": p.Undated, "complete": !who.cut, "roles": p.Roles(),
		"phrases": p.Phrases(), "newest": p.Newest(), "said_about": others.Total, "said_about_by": countsOf(others.Values[ledger.Speaker]),
	}
	for _, s := range shift.Sections() {
		object[string(s)] = p.Counts(s)
	}
	data, err := json.Marshal(object)
	if err != nil {
		return fmt.Errorf("speaker: %w", err)
	}
	return t.printf("%s\n", data)
}

// countsOf are the first counts of a field.
func countsOf(list []ledger.Count) []shift.Count {
	out := []shift.Count{}
	for _, c := range list[:min(len(list), shownCounts)] {
		out = append(out, shift.Count{Value: c.Value, N: c.N})
	}
	return out
}

// writeSpeaker writes a profile for a person to read.
func writeSpeaker(out *bufio.Writer, t *terminal, who *somebody, p *shift.Profile, others ledger.Facets) {
	fmt.Fprintf(out, "%s: %s\n\n", printable(who.name), count(p.Said, "statement"))
	var facts []fact
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, fact{name, value})
		}
	}
	add("called", inline(p.Counts(shift.Names)))
	add("id", strings.Join(p.IDs(), ", "))
	add("kind", inline(p.Counts(shift.Kinds)))
	for i, r := range p.Roles() {
		if i == shownRoles {
			break
		}
		name := ""
		if i == 0 {
			name = "role"
		}
		add(name, strings.TrimRight(fmt.Sprintf("%s %d  %s", printable(r.Role), r.N, between(r.First, r.Last)), " "))
	}
	add("acts", inline(p.Counts(shift.Acts)))
	add("how", inline(p.Counts(shift.Ways)))
	add("years", inlineAll(p.Counts(shift.Years)))
	if p.Undated > 0 {
		add("undated", fmt.Sprint(p.Undated))
	}
	add("about", inline(p.Counts(shift.Topics)))
	add("to", inline(p.Counts(shift.Addressees)))
	add("in", inline(p.Counts(shift.Outlets)))
	for i, c := range p.Phrases() {
		name := ""
		if i == 0 {
			name = "again"
		}
		add(name, fmt.Sprintf("%d times “%s”", c.N, c.Value))
	}
	if others.Total > 0 {
		add("said of", fmt.Sprintf("%s by others: %s", count(others.Total, "statement"), inline(countsOf(others.Values[ledger.Speaker]))))
	}
	var b strings.Builder
	writeFacts(&b, t, facts, 10)
	out.WriteString(b.String() + "\n")
	for _, d := range p.Newest() {
		fmt.Fprintf(out, "%s\n", cut(d.Days()+"  "+string(d.Record.Statement.Act)+"  "+d.Record.Statement.Text(), t.width))
	}
}

// shownRoles and shownInline bound what is shown of a profile.
const (
	shownRoles  = 5
	shownInline = 8
)

// between is two days as an interval.
func between(first, last string) string {
	if first == last {
		return first
	}
	return first + "/" + last
}

// inline is the first counts in one line, inlineAll all of them.
func inline(list []shift.Count) string { return inlineAll(list[:min(len(list), shownInline)]) }

func inlineAll(list []shift.Count) string {
	parts := make([]string, len(list))
	for i, c := range list {
		parts[i] = fmt.Sprintf("%s %d", printable(c.Value), c.N)
	}
	return strings.Join(parts, " · ")
}
