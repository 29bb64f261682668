package extract_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"
	"dixit/read"
	"dixit/when"

	"pgregory.net/rapid"
)

// TestWhen runs the cases of testdata/when: an article, a paragraph a line, and the days on which its statements were made. The
// first line of a case is the day of publication, or "-" for none.
func TestWhen(t *testing.T) {
	x := extractor(t)
	casetest.Spec{Glob: "testdata/when/*.txtar", AtLeast: 25, Find: func(t *testing.T, in string) string {
		day, text, _ := strings.Cut(in, "\n")
		d, err := read.Bytes("case.txt", []byte(text), read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if day != "-" {
			d.Published = day
		}
		e, err := x.Extract(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		check(t, d, e)
		var b strings.Builder
		for _, s := range e.Statements {
			grounded(t, d, s)
			if s.Parent != "" && s.When.EDTF == "" {
				continue
			}
			cue := ""
			for _, c := range s.Cue {
				cue += c.Text()
			}
			fmt.Fprintf(&b, "%s | %s: %s %s\n", s.Speaker.Name, cue, s.When.EDTF, s.When.Basis)
		}
		return b.String()
	}}.Run(t)
}

// grounded checks that a day which is stated or resolved rests on words of the text.
func grounded(t interface{ Fatalf(string, ...any) }, d *dixit.Document, s dixit.Statement) {
	if s.When.Basis != string(when.Stated) && s.When.Basis != string(when.Resolved) {
		return
	}
	_, why, _ := strings.Cut(s.Why[strings.LastIndexByte(s.Why, ';')+1:], "“")
	words, _, ok := strings.Cut(why, "”")
	if !ok || !strings.Contains(strings.Join(strings.Fields(d.Text.String()), " "), words) {
		t.Fatalf("%s: %q does not rest on words of the text", s.When.EDTF, s.Why)
	}
}

// TestAnyDates: whatever dates a text has and whenever it was published, every day of saying is written out or has a reason.
func TestAnyDates(t *testing.T) {
	x := extractor(t)
	piece := rapid.SampledFrom([]string{
		"Mayor Ada Lind ", "Bo Moss ", "said ", "on Tuesday ", "that ", "“it will open,” ", "the bridge will open in May", ", ", ". ", "\n", "yesterday ", "He ",
		"Wednesday, September 24, 2025", "told CNN ", "last week ", "and ", "a day earlier ", "In 2019, ", "while ", "who ", "has said ", "also said ", "Aug. 2",
		"earlier this week on Monday ", "between 2014 and 2016 ", "’s ", "the newspaper reported ", "next Friday ", "in a July phone call ", "at the rally ", "a rally on Monday ", "told the court ", "found guilty on Tuesday ", "a three-week trial ",
		"came a day after ", "end of ", "the weekend ", "“Today’s ruling” ", "drew demands ", "İ",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 1, 60).Draw(t, "pieces"), "")
		d, err := read.Bytes("x.txt", []byte(text), read.Options{})
		if err != nil {
			return
		}
		d.Published = rapid.SampledFrom([]string{"", "2025-09-24", "2025-09-24T23:59:59+02:00", "0001-01-01", "nonsense of a day"}).Draw(t, "published")
		e, err := x.Extract(context.Background(), d)
		if err != nil {
			t.Fatalf("%v", err)
		}
		for _, s := range e.Statements {
			if (s.When.EDTF == "") != (s.When.Basis == string(when.None)) {
				t.Fatalf("%+v in %q", s.When, text)
			}
			grounded(t, d, s)
		}
	})
}

// BenchmarkDates finds the dates of the article that BenchmarkExtract extracts: what the day of saying costs at most, but for
// a walk over the statements.
func BenchmarkDates(b *testing.B) {
	data, err := os.ReadFile("../examples/trump-tax-records.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		when.Find(string(data), when.On("2025-09-24"))
	}
}
