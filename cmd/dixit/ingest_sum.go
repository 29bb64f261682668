package main

import (
	"context"
	"os"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dixit/ledger"
)

// sum prints what a run has done, some of what was said, and what to try next.
func (in *ingestion) sum(ctx context.Context) error {
	if in.opts.json || in.added+in.known == 0 {
		return nil
	}
	kept, err := in.store.Counts(ctx)
	if err != nil {
		return err
	}
	total := count(kept.Documents, "article") + ", " + count(kept.Statements, "statement") + " by " + count(kept.Speakers, "speaker")
	if in.added == 0 {
		return in.t.printf("Nothing is new: %s, all in the ledger already.\n%s has %s.\n", count(in.known, "article"), in.path, total)
	}
	known := ""
	if in.known > 0 {
		known = "; " + count(in.known, "article") + " known already"
	}
	if err := in.t.printf("\n%s with %s in %s%s.\n%s has %s.\n", count(in.added, "new article"), count(in.statements, "statement"),
		span(time.Since(in.began)), known, in.path, total); err != nil {
		return err
	}
	return in.showHighlights(ctx)
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
		flag = " --ledger " + quoteForShell(in.opts.ledger)
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
		for _, err := range in.store.Search(ctx, ledger.Filter{Terms: []ledger.Term{{Text: w}}, Limit: 3}) {
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
