package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dixit"
	"dixit/read"

	"golang.org/x/net/html/charset"
)

// claim is a saved page with what it should be found to say of itself.
type claim struct {
	set  string
	File string `json:"file"`
	URL  string `json:"url"`
	// Date is the day of publication, Instant the instant in UTC; nil if nothing is known, "" if the page tells none.
	Date    *string `json:"date"`
	Instant *string `json:"date_published"`
	Title   string  `json:"title"`
	Author  authors `json:"author"`

	data []byte
}

// authors are names as a line.
type authors string

func (a *authors) UnmarshalJSON(data []byte) error {
	var names []string
	if json.Unmarshal(data, &names) == nil {
		*a = authors(strings.Join(names, ", "))
		return nil
	}
	return json.Unmarshal(data, (*string)(a))
}

// chosen reports whether a page is of the half that rules were made on.
func (c claim) chosen() bool {
	h := fnv.New32a()
	io.WriteString(h, c.File)
	return h.Sum32()%2 == 0
}

// claims prints how many pages tell their day, title and authors right: each page as it was saved, and with its address, as it
// comes from a crawl. With missed it names the pages that are wrong.
func claims(w io.Writer, corpora string, missed bool) error {
	var pages []claim
	for _, set := range []string{"pages-news", "pages-postlight"} {
		of, err := claimsOf(corpora, set)
		if err != nil {
			return err
		}
		pages = append(pages, of...)
	}
	t := tally{}
	for _, p := range pages {
		alone, err := read.Bytes(p.File, p.data, read.Options{})
		if err != nil {
			alone = &dixit.Document{}
		}
		addressed, err := p.addressed()
		if err != nil {
			addressed = &dixit.Document{}
		}
		t.count(w, p, "page alone", alone, missed)
		t.count(w, p, "with address", addressed, missed)
	}
	t.print(w)
	return nil
}

// addressed reads a page as one that was fetched from its address.
func (c claim) addressed() (*dixit.Document, error) {
	r, err := charset.NewReader(bytes.NewReader(c.data), "text/html")
	if err != nil {
		return nil, err
	}
	decoded, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	line, err := json.Marshal(map[string]string{"html": strings.ToValidUTF8(string(decoded), "\ufffd"), "url": c.URL})
	if err != nil {
		return nil, err
	}
	return read.Bytes(c.File+".ndjson", line, read.Options{})
}

// tally counts answers by set, half and way of reading.
type tally map[string]*answers

// answers are how often something was right, wrong and not told. Of days, the last three are those that were guessed, and
// invented where the page tells none.
type answers struct {
	right, wrong, none          int
	guessedRight, guessedWrong  int
	invented, absent            int
	titleRight, titles          int
	authorRight, authorWrong, n int
}

func (t tally) count(w io.Writer, p claim, how string, d *dixit.Document, missed bool) {
	half := "other half"
	if p.chosen() {
		half = "rules made on"
	}
	verdict := p.day(d)
	for _, key := range []string{half, "all"} {
		a := t[p.set+" | "+how+" | "+key]
		if a == nil {
			a = &answers{}
			t[p.set+" | "+how+" | "+key] = a
		}
		a.day(verdict, d.Published == "")
		if p.Title != "" {
			a.titles++
			if sameWords(p.Title, d.Title) {
				a.titleRight++
			}
		}
		if p.Author != "" {
			a.n++
			switch {
			case sameAuthors(string(p.Author), d.Authors):
				a.authorRight++
			case len(d.Authors) > 0:
				a.authorWrong++
			}
		}
	}
	if !missed || how != "page alone" || !p.chosen() {
		return
	}
	if verdict != "right" && verdict != "" && verdict != "absent" {
		fmt.Fprintf(w, "day %s: %s: %s, got %q %q %s, %s\n", verdict, p.File, p.goldDay(), d.Published, d.Guessed, d.PublishedBasis, p.URL)
	}
	if p.Title != "" && !sameWords(p.Title, d.Title) {
		fmt.Fprintf(w, "title: %s: %q, got %q\n", p.File, p.Title, d.Title)
	}
	if p.Author != "" && !sameAuthors(string(p.Author), d.Authors) {
		fmt.Fprintf(w, "author: %s: %q, got %q\n", p.File, p.Author, d.Authors)
	}
}

