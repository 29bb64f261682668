package when_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"dixit/internal/casetest"
	"dixit/when"
)

// question is one expression of a corpus: what is to be read, and the days that are right, from first to last. Where the corpus
// counts the end of a range in one mode and not in another, either is right: end is the later.
type question struct {
	id, text   string
	start, end int // of the expression in text
	ref        string
	first      string
	last, also string // also is a second right last day, "" for none
	later      bool   // of a form that was left out later
}

// The rule of selection is written down in testdata/README.md. It is applied here by machine, to a corpus as a whole; no
// expression is named.

// never are forms that a news sentence does not hold: left out before any result had been seen.
var never = []*regexp.Regexp{
	// feasts
	regexp.MustCompile(`(?i)\b(easter|christmas|xmas|thanks ?giving|halloween|patrick'?s?|father'?s|mother'?s|valentine|earth day|martin luther|mlk|` +
		`presidents?'? day|black friday|cyber|independence|workers|labou?r day|memorial|veterans|new years?|year eve|yuandan|eid|eidul|rama[dz]an|ramzan|` +
		`ramadhan|ramathan|festival|juneteenth|freedom day|jubilee|may day|ides|lent|diwali|vesak|boss)\b`),
	// schedules, working days, fiscal years and numbered weeks
	regexp.MustCompile(`(?i)\b(business|working|work ?week|school|fiscal|calendar year|[fsc]y ?\d+|weeks? \d+|how about|maybe|preferably)\b`),
	// short forms of typing, and numbers and years in words
	regexp.MustCompile(`(?i)\b(thousand|hundred|nineteen|tmrw|tomorrows|otd|to ?date|date|now|qtr|yr|closest|last day|past day|[0-9]+ s|b\.?c\.?|a\.?d\.?|hence|back|time|` +
		`bom|boy|eom|eoy|h[12])\b|^[=<>]|^\d+$`),
	// "the week" for this week
	regexp.MustCompile(`(?i)^(the |this |my |on )?(day|week|month|year|fortnight)$`),
}

// later are forms that were left out after results had been seen: the corpora do not agree on them, or a reader could not tell.
var later = []*regexp.Regexp{
	// part of a unit
	regexp.MustCompile(`(?i)\b(end|start|beginning|middle|remaining|rest|later|earlier|all week|weekend)\b`),
	// the week of a month or year, which is counted in two ways; seasons, of which one corpus gives the days of the sun
	regexp.MustCompile(`(?i)\b(weeks? (of|in)|weeks of|season|seasons|summer|winter|spring|autumn)\b`),
	// a number of units up to or from now: a duration; the one corpus counts days and the other whole units
	regexp.MustCompile(`(?i)\b(last|past|previous|next|following|coming|upcoming|within|first)( next| past)? (few|couple|\d+|one|two|three|four|five|seven|ten|eleven|forty)( of)? (days|weeks?|months|years|quarters|decades)\b|` +
		`\b(\d+|two) (next|past|previous|upcoming)\b|\bwithin\b|\bfortnight\b|\bfew\b`),
	// an ordinal without a month or day of the week, and figures in which the year is missing or day and month can change places
	regexp.MustCompile(`(?i)^(the )?(second|thirty|twenty second)$|^(the )?\d+(st|nd|rd|th)$|\b(first|second|third|fifth) (sun|tues)day$|\b\d{1,2} ?[./-] ?\d{1,2}$|\b(0?\d|1[012])([/.-])(0?\d|1[012])[/.,-]`),
}

func matches(s string, list []*regexp.Regexp) bool {
	for _, r := range list {
		if r.MatchString(s) {
			return true
		}
	}
	return false
}

// relative are words that fix an expression to the reference, and year a year: without either a bare day is read in the past.
var (
	relative = regexp.MustCompile(`(?i)\b(next|last|past|previous|coming|following|ago|today|tomorrow|yesterday|later|this (week|month|year|quarter)|in (a|an|one|two|three|\d+)|from (now|today))\b`)
	lastOf   = regexp.MustCompile(`(?i)^last \w+day (of|in) \w+$`)
	year     = regexp.MustCompile(`\d{4}|[/.-]\d\d$`)
)

const iso = time.DateOnly

func dayBefore(d string) string {
	t, err := time.Parse(iso, d)
	if err != nil {
		return d
	}
	return t.AddDate(0, 0, -1).Format(iso)
}

// recognizers are the questions of the one corpus.
func recognizers(t *testing.T, name string) (out []question) {
	type result struct {
		Text       string
		Start, End int
		Type       string
		Resolution struct{ Values []map[string]string }
		Value      struct {
			PastResolution, FutureResolution map[string]string
		}
	}
	seen := map[string]bool{}
	each(t, name, func(data []byte) {
		var c struct {
			ID, Text, Ref string
			Results       []result
		}
		if json.Unmarshal(data, &c) != nil || c.Ref == "" {
			return // a few values are no objects: those of pure extractors
		}
		for _, r := range c.Results {
			if r.Type != "date" && r.Type != "daterange" || matches(r.Text, never) {
				continue
			}
			past := r.Value.PastResolution
			future := r.Value.FutureResolution
			if v := r.Resolution.Values; len(v) > 0 {
				past, future = v[0], v[len(v)-1]
			}
			if past["Mod"] != "" && past["value"]+past["date"]+past["end"] == "" || past["Mod"] == "before" || past["Mod"] == "until" {
				continue // open to one side: EDTF has no such day
			}
			q := question{id: c.ID, text: c.Text, start: r.Start, end: r.End, ref: c.Ref[:10]}
			q.later = past["Mod"] != "" || matches(r.Text, later)
			// Where the reference is such a day itself, news means that day.
			if future["value"] == q.ref || future["date"] == q.ref {
				past = future
			}
			q.first, q.last = past["value"]+past["date"], past["value"]+past["date"]
			if past["start"] != "" {
				q.first, q.last, q.also = past["start"], dayBefore(past["end"]), past["end"]
			}
			key := strings.ToLower(r.Text) + q.ref
			if len(q.first) != len(iso) || q.first < "1000" || seen[key] {
				continue
			}
			seen[key] = true
			out = append(out, q)
		}
	})
	return out
}

