package verify

import (
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/read"
)

// article is a text of 900 words, of which one stands at word 450.
func article(t testing.TB, n int) *dixit.Document {
	t.Helper()
	vocabulary := strings.Fields("the of and to a in that is for on with was as it by at from be have an are this not he they we will said would people " +
		"country government council bridge river minister money plan report year week vote party law court police city school road water price")
	var b strings.Builder
	x := uint32(n*2654435761 + 1)
	for i := range 900 {
		x = x*1664525 + 1013904223
		b.WriteString(vocabulary[int(x>>16)%len(vocabulary)])
		switch {
		case i == 450 && n%7 == 3:
			b.WriteString(". “We will open the northern bridge in May, and nobody of us will pay a toll for it before the year is over,” Ann Lind said.\n\n")
		case i%60 == 59:
			b.WriteString(".\n\n")
		case i%15 == 14:
			b.WriteString(". ")
		default:
			b.WriteString(" ")
		}
	}
	d, err := read.Bytes(fmt.Sprint(n, ".txt"), []byte(b.String()), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func articles(t testing.TB) []*Source {
	out := make([]*Source, 50)
	for i := range out {
		out[i] = NewSource(article(t, i), dixit.Extraction{})
	}
	return out
}

func BenchmarkNewSource(b *testing.B) {
	d := article(b, 3)
	b.SetBytes(int64(d.Text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		NewSource(d, dixit.Extraction{})
	}
}

// BenchmarkCheck is one quotation against 50 articles of 900 words.
func BenchmarkCheck(b *testing.B) {
	among := articles(b)
	for name, text := range map[string]string{
		"exact":   "We will open the northern bridge in May, and nobody of us will pay a toll for it before the year is over,",
		"altered": "We will open the northern bridge in June, and nobody of us would pay a toll for it before the week is over,",
		"absent":  "They have never been asked whether the old mill by the harbour should be sold, and it shows in everything they do now,",
		"common":  "the people of the country",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Check(Quotation{Text: text}, among)
			}
		})
	}
}

// BenchmarkLong is a quotation of 32 kB, every third word of which is another one than the source's, against 50 articles of as much.
func BenchmarkLong(b *testing.B) {
	among := make([]*Source, 50)
	var text string
	for i := range among {
		var body strings.Builder
		for k := range 7 {
			body.WriteString(article(b, 7*i+k).Text.String() + "\n\n")
		}
		d, err := read.Bytes(fmt.Sprint(i, ".txt"), []byte(body.String()), read.Options{})
		if err != nil {
			b.Fatal(err)
		}
		among[i] = NewSource(d, dixit.Extraction{})
		if i == 25 {
			words := strings.Fields(d.Text.String())
			for k := 2; k < len(words); k += 3 {
				words[k] = "otherwise"
			}
			text = strings.Join(words, " ")
		}
	}
	for b.Loop() {
		if r := Check(Quotation{Text: text}, among); r.Verdict == Exact {
			b.Fatal(r.Why)
		}
	}
}