func (a *answers) day(verdict string, guessed bool) {
	switch verdict {
	case "right":
		a.right++
		if guessed {
			a.guessedRight++
		}
	case "wrong":
		a.wrong++
		if guessed {
			a.guessedWrong++
		}
	case "none":
		a.none++
	case "invented":
		a.invented++
	case "absent":
		a.absent++
	}
}

func (t tally) print(w io.Writer) {
	fmt.Fprintln(w, "| pages | read | half | day right | wrong | none | of these guessed right, wrong | a day where there is none | title right | author right, wrong |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|")
	for _, set := range []string{"pages-news", "pages-postlight"} {
		for _, how := range []string{"page alone", "with address"} {
			for _, half := range []string{"rules made on", "other half", "all"} {
				key := set + " | " + how + " | " + half
				if a := t[key]; a != nil {
					n := float64(max(1, a.right+a.wrong+a.none))
					fmt.Fprintf(w, "| %s | %d (%.2f) | %d (%.2f) | %d | %d, %d | %d of %d | %d of %d | %d, %d of %d |\n", key, a.right, float64(a.right)/n, a.wrong,
						float64(a.wrong)/n, a.none, a.guessedRight, a.guessedWrong, a.invented, a.invented+a.absent, a.titleRight, a.titles, a.authorRight, a.authorWrong, a.n)
				}
			}
		}
	}
}

func (c claim) goldDay() string {
	if c.Date != nil {
		return *c.Date
	}
	return *c.Instant
}

// day judges the day of a document, said or guessed. It is "" where nothing is known of the page's.
func (c claim) day(d *dixit.Document) string {
	if c.Date == nil && c.Instant == nil {
		return ""
	}
	got, want := d.Published, c.goldDay()
	if got == "" {
		got = d.Guessed
	}
	switch {
	case got == "" && want == "":
		return "absent"
	case got == "":
		return "none"
	case want == "":
		return "invented"
	case c.Date != nil && sameDay(got, want), c.Date == nil && sameInstant(got, want):
		return "right"
	}
	return "wrong"
}

// sameDay reports whether a day or instant is of a day, in its own zone or in UTC.
func sameDay(got, want string) bool {
	if strings.HasPrefix(got, want) {
		return true
	}
	t, err := time.Parse(time.RFC3339, got)
	return err == nil && t.UTC().Format(time.DateOnly) == want
}

// sameInstant reports whether a day or instant is of the day of an instant that is known in UTC. A day alone may be that of any
// zone in which news pages are written, 8 hours behind UTC to 10 before it.
func sameInstant(got, want string) bool {
	t, err := time.Parse(time.RFC3339, want)
	if err != nil {
		return false
	}
	if _, err := time.Parse(time.DateOnly, got); err == nil {
		return got == t.Add(-8*time.Hour).Format(time.DateOnly) || got == t.Format(time.DateOnly) || got == t.Add(10*time.Hour).Format(time.DateOnly)
	}
	return sameDay(got, t.Format(time.DateOnly))
}

// sameWords reports whether two texts are the same but for white space, case and the shape of marks.
func sameWords(a, b string) bool { return plainWords(a) == plainWords(b) }

func plainWords(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// sameAuthors reports whether the names are those of a line of authors, in any order and however the line joins them.
func sameAuthors(line string, names []string) bool {
	split := func(s string) map[string]bool {
		out := map[string]bool{}
		for _, part := range strings.Split(strings.NewReplacer(" and ", ",", " & ", ",", ";", ",", " | ", ",").Replace(plainWords(s)), ",") {
			if part = strings.TrimSpace(part); part != "" {
				out[part] = true
			}
		}
		return out
	}
	want, got := split(line), split(strings.Join(names, ","))
	for name := range got {
		if !want[name] {
			return false
		}
	}
	return len(want) == len(got)
}

// claimsOf reads a collection whose gold.jsonl names the pages.
func claimsOf(corpora, set string) ([]claim, error) {
	data, err := os.ReadFile(filepath.Join(corpora, set, "gold.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []claim
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		c := claim{set: set}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s: %w", set, err)
		}
		packed, err := os.ReadFile(filepath.Join(corpora, set, "html", c.File))
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.File, err)
		}
		if c.data, err = io.ReadAll(z); err != nil {
			return nil, fmt.Errorf("%s: %w", c.File, err)
		}
		out = append(out, c)
	}
	return out, lines.Err()
}