// duckling are the questions of the other.
func duckling(t *testing.T, name string) (out []question) {
	each(t, name, func(data []byte) {
		var c struct{ Text, Ref, Section, Kind, Grain, From, To, Holiday string }
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		first, ok := span(c.From, c.Grain)
		if !ok || c.Section == "latent" || c.Kind != "instant" && c.Kind != "interval" || c.Holiday != "" || matches(c.Text, never) {
			return
		}
		q := question{id: c.Text, text: c.Text, end: len(c.Text), ref: c.Ref[:10], first: first[0], last: first[1], later: matches(c.Text, later)}
		if c.Kind == "interval" {
			q.last, q.also = dayBefore(c.To[:10]), c.To[:10]
		}
		if q.first > q.ref && (!relative.MatchString(c.Text) || lastOf.MatchString(c.Text)) && !year.MatchString(c.Text) {
			return // read as of the future, which news does not
		}
		out = append(out, q)
	})
	return out
}

// span is the first and last day of the unit that begins at from.
func span(from, grain string) (out [2]string, ok bool) {
	if len(from) < len(iso) {
		return out, false
	}
	t, err := time.Parse(iso, from[:10])
	if err != nil {
		return out, false
	}
	end, ok := map[string]time.Time{
		"day": t, "week": t.AddDate(0, 0, 6), "month": t.AddDate(0, 1, -1), "quarter": t.AddDate(0, 3, -1), "year": t.AddDate(1, 0, -1),
	}[grain]
	return [2]string{from[:10], end.Format(iso)}, ok
}

// right reports whether e is the answer to q. An answer that says itself to be approximate is right if what it names holds the
// day.
func right(e when.Expression, q question) bool {
	if strings.Contains(e.EDTF, "~") && e.Grain != when.Day {
		return e.First <= q.first && q.last <= e.Last || e.First <= q.first && e.Last == q.ref || e.First == q.ref && q.last <= e.Last
	}
	if e.Span.Start < q.start-len("from the ") || e.Span.End > q.end+len(" to ") {
		return e.First == q.first || e.Last == q.last // q is one end of a range that was read as a whole
	}
	last := e.Last
	if unit := map[when.Grain]int{when.Month: 7, when.Year: 4}[e.Grain]; unit > 0 && strings.HasSuffix(q.also, "-01") && q.also[:unit] == last[:unit] {
		last = q.also // the range's last month or year, which the corpus leaves out
	}
	if strings.Contains(strings.ToLower(q.text), "q") && len(q.also) == len(iso) && q.also[8:] == "01" && last[:8] > q.also[:8] && last[:4] == q.also[:4] {
		last = q.also // or quarter
	}
	return e.First == q.first && (last == q.last || last == q.also) || strings.Contains(e.EDTF, "~/") && e.First <= q.first && last == q.also
}

// TestCorpora measures Find on what two other programs' authors wrote down as right.
func TestCorpora(t *testing.T) {
	for _, c := range []struct {
		name string
		read func(*testing.T, string) []question
	}{{"recognizers.jsonl.gz", recognizers}, {"duckling-en.jsonl", duckling}} {
		t.Run(c.name, func(t *testing.T) {
			var all, narrow tally
			for _, q := range c.read(t, casetest.Shared(t, "..", "corpora/dates/"+c.name)) {
				var best when.Expression
				most := 0
				for _, e := range when.Find(q.text, when.On(q.ref)) {
					if n := min(e.Span.End, q.end) - max(e.Span.Start, q.start); n > most {
						best, most = e, n
					}
				}
				ok := best.EDTF != "" && right(best, q)
				all.add(best, ok)
				if !q.later {
					narrow.add(best, ok)
				}
				if !ok {
					t.Logf("%q in %q at %s: %s, want %s %s", q.text[q.start:q.end], q.text, q.ref, best.EDTF, q.first, q.last)
				}
			}
			t.Logf("all:    %v", all)
			t.Logf("narrow: %v", narrow)
			if !all.enough() || !narrow.enough() {
				t.Errorf("want 0.85 answered and 0.95 of these right")
			}
		})
	}
}

// tally counts answers.
type tally struct{ asked, answered, right int }

func (c *tally) add(e when.Expression, right bool) {
	c.asked++
	if e.EDTF != "" {
		c.answered++
	}
	if right {
		c.right++
	}
}

func (c tally) enough() bool {
	return float64(c.answered) >= 0.85*float64(c.asked) && float64(c.right) >= 0.95*float64(c.answered)
}

func (c tally) String() string {
	return fmt.Sprintf("%d expressions, %.3f answered, %.3f of these right", c.asked, float64(c.answered)/float64(c.asked), float64(c.right)/float64(c.answered))
}

// each reads a file of lines, packed or not.
func each(t *testing.T, name string, line func([]byte)) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
