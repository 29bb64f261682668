package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dixit/ledger"
)

// sum prints what a run has done, some of what was said, and what to try next. Failures that were not complained of singly are
// complained of by their reasons.
func (in *ingestion) sum(ctx context.Context) error {
	for _, l := range in.report.reasons() {
		if l.Outcome == outcomeFailed && l.Count > firstFailures {
			in.t.complain(fmt.Sprintf("%d more failed so: %s", l.Count-firstFailures, l.Reason))
		}
	}
	if in.opts.json || in.added+in.known+in.over == 0 {
		return nil
	}
	kept, err := in.store.Counts(ctx)
	if err != nil {
		return err
	}
	total := count(kept.Documents, "article") + ", " + count(kept.Statements, "statement") + " by " + count(kept.Speakers, "speaker")
	known := in.knownAlready()
	if in.added == 0 {
		if err := in.t.printf("Nothing is new: %s.\n", known); err != nil {
			return err
		}
	} else {
		if known != "" {
			known = "; " + known
		}
		if err := in.t.printf("\n%s%s with %s in %s%s.\n", count(in.added, "new article"), in.copied(), count(in.statements, "statement"),
			span(time.Since(in.began)), known); err != nil {
			return err
		}
	}
	if passed := in.report.passedOver(); passed != "" {
		if err := in.t.printf("Passed over: %s.\n", printable(passed)); err != nil {
			return err
		}
	}
	if err := in.t.printf("%s has %s.\n", ledgerName(in.path), total); err != nil {
		return err
	}
	return in.showHighlights(ctx)
}

// copied says in words how many of the new articles are copies.
func (in *ingestion) copied() string {
	switch in.copies {
	case 0:
		return ""
	case 1:
		return ", 1 of them a copy,"
	}
	return fmt.Sprintf(", %d of them copies,", in.copies)
}

// knownAlready says in words what was in the ledger before, "" if nothing was.
func (in *ingestion) knownAlready() string {
	var parts []string
	switch {
	case in.known > 0 && in.added == 0:
		parts = append(parts, count(in.known, "article")+", all in the ledger already")
	case in.known > 0:
		parts = append(parts, count(in.known, "article")+" known already")
	}
	if in.over > 0 {
		parts = append(parts, count(in.over, "file")+" read to the end before")
	}
	return strings.Join(parts, "; ")
}

// showHighlights prints some statements of this run, and commands that find them.
func (in *ingestion) showHighlights(ctx context.Context) error {
	best := in.highlights.best()
	if len(best) == 0 {
		return nil
	}
	for _, r := range best {
		if err := in.t.printf("\n%s", excerpt(in.t, r, nil)); err != nil {
			return err
		}
	}
	name := best[0].Statement.Speaker.Name
	word, err := in.wordToSearch(ctx)
	if err != nil {
		return err
	}
	program := programName()
	flag := ""
	if in.opts.ledger != "" {
		flag = " --ledger " + quoteForShell(ledgerName(in.opts.ledger))
	}
	next := []string{program + " search" + flag + " --speaker " + quoteForShell(name)}
	if word != "" {
		next = append(next, program+" search"+flag+" "+quoteForShell(word))
	}
	next = append(next, program+" show"+flag+" "+best[0].Statement.ID)
	return in.t.printf("\nTry next:\n  %s\n", strings.Join(next, "\n  "))
}

// tries is how many words are looked up to find one that is worth a search.
const tries = 12

// wordToSearch is a word of the highlights that several statements of the ledger have: a name before any other word.
func (in *ingestion) wordToSearch(ctx context.Context) (string, error) {
	best, most := "", 0
	for _, w := range in.highlights.words(tries) {
		n := 0
		for _, err := range in.store.Search(ctx, ledger.Filter{Where: ledger.Term{Text: w}, Limit: 3}) {
			if err != nil {
				return "", err
			}
			n++
		}
		if n > most {
			best, most = w, n
		}
	}
	return best, nil
}

// programName is how to call this program: as it was called.
func programName() string {
	if path, err := os.Executable(); err == nil && strings.Contains(path, "go-build") {
		return "go run ./cmd/dixit"
	}
	return "dixit"
}

// quoteForShell is s as one word of a command line, printable.
func quoteForShell(s string) string {
	s = printable(s)
	plain, tame := true, true
	for _, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-/", r)
		plain = plain && letter
		tame = tame && (letter || r == ' ' || r == '\'' || r == '’')
	}
	switch {
	case plain && s != "" && !strings.HasPrefix(s, "-"):
		return s
	case tame && utf8.ValidString(s):
		return `"` + s + `"`
	default:
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
}
